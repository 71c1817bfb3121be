# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import MissingError, UserError, ValidationError
from odoo.tools import SQL

# A clerk's clock and the server's may differ a little: that is not "the future".
_CLOCK_SKEW = timedelta(minutes=2)


class GasInquiry(models.Model):
    """Registration: who received the customer and when is fixed here, and the promises start (FI-3, FI-8)."""

    _inherit = "gas.inquiry"

    @api.model_create_multi
    def create(self, vals_list):
        numbers = self._next_numbers(len(vals_list))
        tickets = super().create([{**vals, "name": name} for vals, name in zip(vals_list, numbers, strict=True)])
        tickets._start_registered()
        return tickets

    def _guarded_initial_batch(self, vals_list):
        # those who received the customers are read together; afterwards each finds his in the cache
        given = {vals["first_responsible_id"] for vals in vals_list if vals.get("first_responsible_id")}
        # sudo: an ordinary user cannot read the department of an employee
        self.env["hr.employee"].sudo().browse(given).exists().mapped("department_id")
        return super()._guarded_initial_batch(vals_list)

    def _guarded_initial(self, vals):
        initial = super()._guarded_initial(vals)
        kind = vals.get("kind") or "inquiry"
        if kind == "complaint":
            raise UserError(
                self.env._("Complaints are registered with “Register a complaint”, which keeps them confidential.")
            )
        company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        responsible = self._initial_responsible(vals, company)
        received_at = fields.Datetime.to_datetime(vals.get("received_at")) or fields.Datetime.now()
        self._check_happened(received_at, company)
        initial |= {
            "name": vals["name"],
            "kind": kind,
            "company_id": company.id,
            "received_at": received_at,
            "registered_by": self.env.uid,
            "first_responsible_id": responsible.id,
            "first_department_id": responsible.department_id.id,
            "department_id": responsible.department_id.id,
        }
        if kind == "emergency":
            initial |= self._emergency_values(company, responsible)
        return initial

    @api.model
    def _initial_responsible(self, vals, company):
        """Return (sudo) who received the customer; an importer is never made responsible (FI-3)."""
        employees = self.env["hr.employee"].sudo()  # sudo: an ordinary user cannot read the department of an employee
        if given := vals.get("first_responsible_id"):
            responsible = employees.browse(given)
            try:
                responsible.mapped("company_id")  # in the cache, see _guarded_initial_batch
            except MissingError:
                responsible = employees
        elif self.env.context.get("import_file"):
            responsible = employees
        else:
            responsible = self.env.user._gas_employee(company)
        if not responsible:
            raise ValidationError(self.env._("Say who received the customer: the first responsible is missing."))
        if responsible.company_id and responsible.company_id != company:
            raise ValidationError(
                self.env._(
                    "%(employee)s does not work for %(company)s.", employee=responsible.name, company=company.name
                )
            )
        if not responsible.department_id:
            raise ValidationError(self.env._("%s belongs to no department: set it on the employee.", responsible.name))
        return responsible

    @api.model
    def _check_happened(self, moment, company):
        """Refuse a moment (naive UTC) in the future, or further back than the user may enter it."""
        now = fields.Datetime.now()
        if moment > now + _CLOCK_SKEW:
            raise ValidationError(self.env._("The time lies in the future: enter when it really happened."))
        if now - moment > timedelta(hours=company.gas_backdate_hours) and not (
            self.env.su or self.env.user.has_group("gas_service.group_manager")
            or self.env.user.has_group("gas_service.group_supervisor")
        ):  # fmt: skip
            raise ValidationError(
                self.env._(
                    "This is more than %(hours)g hours ago. Ask your manager to enter it.",
                    hours=company.gas_backdate_hours,
                )
            )

    @api.model
    def _next_numbers(self, count):
        """Return ``count`` ticket numbers with one query a batch."""
        sequence = self.env.ref("gas_service.sequence_gas_inquiry").sudo()  # sudo: numbering is not a right of the user
        if count == 1 or sequence.implementation != "standard" or sequence.use_date_range:
            return [sequence.next_by_id() for _index in range(count)]
        rows = self.env.execute_query(
            SQL(
                "SELECT nextval(%s) FROM generate_series(1, %s)",
                f"ir_sequence_{sequence.id:03d}",
                count,
            )
        )
        # what get_next_char does, but prefix and suffix once (0.2 ms each): they only depend on the day
        prefix, suffix = sequence._get_prefix_suffix()
        return [f"{prefix}{number:0{sequence.padding}d}{suffix}" for (number,) in rows]

    def _start_registered(self):
        """Start the promises made to the customer at the moment he was received (FI-8.2, FI-8.3)."""
        starts = []
        for ticket in self:
            if ticket.kind == "emergency":
                continue
            if ticket.state == "new":
                starts.append((ticket, "FI-TRANSFER", ticket.received_at))
            if not ticket.anonymous:
                starts.append((ticket, "FI-REPLY", ticket.received_at))
        self._sla_start_many(starts)
