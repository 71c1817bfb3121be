# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, fields

from .common import GasPayCase


class GasAppraisalCase(GasPayCase):
    """A monthly scheme that counts deadlines and transfers, and pays by the grade."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_appraisal_pay = True
        cls.month = fields.Date.to_date("2026-09-01")

    @classmethod
    def metric(cls, code):
        return cls.env.ref(f"gas_service_reports.gas_appraisal_metric_{code}")

    @classmethod
    def make_scheme(cls, weights=None, **values):
        """Return a scheme of {metric code: weight or (weight, target)}."""
        lines = [
            Command.create(
                {
                    "metric_id": cls.metric(code).id,
                    "weight": weight[0] if isinstance(weight, tuple) else weight,
                    "target": weight[1] if isinstance(weight, tuple) else 0,
                }
            )
            for code, weight in (weights or {"clocks": 60, "transfer": 40}).items()
        ]
        grades = [("A", 90, 1.2), ("B", 75, 1.0), ("C", 60, 0.8), ("D", 0, 0.5)]
        return cls.env["gas.appraisal.scheme"].create(
            {
                "name": "Staff",
                "valid_from": "2026-01-01",
                "paid": True,
                "line_ids": lines,
                "grade_ids": [
                    Command.create({"name": name, "score_from": low, "coefficient": factor, "merit": name == "A"})
                    for name, low, factor in grades
                ],
                **values,
            }
        )

    @classmethod
    def open_month(cls, month=None):
        return cls.env["gas.appraisal"]._open(cls.company, "month", fields.Date.to_date(month or cls.month))

    @classmethod
    def of(cls, appraisals, employee):
        return appraisals.filtered(lambda one: one.employee_id == employee)

    @classmethod
    def line_of(cls, appraisal, code):
        return appraisal.line_ids.filtered(lambda line: line.metric_id.code == code)

    @classmethod
    def locked(cls, appraisal):
        """Have the appraisal seen, confirmed and locked."""
        appraisal.with_user(appraisal.employee_id.user_id).action_comment("Fine")
        superior = appraisal.employee_id._gas_superiors(appraisal.department_id)[:1]
        appraisal.with_user(superior.user_id).action_confirm()
        appraisal.with_user(cls.general.user_id).action_lock()
        return appraisal
