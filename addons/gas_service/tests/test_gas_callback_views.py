# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .callback_common import GasCallbackCase

MODELS = (
    "gas.callback",
    "gas.callback.plan",
    "gas.callback.rule",
    "gas.callback.questionnaire",
    "gas.callback.candidate",
)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackViews(GasCallbackCase):
    def test_every_view_opens(self):
        """Each view of each model loads, and reads what it shows, for those who use it."""
        plan = self.make_plan()
        self.pull()
        for role in (self.supervisor, self.manager):
            for name in MODELS:
                model = self.env[name].with_user(role.user_id)
                for view in self.env["ir.ui.view"].search(
                    [("model", "=", name), ("type", "in", ("form", "list", "kanban"))]
                ):
                    with self.subTest(role=role.name, view=view.xml_id):
                        views = model.get_views([(view.id, view.type)])["models"][name]["fields"]
                        shown = [field for field in views if model._has_field_access(model._fields[field], "read")]
                        model.search([], limit=2).read(shown)
        self.assertEqual(plan.total_quota, 2)

    def test_the_caller_sees_what_he_needs(self):
        """CB-5: customer, services, script and policy beside the questions, without access to the plan."""
        self.make_plan()
        callback = self.pull()
        self.assertTrue(callback.calling)
        self.assertIn("Meter Reading and Billing", callback.with_context(lang="en_US").history)
        self.assertTrue(callback.script and callback.policy)
        self.assertEqual(len(callback.get_questions()), 5)
        self.assertFalse(callback.plan_id.has_access("read"))

    def test_what_others_did_is_shown_too(self):
        """CB-5: the form opens with a complaint among the services, and a call of a colleague before."""
        self.make_rule("2026-07-01", ratio=100, recent_days=0)
        account = self.make_accounts(1)
        self.serve(account, date="2026-07-05")
        self.approve(self.open_plans(fields.Date.to_date("2026-07-01")))
        before = self.pull(self.agent2).sudo()
        self.answer(before.with_user(self.agent2.user_id), remark="Said <before>")
        self.serve(account, "hotline", inquiry_kind="complaint")
        self.approve(self.open_plans())
        callback = self.pull()
        fields_shown = self.env["gas.callback"].get_views([(False, "form")])["models"]["gas.callback"]["fields"]
        [seen] = callback.with_context(lang="en_US").web_read({name: {} for name in fields_shown})
        for text in ("Hotline Inquiry", "Complaint", "08/12", "Said &lt;before&gt;"):
            self.assertIn(text, seen["history"])
        self.assertNotIn("Meter Reading", seen["history"])  # another month's
        # what he said about somebody is not shown to that one, who serves the next customers
        before._write_guarded({"excluded_user_ids": [(4, self.agent.user_id.id)]})
        callback.invalidate_recordset()
        self.assertNotIn("Said", callback.history)

    def test_dialogs(self):
        """Not reached, then the next one; a ticket of what the customer wants, linked both ways (CB-6)."""
        self.make_plan(80)
        callback = self.pull()
        step = self.env["gas.callback.step"].with_user(self.agent.user_id)
        ticket_step = step.create({"callback_id": callback.id, "step": "ticket", "subject": "Wants a new meter"})
        ticket_step.action_confirm()
        self.assertEqual(callback.sudo().inquiry_id.subject, "Wants a new meter")
        self.assertEqual(callback.sudo().inquiry_id.sudo().first_responsible_id, self.agent)
        action = step.create({"callback_id": callback.id, "step": "attempt", "note": "Engaged"}).action_confirm()
        self.assertNotEqual(action["res_id"], callback.id)
        second = self.env["gas.callback"].with_user(self.agent.user_id).browse(action["res_id"])
        later = {"callback_id": second.id, "step": "later", "until": "2026-09-02 02:00:00", "note": "After ten"}
        action = step.create(later).action_confirm()
        self.assertNotIn(action.get("res_id"), (callback | second).ids)
        self.assertEqual((second.sudo().state, str(second.sudo().call_after)), ("todo", later["until"]))
