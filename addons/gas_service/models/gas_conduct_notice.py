# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

from .gas_conduct_case import KINDS
from .gas_violation_type import SANCTIONS


class GasConductNotice(models.Model):
    """What the person concerned is told about his case, and what he says to it (FI-14.4).

    The allegation's summary, how he exceeded which deadline, the decision, the sanction: never who complained,
    nor a ticket. He reads his own notices; besides him, who may read the case.
    """

    _name = "gas.conduct.notice"
    _description = "Notice to the Person Concerned"
    _inherit = ["gas.guarded.mixin", "gas.hosted.mixin", "gas.evidence.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _host_fields = ("case_id",)

    name = fields.Char("Number", required=True, readonly=True)
    case_id = fields.Many2one("gas.conduct.case", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    currency_id = fields.Many2one(related="company_id.currency_id")
    employee_id = fields.Many2one(
        "hr.employee", "Person Concerned", required=True, readonly=True, ondelete="restrict", index=True
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    summary = fields.Text("What It Is About", readonly=True)
    deadlines = fields.Text("Exceeded Deadlines", readonly=True, help="In words, as they were explained at the notice.")
    article = fields.Char(readonly=True)
    article_text = fields.Text("Words of the Article", readonly=True)
    sanction = fields.Selection(SANCTIONS, readonly=True, help="Intended, until the decision is served.")
    amount = fields.Monetary(readonly=True, help="Intended, until the decision is served.")
    state = fields.Selection(
        [
            ("notice", "To Be Heard"),
            ("heard", "Heard"),
            ("served", "Decision Served"),
            ("appealed", "Appealed"),
            ("final", "Final"),
            ("closed", "Closed"),
        ],
        required=True, readonly=True, default="notice",
    )  # fmt: skip
    notified_at = fields.Datetime("Notified On", readonly=True)
    hear_until = fields.Datetime("To Be Heard Until", readonly=True)
    statement = fields.Text(readonly=True)
    stated_at = fields.Datetime("Statement On", readonly=True)
    witness_id = fields.Many2one(
        "res.users", "Silence Witnessed By", readonly=True, ondelete="restrict", help="Who saw that he said nothing."
    )
    decision = fields.Text(readonly=True)
    served_at = fields.Datetime("Served On", readonly=True)
    appeal_until = fields.Datetime(readonly=True)
    appeal = fields.Text(readonly=True)
    appealed_at = fields.Datetime("Appealed On", readonly=True)
    appeal_result = fields.Text("Decision on the Appeal", readonly=True)
    recorded_by = fields.Many2one(
        "res.users", readonly=True, ondelete="restrict", help="Who wrote down what somebody without a login said."
    )
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", "Files", domain=[("res_model", "=", "gas.conduct.notice")], readonly=True
    )
    mine = fields.Boolean("Concerns Me", compute="_compute_mine", search="_search_mine")
    may_state = fields.Boolean(compute="_compute_may_speak")
    may_appeal = fields.Boolean(compute="_compute_may_speak")

    _to_become_final_idx = models.Index("(appeal_until) WHERE state = 'served'")

    _guarded_fields = frozenset(
        "name case_id company_id employee_id kind summary deadlines article article_text sanction amount state"
        " notified_at hear_until statement stated_at witness_id decision served_at appeal_until appeal appealed_at"
        " appeal_result recorded_by attachment_ids".split()
    )

    # -- who reads it ------------------------------------------------------------------------------

    def _host_free_domain(self):
        return Domain("employee_id", "in", self.env.user.gas_employee_ids.ids)

    @api.depends("employee_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        ids = set(self.env.user.gas_employee_ids._ids)
        for notice in self:
            notice.mine = notice.employee_id.id in ids

    def _search_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self._host_free_domain()
        return Domain.OR(mine if wanted else ~mine for wanted in value)

    @api.depends("mine", "state", "hear_until", "appealed_at")
    def _compute_may_speak(self):
        for notice in self:
            notice.may_state = notice.mine and notice._can_state()
            notice.may_appeal = notice.mine and notice._can_appeal()

    def _evidence_fixed(self):
        return self.filtered(lambda notice: notice.state == "closed")

    # -- what the steps of the case do -------------------------------------------------------------

    def _tell(self, what, until=None):
        """Give the person something to do, in his language, without what it is about (sudo).

        :param what: hear, back, decision, reward or appeal
        :param until: naive UTC
        """
        self.activity_ids.unlink()
        user = self.employee_id.user_id.filtered("active")
        if not user:
            return
        day = self.company_id._gas_calendar()._gas_timeline().local_date(until) if until else None
        notice = self.with_context(lang=user.lang or self.env.lang)
        notice.activity_schedule("gas_service.activity_type_conduct", day, summary=notice._told(what), user_id=user.id)

    def _told(self, what):
        texts = {
            "hear": self.env._("You are asked to be heard: %s", self.name),
            "back": self.env._("The notice was taken back: %s", self.name),
            "decision": self.env._("A decision about you: %s", self.name),
            "reward": self.env._("You are commended: %s", self.name),
            "appeal": self.env._("Your appeal was decided: %s", self.name),
        }
        return texts[what]

    def _close(self):
        self._write_guarded({"state": "closed"})
        self.activity_ids.unlink()

    def _local(self, at):
        """Return a moment for people, in the zone of the office calendar."""
        return format_datetime(self.env, at, tz=self.company_id._gas_calendar().tz, dt_format="yyyy-MM-dd HH:mm")
