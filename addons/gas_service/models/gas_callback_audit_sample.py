# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

JUDGEMENTS = [("yes", "Yes"), ("no", "No"), ("na", "Not Applicable")]
_JUDGED = frozenset({"time_right", "content_complete", "finding"})


class GasCallbackAuditSample(models.Model):
    """One call drawn for an audit, judged by somebody of general management who did not make it (CB-8)."""

    _name = "gas.callback.audit.sample"
    _description = "Call in an Audit of Callbacks"
    _inherit = ["gas.guarded.mixin", "gas.hosted.mixin"]
    _order = "line_id, place, id"
    _rec_name = "callback_id"
    _host_fields = ("line_id",)

    line_id = fields.Many2one("gas.callback.audit.line", required=True, readonly=True, ondelete="cascade", index=True)
    audit_id = fields.Many2one(related="line_id.audit_id", store=True)
    place = fields.Integer(readonly=True, aggregator=None, help="In the order of the draw.")
    callback_id = fields.Many2one("gas.callback", required=True, readonly=True, ondelete="restrict", index=True)
    plan_id = fields.Many2one(related="callback_id.plan_id")
    call_state = fields.Selection(related="callback_id.state", string="Result of the Call")
    called_at = fields.Datetime(related="callback_id.last_attempt_at")
    days_tried = fields.Integer(related="callback_id.attempt_count")
    time_right = fields.Selection(JUDGEMENTS, help="Called at a decent hour and in time; tries on different days.")
    content_complete = fields.Selection(JUDGEMENTS, help="All questions asked, words written down, requests passed on.")
    finding = fields.Char()
    judged_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    judged_at = fields.Datetime("Judged On", readonly=True)

    _once = models.UniqueIndex("(line_id, callback_id)", "A call is judged once in an audit.")

    _guarded_fields = frozenset("line_id audit_id place callback_id judged_by judged_at".split())

    def write(self, vals):
        if not _JUDGED & vals.keys() or self._is_unguarded():
            return super().write(vals)
        self.line_id.audit_id._check_audits()
        self.line_id.audit_id._check_open()
        self._check_not_own()
        result = super().write(vals)
        for sample in self.sudo():  # sudo: who judged is stamped, not typed
            complete = bool(sample.time_right and sample.content_complete)
            stamp = {"judged_by": self.env.uid, "judged_at": fields.Datetime.now()}
            sample._write_guarded(stamp if complete else dict.fromkeys(stamp, False))
            if complete and "no" in (sample.time_right, sample.content_complete) and not (sample.finding or "").strip():
                raise UserError(self.env._("Say what was wrong with the call of %s.", sample.callback_id.display_name))
        self.line_id._rescore()
        return result

    def _check_not_own(self):
        """:raise AccessError: the user made one of the calls"""
        mine = self.env.user.sudo().gas_employee_ids  # sudo: his own records
        for sample in self.sudo():  # sudo: who called, to compare
            callback = sample.callback_id
            if mine & (callback.caller_id | callback.contact_ids.employee_id):
                raise AccessError(self.env._("Nobody judges the calls he made: ask a colleague."))

    def _results(self):
        """Return the pairs of (aspect, whether it passed) this call adds to the score."""
        judged = (("time", self.time_right), ("content", self.content_complete))
        return [(aspect, value == "yes") for aspect, value in judged if value in ("yes", "no")]
