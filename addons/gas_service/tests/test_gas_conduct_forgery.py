# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .conduct_common import GasConductCase

FORGED = {
    "name": "JC0",
    "state": "final",
    "reported_by": 1,
    "verified_by": 1,
    "verification": "Forged",
    "decided_at": "2026-09-16 02:00:00",
    "final_at": "2026-09-16 02:00:00",
    "executed_at": "2026-09-16 02:00:00",
    "executed_by": 1,
    "about_head": True,
    "approval_state": "approved",
    "approval_round": 3,
}


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductForgery(GasConductCase):
    """A case goes its way by its steps and in no other way."""

    def assertUntouched(self, case):
        case = case.sudo()
        self.assertEqual((case.state, case.approval_state, case.about_head), ("reported", "none", False))
        self.assertFalse(case.order_ids or case.notice_id or case.final_at or case.verification or case.executed_at)
        self.assertNotEqual(case.name, "JC0")

    def forged(self):
        return {
            **FORGED,
            "excluded_user_ids": [Command.clear()],
            "working_department_id": self.service.id,
            "department_id": self.service.id,
            "appeal_decider_ids": [Command.set(self.market_manager.user_id.ids)],
            "order_ids": [Command.create({"name": "x", "kind": "reward", "amount": 9, "employee_id": self.clerk.id})],
        }

    def test_created(self):
        """Values, ``default_*`` keys and contexts give nothing; the person concerned is kept out in any case."""
        defaults = {f"default_{name}": value for name, value in self.forged().items()}
        context = {"gas_guard": True, "gas_guard:gas.conduct.case": True}
        for by in (self.market_manager, self.supervision, self.leader):
            cases = self.env["gas.conduct.case"].with_user(by.user_id)
            values = {
                "kind": "wrong",
                "employee_id": self.market_handler.id,
                "event_date": "2026-09-10",
                "summary": "x",
            }
            for made in (
                cases.create({**values, **self.forged()}),
                cases.with_context(**defaults).create(values),
                cases.with_context(**context).create({**values, **self.forged()}),
                cases.sudo().create({**values, **self.forged()}),
            ):
                with self.subTest(by=by.name):
                    self.assertUntouched(made)
                    self.assertEqual(made.sudo().excluded_user_ids, self.market_handler.user_id)
                    self.assertEqual(made.sudo().department_id, self.market)
                    self.assertFalse(made.sudo().appeal_decider_ids)

    def test_copied_and_imported(self):
        case = self.executed(self.make_case())
        copy = case.copy()
        self.assertUntouched(copy)
        self.assertFalse(copy.sudo().approval_decision_ids)
        cases = case.browse()
        row = ["wrong", str(self.market_handler.id), "2026-09-10", "x", "final", "approved"]
        names = ["kind", "employee_id/.id", "event_date", "summary", "state", "approval_state"]
        self.assertUntouched(cases.browse(cases.load(names, [row])["ids"]))
        fresh = self.make_case()
        self.assertFalse(cases.load([".id", "state"], [[str(fresh.id), "final"]])["ids"])
        self.assertUntouched(fresh)

    def test_written(self):
        """By nobody, in no way."""
        case = self.make_case()
        context = {"gas_guard:gas.conduct.case": True, "install_mode": True, "tracking_disable": True}
        for by in (self.market_manager, self.supervision, self.leader, self.supervisor):
            for name, value in self.forged().items():
                for mine in (case.with_user(by.user_id), case.with_user(by.user_id).sudo()):
                    with self.subTest(by=by.name, field=name), self.assertRaises(UserError):
                        mine.with_context(**context).write({name: value})
        self.assertUntouched(case)

    def test_notice_is_written_by_steps_alone(self):
        case = self.notified(self.make_case())
        notice = case.sudo().notice_id
        for by in (self.market_handler, self.market_manager, self.supervision):
            for values in ({"statement": "x"}, {"hear_until": "2027-01-01"}, {"amount": 0}, {"state": "heard"}):
                for mine in (notice.with_user(by.user_id), notice.with_user(by.user_id).sudo()):
                    with self.subTest(by=by.name, values=values), self.assertRaises(UserError):
                        mine.write(values)
            with self.assertRaises(UserError):
                notice.with_user(by.user_id).create({"case_id": case.id, "employee_id": self.clerk.id, "name": "x"})
            with self.assertRaises(UserError):
                notice.with_user(by.user_id).unlink()


