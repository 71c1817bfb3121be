# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from . import gas_pay_run

# what decides which orders a payslip takes, and what it is measured against
_BASIS = frozenset("employee_id company_id contract_id struct_id date_from date_to credit_note".split())


class HrPayslip(models.Model):
    """Payslips take what executed orders ask for, each amount exactly once (FI-14.4).

    Computing holds orders, confirming pays them, cancelling and refunding give them free again. Whatever
    comes from outside goes through ``compute_sheet`` and ``write``, so that is where it is watched.
    """

    _name = "hr.payslip"
    _inherit = ["hr.payslip", "gas.guarded.mixin"]

    gas_allocation_ids = fields.One2many("gas.pay.allocation", "payslip_id", "Rewards and Penalties", readonly=True)
    gas_allocation_count = fields.Integer("Rewards and Penalties (count)", compute="_compute_gas_allocation_count")
    gas_coefficient = fields.Float(
        "Performance Coefficient", digits=(6, 4), default=1, readonly=True, copy=False,
        help="By which the performance base of the contract is multiplied.",
    )  # fmt: skip
    gas_coefficient_source = fields.Char("Coefficient From", readonly=True, copy=False)
    gas_outdated = fields.Boolean(
        "To Be Computed Again", compute="_compute_gas_outdated",
        help="Its lines of rewards and penalties are not, or no longer, what orders ask for.",
    )  # fmt: skip

    _guarded_fields = frozenset({"gas_coefficient", "gas_coefficient_source"})

    @api.depends("gas_allocation_ids")
    def _compute_gas_allocation_count(self):
        for slip in self:
            slip.gas_allocation_count = len(slip.gas_allocation_ids)

    @api.depends("state", "line_ids.total", "gas_allocation_ids.state", "gas_allocation_ids.amount")
    def _compute_gas_outdated(self):
        pending = self.filtered(lambda slip: slip.id and slip.state in ("draft", "verify"))
        self.gas_outdated = False
        pending._gas_outdated().gas_outdated = True

    @property
    def _gas_month(self):
        """First day of the month the payslip is for: the one it ends in."""
        return self.date_to.replace(day=1)

    def _gas_rows(self, *states):
        """Return (sudo) the allocations of these payslips in one of ``states``."""
        # sudo: the ledger is kept by payslips, whoever works on them
        rows = self.env["gas.pay.allocation"].sudo()
        return rows.search([("payslip_id", "in", self.ids), ("state", "in", states)], order="id") if self.ids else rows

    def compute_sheet(self):
        """Compute with what orders ask of these payslips, and hold what they take of it.

        :raise UserError: a payslip is confirmed or cancelled, or it is not clear which contract pays
        """
        self.check_access("write")
        self._gas_check_computable()
        slips, run = gas_pay_run.start(self)
        slips._gas_set_coefficients()
        slips._gas_ask(run)
        slips.line_ids.unlink()  # in one call; slip by slip, as OCA does it, recomputing takes several times as long
        result = super(HrPayslip, slips).compute_sheet()
        slips._gas_hold(run)
        return result

    def _gas_check_computable(self):
        closed = self.filtered(lambda slip: slip.state in ("done", "cancel"))
        if closed:
            raise UserError(
                self.env._(
                    "Confirmed and cancelled payslips are not computed again: %s", ", ".join(closed._gas_names())
                )
            )

    def _gas_names(self):
        return [slip.number or slip.name or slip.employee_id.name for slip in self]

    def _gas_set_coefficients(self):
        """Write the coefficient of each employee and month, and where it comes from."""
        for month, slips in self.grouped(lambda slip: slip._gas_month).items():
            coefficients = slips.employee_id._gas_performance_coefficients(month)
            for slip in slips:
                found = coefficients.get(slip.employee_id.id)
                slip._write_guarded(slip._gas_coefficient_values(found))

    def _gas_coefficient_values(self, found):
        """Return what the payslip stores of a PerformanceCoefficient, or of none."""
        if not found:
            return {"gas_coefficient": 1, "gas_coefficient_source": False}
        return {
            "gas_coefficient": float(found.value),
            "gas_coefficient_source": found.source,
            **(found.payslip_values or {}),
        }

    def action_payslip_done(self):
        # computed together; and OCA reads a setting from a recordset: with several it would raise
        prevented = self.env.context.get("without_compute_sheet") or self[:1].prevent_compute_on_confirm
        if not prevented:
            self.compute_sheet()
        return super(HrPayslip, self.with_context(without_compute_sheet=True)).action_payslip_done()

    def write(self, vals):
        if vals.keys() & _BASIS and not gas_pay_run.current(self.env):
            self._gas_basis_changes(vals)
        if "state" not in vals:
            return super().write(vals)
        done = self.filtered(lambda slip: slip.state == "done")
        confirmed = self - done if vals["state"] == "done" else self.browse()
        confirmed._gas_check_confirmable()
        if vals["state"] != "done":
            done._gas_leave_done()
        if vals["state"] == "cancel":
            self._gas_rows("held")._release()
        result = super().write(vals)
        confirmed._gas_settle()
        return result

    def _gas_basis_changes(self, vals):
        """Another employee, month, contract: what was held is given free; what was paid stays as it is."""
        changed = self.browse()
        for name in vals.keys() & _BASIS:
            field = self._fields[name]
            for slip in self:
                if field.convert_to_cache(vals[name], slip) != field.convert_to_cache(slip[name], slip):
                    changed |= slip
        rows = changed._gas_rows("held", "paid", "refunded")
        fixed = rows.filtered(lambda row: row.state != "held").payslip_id | changed._gas_refunded_rows().refund_id
        if fixed:
            raise UserError(
                self.env._(
                    "%s: rewards or penalties were paid by it, so that employee, company, contract and period stay.",
                    ", ".join(fixed._gas_names()),
                )
            )
        rows._release()

    def unlink(self):
        self.check_access("unlink")
        self._gas_rows("held")._release()
        return super().unlink()

    def action_gas_allocations(self):
        """Open what these payslips took, and why."""
        self.check_access("read")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("gas_service_reports.gas_pay_allocation_action"),
            "domain": [("payslip_id", "in", self.ids)],
            "context": {"create": False},
        }
