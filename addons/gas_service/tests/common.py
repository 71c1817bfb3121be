# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta

from odoo import Command
from odoo.tests import TransactionCase, new_test_user

CHINA_OFFSET = timedelta(hours=8)


class GasServiceCase(TransactionCase):
    """A small company: two departments, a manager and a handler in each, and one user a role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.supervision_department = cls.make_department("Supervision")
        cls.market = cls.make_department("Market Engineering")
        cls.service = cls.make_department("Customer Service")
        cls.manager = cls.make_employee("manager", cls.service, "gas_service.group_manager")
        cls.handler = cls.make_employee("handler", cls.service, "gas_service.group_handler")
        cls.market_manager = cls.make_employee("market_manager", cls.market, "gas_service.group_manager")
        cls.market_handler = cls.make_employee("market_handler", cls.market, "gas_service.group_handler")
        cls.clerk = cls.make_employee("clerk", cls.service)
        cls.supervision = cls.make_employee("supervision", cls.supervision_department, "gas_service.group_supervision")
        cls.service.manager_id = cls.manager
        cls.market.manager_id = cls.market_manager
        cls.company.gas_supervision_department_id = cls.supervision_department

    @classmethod
    def make_department(cls, name, **values):
        return cls.env["hr.department"].create({"name": name, "company_id": cls.company.id, **values})

    @classmethod
    def make_employee(cls, login, department, groups="", **values):
        """Return an employee with a user ``login`` of the given groups (xml ids, comma separated)."""
        groups = ",".join(filter(None, ["base.group_user", groups]))
        user = new_test_user(
            cls.env,
            login,
            groups=groups,
            tz="Asia/Shanghai",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        return cls.env["hr.employee"].create(
            {
                "name": login,
                "user_id": user.id,
                "department_id": department.id,
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def make_account(cls, number, name, address="", phones="", **values):
        """Return a gas account; ``phones`` as typed, separated by 、."""
        return cls.env["gas.account"].create(
            {"number": number, "name": name, "address": address, "phone": phones, **values}
        )

    @classmethod
    def make_ticket(cls, employee=None, **values):
        """Return a ticket registered by ``employee`` (default: the clerk), seen as that user."""
        user = (employee or cls.clerk).user_id
        return (
            cls.env["gas.inquiry"]
            .with_user(user)
            .create({"subject": "No hot water", "customer_name": "Zhang San", **values})
        )

    @classmethod
    def make_complaint(cls, accused, by=None, **values):
        """Register a complaint about ``accused`` employees as a user does; return it as superuser."""
        wizard = (
            cls.env["gas.inquiry.complaint"]
            .with_user((by or cls.clerk).user_id)
            .create(
                {
                    "subject": "Rude on the phone",
                    "customer_name": "Li Si",
                    "accused_ids": [Command.set(accused.ids)],
                    **values,
                }
            )
        )
        wizard.action_register()
        return cls.env["gas.inquiry"].search([("name", "=", wizard.number)])

    @classmethod
    def make_processing(cls, handler=None, **values):
        """Return a ticket that ``handler`` (default: the market handler) works on, seen as that user."""
        handler = handler or cls.market_handler
        ticket = cls.make_ticket(**values)
        ticket.action_transfer(handler.department_id.id, handler.id)
        ticket = ticket.with_user(handler.user_id)
        ticket.action_sign()
        return ticket

    @classmethod
    def make_holiday(cls, calendar, day, name="Typhoon"):
        """Return a day off for everyone on a local date (ISO string)."""
        # hr_holidays, where installed, shifts what a user of another zone enters
        cls.env.user.tz = calendar.tz
        begin = datetime.fromisoformat(day) - CHINA_OFFSET
        return cls.env["resource.calendar.leaves"].create(
            {
                "name": name,
                "calendar_id": calendar.id,
                "date_from": begin,
                "date_to": begin + timedelta(hours=23, minutes=59, seconds=59),
            }
        )

    @classmethod
    def flush_tracking(cls):
        """Write down what changed, as the end of a request does."""
        cls.env.flush_all()
        cls.env.cr.precommit.run()

    @classmethod
    def give_notice(cls, ticket):
        ticket.write({"notice_matter": "Repair", "notice_materials": "None", "notice_procedure": "We come"})
        ticket.action_give_notice()

    @classmethod
    def clock(cls, ticket, code):
        """Return the last clock ``code`` of the ticket, as superuser."""
        return ticket.sudo().clock_ids.filtered(lambda c: c.code == code).sorted("id")[-1:]

    @staticmethod
    def china(text):
        """Return naive UTC for a local time of China such as ``2026-09-18 16:30``."""
        local = datetime.strptime(text, "%Y-%m-%d %H:%M")
        return local - CHINA_OFFSET
