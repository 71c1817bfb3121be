# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gas_service.tests.archive_common import APRIL, MARCH, GasArchiveCase

from .report_common import ReportPrinting


@tagged("post_install", "-at_install")
class TestArchiveRegister(ReportPrinting, GasArchiveCase):
    """FI-8.6: the archive register."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.make_closed(transferred=True, subject="Boiler")
        with freeze_time(MARCH):
            complaint = cls.make_complaint(cls.manager, department_id=cls.market.id)
        cls.complaint = cls.close(complaint)
        cls.hand_over(cls.manager, cls.market_manager)
        cls.register = cls.env["gas.archive.register"]

    @classmethod
    def close(cls, complaint):
        """Close the complaint as the outcome of everything that leads there."""
        with freeze_time(MARCH):
            complaint.clock_ids._settle(complaint.received_at)
            complaint._write_guarded({"state": "closed", "closed_at": complaint.received_at})
        return complaint

    def rows_of(self, employee, **domain):
        rows = self.register.with_user(employee.user_id).search([(key, "=", value) for key, value in domain.items()])
        return {(row.department_id.name, row.line, row.number or "") for row in rows}

    def test_rows(self):
        """FI-8.6: a row for each hand-over, nil returns included, and one for each ticket in it."""
        with freeze_time(APRIL):
            rows = self.register.with_user(self.general.user_id).search([])
            self.assertEqual(sum(rows.mapped("batch_count")), len(self.departments))
            service = rows.filtered(lambda row: row.department_id == self.service)
            self.assertIn(("ticket", self.ticket.name), [(row.line, row.number) for row in service])
            batch = service.filtered(lambda row: row.line == "batch")
            self.assertEqual((batch.state, batch.handed_by, batch.late), ("handed", self.manager.user_id, False))
            own = service.filtered(lambda row: row.number == self.ticket.name)
            self.assertEqual(own.retention_until, self.ticket.retention_until)
        self.env.invalidate_all()
        with freeze_time("2026-04-20 02:00:00"):
            missing = self.register.search([("line", "=", "batch"), ("state", "=", "draft")])
            self.assertEqual(set(missing.mapped("late")), {True})
            sums = self.register._read_group([], [], ["batch_count:sum", "late_count:sum"])
            self.assertEqual(sums, [(len(self.departments), len(self.departments) - 2)])

    def test_nil_return(self):
        """FI-8.6: a nil return stands in the register with its signature."""
        self.hand_over(self.general_manager)
        [row] = self.register.search([("department_id", "=", self.general_department.id)])
        self.assertTrue(row.nil_declared)
        self.assertEqual((row.nil_count, row.ticket_count), (1, 0))

    def test_manager_has_his_department_only(self):
        departments = {row[0] for row in self.rows_of(self.market_manager)}
        self.assertEqual(departments, {"Market Engineering"})
        found = self.rows(
            self.choose("gas.archive.register", self.market_manager, date_from="2026-01-01", date_to="2026-12-31")
        )
        self.assertEqual({row["Department"] for row in found}, {"Market Engineering"})
        with self.assertRaises(AccessError):
            self.register.with_user(self.handler.user_id).search([])

    def test_complaint_stays_hidden(self):
        """FI-8.5: who a complaint is about finds neither its row nor its number; the hand-over keeps its row."""
        # his department handed it over too
        batch = self.batch(self.service)
        self.env.cr.execute(
            "INSERT INTO gas_archive_batch_inquiry_rel (batch_id, inquiry_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [batch.id, self.complaint.id],
        )
        self.env.invalidate_all()
        hidden = self.register.search([("inquiry_id", "=", self.complaint.id), ("batch_id", "=", batch.id)])
        self.assertTrue(hidden)
        self.assertIn(("Customer Service", "ticket", self.complaint.name), self.rows_of(self.general))
        seen = self.register.with_user(self.manager.user_id)
        rows = self.rows_of(self.manager)
        self.assertNotIn(("Customer Service", "ticket", self.complaint.name), rows)
        self.assertIn(("Customer Service", "batch", ""), rows)
        with self.assertRaises(AccessError):
            seen.browse(hidden.id).read(["subject"])
        self.assertEqual(seen._read_group([], [], ["ticket_count:sum"]), [(1,)])
        choice = self.choose("gas.archive.register", self.manager, date_from="2026-01-01", date_to="2026-12-31")
        self.assertNotIn(self.complaint.name, str(self.rows(choice)) + self.page(choice))
