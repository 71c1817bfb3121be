# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..models.gas_project import OPEN_STATES
from ..models.gas_project_merge import MERGEABLE_STATES


class GasProjectMerge(models.TransientModel):
    """Choose the other project of a customer; the dialog says which of the two goes on."""

    _name = "gas.project.merge"
    _inherit = "gas.project.dialog"
    _description = "Merge Two Projects"

    candidate_ids = fields.Many2many("gas.project", compute="_compute_candidate_ids")
    other_id = fields.Many2one(
        "gas.project",
        "Same Customer",
        compute="_compute_other_id",
        store=True,
        readonly=False,
        ondelete="cascade",
        domain="[('id', 'in', candidate_ids)]",
    )
    goes_on_id = fields.Many2one("gas.project", compute="_compute_goes_on_id", help="The earlier information.")
    ending_id = fields.Many2one("gas.project", "Ends", compute="_compute_goes_on_id")

    @api.depends("project_id")
    def _compute_candidate_ids(self):
        for dialog in self:
            project = dialog.project_id
            same = Domain("customer_name", "=", project.customer_name)
            for name in ("uscc", "account_id", "partner_id"):
                if project[name]:
                    same |= Domain(name, "=", project[name] if name == "uscc" else project[name].id)
            domain = same & Domain("state", "in", OPEN_STATES) & Domain("company_id", "=", project.company_id.id)
            found = project.search(domain & Domain("id", "!=", project.id))
            dialog.candidate_ids = found.filtered(project._is_same_customer)

    @api.depends("candidate_ids")
    def _compute_other_id(self):
        for dialog in self:
            dialog.other_id = dialog.candidate_ids if len(dialog.candidate_ids) == 1 else False

    @api.depends("project_id", "other_id")
    def _compute_goes_on_id(self):
        for dialog in self:
            both = dialog.project_id | dialog.other_id if dialog.other_id else dialog.other_id
            further = both.filtered(lambda project: project.state not in MERGEABLE_STATES)
            dialog.goes_on_id = (further or both.sorted(lambda project: (project.info_received_at, project.id)))[:1]
            dialog.ending_id = both - dialog.goes_on_id

    def action_confirm(self):
        self.ensure_one()
        if not self.other_id:
            raise UserError(self.env._("Choose the other project of the customer."))
        self.ending_id.action_merge(self.goes_on_id.id)
        return self.goes_on_id._get_records_action(name=self.goes_on_id.name)
