# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError


class GasWorkflowMixin(models.AbstractModel):
    """Helpers of the actions of a document whose ``state`` only actions change.

    The concrete model has ``name`` (its number), ``state``, ``company_id``, ``department_id``, chatter
    and activities.
    """

    _name = "gas.workflow.mixin"
    _inherit = ["gas.guarded.mixin", "gas.selection.order.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Helpers of a fixed workflow"

    # the field by which dialogs and records of the document name it
    _dialog_field = "inquiry_id"

    def _kept_out_users(self):
        """Return the users who are never told anything about this document."""
        return self.env["res.users"]

    def _check_state(self, *states):
        """:raise UserError: a document is in none of ``states``"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for document in self:
            if document.state not in states:
                raise UserError(
                    self.env._(
                        "%(number)s is in state “%(state)s”; this needs %(states)s.",
                        number=document.name,
                        state=labels[document.state],
                        states=", ".join(f"“{labels[state]}”" for state in states),
                    )
                )

    def _raise_missing(self, missing):
        """Name all that is missing at once."""
        if missing:
            raise UserError(self.env._("%s cannot go on yet:", self.name) + "".join(f"\n• {text}" for text in missing))

    def _my_employee(self):
        """Return (sudo) the employee the current user is in the document's company.

        :raise UserError: the user is no employee there
        """
        self.ensure_one()
        employee = self.env.user._gas_employee(self.company_id)
        if not employee:
            raise UserError(self.env._("Your user is not linked to an employee: ask the administrator."))
        return employee

    def _notice_department(self):
        """Return the department whose manager is told what its receiver must not or cannot be told."""
        return self.department_id

    def _schedule(self, activity_type, user, summary, note="", date_deadline=None):
        """Give ``user`` something to do; who has no active login or is kept out is replaced by his manager."""
        self.ensure_one()
        document = self.sudo()  # sudo: the receiver need not be visible to who sends it
        kept_out = document._kept_out_users()
        if not user.active or user in kept_out or not document.with_user(user).has_access("read"):
            user = document._notice_department()._gas_notice_user(kept_out)
        if user and document.with_user(user).has_access("read"):
            document.activity_schedule(
                activity_type, date_deadline, summary=summary, note=note or "", user_id=user.id
            )  # fmt: skip

    def _open_wizard(self, model, name, **context):
        """Return the action of a dialog about this document."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "views": [(False, "form")],  # the board runs it as it is
            "target": "new",
            "context": {f"default_{self._dialog_field}": self.id, **context},
        }
