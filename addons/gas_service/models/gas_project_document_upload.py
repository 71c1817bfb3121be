# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError


class GasProjectDocument(models.Model):
    """Documents that the customer himself uploads against the list of what is missing (PS-4.2.3.1)."""

    _inherit = "gas.project.document"

    def _upload(self, files):
        """Take checked files of the customer; called with sudo, for a customer who may see the project.

        They are delivered at this moment: when they were the last ones missing, design begins, which the lead
        cannot delay. He is asked to look at them; what is wrong with them is a reason for a pause.

        :param files: (name, MIME type, content) of each
        :raise UserError: nothing is sent, it was received already, or the project has ended
        """
        self.ensure_one()
        if not files:
            raise UserError(self.env._("Please choose a file first."))
        if self.received_at:
            raise UserError(self.env._("We have received “%s” already.", self.name))
        self.env["ir.attachment"].create(
            [
                {"name": name, "mimetype": mimetype, "raw": content, "res_model": self._name, "res_id": self.id}
                for name, mimetype, content in files
            ]
        )
        self.action_receive()
        project = self.project_id
        project._schedule(
            "gas_service.activity_type_project",
            project.lead_id.user_id,
            self.env._("Look at what the customer uploaded: %s", self.name),
        )
