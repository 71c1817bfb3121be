# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from .gas_conduct_case import FACTS


class GasAppraisal(models.Model):
    """One event lowers pay once: by the appraisal or by a case, whichever comes first."""

    _inherit = "gas.appraisal"

    def _against(self):
        """Return {model: set of ids} that these appraisals count against the person (sudo)."""
        found = {model: set() for model in FACTS}
        for line in self.line_ids:
            for model, (_good, bad) in (line.evidence or {}).items():
                if model in found:
                    found[model] |= set(bad)
        return found

    def _check_counted_once(self):
        """:raise UserError: one that changes pay counts what has its consequence in a case by now (sudo)"""
        twice = self.browse()
        for group in self.filtered("for_pay").grouped("company_id").values():
            dealt_with = {model: group[:1]._dealt_with(model) for model in FACTS}
            for one in group:
                if any(ids & dealt_with[model] for model, ids in one._against().items()):
                    twice |= one
        if twice:
            raise UserError(
                self.env._(
                    "These count something that has its consequence in a case by now; send them back to be computed"
                    " anew: %s",
                    ", ".join(twice.mapped("name")),
                )
            )

    def _lowered_pay_for(self, case):
        """Return the locked appraisals of the person that changed pay and count what ``case`` is about (sudo)."""
        locked = self.search(
            [
                ("employee_id", "=", case.employee_id.id),
                ("state", "=", "locked"),
                ("scheme_id.paid", "=", True),
            ]
        )
        about = {model: case._facts_about(model) for model in FACTS}
        return locked.filtered(
            lambda one: (
                one.for_pay
                and one.coefficient < max(one.scheme_id.grade_ids.mapped("coefficient"), default=1)
                and any(ids & about[model] for model, ids in one._against().items())
            )
        )
