# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError


class GasEvidenceMixin(models.AbstractModel):
    """A record that counts as evidence: once fixed, its files and messages are what they were.

    Messages may still be added, files not. See ir.attachment and mail.message.
    """

    _name = "gas.evidence.mixin"
    _description = "Evidence, whose files and messages are fixed with it"

    def _evidence_fixed(self):
        """Return those of the records that nobody may change any more."""
        raise TypeError(f"{self._name} does not say when it is fixed")

    def _check_evidence_open(self):
        """:raise UserError: one of the records is fixed"""
        if fixed := self._evidence_fixed():
            raise UserError(
                self.env._(
                    "%s is evidence: what belongs to it stays as it is.", ", ".join(fixed[:10].mapped("display_name"))
                )
            )

    @api.model
    def _check_evidence_of(self, links):
        """Check the records that files or messages belong to; sudo passes no more than others.

        :param links: (model name or False, id or False) of each
        :raise UserError: one of them is evidence, and fixed
        """
        mixin = self.env.registry["gas.evidence.mixin"]
        by_model = {}
        for model, record_id in links:
            if record_id and model in self.env and issubclass(self.env.registry[model], mixin):
                by_model.setdefault(model, set()).add(record_id)
        for model, ids in by_model.items():
            # sudo: whether it is fixed does not depend on who asks
            self.env[model].sudo().browse(ids).exists()._check_evidence_open()
