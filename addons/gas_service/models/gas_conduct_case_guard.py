# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from .gas_conduct_case import NULL_STATES
from .gas_violation_type import GRAVITY

# shorter, it would be found in any text
_SHORTEST_NAME = 2


class GasConductCase(models.Model):
    """What must be there before somebody is held accountable or rewarded (FI-10 to FI-14)."""

    _inherit = "gas.conduct.case"

    def _missing_for_decision(self):
        """Return all that is missing, in words."""
        self.ensure_one()
        with self._all_evidence() as case:
            missing = [] if (case.summary or "").strip() else [self.env._("the summary that the person is told")]
            missing += case._missing_discretion()
            missing += case._missing_of_reward() if case._is_reward else case._missing_of_accountability()
            return missing

    def _missing_of_accountability(self):
        missing = []
        if not self.sanction or self.sanction == "praise":
            missing.append(self.env._("the sanction"))
        if self.kind == "delay":
            missing += self._missing_for_delay()
        if self.kind == "neglect":
            missing += self._missing_for_neglect()
        if self.kind == "leadership" and not self.about_head:
            missing.append(self.env._("somebody who heads a department as the person concerned"))
        return missing + self._missing_about_clocks() + self._missing_of_penalty()

    def _missing_discretion(self):
        """What the person is told never names who complained, nor the ticket."""
        text = f"{self.summary or ''}\n{self.finding or ''}".casefold()
        told = sorted(name for name in self._secret_words() if name.casefold() in text)
        if told:
            return [self.env._("a summary and a decision without the customer or his ticket: %s", ", ".join(told))]
        return []

    def _secret_words(self):
        """Return names, phones and numbers by which the customer could be known."""
        tickets = self.inquiry_ids | self.objection_ids
        accounts = tickets.account_id | self.callback_ids.account_id
        words = [*tickets.mapped("name"), *tickets.mapped("customer_name"), *self.callback_ids.mapped("customer_name")]
        words += [*accounts.mapped("name"), *accounts.mapped("number"), *tickets.phone_ids.mapped("number")]
        words += self.project_ids.mapped("customer_name")
        words += [*tickets.partner_id.mapped("name"), *self.callback_ids.partner_id.mapped("name")]
        return {word for word in words if word and len(word) >= _SHORTEST_NAME}

    def _missing_for_delay(self):
        """FI-10: the first handler, a binding limit exceeded or a listed cause, and an objection of the customer.

        Late without an objection is statistics only.
        """
        missing = []
        tickets = self.inquiry_ids | self.clock_ids.inquiry_id
        if not tickets:
            missing.append(self.env._("the ticket that was delayed"))
        elif tickets.first_handler_id != self.employee_id or not all(tickets.mapped("first_handler_id")):
            missing.append(self.env._("the first handler of the ticket as the person concerned"))
        if not self.cause:
            missing.append(self.env._("the cause: a limit exceeded, or one of those the measure lists"))
        elif self.cause == "limit" and not self.clock_ids:
            missing.append(self.env._("a binding limit that the person exceeded"))
        without = tickets - self._tickets_objected_to()
        if tickets and without:
            missing.append(
                self.env._(
                    "the customer's objection, a complaint or a callback that was dissatisfied, to: %s",
                    ", ".join(without.mapped("name")),
                )
            )
        return missing

    def _missing_for_neglect(self):
        """PS-6.1, PL-3: a complaint about the project that the hotline verified, and the lead as the person."""
        missing = []
        projects = self.project_ids | self.clock_ids.project_id
        steps = projects.handover_ids.filtered(lambda step: step.kind == "lead")
        if not projects:
            missing.append(self.env._("the project"))
        elif self.employee_id not in projects.lead_id | steps.from_employee_id | steps.to_employee_id:
            missing.append(self.env._("the lead of the project as the person concerned"))
        if not any(complaint._is_verified_about(projects) for complaint in self.objection_ids):
            missing.append(self.env._("a complaint about the project that the hotline verified"))
        return missing

    def _missing_about_clocks(self):
        """Evidence is a binding limit that this person exceeded, since going live, and in one case about him."""
        wrong = self.clock_ids.filtered(
            lambda clock: clock.state != "late" or not clock.is_evidence or clock.employee_id != self.employee_id
        )
        twice = self.clock_ids.browse(
            clock.id
            for clock, cases in self.clock_ids._conduct_cases().items()
            if (cases - self).filtered(
                lambda case: case.employee_id == self.employee_id and case.state not in NULL_STATES
            )
        )
        missing = []
        if wrong and self.kind != "leadership":
            missing.append(
                self.env._(
                    "only deadlines that the person himself exceeded, binding and since going live; not: %s",
                    ", ".join(wrong.mapped("host_name")),
                )
            )
        if twice:
            missing.append(
                self.env._(
                    "only deadlines that no other case deals with; not: %s", ", ".join(twice.mapped("host_name"))
                )
            )
        return missing

    def _missing_of_reward(self):
        if not self.amount:
            return []
        article = self.violation_type_id
        if not article or not article.reward:
            return [self.env._("the article that rewards")]
        return self._missing_of_article()

    def _missing_of_penalty(self):
        """No deduction without article and version of the regulation, adopted and published (FI-14.2)."""
        article = self.violation_type_id
        missing = []
        if self.sanction == "deduction":
            if not self.amount:
                missing.append(self.env._("the amount of the deduction"))
            if not article:
                missing.append(self.env._("article and version of the regulation on rewards and penalties"))
            elif not (article.adopted_on and article.published_on and article.valid_from):
                missing.append(self.env._("the dates of the regulation's democratic procedure and publication"))
        elif self.amount:
            missing.append(self.env._("no amount: this sanction takes no money"))
        if article and GRAVITY.get(self.sanction, 0) > GRAVITY.get(article.sanction, 0):
            missing.append(self.env._("an article that allows this sanction"))
        return missing + (self._missing_of_article() if article else [])

    def _missing_of_article(self):
        missing = []
        article = self.violation_type_id
        if article.company_id and article.company_id != self.company_id:
            missing.append(self.env._("an article of %s", self.company_id.name))
        if not article._held_on(self.event_date):
            missing.append(self.env._("an article that held already, or still, on %s", self.event_date))
        if self.currency_id.compare_amounts(self.amount, article.amount_max) > 0:
            missing.append(self.env._("an amount up to %s", self.currency_id.format(article.amount_max)))
        return missing