@tagged("post_install", "-at_install")
class TestConductOutside(HttpCase, GasConductCase):
    """The same over JSON-2, with real keys."""

    def call(self, user, model, method, **arguments):
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )

    def setUp(self):
        super().setUp()
        self.company.gas_live_date = "2020-01-01"

    @mute_logger("odoo.http")
    def test_refused(self):
        case = self.make_case(event_date="2025-09-10")
        ids, forged = case.ids, {"state": "final", "approval_state": "approved"}
        for employee in (self.market_manager, self.market_handler, self.general, self.clerk):
            for method, arguments in (
                ("write", {"ids": ids, "vals": forged, "context": {"gas_guard:gas.conduct.case": True}}),
                ("web_save", {"ids": ids, "vals": forged, "specification": {}}),
                ("_write_guarded", {"ids": ids, "vals": forged}),
                ("_make_final", {"ids": ids, "at": "2026-09-16 02:00:00"}),
                ("_cron_final", {}),
                ("_cron_propose", {}),
                ("_approval_on_approved", {"ids": ids, "at": "2026-09-16 02:00:00"}),
                ("_make_notice", {"ids": ids, "values": {}}),
                ("action_approve", {"ids": ids}),
                ("action_serve", {"ids": ids}),
                ("action_launch_approval", {"ids": ids}),
                ("action_decide_appeal", {"ids": ids, "granted": True, "reason": "x"}),
                ("unlink", {"ids": ids}),
            ):
                with self.subTest(by=employee.name, method=method):
                    response = self.call(employee.user_id, "gas.conduct.case", method, **arguments)
                    self.assertGreaterEqual(response.status_code, 400)
        order = {"name": "x", "employee_id": self.clerk.id, "kind": "reward", "amount": 1000}
        for model, method, arguments in (
            ("gas.conduct.order", "create", {"vals_list": [order]}),
            ("gas.conduct.order", "_create_guarded", {"vals_list": [order]}),
            ("gas.conduct.order", "_make_order", {"case": case.id}),
            ("gas.conduct.notice", "create", {"vals_list": [{"case_id": case.id}]}),
        ):
            for employee in (self.general, self.supervision):
                response = self.call(employee.user_id, model, method, **arguments)
                self.assertGreaterEqual(response.status_code, 400, method)
        case.invalidate_recordset()
        self.assertEqual((case.state, len(case.sudo().order_ids)), ("reported", 0))

    @mute_logger("odoo.http")
    def test_the_person_concerned_learns_nothing(self):
        """FI-12: not by reading, searching, counting, grouping or exporting; his notice he reads and answers."""
        case = self.make_case(event_date="2025-09-10")
        user, ids = self.market_handler.user_id, case.ids
        for method, arguments, nothing in (
            ("search", {"domain": []}, []),
            ("search_count", {"domain": []}, 0),
            ("name_search", {"name": case.name}, []),
            ("search_read", {"domain": [], "fields": ["summary"]}, []),
            ("web_search_read", {"domain": [], "specification": {"name": {}}}, {"length": 0, "records": []}),
            ("formatted_read_group", {"domain": [], "groupby": ["employee_id"], "aggregates": ["amount:sum"]}, []),
        ):
            with self.subTest(method=method):
                response = self.call(user, "gas.conduct.case", method, **arguments)
                self.assertEqual((response.status_code, response.json()), (200, nothing))
        for method, arguments in (
            ("read", {"ids": ids, "fields": ["summary"]}),
            ("export_data", {"ids": ids, "fields_to_export": ["summary"]}),
            ("explain_evidence", {"ids": ids}),
            ("message_post", {"ids": ids, "body": "x"}),
        ):
            with self.subTest(method=method):
                self.assertGreaterEqual(self.call(user, "gas.conduct.case", method, **arguments).status_code, 400)
        case.action_verify("x")
        case.action_notify()
        notice = case.sudo().notice_id
        response = self.call(user, "gas.conduct.notice", "search_read", domain=[], fields=["name", "summary"])
        self.assertEqual(response.json(), [{"id": notice.id, "name": case.name, "summary": case.summary}])
        response = self.call(user, "gas.conduct.notice", "action_state", ids=notice.ids, statement="I was alone")
        self.assertEqual(response.status_code, 200, response.text)
        notice.invalidate_recordset()
        self.assertEqual(notice.statement, "I was alone")
