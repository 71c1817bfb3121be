# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.http import Controller, route

from .gas_public_page import GasPublicPage


class GasPrivacyController(GasPublicPage, Controller):
    @route("/gas/privacy", type="http", auth="public", methods=["GET"])
    def privacy(self, **_params):
        """Tell anybody what is kept about customers, what for and how long."""
        self._system("res.company")  # the language
        return self._page("gas_service.privacy_page")
