# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from .common import GasServiceCase

MARCH = "2026-03-18 02:00:00"  # a Wednesday, 10:00 in China
APRIL = "2026-04-02 02:00:00"
AFTER_RETENTION = "2031-04-10 02:00:00"


class GasArchiveCase(GasServiceCase):
    """Two departments with a year behind them, and the people of the archive."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general_department = cls.make_department("General Management")
        cls.general = cls.make_employee("general", cls.general_department, "gas_service.group_general")
        cls.general_manager = cls.make_employee(
            "general_manager", cls.general_department, "gas_service.group_general,gas_service.group_manager"
        )
        cls.leader = cls.make_employee("leader", cls.general_department, "gas_service.group_leader")
        cls.company.gas_general_department_id = cls.general_department
        cls.general_department.manager_id = cls.general_manager
        cls.departments = cls.env["hr.department"].search([])
        # departments are asked only for months in which they existed
        cls.env.cr.execute("UPDATE hr_department SET create_date = '2025-01-01'")
        cls.departments.invalidate_recordset(["create_date"])

    @classmethod
    def make_closed(cls, at=MARCH, transferred=False, **values):
        """Return a ticket closed at ``at`` (naive UTC), as superuser: answered at once, or by the market department."""
        with freeze_time(at):
            if not transferred:
                ticket = cls.make_ticket(**values)
                ticket.action_answer_at_once("Explained")
                return ticket.sudo()
            ticket = cls.make_processing(**values)
            cls.flush_tracking()
            cls.give_notice(ticket)
            ticket.action_resolve("solved", "Repaired")
            ticket.action_inform("Told on the phone")
            ticket.action_close()
            return ticket.sudo()

    @classmethod
    def open_month(cls, month=date(2026, 3, 1)):
        """Return the hand-overs of all departments for the month, as superuser."""
        cls.env["gas.archive.batch"]._open_month(cls.company, month)
        return cls.env["gas.archive.batch"].search([("month", "=", month)])

    @classmethod
    def batch(cls, department, month=date(2026, 3, 1)):
        return cls.env["gas.archive.batch"].search([("department_id", "=", department.id), ("month", "=", month)])

    @classmethod
    def hand_over(cls, *managers, at=APRIL, month=date(2026, 3, 1)):
        """Hand over the month of the managers' departments: their tickets, or a nil return."""
        with freeze_time(at):
            cls.open_month(month)
            for manager in managers:
                batch = cls.batch(manager.department_id, month).with_user(manager.user_id)
                if batch.ticket_count:
                    batch.action_hand_over()
                else:
                    batch.action_nil_return()

    @classmethod
    def make_archived(cls, **values):
        """Return a furnished ticket, handed over by both its departments."""
        ticket = cls.make_closed(transferred=True, **values)
        with freeze_time(MARCH):
            ticket.message_post(body="note", attachments=[("note.txt", b"written down")])
            cls.env["ir.attachment"].create(
                {"name": "photo.txt", "raw": b"photo of the boiler", "res_model": "gas.inquiry", "res_id": ticket.id}
            )
        cls.hand_over(cls.manager, cls.market_manager)
        return ticket
