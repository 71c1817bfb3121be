# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

# A drag from one column to another is the same action as the button; a wizard asks for what is missing.
_MOVES = {
    ("new", "processing"): "action_take",
    ("new", "transferred"): "action_open_transfer",
    ("processing", "transferred"): "action_open_transfer",
    ("transferred", "processing"): "action_sign",
    ("transferred", "new"): "action_open_return",
    ("new", "closed"): "action_open_answer",
    ("processing", "resolved"): "action_open_resolve",
    ("resolved", "informed"): "action_open_inform",
    ("resolved", "closed"): "action_close",
    ("informed", "closed"): "action_close",
}


class GasInquiry(models.Model):
    """The kanban's drag and drop, and the dialogs of the buttons."""

    _inherit = "gas.inquiry"

    def action_move(self, state):
        """Do what dropping the card on the column ``state`` means.

        :return: the action of a dialog that asks for what is missing, or False when it is done
        :raise UserError: there is no such step
        """
        self.ensure_one()
        method = _MOVES.get((self.state, state))
        if not method:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "A ticket does not go from “%(origin)s” to “%(target)s”.",
                    origin=labels[self.state],
                    target=labels.get(state, state),
                )
            )
        result = getattr(self, method)()
        return result if isinstance(result, dict) else False

    def action_open_transfer(self):
        return self._open_wizard("gas.inquiry.transfer", self.env._("Transfer"))

    def action_open_assign(self):
        return self._open_wizard("gas.inquiry.transfer", self.env._("Assign a Colleague"), default_mode="colleague")

    def action_open_escort(self):
        return self._open_wizard("gas.inquiry.transfer", self.env._("Escort"), default_mode="escort")

    def action_open_answer(self):
        return self._open_wizard("gas.inquiry.result", self.env._("Answer at Once"), default_at_once=True)

    def action_open_resolve(self):
        return self._open_wizard("gas.inquiry.result", self.env._("Result"))

    def action_open_inform(self):
        return self._open_wizard("gas.inquiry.step", self.env._("Customer Informed"), default_step="inform")

    def action_open_return(self):
        return self._open_wizard("gas.inquiry.step", self.env._("Return"), default_step="return")

    def action_open_cancel(self):
        return self._open_wizard("gas.inquiry.step", self.env._("Cancel the Ticket"), default_step="cancel")

    def action_open_urge(self):
        return self._open_wizard("gas.inquiry.step", self.env._("Urge"), default_step="urge")

    def action_open_supervise(self):
        return self._open_wizard("gas.inquiry.step", self.env._("Supervise"), default_step="supervise")

    def action_open_report(self):
        return self._open_wizard("gas.inquiry.report", self.env._("Ask or Report to a Leader"))

    def action_open_correction(self):
        return self._open_wizard("gas.inquiry.correction", self.env._("Correct Who Received It"))
