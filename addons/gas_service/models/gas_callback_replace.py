# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasCallback(models.Model):
    """Who is called instead of somebody who could not be reached (CB-3)."""

    _inherit = "gas.callback"

    def _replace(self):
        """In every service type this customer was drawn for, call the next in line instead (sudo).

        The next of the same category, else the next of all. Whoever is called already for another type
        serves this one too.
        """
        self.ensure_one()
        candidates = self.env["gas.callback.candidate"]
        for lost in self.candidate_ids.filtered(lambda candidate: candidate.drawn and candidate.rank):
            if lost.stratum in ("complaint", "repair"):
                continue  # everybody is called already
            waiting = [("plan_id", "=", self.plan_id.id), ("stratum", "=", lost.stratum), ("rank", "!=", False)]
            # somebody called for another type anyway
            twin = candidates.search(
                [*waiting, ("drawn", "=", False), ("callback_id.state", "in", ("todo", "calling", "done"))],
                order="rank", limit=1,
            )  # fmt: skip
            if twin:
                twin.drawn = True
                continue
            free = [*waiting, ("callback_id", "=", False)]
            heir = candidates.search([*free, ("category", "=", lost.category)], order="round_id, rank", limit=1)
            heir = heir or candidates.search(free, order="round_id, rank", limit=1)
            if heir:
                self._call_instead(heir)

    def _call_instead(self, heir):
        """Make a callback of the next in line, and let all of his service types know it."""
        heir.drawn = True
        units = self.env["gas.callback.candidate"].search([("plan_id", "=", self.plan_id.id), ("unit", "=", heir.unit)])
        records = self._records_of(heir)
        callback = self._create_guarded(
            [
                {
                    "plan_id": self.plan_id.id,
                    "round_id": heir.round_id.id,
                    "company_id": self.company_id.id,
                    "department_id": self.department_id.id,
                    "unit": heir.unit,
                    "account_id": heir.account_id.id,
                    "partner_id": int(heir.unit[1:]) if heir.unit[0] == "p" else False,
                    "customer_name": records[:1].customer_name,
                    "category": heir.category,
                    "priority": heir.rank,
                    "drawn_on": fields.Date.context_today(self),
                    "hotline_only": "pre_service" in records.mapped("service_type"),
                    "server_ids": [fields.Command.set(records.employee_id.ids)],
                    "replaces_id": self.id,
                }
            ]
        )
        units.callback_id = callback
        return callback

    def _records_of(self, candidate):
        """Return the service records of the plan's month that a candidate stands for."""
        domain = self.plan_id._record_domain()
        if candidate.account_id:
            domain &= fields.Domain("account_id", "=", candidate.account_id.id)
        elif candidate.unit[0] == "p":
            domain &= fields.Domain("partner_id", "=", int(candidate.unit[1:]))
        else:
            domain &= fields.Domain("customer_name", "=ilike", candidate.unit[1:].replace("%", r"\%").replace("_", r"\_"))
        return self.env["gas.service.record"].search(domain)
