# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import fields, models

from ..tools import qr_code
from ..tools.text_clip import fit


class GasConductNotice(models.Model):
    """What is printed to be served on paper: the notice, then the decision (FI-14.4)."""

    _inherit = "gas.conduct.notice"

    def _print_values(self):
        """Return what the paper shows beside the notice's own plain fields."""
        self.ensure_one()
        self.check_access("read")
        notice = self.sudo()  # sudo: names of the person and his department; the notice itself was checked above
        return {
            "employee": notice.employee_id.name,
            "department": notice.case_id.department_id.name,
            "served": bool(notice.served_at),
            "amount": notice.currency_id.format(notice.amount) if notice.amount else "",
            **{
                name: self._local(notice[name]) if notice[name] else ""
                for name in ("notified_at", "hear_until", "stated_at", "served_at", "appeal_until", "appealed_at")
            },
            "printed_at": self._local(fields.Datetime.now()),
            "qr_code": Markup(qr_code.svg(notice.name, 130)),
            "fit": fit,
        }

    def action_print(self):
        """Return the PDF of the notice, or of the decision once it is served."""
        self.check_access("read")
        return self.env.ref("gas_service.action_report_conduct_notice").report_action(self)
