# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

_GROUPS = ("gas_service.group_admin", "gas_service.group_general")


class GasCheckFinding(models.TransientModel):
    """What a check of the data has found, for administrators and general management to look at."""

    _name = "gas.check.finding"
    _description = "Finding of a Check of the Data"
    _order = "id"
    _rec_name = "document"

    title = fields.Char("What Should Hold", readonly=True)
    document = fields.Char("Record", readonly=True)
    message = fields.Char("What Was Found", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    @api.model
    def action_check(self):
        """Check every invariant, and list what contradicts one: of the records the user may read.

        ``make check`` on the server names all of them.
        :raise AccessError: the user is neither administrator nor of general management
        """
        if not any(map(self.env.user.has_group, _GROUPS)):
            raise AccessError(self.env._("Only administrators and general management check the data."))
        checks = self.env["gas.check"]
        titles = checks._invariants()
        values = []
        for key, title in titles.items():
            for record, message in checks._run(key):
                if not record.with_env(self.env).has_access("read"):
                    continue
                document = checks._name_of(record.with_env(self.env).sudo())  # sudo: the name of what he may read
                values.append(
                    {
                        "title": title,
                        "document": document,
                        "message": message,
                        "res_model": record._name,
                        "res_id": record.id,
                    }
                )
        if not values:
            return self._all_well(len(titles))
        findings = self.sudo().create(values)  # sudo: nobody else makes findings
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Check of the Data"),
            "res_model": self._name,
            "views": [(False, "list")],
            "domain": [("id", "in", findings.ids)],
            "context": {"group_by": ["title"]},
        }

    @api.model
    def _all_well(self, count):
        text = self.env._("All %s things that are checked hold.", count)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": text, "type": "success"},
        }

    def action_open(self):
        """Open the record that was found."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
