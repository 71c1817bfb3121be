# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .gas_conduct_proposal import KIND_OF_PROMISE


class GasConductCase(models.Model):
    """Opening a case where the facts are seen: on a ticket or complaint, a callback, an exceeded deadline."""

    _inherit = "gas.conduct.case"

    @api.model
    def _open_from(self, values):
        """Return the action of a new case filled in with ``values``; records become links.

        :raise AccessError: the user may not open cases
        """
        self.browse().check_access("create")
        context = {}
        for name, value in values.items():
            if self._fields[name].type == "many2many":
                value = [fields.Command.set(value.ids)]
            elif isinstance(value, models.BaseModel):
                value = value.id
            context[f"default_{name}"] = value
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Case"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": context,
        }


class GasInquiry(models.Model):
    _inherit = "gas.inquiry"

    def action_open_conduct_case(self):
        """Open a case about how this ticket was handled, or about what this complaint says.

        :raise AccessError: the user may not open cases, or not read the ticket
        """
        self.ensure_one()
        self.check_access("read")
        ticket = self.sudo()  # sudo: employees, whom ordinary users may not read; the ticket was checked above
        values = {
            "company_id": ticket.company_id,
            "event_date": ticket.company_id._gas_calendar()._gas_timeline().local_date(ticket.received_at),
            "employee_id": ticket.first_handler_id or ticket.handler_id,
            "kind": "wrong",
            "inquiry_ids": ticket,
        }
        if ticket.kind == "complaint":
            values |= ticket._complaint_values(self.env)
        return self.env["gas.conduct.case"]._open_from(values)

    def _complaint_values(self, env):
        """Return what a complaint (sudo) says about whom it is about; ``env`` is the user's, who links what he reads."""
        accused = self.accused_ids
        values = {
            "employee_id": accused if len(accused) == 1 else accused.browse(),
            "kind": "unperformed",
            "objection_ids": self,
            "inquiry_ids": self.objects_to_id.with_env(env)._filtered_access("read"),
        }
        if project := self.project_id:
            if self.verification != "verified":
                self._raise_missing([self.env._("it has not been verified by customer service")])  # PS-6.1
            readable = project.with_env(env)._filtered_access("read")
            values |= {"kind": "neglect", "project_ids": readable}
            values["employee_id"] = values["employee_id"] or project.lead_id
        return values


class GasCallback(models.Model):
    _inherit = "gas.callback"

    def action_open_conduct_case(self):
        """Open a case about the service the customer was dissatisfied with, or praised.

        :raise AccessError: the user may not open cases, or not read the callback
        """
        self.ensure_one()
        self.check_access("read")
        callback = self.sudo()  # sudo: employees, see above
        servers = callback.server_ids
        at = callback.done_at or fields.Datetime.now()
        return self.env["gas.conduct.case"]._open_from(
            {
                "company_id": callback.company_id,
                "event_date": callback.company_id._gas_calendar()._gas_timeline().local_date(at),
                "employee_id": servers if len(servers) == 1 else servers.browse(),
                "kind": "unperformed" if callback.dissatisfied else "commendation",
                "callback_ids": callback,
            }
        )


class GasCallbackAuditLine(models.Model):
    _inherit = "gas.callback.audit.line"

    def action_open_conduct_case(self):
        """Open a case about the manager of the department whose callbacks were audited (CB-8).

        :raise AccessError: the user may not open cases, or not read the audit
        """
        self.ensure_one()
        self.check_access("read")
        line = self.sudo()  # sudo: employees, see above
        return self.env["gas.conduct.case"]._open_from(
            {
                "company_id": line.company_id,
                "event_date": line.company_id._gas_today(),
                "employee_id": line.department_id.manager_id,
                "kind": "leadership",
                "audit_line_ids": line,
                "report": line.finding,
            }
        )


class GasSlaClock(models.Model):
    _inherit = "gas.sla.clock"

    def action_open_conduct_case(self):
        """Open a case about the selected deadlines, which one person exceeded.

        :raise AccessError: the user may not open cases, or not read the deadlines
        :raise UserError: not exceeded, nobody's or a supplier's, or of several people
        """
        self.check_access("read")
        clocks = self.sudo().sorted("due_at")  # sudo: employees, see above
        if not clocks or any(clock.state != "late" or clock.partner_id for clock in clocks):
            raise UserError(self.env._("Choose deadlines that were exceeded, and not those of suppliers."))
        if len(clocks.employee_id) != 1 or not all(clock.employee_id for clock in clocks):
            raise UserError(self.env._("A case is about one person: choose deadlines of one."))
        kind = KIND_OF_PROMISE.get(clocks[0].policy_id.responsible, "unperformed")
        objections = {**clocks.inquiry_id._objections(), **clocks.project_id._objections()}
        found = [one for mine in objections.values() for one in mine]
        evidence = self.env["gas.conduct.case"]._evidence(clocks, found)
        return self.env["gas.conduct.case"]._open_from(
            {
                "company_id": clocks.company_id,
                "event_date": clocks[0]._timeline().local_date(clocks[0].due_at),
                "employee_id": clocks.employee_id,
                "kind": kind,
                "cause": "limit" if kind == "delay" else False,
                "summary": self.env["gas.conduct.case"]._summary_of(clocks),
                # as the user: what he may not read he cannot link
                **{name: records.sudo(False)._filtered_access("read") for name, records in evidence.items()},
            }
        )
