# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command

from .project_common import GasProjectCase


class GasApprovalCase(GasProjectCase):
    """Budgets of projects that go to approval; the rule is the one installed unless a test sets another."""

    @classmethod
    def set_steps(cls, *steps, **values):
        """Give the company a rule of its own with ``steps``, each the values of one."""
        group = cls.env.ref("gas_service.group_leader")
        return cls.env["gas.approval.rule"].create(
            {
                "kind": "budget",
                "company_id": cls.company.id,
                "fallback_group_id": group.id,
                "step_ids": [
                    Command.create({"name": f"Step {number}", "sequence": number, **step})
                    for number, step in enumerate(steps, 1)
                ],
                **values,
            }
        )

    @classmethod
    def launch(cls, lead=None, **values):
        """Return a project whose budget waits for approval, seen as its lead."""
        project = cls.make_estimated(lead, **values)
        project.action_launch_approval()
        return project

    @classmethod
    def by(cls, records, employee):
        return records.with_user(employee.user_id)

    @classmethod
    def history(cls, project):
        """Return [(round, decision, step, login, amount)]."""
        return [
            (row.round, row.decision, row.step_name, row.decided_by.login, row.amount)
            for row in project.sudo().approval_decision_ids
        ]
