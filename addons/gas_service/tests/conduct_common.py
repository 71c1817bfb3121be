# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command

from odoo import fields

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
        (cls.market | cls.service).gas_leader_id = cls.leader
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
            {"name": "Good deeds", "article": "5", "version": "2024", "sanction": "praise", "reward": True, "amount_max": 1000}
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
    def final(cls, case):
        """Have the case decided, served and final, without an appeal."""
        cls.decided(case)
        if case.state == "decided":
            case.action_serve()
            case.sudo().notice_id._write_guarded({"appeal_until": fields.Datetime.now()})
            case.sudo()._make_final(case.sudo().notice_id.appeal_until)
        return case

    @classmethod
    def executed(cls, case):
        cls.final(case)
        case.sudo().order_ids.with_user(cls.general.user_id).action_execute()
        return case
