# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasHandover(models.Model):
    """One step in who holds a document: transfer, return, assignment, escort. Made by actions, never rewritten."""

    _name = "gas.handover"
    _description = "Hand-over"
    _inherit = ["gas.hosted.mixin"]
    _order = "date, id"

    _host_fields = ("inquiry_id",)

    inquiry_id = fields.Many2one("gas.inquiry", "Ticket", ondelete="restrict", index="btree_not_null")
    kind = fields.Selection(
        [
            ("own", "Own Scope"),
            ("colleague", "Colleague of the Department"),
            ("transfer", "Transfer"),
            ("escort", "Escort"),
            ("return", "Return"),
            ("assignment", "Assignment"),
        ],
        required=True,
    )
    date = fields.Datetime("On", required=True)
    from_employee_id = fields.Many2one("hr.employee", "From", ondelete="restrict")
    from_department_id = fields.Many2one("hr.department", ondelete="restrict", index=True)
    to_employee_id = fields.Many2one("hr.employee", "To", ondelete="restrict")
    to_department_id = fields.Many2one("hr.department", ondelete="restrict")
    note = fields.Char()
    signed_at = fields.Datetime("Signed For On")
    signed_by = fields.Many2one("res.users", "Signed For By", ondelete="restrict")

    @api.depends("kind", "to_department_id", "to_employee_id")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for handover in self.sudo():  # sudo: names of colleagues only
            target = handover.to_employee_id.name or handover.to_department_id.name or ""
            handover.display_name = f"{labels.get(handover.kind, '')} → {target}"
