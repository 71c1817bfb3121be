# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

# what can be measured; each is computed by the method _metric_<code> of gas.appraisal (gas_appraisal_facts*.py)
CODES = [
    ("clocks", "Deadlines Kept"),
    ("transfer", "Transfers in Time"),
    ("callbacks", "Callbacks Made"),
    ("satisfaction", "Satisfied Customers"),
    ("marks", "Customers' Marks"),
    ("complaints", "Matters Without a Justified Complaint"),
    ("commendations", "Commendations"),
    ("work_records", "Duties of Project Leads"),
    ("archive", "Archive Handed Over in Time"),
    ("callback_measure", "Callback Measure Carried Out"),
]


class GasAppraisalMetric(models.Model):
    """Something an appraisal measures, with the clause it comes from."""

    _name = "gas.appraisal.metric"
    _description = "Appraisal Metric"
    _order = "sequence, id"

    code = fields.Selection(CODES, required=True, help="How it is computed.")
    name = fields.Char(required=True, translate=True)
    clause = fields.Char(help="Clause of the measures it comes from.")
    subject = fields.Selection(
        [("employee", "Employees"), ("department", "Departments"), ("both", "Both")],
        "Appraised",
        required=True,
        default="employee",
    )
    description = fields.Text(translate=True, help="What is counted, and what is left out.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "There is one metric of each kind.")
