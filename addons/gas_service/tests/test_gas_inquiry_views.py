# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time
from lxml import etree

from odoo.tests import Form, tagged

from .common import GasServiceCase

ROLES = ("", "hotline", "supervisor", "handler", "manager", "leader", "general", "supervision", "admin")
VIEWS = ("form", "list", "kanban", "search", "calendar", "activity", "pivot", "graph")


@tagged("post_install", "-at_install")
class TestGasInquiryViews(GasServiceCase):
    """Every role opens every view, and everything its views read."""

    def test_views_and_their_fields_for_each_role(self):
        ticket = self.make_processing(phone="13900001111")
        self.env["gas.contact"].with_user(self.market_handler.user_id).create(
            {"inquiry_id": ticket.id, "note": "Called back"}
        )
        for role in ROLES:
            groups = f"gas_service.group_{role}" if role else ""
            user = self.make_employee(f"role_{role}", self.market, groups).user_id
            with self.subTest(role=role):
                own = self.make_ticket(user.employee_id)
                tickets = (own | ticket).with_user(user)._filtered_access("read")
                self.assertIn(own, tickets)
                for model, views in (
                    ("gas.inquiry", VIEWS),
                    ("gas.contact", ("form", "list", "kanban", "search")),
                    ("gas.handover", ("form", "list", "kanban", "search")),
                    ("gas.inquiry.transfer", ("form",)),
                    ("gas.inquiry.result", ("form",)),
                    ("gas.inquiry.step", ("form",)),
                    ("gas.inquiry.report", ("form",)),
                    ("gas.inquiry.complaint", ("form",)),
                ):
                    views = self.env[model].with_user(user).get_views([(False, view) for view in views])["views"]
                    self.assertTrue(all(view["arch"] for view in views.values()))
                # as the web client reads them
                for model, record in (
                    ("gas.inquiry", tickets),
                    ("gas.contact", tickets.contact_ids),
                    ("gas.handover", tickets.handover_ids),
                ):
                    for view in ("form", "list", "kanban"):
                        arch = etree.fromstring(self.env[model].with_user(user).get_view(False, view)["arch"])
                        # fields of the view itself that this user gets, not those of lists in it
                        fields = arch.xpath("//field[not(ancestor::field)]/@name")
                        self.assertTrue(fields)
                        record.web_read({name: {} for name in fields})
                board = self.env.ref("gas_service.hr_department_view_kanban_board")
                departments = self.env["hr.department"].with_user(user).search([("gas_on_board", "=", True)])
                fields = departments.get_view(board.id, "kanban")["models"]["hr.department"]
                departments.web_read({name: {} for name in fields})

    def test_every_role_registers_with_the_form(self):
        """FI-3: every employee with a user registers."""
        for role in ROLES:
            groups = f"gas_service.group_{role}" if role else ""
            user = self.make_employee(f"role_{role}", self.market, groups).user_id
            with self.subTest(role=role), Form(self.env["gas.inquiry"].with_user(user)) as form:
                form.customer_name = "Wang"
                form.subject = "Bill"
                form.phone = "13900001111"
            self.assertEqual(form.record.state, "new")

    def test_buttons_follow_the_user(self):
        ticket = self.make_ticket()
        self.assertTrue(ticket.my_reception and ticket.mine and ticket.may_write)
        ticket.action_transfer(self.market.id)
        reader = ticket.with_user(self.handler.user_id)
        self.assertEqual((reader.may_write, reader.in_my_department, reader.mine), (False, False, False))
        receiver = ticket.with_user(self.market_handler.user_id)
        self.assertEqual((receiver.may_write, receiver.in_my_department), (True, True))
        found = receiver.search([("in_my_department", "=", True), ("id", "=", ticket.id)])
        self.assertEqual(found, ticket)
        self.assertFalse(reader.search([("mine", "=", True), ("id", "=", ticket.id)]))
        self.assertIn(ticket, reader.search([("mine", "!=", True)]))

    def test_channel_of_the_contact(self):
        """Who came is answered at the counter; an on-site visit is another thing (PS-4.1.1)."""
        for channel, expected in (("phone", "phone"), ("visit", "counter"), ("letter", "letter"), ("online", "wechat")):
            action = self.make_ticket(channel=channel).action_open_contact()
            self.assertEqual(action["context"]["default_channel"], expected)

    def test_days_held(self):
        """FI-5.2: how long each person held it, in working time."""
        with freeze_time("2026-09-14 01:00:00"):  # Monday 09:00 in China
            ticket = self.make_ticket()
        with freeze_time("2026-09-14 03:00:00"):
            ticket.action_transfer(self.market.id)
        with freeze_time("2026-09-15 03:00:00"):
            ticket = ticket.with_user(self.market_manager.user_id)
            ticket.action_assign(self.market_handler.id)
        hours = self.company._gas_calendar().hours_per_day
        first, second = ticket.handover_ids
        self.assertAlmostEqual(first.held_days, 2 / hours, 1)
        self.assertAlmostEqual(second.held_days, 1.0, 1)
        self.assertEqual(ticket.holder_since, second.date)

    def test_rhyme_stands_beside_the_registration(self):
        """FI-7: whoever registers has the six lines of the rhyme before his eyes, in Chinese."""
        views = self.env["gas.inquiry"].with_user(self.clerk.user_id).with_context(lang="zh_CN")
        arch = etree.fromstring(views.get_view(view_type="form")["arch"])
        (rhyme,) = arch.xpath("//div[contains(@class, 'o_gas_rhyme')]")
        text = "".join(rhyme.itertext())
        for line in (
            "接待客户热情周到",
            "了解情况准确记录",
            "本职范围快速办理",
            "疑难问题及时转达",
            "第一受理责任不推",
            "有问而来满意而归",
        ):
            self.assertIn(line, text)
