# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

# so many calls may end in the same moment before one of them has to be repeated
_WAITING = 20


class GasCallback(models.Model):
    """Who is called instead of somebody who could not be reached (CB-3)."""

    _inherit = "gas.callback"

    def _replace(self):
        """In every service type where too few are left to be called, call the next in line (sudo).

        The next of the same category, else of all. Who is called for another type anyway serves this one too.
        """
        self.ensure_one()
        for lost in self.candidate_ids.sorted(lambda candidate: candidate.stratum == "total"):
            line = self.plan_id.stratum_ids.filtered(lambda one, lost=lost: one.stratum == lost.stratum)
            if line._missing():
                self._call_next(line, lost.category)

    def _call_next(self, line, category=False):
        """Call the next in line of a service type, if possible of ``category``; return whether anybody was left."""
        free = fields.Domain("round_id", "in", line.plan_id.round_ids.ids)
        free &= fields.Domain("stratum", "=", line.stratum) & fields.Domain("callback_id", "=", False)
        free &= fields.Domain("rank", "!=", False)
        same = fields.Domain("category", "=", category)
        candidates = self.env["gas.callback.candidate"]
        for domain in (free & same, free & ~same):
            for heir in candidates.search(domain, order="round_id, rank", limit=_WAITING):
                if self._call_instead(heir):
                    return True
        return False

    def _call_instead(self, heir):
        """Call the customer of the candidate ``heir``, instead of ``self`` if there is one; return whether he can answer.

        He may be called already, for a complaint: then that call serves his service types from now on.
        """
        plan = heir.round_id.plan_id
        # each customer has one place in total: whoever locks it calls him, all others take the next
        place = heir.search(
            [("round_id", "in", plan.round_ids.ids), ("unit", "=", heir.unit), ("stratum", "=", "total")]
        )
        if not place.try_lock_for_update():
            return False
        heir.drawn = True
        callback = self.search([("plan_id", "=", plan.id), ("unit", "=", heir.unit)])
        if not callback:
            callback = self._create_guarded([self._heir_values(heir)])
        callback._link()
        return callback.state in ("todo", "calling", "done")

    def _heir_values(self, heir):
        plan = heir.round_id.plan_id
        partner = self.env["res.partner"].browse(int(heir.unit[1:]) if heir.unit.startswith("p") else False)
        return {
            "plan_id": plan.id,
            "round_id": heir.round_id.id,
            "company_id": plan.company_id.id,
            "department_id": plan.department_id.id,
            "unit": heir.unit,
            "account_id": heir.account_id.id,
            "partner_id": partner.id,
            "customer_name": heir.unit[1:] if heir.unit.startswith("n") else partner.name,
            "category": heir.category,
            "priority": heir.rank,
            "drawn_on": plan.company_id._gas_today(),
            "replaces_id": self.id,
        }
