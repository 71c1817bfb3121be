# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

_OPENERS = ("manager", "supervisor", "general", "supervision", "leader")


class GasConductCase(models.Model):
    """Opening a case: by hand, or as a proposal (FI-10 to FI-14, PS-6.1)."""

    _inherit = "gas.conduct.case"

    @api.model_create_multi
    def create(self, vals_list):
        numbers = self.env.ref("gas_service.sequence_gas_conduct_case")._gas_next_many(len(vals_list))
        cases = super().create([{**vals, "name": name} for vals, name in zip(vals_list, numbers, strict=True)])
        cases._keep_out_concerned()
        return cases

    def _guarded_initial(self, vals):
        initial = super()._guarded_initial(vals)
        user = self.env.user
        if not self.env.su and not any(user.has_group(f"gas_service.group_{name}") for name in _OPENERS):
            raise AccessError(self.env._("Managers, leaders, supervisors, general management and supervision open cases."))
        if vals.get("kind") == "integrity" and not self.env.su and not user.has_group("gas_service.group_supervision"):
            raise AccessError(self.env._("Integrity cases are opened by supervision."))
        company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        # sudo: his department and user, which ordinary users may not read
        employee = self.env["hr.employee"].sudo().browse(vals.get("employee_id") or []).exists()
        if not employee or employee.company_id and employee.company_id != company:
            raise ValidationError(self.env._("Whom of %s does it concern?", company.name))
        if employee.user_id == user and not self.env.su:
            raise UserError(self.env._("Nobody opens a case about himself."))
        if not employee.department_id:
            raise ValidationError(self.env._("%s belongs to no department: set it on the employee.", employee.name))
        return initial | {
            "name": vals["name"],
            "company_id": company.id,
            "department_id": employee.department_id.id,
            "concerned_user_ids": [(6, 0, employee.user_id.ids)],
            "reported_by": self.env.uid,
        }

    def write(self, vals):
        if "employee_id" in vals or "kind" in vals:
            for case in self:
                if case.state not in ("proposed", "reported"):
                    raise UserError(self.env._("Person and kind are fixed once a case is verified: dismiss it and open another."))
        if vals.keys() & {"violation_type_id", "sanction", "amount", "summary", "clock_ids", "objection_id", "callback_id"}:
            for case in self:
                if case.state not in ("proposed", "reported", "verified", "notice") and not self._is_unguarded():
                    raise UserError(self.env._("%s is being decided or was: what it says stays as it is.", case.name))
        result = super().write(vals)
        if "employee_id" in vals:
            for case in self.sudo():  # sudo: his department and user
                case._write_guarded(
                    {
                        "department_id": case.employee_id.department_id.id,
                        "concerned_user_ids": [(6, 0, case.employee_id.user_id.ids)],
                    }
                )
            self._keep_out_concerned()
        return result

    # -- the person concerned is kept out of chatter and notices ---------------------------------

    def _sla_excluded_users(self):
        return self.sudo().concerned_user_ids  # sudo: users are only left out of notices, not shown

    def _keep_out_concerned(self):
        for case in self.sudo():  # sudo: whoever follows
            case.message_unsubscribe(case.concerned_user_ids.partner_id.ids)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        for case in self:
            kept_out = set(case._sla_excluded_users().partner_id.ids)
            super(GasConductCase, case)._message_subscribe(
                [pid for pid in partner_ids or [] if pid not in kept_out], subtype_ids, customer_ids
            )
        return True

    def _message_create(self, values_list):
        # a recipient of a message may read it, whatever becomes of the document
        kept_out = set(self._sla_excluded_users().partner_id.ids)
        for values in values_list:
            values["partner_ids"] = [pid for pid in values.get("partner_ids") or [] if pid not in kept_out]
        return super()._message_create(values_list)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        kept_out = set(self._sla_excluded_users().partner_id.ids)
        return [recipient for recipient in recipients if recipient["id"] not in kept_out]
