# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasInquiry(models.Model):
    """One-time notice, 一次性告知: what, which materials, how (FI-8.1)."""

    _inherit = "gas.inquiry"

    notice_matter = fields.Text("Matter to Arrange")
    notice_materials = fields.Text("Materials to Supply")
    notice_procedure = fields.Text("How It Is Arranged")
    notice_at = fields.Datetime("Notice Given On", readonly=True, copy=False)

    _guarded_fields = frozenset({"notice_at"})

    def _needs_notice(self):
        """Whoever cannot be served at once is told everything in one go; a complaint has no formalities."""
        return self.kind in ("inquiry", "request") and not self.anonymous and not self.vexatious

    def action_give_notice(self):
        """Stamp the notice as given, printed or sent.

        :raise UserError: names which of its parts are missing
        """
        for ticket in self:
            ticket.check_access("write")
            ticket._check_state("new", "transferred", "processing")
            missing = [
                ticket._fields[name]._description_string(self.env)
                for name in ("notice_matter", "notice_materials", "notice_procedure")
                if not (ticket[name] or "").strip()
            ]
            ticket._raise_missing(missing)
            ticket._write_guarded({"notice_at": fields.Datetime.now()})

    def action_print_notice(self):
        """Give the notice and return its PDF."""
        self.filtered(lambda ticket: not ticket.notice_at).action_give_notice()
        return self.env.ref("gas_service.action_report_notice").report_action(self)
