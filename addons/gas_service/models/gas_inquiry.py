# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .gas_sla_mixin import SLA_FIELDS

OPEN_STATES = ("new", "transferred", "processing", "resolved", "informed")


class GasInquiry(models.Model):
    """First-inquiry ticket, 首问责任业务工作单: one matter of one customer, from the first word to the archive."""

    _name = "gas.inquiry"
    _description = "First-Inquiry Ticket"
    _inherit = ["gas.document.mixin"]
    _order = "urgent desc, date_deadline, id desc"
    _mail_post_access = "read"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    state = fields.Selection(
        [
            ("new", "New"),
            ("transferred", "To Sign For"),
            ("processing", "In Progress"),
            ("resolved", "To Inform"),
            ("informed", "Informed"),
            ("closed", "Closed"),
            ("archived", "Archived"),
            ("cancelled", "Cancelled"),
        ],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand="_group_expand_state",
    )
    kind = fields.Selection(
        [("inquiry", "Inquiry"), ("request", "Request"), ("complaint", "Complaint"), ("emergency", "Emergency")],
        default="inquiry",
        required=True,
    )
    channel = fields.Selection(
        [("phone", "Phone"), ("visit", "Visit"), ("letter", "Letter"), ("online", "Online")],
        default="phone",
        required=True,
    )
    subject = fields.Char("Matter", required=True, index="trigram")
    description = fields.Text("Details")

    # the customer
    anonymous = fields.Boolean(help="The customer does not say who he is: nobody can be informed (FI-5.5).")
    account_id = fields.Many2one("gas.account", string="Gas Account", ondelete="restrict", index="btree_not_null")
    partner_id = fields.Many2one("res.partner", string="Contact", ondelete="restrict", index="btree_not_null")
    customer_name = fields.Char(string="Customer")
    address = fields.Char()
    phone_ids = fields.One2many("gas.phone", "inquiry_id", string="Phones")

    # who received it, and who works on it
    received_at = fields.Datetime(
        "Received On", default=fields.Datetime.now, required=True, copy=False, index=True,
        help="When the customer called, came or wrote; not when it was typed (FI-3).",
    )  # fmt: skip
    registered_by = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict",
        default=lambda self: self.env.user, index=True,
    )  # fmt: skip
    first_responsible_id = fields.Many2one(
        "hr.employee", copy=False, ondelete="restrict", index=True,
        default=lambda self: self.env.user._gas_employee(self.env.company).id,
        help="Who received the customer: answers for the ticket until it is closed (FI-2, FI-3).",
    )  # fmt: skip
    first_department_id = fields.Many2one("hr.department", readonly=True, copy=False, ondelete="restrict", index=True)
    first_handler_id = fields.Many2one(
        "hr.employee", readonly=True, copy=False, ondelete="restrict", index="btree_not_null",
        help="The first person in charge of the matter who was reached (FI-4).",
    )  # fmt: skip
    handler_id = fields.Many2one(
        "hr.employee", readonly=True, copy=False, ondelete="restrict", index="btree_not_null", tracking=True
    )
    department_id = fields.Many2one(
        "hr.department", "Handling Department", readonly=True, copy=False, ondelete="restrict", index=True,
        tracking=True, group_expand=False,
    )  # fmt: skip
    dispatched_at = fields.Datetime("Dispatched On", readonly=True, copy=False)

    # how it ended
    outcome = fields.Selection(
        [
            ("solved", "Solved"),
            ("outside", "Outside the Company"),
            ("impossible", "Cannot Be Done"),
            ("withdrawn", "Withdrawn by the Customer"),
        ],
        readonly=True,
        copy=False,
    )
    result = fields.Text(readonly=True, copy=False)
    guidance = fields.Text(
        "Guidance or Explanation", readonly=True, copy=False,
        help="Where the customer can turn (FI-5.4), or why it cannot be done (FI-8.4).",
    )  # fmt: skip
    answered_at_once = fields.Boolean("Answered at Once", readonly=True, copy=False)
    answered_at = fields.Datetime("Answered On", readonly=True, copy=False)
    informed_at = fields.Datetime("Informed On", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed On", readonly=True, copy=False, index="btree_not_null")
    cancel_reason = fields.Char("Reason of Cancellation", readonly=True, copy=False)

    contact_ids = fields.One2many("gas.contact", "inquiry_id", string="Contacts")
    handover_ids = fields.One2many("gas.handover", "inquiry_id", string="Hand-overs", readonly=True)
    clock_ids = fields.One2many("gas.sla.clock", "inquiry_id", string="Clocks", readonly=True)
    origin_id = fields.Many2one(
        "gas.inquiry", "Came Back From", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    follow_up_ids = fields.One2many("gas.inquiry", "origin_id", string="Later Tickets", readonly=True)
    external_ref = fields.Char("External Reference", readonly=True, copy=False, index="btree_not_null")

    _name_unique = models.UniqueIndex("(company_id, name)", "The number of a ticket must be unique.")
    _external_ref_unique = models.UniqueIndex(
        "(company_id, external_ref) WHERE external_ref IS NOT NULL",
        "A ticket with this external reference exists already.",
    )
    # Boards: the cards of a column in their order without sorting, and what they count without the
    # table. At 100,000 tickets a column took 21 ms and is 0.4 ms, a count 60 ms and 13 ms.
    _card_idx = models.Index("(state, COALESCE(urgent, FALSE) DESC, date_deadline, id DESC)")
    _open_idx = models.Index(
        "(state, company_id, department_id, date_deadline, sla_red_at, sla_yellow_at, supervision_only, id)"
        " WHERE state NOT IN ('closed', 'archived', 'cancelled')"
    )

    _guarded_fields = SLA_FIELDS | set(
        "name company_id state kind received_at registered_by first_responsible_id first_department_id"
        " first_handler_id handler_id department_id dispatched_at outcome result guidance answered_at_once"
        " answered_at informed_at closed_at cancel_reason origin_id external_ref".split()
    )

    @api.model
    def _group_expand_state(self, states, domain):
        """Every column a person can drag to is there, empty or not; the ends only where they hold something."""
        always = (*OPEN_STATES, "closed")
        return [key for key, _label in self._fields["state"].selection if key in always or key in states]

    @api.constrains("anonymous", "account_id", "customer_name", "partner_id")
    def _check_customer(self):
        for ticket in self:
            named = ticket.account_id or ticket.customer_name or ticket.partner_id
            if not named and not ticket.anonymous and ticket.kind != "emergency":
                raise ValidationError(
                    self.env._("Who is the customer? Choose the gas account, type the name, or tick “Anonymous”.")
                )

    @api.onchange("account_id")
    def _onchange_account_id(self):
        if self.account_id:
            self.customer_name = self.account_id.name
            self.address = self.account_id.address
            self.partner_id = self.account_id.partner_id
