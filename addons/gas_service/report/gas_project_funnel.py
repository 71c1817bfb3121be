# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.tools import SQL

from ..models.gas_nature_mixin import NATURES
from ..models.gas_project import SOURCES

STAGES = [
    ("information", "Information"),
    ("contacted", "Contacted"),
    ("demand", "Demand Confirmed"),
    ("review", "Review Scheduled"),
    ("survey", "Surveyed"),
    ("design", "Design"),
    ("costing", "Costing"),
    ("approval", "Budget Approval"),
    ("done", "Done"),
]


class GasProjectFunnel(models.Model):
    """How far projects get: a row for each project and each stage it has reached, with the moment of it.

    Where a step can begin more than once, it is the first time. As visible as the project.
    """

    _name = "gas.project.funnel"
    _inherit = ["gas.hosted.mixin", "gas.selection.order.mixin"]
    _description = "Funnel of Projects"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "project_id"
    _host_fields = ("project_id",)
    _ordered_selections = ("stage", "state")
    _depends = {
        "gas.project": [
            "company_id", "department_id", "lead_id", "state", "source", "nature", "size_class", "info_received_at",
            "contacted_at", "demand_confirmed_at", "review_scheduled_at", "survey_done_at", "approved_at",
        ],
        "gas.sla.clock": ["project_id", "code", "started_at"],
    }  # fmt: skip

    project_id = fields.Many2one("gas.project", readonly=True)
    stage = fields.Selection(STAGES, readonly=True)
    date = fields.Datetime("Reached On", readonly=True)
    days = fields.Float(
        "Days Until Then", readonly=True, aggregator="avg", digits=(16, 1), help="Calendar days since the information."
    )
    company_id = fields.Many2one("res.company", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    lead_id = fields.Many2one("hr.employee", readonly=True)
    state = fields.Selection(
        selection=lambda self: self.env["gas.project"]._fields["state"]._description_selection(self.env),
        string="State Now",
        readonly=True,
    )
    source = fields.Selection(SOURCES, readonly=True)
    nature = fields.Selection(NATURES, readonly=True)
    size_class = fields.Selection(
        selection=lambda self: self.env["gas.project"]._fields["size_class"]._description_selection(self.env),
        readonly=True,
    )
    info_received_at = fields.Datetime("Information Received On", readonly=True)

    @property
    def _table_query(self):
        # the sixteen leave room between the ids of two projects
        return SQL(
            """
            SELECT p.id * 16 + s.position AS id, p.id AS project_id, s.stage, s.date,
                   EXTRACT(epoch FROM s.date - p.info_received_at) / 86400 AS days,
                   p.company_id, p.department_id, p.lead_id, p.state, p.source, p.nature, p.size_class,
                   p.info_received_at
            FROM gas_project p
            LEFT JOIN (
                SELECT project_id,
                       min(started_at) FILTER (WHERE code = 'PS-TOTAL') AS design_at,
                       min(started_at) FILTER (WHERE code = 'PS-COST') AS costing_at,
                       min(started_at) FILTER (WHERE code = 'PS-APPROVE') AS approval_at
                FROM gas_sla_clock WHERE project_id IS NOT NULL GROUP BY project_id
            ) c ON c.project_id = p.id
            CROSS JOIN LATERAL (VALUES
                (1, 'information', p.info_received_at),
                (2, 'contacted', p.contacted_at),
                (3, 'demand', p.demand_confirmed_at),
                (4, 'review', p.review_scheduled_at),
                (5, 'survey', p.survey_done_at),
                (6, 'design', c.design_at),
                (7, 'costing', c.costing_at),
                (8, 'approval', c.approval_at),
                (9, 'done', p.approved_at)
            ) AS s(position, stage, date)
            WHERE s.date IS NOT NULL
            """
        )

    def action_open_project(self):
        self.ensure_one()
        return self.project_id._get_records_action()
