# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext

from .gas_sla_mixin import SLA_FIELDS


class GasCallbackAudit(models.Model):
    """General management's check of the callbacks made in a quarter (CB-8).

    Looked at are the plans whose calls were made in the quarter, that is of the services from a month
    before it on: their analyses are due when the audit begins. Each department has a line with what was
    checked by itself, a sample of calls that people judge, and a score.
    """

    _name = "gas.callback.audit"
    _description = "Quarterly Audit of Callbacks"
    _inherit = ["gas.document.mixin"]
    _order = "quarter desc, id desc"
    _mail_post_access = "read"
    _sla_host_field = "callback_audit_id"
    _dialog_field = "audit_id"

    name = fields.Char(compute="_compute_name", store=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one(
        "hr.department", "Audited By", readonly=True, ondelete="restrict", help="General management."
    )
    quarter = fields.Date(required=True, readonly=True, help="First day of the quarter in which the calls were made.")
    due_date = fields.Date("Due On", required=True, readonly=True)
    state = fields.Selection(
        [("open", "Being Audited"), ("done", "Done")],
        default="open", required=True, readonly=True, copy=False, tracking=True, group_expand="_group_expand_state",
    )  # fmt: skip
    seed = fields.Char(
        required=True, readonly=True, copy=False, help="Fixed before the draw: the same seed draws the same calls."
    )
    line_ids = fields.One2many("gas.callback.audit.line", "audit_id", "Departments")
    conclusion = fields.Html(help="What the audit found as a whole, and what should change.")
    finished_at = fields.Datetime("Finished On", readonly=True, copy=False)
    finished_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    clock_ids = fields.One2many("gas.sla.clock", "callback_audit_id", "Clocks", readonly=True)
    to_judge_count = fields.Integer("Calls to Judge", compute="_compute_to_judge_count")

    _quarter_unique = models.UniqueIndex("(company_id, quarter)", "This quarter has an audit already.")

    _guarded_fields = SLA_FIELDS | set(
        "name company_id department_id quarter due_date state seed finished_at finished_by".split()
    )

    @api.depends("quarter")
    def _compute_name(self):
        for audit in self:
            audit.name = f"{audit.quarter.year}-Q{(audit.quarter.month + 2) // 3}" if audit.quarter else ""

    @api.model
    def _group_expand_state(self, states, domain):
        return [key for key, _label in self._fields["state"].selection]

    def _compute_to_judge_count(self):
        samples = self.env["gas.callback.audit.sample"]
        counts = dict(
            samples._read_group(
                [("line_id.audit_id", "in", self.ids), ("judged_at", "=", False)], ["audit_id"], ["__count"]
            )
        )
        for audit in self:
            audit.to_judge_count = counts.get(audit, 0)

    def _begun_at(self):
        return self.create_date

    def _sla_responsible(self, kind):
        # sudo: employees are not readable by ordinary users
        return {audit.id: (audit.department_id.manager_id, audit.department_id) for audit in self.sudo()}

    def write(self, vals):
        if "conclusion" in vals and not self._is_unguarded():
            self._check_open()
        return super().write(vals)

    def _check_open(self):
        """:raise UserError: it is finished: what it found stays"""
        self._check_state("open")

    def _check_audits(self):
        """Only general management.

        :raise AccessError: somebody else
        """
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group("gas_service.group_general"):
            raise AccessError(self.env._("Only general management audits callbacks."))

    def action_refresh(self):
        """Check the plans again: what was late may have been done meanwhile. Excuses and judgements stay."""
        for audit in self:
            audit._check_audits()
            audit._check_open()
            audit.sudo()._collect()  # sudo: checks are written by this alone; the right was just checked

    def action_finish(self):
        """Close the audit: scores and findings stay as they are; the managers are told (CB-8).

        :raise UserError: names all that is missing
        """
        for audit in self:
            audit._check_audits()
            audit._check_open()
            audit.sudo()._collect()  # sudo: see action_refresh
            missing = []
            if not html2plaintext(audit.conclusion or "").strip():
                missing.append(self.env._("the conclusion"))
            for line in audit.line_ids:
                missing += line._missing()
            audit._raise_missing(missing)
            now = fields.Datetime.now()
            audit._sla_stop("CB-AUDIT", now)
            audit._write_guarded({"state": "done", "finished_at": now, "finished_by": self.env.uid})
            audit.activity_unlink(["gas_service.activity_type_audit"])
            for line in audit.sudo().line_ids:  # sudo: who leads the department
                audit._schedule(
                    "gas_service.activity_type_audit_read",
                    line.department_id.manager_id.user_id,
                    self.env._(
                        "Audit of callbacks %(quarter)s: %(score)s points", quarter=audit.name, score=line.score
                    ),
                )

    def action_reopen(self, reason):
        """Open a finished audit again, because something in it is wrong; by a leader, kept with its reason.

        :raise AccessError: not a leader, or he finished it himself
        :raise UserError: not finished, or no reason
        """
        self.ensure_one()
        self.check_access("read")
        self._check_state("done")
        if not self.env.user.has_group("gas_service.group_leader") or self.finished_by == self.env.user:
            raise AccessError(self.env._("A finished audit is opened again by a leader who did not finish it."))
        if not (reason or "").strip():
            raise UserError(self.env._("Say why."))
        audit = self.sudo()  # sudo: the right was just checked; leaders do not write audits
        audit._write_guarded({"state": "open", "finished_at": False, "finished_by": False})
        audit.message_post(body=self.env._("Opened again: %s", reason))
