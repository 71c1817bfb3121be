# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .conduct_common import GasConductCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductHidden(GasConductCase):
    """The person concerned never meets his case; what reaches him is his notice and his order."""

    def assertHidden(self, case, user):
        seen = case.with_user(user)
        self.assertFalse(seen.search([("id", "=", case.id)]))
        self.assertEqual(seen.search_count([]), 0)
        self.assertFalse(seen.name_search(case.sudo().name))
        self.assertFalse(seen._read_group([], ["employee_id"], ["amount:sum"]))
        for model, key in (("mail.message", "model"), ("ir.attachment", "res_model"), ("mail.activity", "res_model")):
            domain = [(key, "=", case._name), ("res_id", "=", case.id)]
            self.assertFalse(self.env[model].with_user(user).search(domain), model)
        self.assertFalse(case.sudo().message_partner_ids & user.partner_id)
        self.assertFalse(case.sudo().message_ids.notification_ids.res_partner_id & user.partner_id)

    def test_whole_way(self):
        """FI-14.4: from the opening to the execution nothing of the case reaches him but his own notice and order."""
        user = self.market_handler.user_id
        case = self.make_delay()
        complaint, ticket = case.sudo().objection_ids, case.sudo().inquiry_ids
        self.heard(case)
        self.assertHidden(case, user)
        case.action_launch_approval()
        case.sudo().message_post(body="@him", partner_ids=user.partner_id.ids)
        case.sudo().message_subscribe(user.partner_id.ids)
        self.assertHidden(case, user)
        while case.sudo().approval_state == "running":
            case.with_user(case.sudo().approval_approver_ids[0]).action_approve()
        self.executed(case)
        self.assertHidden(case, user)
        notice = self.env["gas.conduct.notice"].with_user(user).search([])
        order = self.env["gas.conduct.order"].with_user(user).search([])
        self.assertEqual((notice.name, order.name), (case.sudo().name,) * 2)
        told = " ".join(str(value) for record in (notice, order) for value in record.read()[0].values())
        for secret in (
            complaint.name,
            complaint.subject,
            complaint.customer_name,
            ticket.name,
            case.sudo().verification,
        ):
            self.assertNotIn(secret, told)

    def test_his_activities(self):
        """Nobody gives him an activity on the case, whatever the right to write it."""
        case = self.make_case()
        with self.assertRaises(ValidationError):
            case.activity_schedule("mail.mail_activity_data_todo", user_id=self.market_handler.user_id.id)
        activity = case.activity_schedule("mail.mail_activity_data_todo", user_id=self.market_manager.user_id.id)
        with self.assertRaises(ValidationError):
            activity.user_id = self.market_handler.user_id

    def test_kept_out_of_the_complaint(self):
        """FI-8.5: who is complained about too neither reads nor decides the case of another."""
        complaint = self.make_complaint(self.market_manager | self.market_handler, department_id=self.market.id)
        case = self.make_case(by=self.supervisor)
        self.assertTrue(case.with_user(self.market_manager.user_id).has_access("read"))
        case.objection_ids = complaint
        self.assertHidden(case, self.market_manager.user_id)
        self.heard(case)
        case.action_launch_approval()
        self.assertNotIn(self.market_manager.user_id, case.sudo().approval_approver_ids)
        self.assertHidden(case, self.market_manager.user_id)

    def test_accused_after_the_case_was_opened(self):
        """FI-8.5: named in the complaint later, he loses sight of the case that links to it."""
        complaint = self.make_complaint(self.market_handler, department_id=self.market.id)
        case = self.make_case(by=self.supervisor)
        case.objection_ids = complaint
        complaint.with_user(self.supervisor.user_id).action_accuse(self.market_manager.ids)
        self.assertHidden(case, self.market_manager.user_id)

    def test_approver_accused_while_he_decides(self):
        """FI-8.5: named in the complaint while the case waits for him, he decides no more."""
        complaint = self.make_complaint(self.market_handler, department_id=self.market.id)
        case = self.make_case(by=self.supervisor)
        case.objection_ids = complaint
        self.heard(case)
        case.action_launch_approval()
        self.assertEqual(case.sudo().approval_approver_ids, self.market_manager.user_id)
        complaint.with_user(self.supervisor.user_id).action_accuse(self.market_manager.ids)
        self.assertEqual(case.sudo().approval_approver_ids, (self.leader | self.leader2).user_id)
        self.assertHidden(case, self.market_manager.user_id)

    def test_no_other_record_tells(self):
        """Nothing he may read has a field that leads to a case: searched for being set, it would tell of one."""
        for name, model in self.env.items():
            if name in ("gas.conduct.case", "gas.conduct.notice", "gas.conduct.order") or model._abstract:
                continue
            for field in model._fields.values():
                if field.comodel_name == "gas.conduct.case" and not model._transient:
                    # unless the record is as visible as the case
                    hosts = getattr(model, "_all_host_fields", ())
                    self.assertTrue(field.name in hosts or "conduct_case_id" in hosts, f"{field}")

    def test_login_of_who_was_accused_in_an_archived_ticket(self):
        """The lock of the archive does not keep a login from being linked, nor the complaint open to it."""
        person = self.make_employee("later", self.market)
        person.user_id = False
        complaint = self.make_complaint(person, department_id=self.market.id)
        complaint.message_post(body="x")
        complaint._write_guarded({"locked_at": "2026-09-16 02:00:00"})
        user = new_test_user(self.env, "later2", groups="base.group_user,gas_service.group_supervisor")
        person.user_id = user
        self.assertFalse(complaint.with_user(user).has_access("read"))

    def test_login_comes_later(self):
        """Whoever had no login when he was complained about, or held to account, is kept out once he has one."""
        person = self.make_employee("later", self.market)
        person.user_id = False
        complaint = self.make_complaint(person, department_id=self.market.id)
        case = self.make_case(person, self.supervisor)
        user = new_test_user(self.env, "later2", groups="base.group_user,gas_service.group_supervisor")
        self.assertTrue(case.with_user(user).has_access("read"))
        self.assertTrue(complaint.with_user(user).has_access("read"))
        person.user_id = user
        self.assertHidden(case, user)
        self.assertFalse(complaint.with_user(user).has_access("read"))

    def test_nobody_links_what_he_may_not_read(self):
        """Ids typed at random tell nothing: the complaint of another department cannot be linked."""
        complaint = self.make_complaint(self.handler, department_id=self.service.id)
        case = self.make_case()
        for command in (Command.link(complaint.id), Command.set(complaint.ids), (4, complaint.id)):
            with self.assertRaises(AccessError):
                case.write({"objection_ids": [command]})
        with self.assertRaises(AccessError):
            self.make_case(objection_ids=[Command.set(complaint.ids)])
        with self.assertRaises(UserError):
            self.make_case(by=self.supervisor, objection_ids=[Command.set(self.make_ticket().ids)])

    def test_linked_evidence_opens_only_for_who_may(self):
        """A worker on the case sees of its evidence what he may see anyway; the explanation in any case."""
        case = self.make_delay()
        mine = case.with_user(self.market_manager.user_id)
        mine.invalidate_recordset()
        self.assertFalse(mine.objection_ids)
        self.assertTrue(mine.clock_ids)
        self.assertEqual(mine.evidence_count, 3)
        self.assertEqual([one["code"] for one in mine.explain_evidence()], ["FI-REPLY"])

    def test_about_the_head(self):
        """FI-6: a case about a manager is handled above him; his own deputy does not see it."""
        head = self.make_department("Head Office")
        boss = self.make_employee("boss", head, "gas_service.group_manager")
        head.manager_id = boss
        self.market.parent_id = head
        deputy = self.make_employee("deputy", self.market, "gas_service.group_manager")
        case = self.make_case(self.market_manager, boss)
        self.assertEqual((case.working_department_id, case.about_head), (head, True))
        for employee in (self.market_manager, deputy):
            self.assertHidden(case, employee.user_id)
        self.heard(case)
        case.action_launch_approval()
        self.assertEqual(case.sudo().approval_approver_ids, self.leader.user_id | self.leader2.user_id)

    def test_department_of_that_day(self):
        """The department is where the person worked when it happened."""
        self.market_handler.create_version({"date_version": "2026-09-12", "department_id": self.service.id})
        self.assertEqual(self.make_case(by=self.supervisor).department_id, self.market)
        later = self.make_case(by=self.supervisor, event_date="2026-09-14")
        self.assertEqual(later.department_id, self.service)
