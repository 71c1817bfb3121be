# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class GasServiceRecord(models.Model):
    """A record that is wrong is voided by the manager: kept, seen by the audit, left out of callbacks (CB-2, CB-8)."""

    _inherit = "gas.service.record"

    voided_at = fields.Datetime("Voided On", readonly=True)
    voided_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    void_reason = fields.Char("Reason of the Voiding", readonly=True)
    can_void = fields.Boolean(compute="_compute_can_void")

    _void_with_reason = models.Constraint(
        "CHECK (active OR (voided_at IS NOT NULL AND void_reason IS NOT NULL))", "A voided record says why."
    )

    _guarded_fields = frozenset({"voided_at", "voided_by", "void_reason"})

    @api.depends("active", "department_id", "employee_id", "involved_ids")
    @api.depends_context("uid")
    def _compute_can_void(self):
        user = self.env.user
        supervisor = user.has_group("gas_service.group_supervisor")
        manager = user.has_group("gas_service.group_manager")
        for record in self:
            in_charge = supervisor or (manager and record.department_id in user.gas_department_ids)
            # nobody takes his own customers out of the callbacks
            own = (record.employee_id | record.involved_ids) & user.gas_employee_ids
            record.can_void = record.active and in_charge and not own

    def action_void(self, reason):
        """Leave the records out, by the manager of the department or the supervisor.

        :raise AccessError: by somebody else, or a service of his own
        :raise UserError: no reason, or voided already
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the record is wrong."))
        self.check_access("read")
        for record in self:
            if not record.active:
                raise UserError(self.env._("%s is voided already.", record.display_name))
            if not record.can_void:
                raise AccessError(
                    self.env._(
                        "A service record is voided by the manager of the department or the supervisor,"
                        " and never by who rendered the service: %s",
                        record.display_name,
                    )
                )
        # sudo: nobody may write service records; the right was checked
        self.sudo()._write_guarded(
            {"active": False, "voided_at": fields.Datetime.now(), "voided_by": self.env.uid, "void_reason": reason}
        )
