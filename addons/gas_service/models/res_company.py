# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    gas_hotline = fields.Char("Service Hotline", help="Printed on notices and shown to customers.")
    gas_emergency_phone = fields.Char("Emergency Number", help="Shown at once when an emergency is registered.")
    gas_emergency_department_id = fields.Many2one("hr.department", string="Emergency Department")
    gas_supervision_department_id = fields.Many2one(
        "hr.department",
        string="Supervision Department",
        help="Complaints about the person who received them go here (FI-8.5).",
    )
    gas_general_department_id = fields.Many2one(
        "hr.department", string="General Management Department", help="Keeps the archive (FI-8.6)."
    )
    gas_backdate_hours = fields.Float(
        "Back-dating Limit",
        default=4.0,
        help="Hours (wall clock) an employee may enter something after it happened; beyond that a manager must.",
    )
