# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

_OF_THE_COMPANY = "['|', ('company_id', '=', False), ('company_id', '=', company_id)]"


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    gas_calendar_id = fields.Many2one(
        related="company_id.gas_calendar_id",
        readonly=False,
        # the company's own domain speaks of its own id
        domain="[('company_id', '=', company_id), ('schedule_type', '!=', 'flexible')]",
    )
    gas_live_date = fields.Date(related="company_id.gas_live_date", readonly=False)
    gas_backdate_hours = fields.Float(related="company_id.gas_backdate_hours", readonly=False)
    gas_hotline = fields.Char(related="company_id.gas_hotline", readonly=False)
    gas_service_department_id = fields.Many2one(
        related="company_id.gas_service_department_id", readonly=False, domain=_OF_THE_COMPANY
    )
    gas_emergency_phone = fields.Char(related="company_id.gas_emergency_phone", readonly=False)
    gas_emergency_department_id = fields.Many2one(
        related="company_id.gas_emergency_department_id", readonly=False, domain=_OF_THE_COMPANY
    )
    gas_supervision_department_id = fields.Many2one(
        related="company_id.gas_supervision_department_id", readonly=False, domain=_OF_THE_COMPANY
    )
    gas_general_department_id = fields.Many2one(
        related="company_id.gas_general_department_id", readonly=False, domain=_OF_THE_COMPANY
    )
    gas_hand_over_day = fields.Integer(related="company_id.gas_hand_over_day", readonly=False)
    gas_pause_days = fields.Integer(related="company_id.gas_pause_days", readonly=False)
    gas_contact_hours = fields.Integer(related="company_id.gas_contact_hours", readonly=False)
    gas_import_days = fields.Integer(related="company_id.gas_import_days", readonly=False)
    gas_retention_years = fields.Integer(related="company_id.gas_retention_years", readonly=False)
    gas_work_record_days = fields.Integer(related="company_id.gas_work_record_days", readonly=False)
    gas_market_department_id = fields.Many2one(
        related="company_id.gas_market_department_id", readonly=False, domain=_OF_THE_COMPANY
    )
    gas_size_limit = fields.Float(related="company_id.gas_size_limit", readonly=False)
    gas_simultaneity = fields.Float(related="company_id.gas_simultaneity", readonly=False)
    gas_silent_days = fields.Integer(related="company_id.gas_silent_days", readonly=False)
    gas_screening_sample = fields.Integer(related="company_id.gas_screening_sample", readonly=False)
    gas_callback_link_days = fields.Integer(related="company_id.gas_callback_link_days", readonly=False)
    gas_callback_wait_minutes = fields.Integer(related="company_id.gas_callback_wait_minutes", readonly=False)
    gas_callback_put_off_days = fields.Integer(related="company_id.gas_callback_put_off_days", readonly=False)
    gas_plan_approval_days = fields.Integer(related="company_id.gas_plan_approval_days", readonly=False)
    gas_audit_sample = fields.Integer(related="company_id.gas_audit_sample", readonly=False)
    gas_audit_day = fields.Integer(related="company_id.gas_audit_day", readonly=False)
    gas_reminder_days = fields.Integer(related="company_id.gas_reminder_days", readonly=False)
    gas_hearing_days = fields.Integer(related="company_id.gas_hearing_days", readonly=False)
    gas_appeal_days = fields.Integer(related="company_id.gas_appeal_days", readonly=False)
    gas_proposal_months = fields.Integer(related="company_id.gas_proposal_months", readonly=False)
    gas_held_share = fields.Float(related="company_id.gas_held_share", readonly=False)
    gas_failure_limit = fields.Integer(related="company_id.gas_failure_limit", readonly=False)
    gas_privacy_officer = fields.Char(related="company_id.gas_privacy_officer", readonly=False)
    gas_privacy_notice = fields.Html(related="company_id.gas_privacy_notice", readonly=False)
    gas_reveal_limit = fields.Integer(related="company_id.gas_reveal_limit", readonly=False)
