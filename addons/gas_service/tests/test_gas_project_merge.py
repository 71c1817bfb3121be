# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .project_common import GasProjectCase

CODE = "91110000600037341L"
OTHER_CODE = "9144030071526726XG"
NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in Shanghai


@tagged("-at_install", "post_install")
class TestGasProjectMerge(GasProjectCase):
    """PS-3.1: duplicates by the code of the customer, and their merging."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(NOW))
        cls.env["res.company"].search([]).gas_backdate_hours = 1000

    def two(self, first=None, second=None, hours=2):
        """Return two projects of the same customer, the first ``hours`` earlier, seen by their lead."""
        now = fields.Datetime.now()
        first = {"uscc": CODE, "info_received_at": now - timedelta(hours=hours), **(first or {})}
        second = {"uscc": CODE, "info_received_at": now, "source": "register", **(second or {})}
        return self.make_project(**first), self.make_project(**second)

    def test_merge(self):
        """PS-3.1, PS-4.1.1: the later ends as screened out, its promise cancelled; the earlier one's runs on."""
        one, two = self.two()
        due = self.clock(one, "PS-CONTACT").due_at
        self.log(two, reached=False)
        two.action_merge(one.id)
        self.assertEqual((two.state, two.merged_into_id, two.ended_at), ("screened", one, fields.Datetime.now()))
        clock = self.clock(two, "PS-CONTACT")
        self.assertEqual(clock.state, "cancelled")
        self.assertIn(one.name, clock.cancel_reason)
        self.assertEqual((one.state, self.clock(one, "PS-CONTACT").due_at), ("information", due))
        self.assertFalse(two.screening_check)
        self.assertFalse(two.activity_ids)
        self.assertEqual((len(two.contact_ids), len(one.contact_ids)), (1, 0))
        self.assertEqual(one.last_contact_at, two.last_contact_at)
        self.assertEqual(one.merged_ids, two)
        self.assertIn(one.name, two.message_ids[0].body)
        self.assertIn(two.name, one.message_ids[0].body)
        self.assertIn(f'data-oe-id="{two.id}"', one.message_ids[0].body)

    def test_the_earlier_goes_on(self):
        """PS-4.1.1: nobody wins time by merging the earlier into the later."""
        one, two = self.two()
        with self.assertRaises(UserError) as caught:
            one.action_merge(two.id)
        self.assertIn(one.name, str(caught.exception))
        self.assertEqual(one.state, "information")
        # received at the same moment: either way
        one, two = self.two(hours=0)
        one.action_merge(two.id)
        self.assertEqual(one.merged_into_id, two)

    def test_a_contact_counts_for_both(self):
        """PS-4.1.1: the customer was contacted about the later information: in time, or late for the earlier."""
        for hours, state in ((2, "met"), (24 * 20, "late")):
            one, two = self.two(hours=hours)
            self.log(two)
            with freeze_time("2026-09-17 02:00:00"):  # merged a day after the contact
                two.action_merge(one.id)
            self.assertEqual((one.state, one.contacted_at), ("contacted", two.contacted_at))
            clock = self.clock(one, "PS-CONTACT")
            self.assertEqual((clock.state, clock.stopped_at), (state, two.contacted_at))
            self.assertEqual(self.clock(two, "PS-CONTACT").state, "met")

    def test_into_one_that_is_further(self):
        """PS-4.1.1: the later is in demand already; the promise of the earlier ends at the real contact, late."""
        early = self.make_project(uscc=CODE, info_received_at=fields.Datetime.now() - timedelta(days=20))
        late = self.make_demand(uscc=CODE)
        with self.assertRaises(UserError):
            late.action_merge(early.id)
        early.action_merge(late.id)
        clock = self.clock(early, "PS-CONTACT")
        self.assertEqual((early.state, clock.state, clock.stopped_at), ("screened", "late", late.contacted_at))
        self.assertEqual(late.state, "demand")

    def test_tracked(self):
        """PS-4.1.2: the tracked duplicate's reminder ends with it."""
        one, two = self.two()
        self.log(two)
        two.action_track("2026-10-20")
        self.assertTrue(two.activity_ids)
        two.action_merge(one.id)
        self.assertEqual((two.state, two.next_follow_up_date, one.state), ("screened", False, "contacted"))
        self.assertFalse(two.activity_ids)

    def test_taken_over(self):
        """What is missing on the one that goes on comes from the other; what is there stays."""
        one, two = self.two(
            {"phone": "13912345678", "contact_name": "Wang", "uscc": False, "nature": False},
            {"phone": "13912345678、13800138000", "contact_name": "Li", "address": "Gate", "nature": "expansion"},
        )
        two.action_merge(one.id)
        self.assertEqual((one.uscc, one.contact_name, one.address, one.nature), (CODE, "Wang", "Gate", "expansion"))
        self.assertEqual(one.sudo().phone_ids.mapped("number"), ["13912345678", "13800138000"])
        self.assertEqual(len(two.sudo().phone_ids), 2)

    def test_lead(self):
        """PS-5.1: exactly one lead; where nobody leads the earlier, the other's lead goes on, with a hand-over."""
        manager = self.market_manager.user_id
        one, two = (project.with_user(manager) for project in self.two())
        one.sudo()._write_guarded({"lead_id": False})
        two.action_merge(one.id)
        self.assertEqual(one.lead_id, self.lead)
        self.assertEqual(one.sudo().handover_ids.to_employee_id, self.lead)
        one, two = (project.with_user(manager) for project in self.two())
        two.action_hand_over(self.colleague.id, "x")
        two.action_merge(one.id)
        self.assertEqual(one.lead_id, self.lead)

    def test_refused(self):
        """All that speaks against it is named at once."""
        one, two = self.two(second={"uscc": OTHER_CODE})
        self.log(one)
        one.action_lose("Elsewhere")
        with self.assertRaises(UserError) as caught:
            two.action_merge(one.id)
        self.assertEqual(str(caught.exception).count("•"), 2)
        for target in (two.id, 0, False):
            with self.assertRaises(UserError):
                two.action_merge(target)
        demand = self.make_demand(uscc=OTHER_CODE)
        with self.assertRaises(UserError):
            demand.action_merge(two.id)
        self.assertEqual((two.state, demand.state), ("information", "demand"))

    def test_same_customer(self):
        """By its code; where one has none, by account, contact or name."""
        account = self.make_account("1", "Hotel", category="commercial")
        cases = [
            ({"uscc": CODE}, {"uscc": CODE, "customer_name": "Other"}, True),
            ({"uscc": CODE}, {"uscc": OTHER_CODE}, False),
            ({"uscc": CODE}, {"uscc": False}, True),
            ({"uscc": False, "customer_name": "Shangzhi　grand hotel"}, {"uscc": CODE}, True),
            ({"uscc": False, "customer_name": "Other"}, {"uscc": CODE}, False),
            ({"uscc": False, "customer_name": "Other", "account_id": account.id}, {"account_id": account.id}, True),
        ]
        for first, second, same in cases:
            with self.subTest(first=first, second=second):
                one, two = self.two(first, second)
                self.assertEqual(two._is_same_customer(one), same)
                self.assertEqual(one._is_same_customer(two), same)

    def test_reopen(self):
        """PS-4.1.1: a merged project is not reopened as if it had been screened out."""
        one, two = self.two()
        two.action_merge(one.id)
        with self.assertRaises(UserError):
            two.with_user(self.market_manager.user_id).action_reopen("x")

    def test_access(self):
        """Who may write both merges them."""
        one, two = self.two()
        for employee in (self.colleague, self.market_handler, self.clerk, self.estimator):
            with self.assertRaises(AccessError):
                two.with_user(employee.user_id).action_merge(one.id)
        other = self.make_project(self.colleague, uscc=CODE)
        with self.assertRaises(AccessError):
            two.action_merge(other.id)
        two.with_user(self.market_manager.user_id).action_merge(one.id)
        self.assertEqual(two.merged_into_id, one)
        with self.assertRaises(UserError):
            one.write({"merged_into_id": two.id})

    # -- finding them ----------------------------------------------------------------------------

    def test_possible_duplicates(self):
        """PS-3.1: the filter finds open projects whose code another open one has."""
        one, two = self.two()
        alone = self.make_project(uscc=OTHER_CODE)
        without = self.make_project()
        projects = one | two | alone | without
        mine = [("id", "in", projects.ids)]
        search = projects.search
        self.assertEqual(search([*mine, ("possible_duplicate", "=", True)]), one | two)
        self.assertEqual(search([*mine, ("possible_duplicate", "=", False)]), alone | without)
        self.assertEqual(projects.filtered("possible_duplicate"), one | two)
        self.assertEqual((one.same_customer_count, alone.same_customer_count), (1, 0))
        two.action_merge(one.id)
        projects.invalidate_recordset()
        self.assertFalse(search([*mine, ("possible_duplicate", "=", True)]))
        self.assertFalse(projects.filtered("possible_duplicate"))

    def test_duplicates_of_another_company(self):
        company = self.env["res.company"].create({"name": "Another gas company"})
        department = self.env["hr.department"].create({"name": "M", "company_id": company.id})
        company.gas_market_department_id = department
        one = self.make_project(uscc=CODE)
        other = self.env["gas.project"].create(
            {"subject": "x", "customer_name": "y", "source": "other", "uscc": CODE, "company_id": company.id}
        )
        both = one.sudo() | other
        self.assertFalse(both.search([("id", "in", both.ids), ("possible_duplicate", "=", True)]))
        self.assertFalse(any(both.mapped("possible_duplicate")))
        with self.assertRaises(UserError):
            other.action_merge(one.id)

    # -- dialog ----------------------------------------------------------------------------------

    def dialog(self, project):
        action = project.action_open_merge()
        return Form(project.env["gas.project.merge"].with_context(**action["context"]))

    def test_dialog(self):
        """From either of the two: the only candidate is chosen, and the earlier goes on."""
        for position in (0, 1):
            pair = self.two(first={"uscc": (CODE, OTHER_CODE)[position]}, second={"uscc": (CODE, OTHER_CODE)[position]})
            one, two = pair
            form = self.dialog(pair[position])
            self.assertEqual(form.other_id, pair[1 - position])
            self.assertEqual((form.goes_on_id, form.ending_id), (one, two))
            action = form.save().action_confirm()
            self.assertEqual((two.merged_into_id, action["res_id"]), (one, one.id))

    def test_dialog_with_several(self):
        one, two = self.two()
        third = self.make_project(uscc=CODE, customer_name="Other name")
        self.make_project(uscc=OTHER_CODE)
        form = self.dialog(third)
        self.assertFalse(form.other_id)
        self.assertFalse(form.goes_on_id)
        self.assertEqual(set(form.candidate_ids.ids), {one.id, two.id})
        form.other_id = two
        form.save().action_confirm()
        self.assertEqual(third.merged_into_id, two)

    def test_dialog_without_any(self):
        form = self.dialog(self.make_project(uscc=CODE, customer_name="Somebody else"))
        self.assertFalse(form.candidate_ids.ids)
        with self.assertRaises(UserError):
            form.save().action_confirm()
