# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from odoo.addons.base.models.ir_module import assert_log_admin_access

from .gas_archived_mixin import archive_is_open, with_archive_open


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def _check_archive_exported(self):
        """Uninstalling drops the tables of the archive (FI-8.6).

        :raise UserError: retained tickets are in no confirmed export
        """
        if "gas_service" not in self.mapped("name"):
            return
        # sudo: how many there are, whoever may see them
        retained = self.env["gas.inquiry"].sudo().search([("locked_at", "!=", False), ("anonymised_at", "=", False)])
        if missing := retained._not_exported():
            raise UserError(
                self.env._(
                    "%s archived tickets must be kept and would be lost. Have general management export the archive"
                    " and confirm the export first.",
                    len(missing),
                )
            )

    def write(self, vals):
        # the buttons end here, and so does whoever sets the state by hand
        if vals.get("state") in ("to remove", "uninstalled") and not archive_is_open(self):
            self._check_archive_exported()
        return super().write(vals)

    @assert_log_admin_access
    def module_uninstall(self):
        self._check_archive_exported()
        return super(IrModuleModule, with_archive_open(self)).module_uninstall()
