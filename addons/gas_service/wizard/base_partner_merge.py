# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from ..models.gas_archived_mixin import with_archive_open


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Merging rewrites every table past the ORM: refused for contacts of archived tickets (FI-8.6)."""
        tickets = self.env["res.partner"].browse(partner_ids).exists()._gas_archived_tickets()
        if missing := tickets._not_exported():
            raise UserError(
                self.env._(
                    "These contacts appear in %s archived tickets, which merging would change. Have general"
                    " management export the archive and confirm the export first.",
                    len(missing),
                )
            )
        # what an export keeps elsewhere may point to the other contact from now on
        wizard = with_archive_open(self) if tickets else self
        return super(BasePartnerMergeAutomaticWizard, wizard)._merge(partner_ids, dst_partner, extra_checks)
