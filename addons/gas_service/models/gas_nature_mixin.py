# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

# what a project does to the customer's gas supply (PS-1)
NATURES = [
    ("new", "New Construction"),
    ("reconstruction", "Reconstruction"),
    ("expansion", "Expansion"),
    ("capacity", "Capacity Increase"),
]


class GasNatureMixin(models.AbstractModel):
    """A catalogue whose entries hold for projects of some natures (PS-1), by default of all."""

    _name = "gas.nature.mixin"
    _description = "Entry for projects of some natures"

    for_new = fields.Boolean("New Construction", default=True)
    for_reconstruction = fields.Boolean("Reconstruction", default=True)
    for_expansion = fields.Boolean("Expansion", default=True)
    for_capacity = fields.Boolean("Capacity Increase", default=True)

    _for_any_nature = models.Constraint(
        "CHECK (for_new OR for_reconstruction OR for_expansion OR for_capacity)",
        "Say for which projects this is: new, reconstruction, expansion or capacity increase.",
    )

    @api.model
    def _domain_nature(self, nature):
        """Return the domain of what holds for projects of ``nature`` (a key of NATURES)."""
        return Domain(f"for_{nature}", "=", True)

    @api.model
    def _for_nature(self, nature):
        """Return the active entries for projects of ``nature``, in the order of the catalogue."""
        return self.search(self._domain_nature(nature))
