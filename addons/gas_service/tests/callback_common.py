# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields

from .common import GasServiceCase


class GasCallbackBuilders:
    """Builders for a case that has a ``supervisor``, an ``agent``, and the ``month`` whose services are called about."""

    @classmethod
    def make_accounts(cls, count, prefix="A", **values):
        return cls.env["gas.account"].create(
            [
                {"number": f"{prefix}{number:05d}", "name": f"Customer {prefix}{number}", **values}
                for number in range(count)
            ]
        )

    @classmethod
    def serve(cls, accounts, service_type="meter_billing", employee=None, date="2026-08-12", **values):
        """Record a service to each account by ``employee`` (default: the handler)."""
        employee = employee or cls.handler
        return cls.env["gas.service.record"]._gas_record_service(
            [
                {
                    "account_id": account.id,
                    "service_type": service_type,
                    "mode": "visit",
                    "date": date,
                    "employee_id": employee.id,
                    "source": "test",
                    "external_ref": f"{service_type}-{account.number}-{date}",
                    **values,
                }
                for account in accounts
            ]
        )

    @classmethod
    def serve_other(cls, ref, **values):
        """Record a service to a customer without account, by the handler."""
        return cls.env["gas.service.record"]._gas_record_service(
            [
                {
                    "service_type": "meter_billing",
                    "mode": "visit",
                    "date": "2026-08-12",
                    "employee_id": cls.handler.id,
                    "source": "test",
                    "external_ref": ref,
                    **values,
                }
            ]
        )

    @classmethod
    def make_rule(cls, month="2026-08-01", **values):
        """Make the version of the callback rule that holds from a month (ISO) on."""
        return cls.env["gas.callback.rule"].create({"name": "Rule", "valid_from": month, **values})

    @classmethod
    def open_plans(cls, month=None):
        """Open the plans of a month (its first day; August), as the scheduled action does."""
        return cls.env["gas.callback.plan"]._open_month(cls.company, month or cls.month)

    @classmethod
    def approve(cls, plan):
        plan.with_user(cls.supervisor.user_id).action_approve()

    @classmethod
    def make_plan(cls, accounts=40, **values):
        """Return a plan that is being called, of so many accounts."""
        cls.serve(cls.make_accounts(accounts), **values)
        plan = cls.open_plans()
        cls.approve(plan)
        return plan

    @classmethod
    def answers(cls, callback, scale=5):
        """Return good answers to all questions of a callback."""
        values = {"scale": scale, "yesno": True, "text": "Nothing"}
        return {question["id"]: values[question["kind"]] for question in callback.get_questions()}

    @classmethod
    def answer(cls, callback, scale=5, remark=""):
        callback.action_complete(cls.answers(callback, scale), remark)

    @classmethod
    def pull(cls, agent=None):
        """Return the next callback of an agent, seen as that user."""
        callbacks = cls.env["gas.callback"].with_user((agent or cls.agent).user_id)
        return callbacks.browse(callbacks.action_next()["res_id"])


class GasCallbackCase(GasCallbackBuilders, GasServiceCase):
    """Services of August, whose callbacks are opened on the first working day of September 2026."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = cls.make_employee("supervisor", cls.service, "gas_service.group_supervisor")
        cls.agent = cls.make_employee("agent", cls.service, "gas_service.group_hotline")
        cls.agent2 = cls.make_employee("agent2", cls.service, "gas_service.group_hotline")
        cls.month = fields.Date.to_date("2026-08-01")
