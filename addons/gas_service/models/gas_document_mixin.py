# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

# From so many documents on, PostgreSQL is asked: a column of a board is many already (what the rules read of its
# 40 cards takes three queries, and all their columns).
_MANY = 10


class GasDocumentMixin(models.AbstractModel):
    """What tickets and projects share: states that only actions change, deadlines, chatter, activities.

    The concrete model has ``name`` (its number), ``state`` and ``company_id``.
    """

    _name = "gas.document.mixin"
    _inherit = [
        "gas.guarded.mixin", "gas.selection.order.mixin", "gas.sla.mixin", "mail.thread", "mail.activity.mixin",
    ]  # fmt: skip
    _inherit = ["gas.workflow.mixin", "gas.sla.mixin"]
    _description = "Document with a fixed workflow"

    # -- hooks of the document -----------------------------------------------------------------

    def _begun_at(self):
        """Return when the matter began (naive UTC): nothing about it can have happened earlier."""
        raise TypeError(f"{self._name} does not say when it began")

    def _contact_logged(self, contact):
        """A gas.contact of this document was logged: settle what it settles."""

    # -- helpers of the actions ----------------------------------------------------------------

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

    def _schedule(self, activity_type, user, summary, note="", date_deadline=None):
        """Give ``user`` something to do; who has no active login or is kept out is replaced by his manager."""
        self.ensure_one()
        document = self.sudo()  # sudo: the receiver need not be visible to who sends it
        excluded = document._sla_excluded_users()
        if not user.active or user in excluded or not document.with_user(user).has_access("read"):
            user = document.department_id._gas_notice_user(excluded)
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
    def _sla_excluded_users(self):
        return self._kept_out_users()

    def _print_time(self, moment):
        """Return local time of the office, to the minute, for print; ``moment`` is naive UTC or False."""
        if not moment:
            return ""
        zone = self.company_id._gas_calendar().tz
        return format_datetime(self.env, moment, tz=zone, dt_format="yyyy-MM-dd HH:mm")

    def _check_access(self, operation):
        """Let PostgreSQL say whether all of many documents may be read, by the same rules.

        The ORM evaluates them in Python, one by one; "not about me" reads a relation of each. Measured
        on 10,000 tickets in a list: 60 µs a ticket in Python, 5 µs here. What is forbidden, or not in
        the database yet, is left to the ORM.
        """
        if (
            operation == "read"
            and len(self) >= _MANY
            and not self.env.su
            and all(self._ids)
            and self.browse().has_access("read")
        ):
            readable = self._search([("id", "in", self._ids)], active_test=False)
            if {*self._ids} == {*readable}:
                return None
        return super()._check_access(operation)
