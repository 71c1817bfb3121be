# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from .gas_sla_mixin import SLA_FIELDS

OPEN_STATES = ("reported", "major", "measures")
# what the meeting found out; it is written until the meeting is recorded
_MINUTES = frozenset("minutes changes no_measure_reason".split())


class GasCallbackIssue(models.Model):
    """Something heard in callbacks that may harm the company's standing (CB-9).

    Whoever finds it reports it; the supervisor decides within 3 working days whether it is major; if so a
    topic meeting is held within 10, whose minutes say what changes; its measures are improvements.
    """

    _name = "gas.callback.issue"
    _description = "Issue Found in Callbacks"
    _inherit = ["gas.document.mixin"]
    _order = "reported_at desc, id desc"
    _mail_post_access = "read"
    _sla_host_field = "callback_issue_id"
    _dialog_field = "issue_id"

    name = fields.Char("Subject", required=True, readonly=True)
    description = fields.Text(readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one("hr.department", required=True, readonly=True, ondelete="restrict", index=True)
    plan_id = fields.Many2one("gas.callback.plan", required=True, readonly=True, ondelete="restrict", index=True)
    callback_id = fields.Many2one("gas.callback", readonly=True, ondelete="restrict", index="btree_not_null")
    reported_by = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    reported_at = fields.Datetime("Reported On", required=True, readonly=True)
    state = fields.Selection(
        [
            ("reported", "To Decide"),
            ("minor", "Not Major"),
            ("major", "Meeting to Hold"),
            ("measures", "Measures Under Way"),
            ("done", "Done"),
        ],
        default="reported", required=True, readonly=True, copy=False, tracking=True, group_expand="_group_expand_state",
    )  # fmt: skip
    decision_reason = fields.Text(readonly=True, copy=False, tracking=True)
    decided_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    meeting_id = fields.Many2one("calendar.event", "Topic Meeting", readonly=True, copy=False, ondelete="restrict")
    held_at = fields.Datetime("Held On", readonly=True, copy=False)
    minutes = fields.Html(copy=False, help="What was discussed and decided.")
    changes = fields.Html(copy=False, help="Which policy, measure or procedure changes, and how; or that none does.")
    no_measure_reason = fields.Text("Why There Are No Measures", copy=False)
    improvement_ids = fields.One2many("gas.improvement", "issue_id", "Measures")
    clock_ids = fields.One2many("gas.sla.clock", "callback_issue_id", "Clocks", readonly=True)

    _guarded_fields = SLA_FIELDS | set(
        "name description company_id department_id plan_id callback_id reported_by reported_at state decision_reason"
        " decided_by decided_at meeting_id held_at".split()
    )

    @api.model
    def _group_expand_state(self, states, domain):
        return [key for key, _label in self._fields["state"].selection if key in OPEN_STATES or key in states]

    def _begun_at(self):
        return self.reported_at

    def _sla_responsible(self, kind):
        """The supervisor; where there are several any of them, so nobody in person."""
        # sudo: employees are not readable by ordinary users
        return {issue.id: issue._supervisor() for issue in self.sudo()}

    def _supervisor(self):
        employees = self.env["hr.employee"].union(
            *(user._gas_employee(self.company_id) for user in self._supervising_users())
        )
        department = employees[:1].department_id or self.department_id
        return (employees if len(employees) == 1 else employees.browse()), department

    def _supervising_users(self):
        """Return (sudo) the customer-service supervisors of the company."""
        group = self.env.ref("gas_service.group_supervisor").sudo()  # sudo: who has a role
        return group.all_user_ids.filtered(lambda user: user.active and self.company_id in user.company_ids)

    @api.model
    def _report(self, plan, subject, description, callback=None):
        """Report an issue of ``plan`` (the caller has checked who may); the supervisors are asked to decide.

        :raise UserError: no subject
        """
        if not (subject or "").strip():
            raise UserError(self.env._("What is the matter? Give it a subject."))
        plan = plan.sudo()  # sudo: see above; who made a call need not be able to read its plan
        issue = self.sudo()._create_guarded(  # sudo: as above
            [
                {
                    "name": subject.strip(),
                    "description": description,
                    "company_id": plan.company_id.id,
                    "department_id": plan.department_id.id,
                    "plan_id": plan.id,
                    "callback_id": callback.id if callback else False,
                    "reported_by": self.env.uid,
                    "reported_at": fields.Datetime.now(),
                }
            ]
        )
        issue._sla_start("CB-MAJOR", "reported_at")
        for user in issue._supervising_users():
            issue._schedule("gas_service.activity_type_issue_decide", user, issue.name)
        return issue.with_env(self.env)

    def write(self, vals):
        if _MINUTES & vals.keys() and not self._is_unguarded():
            self.check_access("write")
            self._check_state("major")
        return super().write(vals)

    def _has_text(self, name):
        return bool(html2plaintext(self[name] or "").strip())
