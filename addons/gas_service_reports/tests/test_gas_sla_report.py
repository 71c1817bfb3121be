# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter
from datetime import datetime, timedelta

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gas_service.tests.common import GasServiceCase

from .report_common import ReportPrinting

NOW = datetime(2026, 11, 12, 2)
# minutes around the months of September and October 2026, their ends in China included
MOMENTS = st.one_of(
    st.integers(0, 61 * 24 * 60),
    st.sampled_from([15 * 60 + 59, 16 * 60, 30 * 24 * 60 - 8 * 60 - 1, 30 * 24 * 60 - 8 * 60, 61 * 24 * 60 - 8 * 60]),
).map(lambda minutes: datetime(2026, 9, 1) + timedelta(minutes=minutes))
CLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["met", "late", "running", "cancelled", "paused"]),
        MOMENTS,
        MOMENTS,
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
)


@tagged("post_install", "-at_install")
class TestSlaReport(ReportPrinting, GasServiceCase):
    """On-time table: what counts when, and for whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general = cls.make_employee("general", cls.service, "gas_service.group_general")
        cls.policies = cls.env.ref("gas_service.gas_sla_policy_fi_reply") | cls.env.ref(
            "gas_service.gas_sla_policy_fi_transfer"
        )
        with freeze_time("2026-09-01 01:00:00"):
            cls.ticket = cls.make_ticket().sudo()

    def make_clock(self, number, state, due, stopped, policy, department):
        settled = state in ("met", "late", "cancelled")
        clock = self.env["gas.sla.clock"].create(
            {
                **policy._snapshot(self.company),
                "inquiry_id": self.ticket.id,
                "occurrence": 100 + number,
                "department_id": department.id,
                "state": state,
                "started_at": "2026-08-31 01:00:00",
                "due_at": due if state != "paused" else False,
                "stopped_at": stopped if settled else False,
            }
        )
        return clock

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(CLOCKS)
    def test_sums_are_those_of_a_naive_count(self, rows):
        """FI-14.3, PS-4.2.3: whatever deadlines there are, the table holds each once, in its month of China."""
        naive = Counter()
        point = self.env.cr.savepoint()
        with freeze_time(NOW):
            for number, (state, due, stopped, first, own) in enumerate(rows):
                policy, department = self.policies[first], self.service if own else self.market
                self.make_clock(number, state, due, stopped, policy, department)
                at = stopped if state == "met" else due
                if state in ("met", "late") or (state == "running" and due < NOW):
                    local = at + timedelta(hours=8)
                    naive[f"{local:%Y-%m}", policy.id, department.id, state == "met", state == "running"] += 1
            self.assertEqual(self.counted(), naive)
        point.close(rollback=True)
        self.env.invalidate_all()

    def counted(self):
        found = Counter()
        domain = [("clock_id.occurrence", ">=", 100)]
        for month, policy, department, result, count, met, late, still_open in self.env["gas.sla.report"]._read_group(
            domain,
            ["date:month", "policy_id", "department_id", "result"],
            ["__count", "met_count:sum", "late_count:sum", "open_count:sum"],
        ):
            self.assertEqual((met, late), (count, 0) if result == "met" else (0, count))
            self.assertEqual(still_open, count if result == "overdue" else 0)
            found[f"{month:%Y-%m}", policy.id, department.id, result == "met", result == "overdue"] += count
        return found

    def test_month_it_counts_in(self):
        """FI-14.3: kept deadlines count when they are kept, broken ones when they fell due, however long they wait."""
        china = self.china
        reply = self.policies[0]
        cases = [
            ("met", "2026-10-09 17:00", "2026-09-30 23:59", "2026-09-30", "met"),
            ("met", "2026-10-09 17:00", "2026-10-01 00:00", "2026-10-01", "met"),
            ("late", "2026-09-30 17:00", "2026-10-20 09:00", "2026-09-30", "late"),
            ("running", "2026-09-29 17:00", None, "2026-09-29", "overdue"),
        ]
        with freeze_time("2026-10-21 02:00:00"):
            for number, (state, due, stopped, date, result) in enumerate(cases):
                clock = self.make_clock(number, state, china(due), stopped and china(stopped), reply, self.market)
                row = self.env["gas.sla.report"].browse(clock.id)
                self.assertEqual((str(row.date), row.result), (date, result))
            for number, state in enumerate(("running", "cancelled", "paused"), 10):
                clock = self.make_clock(
                    number, state, china("2026-11-02 17:00"), china("2026-09-30 12:00"), reply, self.market
                )
                self.assertFalse(self.env["gas.sla.report"].search([("clock_id", "=", clock.id)]), state)

    def test_manager_has_his_department_only(self):
        """A manager reads a ticket his people received, but the deadline of who handles it is not in his table."""
        with freeze_time("2026-09-14 01:00:00"):
            ticket = self.make_ticket()
            ticket.action_transfer(self.market.id)
        with freeze_time("2026-09-30 01:00:00"):
            clocks = ticket.sudo().clock_ids
            reply = clocks.filtered(lambda clock: clock.code == "FI-REPLY")
            self.assertEqual(reply.department_id, self.market)
            self.assertIn(reply, clocks.with_user(self.manager.user_id).search([]))
            reports = self.env["gas.sla.report"]
            self.assertNotIn(reply.id, reports.with_user(self.manager.user_id).search([]).ids)
            self.assertIn(reply.id, reports.with_user(self.market_manager.user_id).search([]).ids)
            with self.assertRaises(AccessError):
                reports.with_user(self.manager.user_id).browse(reply.id).read(["result"])
            # asking for somebody else's department gives nothing
            choice = self.choose("gas.sla.report", self.manager, department_id=self.market.id)
            self.assertEqual(self.rows(choice), [])
            self.assertIn("Nothing.", self.page(choice))
            found = self.rows(self.choose("gas.sla.report", self.market_manager))
            self.assertEqual({row["Department"] for row in found}, {"Market Engineering"})
            with self.assertRaises(AccessError):
                reports.with_user(self.handler.user_id).search([])

    def test_complaint_stays_hidden(self):
        """FI-8.5: nothing of the deadlines of a complaint shows in the table of who it is about."""
        with freeze_time("2026-09-14 01:00:00"):
            complaint = self.make_complaint(self.market_manager, department_id=self.market.id)
        with freeze_time("2026-09-30 01:00:00"):
            # it lies with somebody else, but the deadline may be of his department
            complaint.clock_ids.write({"department_id": self.market.id})
            reports = self.env["gas.sla.report"]
            domain = [("clock_id", "in", complaint.clock_ids.ids)]
            self.assertTrue(reports.with_user(self.general.user_id).search(domain))
            mine = reports.with_user(self.market_manager.user_id)
            self.assertFalse(mine.search(domain))
            self.assertFalse(mine._read_group(domain, ["policy_id"], ["__count"]))
            self.assertEqual(self.rows(self.choose("gas.sla.report", self.market_manager)), [])

    def test_sheets(self):
        """FI-14.3: sums and rows in Excel; numbers are numbers, dates are dates; charts; heads that stay."""
        china = self.china
        with freeze_time("2026-10-21 02:00:00"):
            for number, state in enumerate(["met", "met", "met", "late"]):
                self.make_clock(
                    number, state, china("2026-09-29 17:00"), china("2026-09-28 09:30"), self.policies[0], self.market
                )
            choice = self.choose("gas.sla.report", self.general, department_id=self.market.id)
            book = self.workbook(choice)
            [row] = self.rows(choice, "By Clause and Department")
            text = self.page(choice)
        self.assertEqual(book.sheetnames, ["By Clause and Department", "By Department", "By Month", "Rows"])
        self.assertEqual(
            (row["Clause"], row["Counted"], row["On Time"], row["Late"], row["Still Open"], row["On-Time Rate"]),
            (self.policies[0].clause, 4, 3, 1, 0, 0.75),
        )
        self.assertEqual([len(book[name]._charts) for name in book.sheetnames], [0, 1, 1, 0])
        for sheet in book:
            self.assertEqual(sheet.freeze_panes, "B5")
            self.assertTrue(sheet.auto_filter.ref)
        first = {title.value: cell for title, cell in zip(book["Rows"][4], book["Rows"][5], strict=True)}
        self.assertTrue(first["Counts On"].is_date)
        self.assertEqual(first["Ended On"].value, datetime(2026, 9, 28, 9, 30))  # local
        self.assertIn("75.0%", text)

    def test_empty_time(self):
        """A month without deadlines: files that say so."""
        choice = self.choose("gas.sla.report", self.general, date_from="2020-01-01", date_to="2020-01-31")
        self.assertEqual(self.rows(choice), [])
        self.assertIn("Nothing.", self.page(choice))
        self.assertEqual(choice.display_name, "On-Time Table 2020-01")

    def test_default_month(self):
        """The month before this one, by the company's own date."""
        with freeze_time("2026-09-30 17:00:00"):  # October in China
            choice = self.env["gas.report.print"].with_user(self.manager.user_id).new({})
            self.assertEqual(choice.date_from, fields.Date.to_date("2026-09-01"))
            self.assertEqual(choice.date_to, fields.Date.to_date("2026-09-30"))
