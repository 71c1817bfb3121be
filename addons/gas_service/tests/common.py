# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import TransactionCase, new_test_user


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
        cls.supervision = cls.make_employee(
            "supervision", cls.supervision_department, "gas_service.group_supervision"
        )
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
        user = new_test_user(cls.env, login, groups=groups, tz="Asia/Shanghai", company_id=cls.company.id,
                             company_ids=[Command.set(cls.company.ids)])
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
