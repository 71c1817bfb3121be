# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.tools import SQL

from ..models.gas_callback_question import DIMENSIONS
from ..models.gas_service_record import SERVICE_TYPES
from ..tools.selection import same_as

# Whether an answer is a satisfied one: 4 or 5, or yes; NULL where the question judges nothing ("no" is not bad).
# What counts as dissatisfied is the question's threshold, and was written down with the answer.
SATISFIED = SQL(
    """CASE WHEN a.kind = 'scale' THEN a.number >= 4 AND NOT COALESCE(a.dissatisfied, FALSE)
            WHEN q.no_is_bad THEN a.number = 1 END"""
)


class GasCallbackReport(models.Model):
    """What customers answered: one row for each answer that is a number (CB-7).

    Rows are as visible as the callback. Who served is shown to managers, and only where one person did:
    an answer about several would be nobody's.
    """

    _name = "gas.callback.report"
    _description = "Callback Answers"
    _inherit = ["gas.hosted.mixin", "gas.selection.order.mixin"]
    _auto = False
    _order = "month desc, id desc"
    _rec_name = "question_id"
    _host_fields = ("callback_id",)
    _ordered_selections = ("dimension", "answer")

    _depends = {
        "gas.callback.answer": ["callback_id", "question_id", "dimension", "kind", "number", "dissatisfied"],
        "gas.callback": [
            "plan_id",
            "unit",
            "company_id",
            "department_id",
            "category",
            "channel",
            "extra",
            "done_at",
            "server_ids",
        ],
        "gas.callback.plan": ["month", "kind"],
        "gas.callback.question": ["no_is_bad"],
        "gas.callback.candidate": ["round_id", "unit", "stratum"],
    }

    callback_id = fields.Many2one("gas.callback", readonly=True)
    plan_id = fields.Many2one("gas.callback.plan", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    month = fields.Date(readonly=True, help="Of the services.")
    plan_kind = fields.Selection(same_as("gas.callback.plan", "kind"), readonly=True)
    dimension = fields.Selection(DIMENSIONS, readonly=True)
    question_id = fields.Many2one("gas.callback.question", readonly=True)
    service_type = fields.Selection([*SERVICE_TYPES, ("several", "Several Services")], readonly=True)
    category = fields.Selection(same_as("gas.callback", "category"), readonly=True)
    channel = fields.Selection(same_as("gas.callback", "channel"), readonly=True)
    extra = fields.Boolean("Apart from the Ratio", readonly=True, help="Complaints and repairs that are all called.")
    employee_id = fields.Many2one(
        "hr.employee", "Served By", readonly=True, groups="gas_service.group_manager",
        help="Where one person served; for his manager, not for a ranking.",
    )  # fmt: skip
    done_at = fields.Datetime("Answered On", readonly=True)
    answer = fields.Selection(
        [("1", "1 (worst)"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5 (best)"), ("yes", "Yes"), ("no", "No")],
        readonly=True,
    )
    number = fields.Float("Mean (1 to 5)", readonly=True, aggregator="avg", digits=(3, 2))
    satisfied = fields.Float(readonly=True, aggregator="avg", help="4 or 5, or yes.")
    dissatisfied = fields.Float(readonly=True, aggregator="avg", help="By the question's threshold.")

    @property
    def _table_query(self):
        return SQL(
            """SELECT a.id, a.callback_id, b.plan_id, b.company_id, b.department_id, p.month, p.kind AS plan_kind,
                      a.dimension, a.question_id, served.service_type, b.category, b.channel, b.extra,
                      server.employee_id, b.done_at,
                      CASE WHEN a.kind = 'scale' THEN a.number::varchar WHEN a.number = 1 THEN 'yes' ELSE 'no' END AS answer,
                      CASE WHEN a.kind = 'scale' THEN a.number::float END AS number,
                      (%(satisfied)s)::int::float AS satisfied, COALESCE(a.dissatisfied, FALSE)::int::float AS dissatisfied
               FROM gas_callback_answer a
               JOIN gas_callback b ON b.id = a.callback_id
               JOIN gas_callback_plan p ON p.id = b.plan_id
               JOIN gas_callback_question q ON q.id = a.question_id
               LEFT JOIN LATERAL (
                   SELECT CASE WHEN count(DISTINCT c.stratum) = 1 THEN min(c.stratum) ELSE 'several' END AS service_type
                   FROM gas_callback_candidate c JOIN gas_callback_round o ON o.id = c.round_id
                   WHERE o.plan_id = b.plan_id AND c.unit = b.unit AND c.stratum NOT IN ('total', 'complaint', 'repair')
                   HAVING count(*) > 0
               ) served ON TRUE
               LEFT JOIN LATERAL (
                   SELECT min(r.employee_id) AS employee_id
                   FROM gas_callback_server_rel r WHERE r.callback_id = b.id HAVING count(*) = 1
               ) server ON TRUE
               WHERE a.kind != 'text'""",
            satisfied=SATISFIED,
        )
