# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasConductCase(models.Model):
    """What must be there before somebody is held accountable (FI-10, FI-11, FI-14.2)."""

    _inherit = "gas.conduct.case"

    def _missing_for_decision(self):
        """Return all that is missing, in words."""
        missing = []
        if not (self.summary or "").strip():
            missing.append(self.env._("the summary that the person is told"))
        if self._is_reward:
            return missing + self._missing_for_reward()
        if not self.sanction or self.sanction == "praise":
            missing.append(self.env._("the sanction"))
        if self.kind == "delay":
            missing += self._missing_for_delay()
        missing += self._missing_of_article()
        return missing

    def _missing_for_reward(self):
        article = self.violation_type_id
        if self.amount and not (article and article.reward):
            return [self.env._("the article that rewards")]
        if self.amount and article.amount_max and self.amount > article.amount_max:
            return [self.env._("an amount up to %s", self.currency_id.format(article.amount_max))]
        return []

    def _missing_for_delay(self):
        """FI-10: the first handler, a binding limit exceeded or a listed cause, and an objection of the customer.

        Late without an objection is statistics only.
        """
        missing = []
        case = self.sudo()  # sudo: evidence the reader of the case need not see himself
        if not case.inquiry_id:
            missing.append(self.env._("the ticket that was delayed"))
        elif case.inquiry_id.first_handler_id != case.employee_id:
            missing.append(self.env._("the first handler of the ticket as the person concerned"))
        late = case.clock_ids.filtered(
            lambda clock: clock.state == "late" and clock.is_evidence and clock.employee_id == case.employee_id
        )
        if not case.cause:
            missing.append(self.env._("the cause: a limit exceeded, or one of those the measure lists"))
        elif case.cause == "limit" and not late:
            missing.append(self.env._("a binding limit that the person exceeded"))
        if not (case.objection_id.kind == "complaint" or case.callback_id.dissatisfied):
            missing.append(self.env._("the customer's objection: a complaint, or a callback that was dissatisfied"))
        return missing

    def _missing_of_article(self):
        """No deduction without article and version of the regulation, adopted and published (FI-14.2)."""
        missing = []
        article = self.violation_type_id
        if self.sanction == "deduction":
            if not self.amount:
                missing.append(self.env._("the amount of the deduction"))
            if not article:
                missing.append(self.env._("article and version of the regulation on rewards and penalties"))
            elif not (article.adopted_on and article.published_on and article.valid_from):
                missing.append(self.env._("the dates of the regulation's democratic procedure and publication"))
            elif self.event_date < max(article.valid_from, article.published_on):
                missing.append(self.env._("an article that held already on %s", self.event_date))
            elif article.reward or article.sanction != "deduction":
                missing.append(self.env._("an article that allows a deduction"))
            elif article.amount_max and self.amount > article.amount_max:
                missing.append(self.env._("an amount up to %s", self.currency_id.format(article.amount_max)))
        elif self.amount:
            missing.append(self.env._("no amount: this sanction takes no money"))
        return missing
