# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command

from .common import GasServiceCase


class GasConductCase(GasServiceCase):
    """A company that has been live since August, with leaders, general management and an article to punish by."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_live_date = "2026-08-01"
        cls.general_department = cls.make_department("General Management")
        cls.company.gas_general_department_id = cls.general_department
        cls.general = cls.make_employee("general", cls.general_department, "gas_service.group_general")
        cls.leader = cls.make_employee("leader", cls.supervision_department, "gas_service.group_leader")
        cls.leader2 = cls.make_employee("leader2", cls.supervision_department, "gas_service.group_leader")
        cls.supervisor = cls.make_employee("supervisor", cls.service, "gas_service.group_supervisor")
        (cls.market | cls.service | cls.general_department).gas_leader_id = cls.leader
        cls.article = cls.env["gas.violation.type"].create(
            {
                "name": "Neglect of duty",
                "article": "17",
                "version": "2024",
                "sanction": "deduction",
                "amount_max": 500,
                "adopted_on": "2024-01-10",
                "published_on": "2024-02-01",
                "valid_from": "2024-02-01",
            }
        )
        cls.praise_article = cls.env["gas.violation.type"].create(
            {
                "name": "Good deeds",
                "article": "5",
                "version": "2024",
                "sanction": "praise",
                "reward": True,
                "amount_max": 1000,
            }
        )

    @classmethod
    def make_case(cls, employee=None, by=None, **values):
        """Return a case about ``employee`` (default: the market handler) opened by ``by`` (default: the manager there)."""
        employee = employee or cls.market_handler
        return (
            cls.env["gas.conduct.case"]
            .with_user((by or cls.market_manager).user_id)
            .create(
                {
                    "kind": "unperformed",
                    "employee_id": employee.id,
                    "event_date": "2026-09-10",
                    "summary": "A customer was sent away without a word.",
                    "sanction": "deduction",
                    "amount": 200,
                    "violation_type_id": cls.article.id,
                    **values,
                }
            )
        )

    @classmethod
    def notified(cls, case):
        if case.state == "reported":
            case.action_verify("The recording confirms it")
        case.action_notify()
        return case

    @classmethod
    def heard(cls, case):
        cls.notified(case)
        notice = case.sudo().notice_id
        notice.with_user(notice.employee_id.user_id).action_state("I was alone at the counter")
        return case

    @classmethod
    def decided(cls, case):
        """Have the case heard and decided by all steps."""
        if case.kind == "commendation":
            case.action_verify("Thanked by letter")
        else:
            cls.heard(case)
        case.action_launch_approval()
        while case.sudo().approval_state == "running":
            case.sudo(False).with_user(case.sudo().approval_approver_ids[0]).action_approve()
        return case

    @classmethod
    def served(cls, case):
        """Have the case decided and served."""
        if case.state in ("reported", "verified"):
            cls.decided(case)
        if case.state == "decided":
            case.action_serve()
        return case

    @classmethod
    def final(cls, case):
        """Have the case decided, served and final, without an appeal: a second after the time is over."""
        cls.served(case)
        notice = case.sudo().notice_id
        if case.state == "served":
            cls.run_final(notice.appeal_until + timedelta(seconds=1))
        return case

    @classmethod
    def run_final(cls, at):
        """Run the scheduled action at ``at`` (naive UTC)."""
        with freeze_time(at), patch.object(type(cls.env["ir.cron"]), "_commit_progress", return_value=1e9):
            cls.env["gas.conduct.case"]._cron_final()

    @classmethod
    def executed(cls, case):
        cls.final(case)
        order = case.sudo().order_ids
        executor = cls.general if order.executor == "general" else cls.supervision
        order.with_user(executor.user_id).action_execute()
        return case

    @classmethod
    def make_late(cls, objection=True, handler=None, **values):
        """Return a ticket whose answer came late, as superuser; the customer complains about it two days later."""
        with freeze_time("2026-09-07 01:00:00"):
            ticket = cls.make_processing(handler, **values)
        with freeze_time("2026-09-11 02:00:00"):
            cls.env["gas.contact"].with_user(ticket.env.user).create(
                {"inquiry_id": ticket.id, "purpose": "answer", "direction": "out", "channel": "phone", "note": "Done"}
            )
        if objection:
            cls.object_to(ticket)
        return ticket.sudo()

    @classmethod
    def object_to(cls, ticket, accused=None, at="2026-09-14 02:00:00"):
        """Return the complaint (as superuser) of the customer about how the ticket was handled."""
        with freeze_time(at):
            complaint = cls.make_complaint(accused or cls.env["hr.employee"])
            complaint.objects_to_id = ticket
        return complaint

    @classmethod
    def make_delay(cls, ticket=None, by=None, **values):
        """Return a case of delay (FI-10) with its evidence."""
        ticket = ticket or cls.make_late()
        reply = cls.clock(ticket, "FI-REPLY")
        complaint = cls.env["gas.inquiry"].sudo().search([("objects_to_id", "=", ticket.id)])
        case = cls.make_case(reply.employee_id, by or cls.supervisor, kind="delay", cause="limit", **values)
        case.sudo().write(
            {
                "clock_ids": [Command.set(reply.ids)],
                "inquiry_ids": [Command.set(ticket.ids)],
                "objection_ids": [Command.set(complaint.ids)],
            }
        )
        return case
