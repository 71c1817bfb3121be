# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Appraisals of the month, seen, confirmed and locked; and the payslips that follow them."""

from dateutil.relativedelta import relativedelta

from odoo import fields


def appraise(world, month):
    if not world.following(month, 3):
        return
    appraisals = world.env["gas.appraisal"]._open(world.company, "month", month)
    now = fields.Datetime.now()
    appraisals._write_guarded({"state": "commented", "commented_at": now})
    for department, group in appraisals.grouped("department_id").items():
        confirmer = department.manager_id.user_id
        group._write_guarded({"state": "confirmed", "confirmed_by": confirmer.id, "confirmed_at": now})
    appraisals._write_guarded({"state": "locked", "locked_at": now})
    world.env.flush_all()


def pay(world, month):
    if not world.following(month, 5):
        return
    employees = world.env["hr.employee"].search([("version_id.struct_id", "!=", False)])
    slips = world.env["hr.payslip"].create(
        [
            {
                "employee_id": employee.id,
                "contract_id": employee.version_id.id,
                "struct_id": employee.version_id.struct_id.id,
                "company_id": 1,
                "date_from": month,
                "date_to": month + relativedelta(months=1, days=-1),
                "name": f"{employee.name} {month:%Y-%m}",
            }
            for employee in employees
        ]
    )
    slips.compute_sheet()
    slips.with_context(without_compute_sheet=True).action_payslip_done()
