# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError


class GasApprovalMixin(models.AbstractModel):
    """Who decides on a step.

    Asked anew when the step's turn comes, because people change. Whoever asked for it or is concerned,
    has no active login or is of another company does not decide: the step passes to the manager of the
    department above, going up, then to the rule's fallback group. All methods need sudo.
    """

    _inherit = "gas.approval.mixin"

    def _approval_barred(self):
        return self.approval_requested_by | self._approval_concerned_users()

    def _approval_eligible(self, users, barred):
        """Return those of ``users`` who may decide on this document."""
        return (users - barred).filtered(
            lambda user: user.active and not user.share and self.company_id in user.company_ids
        )

    def _approval_resolve(self, step, fallback_group_id, barred):
        """Return (users, text): who may decide on ``step``, and why and to whom it was passed on.

        Without anybody the text says why.
        """
        regular, missing, above = self._approval_regular(step)
        if users := self._approval_eligible(regular, barred):
            return users, ""
        why = self._approval_why_not(regular, barred) or missing
        while above:
            if users := self._approval_eligible(above.manager_id.user_id, barred):
                return users, self.env._("%(why)s Passed on to the manager of %(name)s.", why=why, name=above.name)
            above = above.parent_id
        group = self.env["res.groups"].browse(fallback_group_id or []).exists()
        if users := self._approval_eligible(group.all_user_ids, barred):
            return users, self.env._("%(why)s Passed on to %(name)s.", why=why, name=group.name)
        return users, why

    def _approval_regular(self, step):
        """Return (users, text, department): the step's own approvers, what to say when there are none, and
        the department with whose manager the way up begins."""
        department = self._approval_department()
        kind = step["approver_kind"]
        if kind == "group":
            group = self.env["res.groups"].browse(step["group_id"]).exists()
            text = self.env._("Nobody is in the group “%s”.", group.name or step["name"])
            return group.all_user_ids, text, department.parent_id
        if kind == "named_department":
            department = self.env["hr.department"].browse(step["department_id"]).exists()
        if kind in ("manager", "named_department"):
            text = self.env._("“%s” has no manager with a login.", department.name or step["name"])
            return department.manager_id.user_id, text, department.parent_id
        if kind == "employee":
            person = self.env["hr.employee"].browse(step["employee_id"]).exists()
            text = self.env._("%s has no login.", person.name or step["name"])
        else:
            person = self._approval_leader(department)
            text = self.env._("“%s” has no leader in charge with a login.", department.name or step["name"])
        # his superior, not a manager below him
        return person.user_id, text, person.department_id or department.parent_id

    def _approval_leader(self, department):
        """Return the leader in charge of the department: its own, or that of the nearest one above."""
        while department and not department.gas_leader_id:
            department = department.parent_id
        return department.gas_leader_id

    def _approval_why_not(self, users, barred):
        if involved := users & barred:
            return self.env._("%s asked for it or is concerned.", ", ".join(involved.mapped("name")))
        if users:
            return self.env._(
                "%(names)s cannot sign in to %(company)s.",
                names=", ".join(users.mapped("name")),
                company=self.company_id.name,
            )
        return ""

    def _approval_raise_stuck(self, stuck):
        """Name all steps (pairs of name and reason) that nobody could decide on, and what to do about it."""
        kind = dict(self.env["gas.approval.rule"]._fields["kind"]._description_selection(self.env))
        raise UserError(
            self.env._("%s cannot go on to approval, nobody may decide on:", self.display_name)
            + "".join(f"\n• “{name}”: {why}" for name, why in stuck)
            + "\n"
            + self.env._(
                "Give a department above a manager with a login, or put somebody else into the fallback group of the"
                " approval rule “%s”.",
                kind[self._approval_kind()],
            )
        )

    def _approval_responsible(self):
        """Return (employee, department) of who has to decide now, for a deadline.

        Of several nobody in person: any of them could have done it.
        """
        users = self.approval_approver_ids
        employees = self.env["hr.employee"].union(*(user._gas_employee(self.company_id) for user in users))
        department = employees[:1].department_id or self._approval_department()
        return (employees if len(users) == 1 else employees.browse()), department
