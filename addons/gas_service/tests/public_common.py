# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re

from odoo.tests import HttpCase

from .project_common import GasProjectCase


class GasPublicCase(HttpCase, GasProjectCase):
    """The pages for customers without a login, as the network sees them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"gas_hotline": "95777", "gas_emergency_phone": "95119"})
        cls.service.write({"gas_leader_id": False})
        cls.manager.work_phone = "0451-50009620"
        cls.handler.work_phone = "0451-50009621"

    def token(self, path):
        """Return the form token of a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.url_open(path).text)
        return found and found[1]

    def send(self, path, data, page="/gas/track", **kwargs):
        """Fill in a form of ``page`` and send it to ``path``."""
        return self.url_open(path, data={"csrf_token": self.token(page), **data}, **kwargs)

    def look_up(self, number, code):
        return self.send("/gas/track", {"number": number, "code": code})

    def open_tracked(self, record):
        """Open the page of a document as its customer does."""
        self.env.flush_all()
        response = self.look_up(record.name, record.sudo()._tracking_code())
        self.assertEqual(response.status_code, 200, response.text)
        return response
