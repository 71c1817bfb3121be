# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
class TestAppraisalOutside(HttpCase, GasAppraisalCase):
    """What callers with a key can and cannot do with appraisals, over JSON-2 (FI-14.3)."""

    def setUp(self):
        super().setUp()
        self.make_scheme({"transfer": 1}, prior=0)
        with freeze_time("2026-09-16 02:00:00"):
            self.make_ticket(self.person).action_transfer(self.service.id)
        with freeze_time("2026-10-09 02:00:00"):
            self.opened = self.open_month()
        self.appraisal = self.of(self.opened, self.person)

    def call(self, employee, method, model="gas.appraisal", **arguments):
        # sudo: keys are made in the preferences, in the browser
        key = self.env["res.users.apikeys"].with_user(employee.user_id).sudo()._generate("rpc", "test", None)
        response = self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        self.env.invalidate_all()
        return response

    @mute_logger("odoo.http")
    def test_states_and_figures(self):
        """Nobody forges a state or a figure, whatever context he sends; each step asks who takes it."""
        ids = self.appraisal.ids
        line = self.appraisal.line_ids
        refused = [
            *(("write", {"ids": ids, "vals": vals}) for vals in ({"state": "locked"}, {"score": 1}, {"merit": True})),
            ("create", {"vals_list": [{"employee_id": self.person.id, "state": "locked"}]}),
            ("unlink", {"ids": ids}),
            *((name, {"ids": ids}) for name in ("_write_guarded", "_store", "_compute_all", "_comment")),
            *((name, {"ids": ids}) for name in ("action_confirm", "action_lock", "action_send_back", "action_compute")),
        ]
        for context in {}, {"gas_guard:gas.appraisal": True, "default_state": "locked"}:
            for method, arguments in refused:
                for employee in (self.person, self.general) if method != "action_lock" else (self.person,):
                    with self.subTest(method=method, user=employee.name):
                        answer = self.call(employee, method, context=context, **arguments)
                        self.assertIn(answer.status_code, (403, 404, 422), answer.text)
        for field in "evidence", "left_out":
            answer = self.call(self.general, "read", "gas.appraisal.line", ids=line.ids, fields=[field])
            self.assertEqual(answer.status_code, 403)
        self.assertEqual((self.appraisal.state, self.appraisal.score), ("computed", 100))

    def test_own(self):
        """The person reads his own and comments on it, as in the browser."""
        fields = ["score", "state"]
        found = self.call(self.person, "search_read", domain=[], fields=fields).json()
        self.assertEqual([(one["id"], one["score"]) for one in found], [(self.appraisal.id, 100)])
        explained = self.call(
            self.person, "search_read", "gas.appraisal.line", domain=[], fields=["explanation"]
        ).json()
        self.assertIn("1 of 1", explained[0]["explanation"])
        self.assertEqual(
            self.call(self.person, "action_comment", ids=self.appraisal.ids, comment="Seen").status_code, 200
        )
        self.assertEqual((self.appraisal.state, self.appraisal.comment), ("commented", "Seen"))
