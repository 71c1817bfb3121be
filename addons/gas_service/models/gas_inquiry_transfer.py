# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasInquiry(models.Model):
    """The paths of FI-5 and FI-8: own scope, colleague, transfer, escort, sign for, return."""

    _inherit = "gas.inquiry"

    def action_take(self):
        """Own scope: the first responsible is the first handler too, nothing is transferred (FI-5.1).

        :raise UserError: the ticket isn't new, or the user is not who received or registered it
        """
        for ticket in self:
            ticket.check_access("write")
            ticket._check_state("new")
            responsible = ticket.sudo().first_responsible_id  # sudo: employees are not readable by ordinary users
            if self.env.user not in (responsible.user_id | ticket.registered_by):
                raise UserError(self.env._("Only who received the ticket can take it on; others are assigned."))
            ticket._hand_over("own", ticket.department_id, responsible)
            ticket._sla_cancel("FI-TRANSFER", self.env._("Own scope: nothing to transfer"))
            ticket._begin_processing()

    def action_assign(self, employee_id, note=""):
        """Give the ticket to a colleague of the department that has it (FI-5.1).

        From a new ticket he is the first handler and no transfer is due; later it is a change of
        handler, which the first handler survives.
        :raise UserError: he does not belong to the department
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("new", "transferred", "processing", "resolved")
        employee = self.env["hr.employee"].sudo().browse(employee_id)  # sudo: his department, see FACTS of hr
        if employee.department_id != self.department_id:
            raise UserError(
                self.env._(
                    "%(employee)s does not work in %(department)s: transfer the ticket instead.",
                    employee=employee.name,
                    department=self.department_id.name,
                )
            )
        self._check_not_excluded(employee)
        was_new = self.state == "new"
        self._hand_over("colleague" if was_new else "assignment", self.department_id, employee, note)
        if was_new:
            self._sla_cancel("FI-TRANSFER", self.env._("A colleague of the department: nothing to transfer"))
        if self.state == "transferred":
            self._sign()
        if self.state in ("new", "transferred"):
            self._begin_processing()
        self._schedule("gas_service.activity_type_handle", employee.user_id, self.env._("Handle %s", self.name))

    def action_transfer(self, department_id, employee_id=False, note=""):
        """Send the work order to the department in charge (FI-5.1, FI-8.3): stops FI-TRANSFER now.

        :param employee_id: the person reached there, who is then the first handler; none: its manager
        :raise UserError: to the department that has it already, or to somebody of another one
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("new", "processing")
        department, employee = self._check_receiver(department_id, employee_id)
        self._hand_over("transfer", department, employee, note)
        self._sla_stop("FI-TRANSFER", fields.Datetime.now())
        self._sla_start("FI-SIGN", fields.Datetime.now())
        self._write_guarded({"state": "transferred"})
        self._schedule("gas_service.activity_type_sign", employee.user_id, self.env._("Sign for %s", self.name), note)

    def action_escort(self, department_id, employee_id, note=""):
        """The visitor was taken to the person in charge, who received him (FI-5.1): no transfer is due."""
        self.ensure_one()
        self.check_access("write")
        self._check_state("new")
        if self.channel != "visit":
            raise UserError(self.env._("Only a visitor can be escorted: transfer the ticket instead."))
        department, employee = self._check_receiver(department_id, employee_id)
        if not employee:
            raise UserError(self.env._("Who received the visitor?"))
        self._hand_over("escort", department, employee, note)
        self._sla_cancel("FI-TRANSFER", self.env._("The visitor was escorted to %s", employee.name))
        self._sign()
        self._begin_processing()

    def action_sign(self):
        """Sign for a ticket in the receiving department; who signs handles it unless somebody is named."""
        for ticket in self:
            ticket.check_access("write")
            ticket._check_state("transferred")
            ticket._check_in_department()
            ticket._sign()
            if not ticket.handler_id:
                ticket._write_guarded(ticket._handler_values(ticket._my_employee()))
                ticket._sla_reassign(fields.Datetime.now())
            ticket._begin_processing()

    def action_return(self, reason):
        """Send a misrouted ticket back to the first department (FI-5.2); FI-REPLY runs on.

        :raise UserError: no reason, or the user doesn't belong to the receiving department
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("transferred")
        self._check_in_department()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why it is returned, and who is in charge if you know."))
        # sudo: checked above; afterwards the ticket belongs to a department the user need not see
        ticket = self.sudo()
        # a misrouted matter never was his: the first handler is who will really be in charge
        ticket._write_guarded({"first_handler_id": False})
        ticket._hand_over("return", ticket.first_department_id, note=reason)
        ticket._sla_stop("FI-SIGN", fields.Datetime.now())
        ticket._sla_start("FI-RETURN", fields.Datetime.now())
        ticket._write_guarded({"state": "new", "handler_id": False})
        ticket.activity_unlink(["gas_service.activity_type_sign"])
        ticket._schedule(
            "gas_service.activity_type_handle",
            ticket.first_responsible_id.user_id,
            self.env._("Returned: %s", ticket.name),
            reason,
        )

    # -- steps ---------------------------------------------------------------------------------

    def _hand_over(self, kind, department, employee=None, note=""):
        """Move the ticket and write the step down; what is overdue stays with who held it (DESIGN 3)."""
        self.ensure_one()
        now = fields.Datetime.now()
        employee = employee if employee is not None else self.env["hr.employee"]
        # sudo: the history is written by actions alone, which have checked the user's access
        ticket = self.sudo()
        ticket.env["gas.handover"].create(
            {
                "inquiry_id": ticket.id,
                "kind": kind,
                "date": now,
                "from_employee_id": (ticket.handler_id or ticket.first_responsible_id).id,
                "from_department_id": ticket.department_id.id,
                "to_employee_id": employee.id,
                "to_department_id": department.id,
                "note": note,
            }
        )
        ticket._write_guarded({"department_id": department.id, **ticket._handler_values(employee)})
        ticket._sla_reassign(now)
        if kind in ("transfer", "escort", "own", "colleague"):
            ticket._sla_stop("FI-RETURN", now)

    def _handler_values(self, employee):
        """The first handler is frozen once there is one (FI-4)."""
        values = {"handler_id": employee.id}
        if employee and not self.first_handler_id:
            values["first_handler_id"] = employee.id
        return values

    def _sign(self):
        now = fields.Datetime.now()
        # sudo: see _hand_over
        step = self.sudo().handover_ids.filtered(lambda h: h.kind in ("transfer", "escort"))[-1:]
        step.write({"signed_at": now, "signed_by": self.env.uid})
        self._sla_stop("FI-SIGN", now)
        self.sudo().activity_unlink(["gas_service.activity_type_sign"])  # sudo: may be another's activity

    def _begin_processing(self):
        self._write_guarded({"state": "processing"})
        # the whole matter has a limit of its own, from its receipt on
        self._sla_start("FI-CLOSE", self.received_at)

    def _check_receiver(self, department_id, employee_id):
        department = self.env["hr.department"].browse(department_id).exists()
        employee = self.env["hr.employee"].sudo().browse(employee_id or []).exists()  # sudo: his department
        if not department:
            raise UserError(self.env._("To which department?"))
        if department == self.department_id:
            raise UserError(self.env._("%s has the ticket already: assign a colleague instead.", department.name))
        if employee and employee.department_id != department:
            raise UserError(
                self.env._(
                    "%(employee)s does not work in %(department)s.", employee=employee.name, department=department.name
                )
            )
        self._check_not_excluded(employee)
        return department, employee

    def _check_not_excluded(self, employee):
        if employee and employee in self.sudo().accused_ids:  # sudo: to refuse him
            raise UserError(self.env._("The complaint is about %s: choose somebody else.", employee.name))

    def _check_in_department(self):
        if self.department_id not in self.env.user.gas_department_ids and not self._is_mine():
            raise UserError(self.env._("Only %s can do this.", self.department_id.name))

    def _is_mine(self):
        return bool(self.handler_id) and self.handler_id.id in self.env.user.gas_employee_ids.ids
