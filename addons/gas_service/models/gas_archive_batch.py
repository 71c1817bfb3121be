# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class GasArchiveBatch(models.Model):
    """What one department hands over to general management for one month, a nil return included (FI-8.6)."""

    _name = "gas.archive.batch"
    _description = "Archive Hand-Over"
    _inherit = ["gas.guarded.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "month desc, department_id, id"
    _mail_post_access = "read"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one("hr.department", required=True, readonly=True, ondelete="restrict", index=True)
    month = fields.Date(required=True, readonly=True, help="First day of the month whose finished tickets these are.")
    month_name = fields.Char("For", compute="_compute_display_name")
    due_date = fields.Date(
        "Due On", required=True, readonly=True, help="Working day of the following month, as the settings say (FI-8.6)."
    )
    state = fields.Selection(
        [("draft", "To Hand Over"), ("handed", "Handed Over"), ("received", "Received")],
        default="draft",
        required=True,
        readonly=True,
        tracking=True,
        index=True,
    )
    ticket_ids = fields.Many2many(
        "gas.inquiry", "gas_archive_batch_inquiry_rel", "batch_id", "inquiry_id", "Tickets",
        readonly=True, ondelete="restrict",
    )  # fmt: skip
    ticket_count = fields.Integer("Number of Tickets", compute="_compute_ticket_count")
    nil_declared = fields.Boolean(readonly=True)
    is_nil = fields.Boolean("Nil Return", compute="_compute_ticket_count")
    handed_at = fields.Datetime("Handed Over On", readonly=True)
    handed_by = fields.Many2one("res.users", "Handed Over By", readonly=True, ondelete="restrict")
    received_at = fields.Datetime("Signed For On", readonly=True)
    received_by = fields.Many2one("res.users", "Signed For By", readonly=True, ondelete="restrict")
    handed_late = fields.Boolean("Handed Over Late", readonly=True)
    is_late = fields.Boolean("Late", compute="_compute_is_late", search="_search_is_late")
    can_hand_over = fields.Boolean(compute="_compute_can_hand_over")

    _month_unique = models.UniqueIndex(
        "(company_id, department_id, month)", "This department has a hand-over of this month already."
    )

    _guarded_fields = frozenset(
        "company_id department_id month due_date state ticket_ids nil_declared"
        " handed_at handed_by received_at received_by handed_late".split()
    )

    @api.depends("department_id", "month")
    def _compute_display_name(self):
        for batch in self:
            batch.month_name = f"{batch.month:%Y-%m}" if batch.month else ""
            batch.display_name = f"{batch.department_id.name or ''} {batch.month_name}"

    @api.depends("ticket_ids", "nil_declared")
    @api.depends_context("uid")
    def _compute_ticket_count(self):
        """Counted with the reader's own eyes: the person a complaint is about must not see it in a count either."""
        # searched for: the cache of the field may have been filled under somebody else's rules
        groups = self.env["gas.inquiry"]._read_group(
            [("archive_batch_ids", "in", self.ids)], ["archive_batch_ids"], ["__count"]
        )
        counts = {batch.id: count for batch, count in groups}
        for batch in self:
            batch.ticket_count = counts.get(batch.id, 0)
            batch.is_nil = batch.nil_declared and not batch.ticket_count

    @api.depends("state", "due_date", "handed_late")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for batch in self:
            missing = batch.state == "draft" and bool(batch.due_date) and batch.due_date < today
            batch.is_late = batch.handed_late or missing

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("handed_late", "=", True)
        late |= Domain("state", "=", "draft") & Domain("due_date", "<", fields.Date.context_today(self))
        return Domain.OR(late if wanted else ~late for wanted in value)

    @api.depends("state", "department_id")
    @api.depends_context("uid")
    def _compute_can_hand_over(self):
        manager = self.env.user.has_group("gas_service.group_manager")
        for batch in self:
            batch.can_hand_over = (
                manager and batch.state == "draft" and batch.department_id in self.env.user.gas_department_ids
            )

    # -- the two signatures --------------------------------------------------------------------

    def action_hand_over(self):
        """Hand the finished tickets over: signed by the manager, locked from now on.

        :raise AccessError: the user does not manage the department
        :raise UserError: handed over already, or there is no ticket (that is a nil return)
        """
        for batch in self:
            batch._check_hand_over()
            batch.sudo()._collect()  # sudo: checked above; what was closed up to the end of the month
            if not batch.ticket_count:
                raise UserError(self.env._("%s: there is no ticket. Hand over a nil return.", batch.display_name))
            batch._hand_over(nil=False)

    def action_nil_return(self):
        """Say that the department finished no ticket in the month (零报告).

        :raise AccessError: the user does not manage the department
        :raise UserError: handed over already, or there are tickets
        """
        for batch in self:
            batch._check_hand_over()
            batch.sudo()._collect()  # sudo: see action_hand_over
            if batch.ticket_count:
                raise UserError(
                    self.env._(
                        "%(batch)s: %(count)s tickets are to be handed over, this is no nil return.",
                        batch=batch.display_name,
                        count=batch.ticket_count,
                    )
                )
            batch._hand_over(nil=True)

    def _check_hand_over(self):
        self.ensure_one()
        self.check_access("read")
        if self.state != "draft":
            raise UserError(self.env._("%s is handed over already.", self.display_name))
        if not self.can_hand_over:
            raise AccessError(self.env._("Only the manager of %s hands over its tickets.", self.department_id.name))

    def _all_tickets(self):
        """Return (sudo) the tickets in it, those included that the user may not see."""
        return self.env["gas.inquiry"].sudo().search([("archive_batch_ids", "in", self.ids)])  # sudo: to lock them

    def _hand_over(self, nil):
        now = fields.Datetime.now()
        batch = self.sudo()  # sudo: the manager was checked; nobody may write a hand-over
        day = batch.company_id._gas_calendar()._gas_timeline().local_date(now)
        batch._write_guarded(
            {
                "state": "handed",
                "handed_at": now,
                "handed_by": self.env.uid,
                "handed_late": day > batch.due_date,
                "nil_declared": nil,
            }
        )
        batch._all_tickets()._archive_lock(now)
        batch.activity_unlink(["gas_service.activity_type_archive"])

    def action_receive(self):
        """General management confirms that it received the hand-over.

        :raise AccessError: the user is not of general management
        :raise UserError: not handed over, or by the same person (but for general management's own)
        """
        for batch in self:
            batch.check_access("read")
            if not self.env.user.has_group("gas_service.group_general"):
                raise AccessError(self.env._("Only general management receives what is handed over."))
            if batch.state != "handed":
                raise UserError(self.env._("%s is not handed over, or received already.", batch.display_name))
            own = batch.department_id == batch.company_id.gas_general_department_id
            if batch.handed_by == self.env.user and not own:
                raise UserError(self.env._("Who handed over does not receive as well: ask a colleague."))
            # sudo: checked above; nobody may write a hand-over
            batch.sudo()._write_guarded(
                {"state": "received", "received_at": fields.Datetime.now(), "received_by": self.env.uid}
            )
