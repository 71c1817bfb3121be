# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from ..tools.callback_draw import unit_hash


class GasCallbackAuditLine(models.Model):
    """Drawing the calls to judge: at random, and the same again by whoever wants to see it (CB-8)."""

    _inherit = "gas.callback.audit.line"

    def _draw_sample(self, plans):
        """Draw the calls to judge (sudo), once: those finished by phone, in the order of a seeded hash.

        A line without any is drawn for again when there are some.
        """
        if self.population:
            return
        calls = self.env["gas.callback"].search(
            [
                ("plan_id", "in", plans.ids),
                ("state", "in", ("done", "refused", "unreachable")),
                ("channel", "!=", "link"),
            ],
            order="id",
        )
        if not calls:
            return
        size = min(self.audit_id.company_id.gas_audit_sample, len(calls))
        self._write_guarded({"population": calls.ids, "population_count": len(calls), "sample_size": size})
        self.sample_ids._create_guarded(
            [
                {"line_id": self.id, "place": place, "callback_id": callback_id}
                for place, callback_id in enumerate(self._sample_ids(), 1)
            ]
        )

    def _sample_ids(self):
        """Return the ids of the calls that seed, population and size give, in order."""
        seed = self.audit_id.seed
        ranked = sorted(self.population or [], key=lambda callback_id: unit_hash(seed, callback_id))
        return ranked[: self.sample_size]

    def _same_sample(self):
        return self._sample_ids() == self.sample_ids.sorted("place").callback_id.ids

    def action_check_sample(self):
        """Draw the sample again from its seed and say whether it is the same (CB-8)."""
        self.ensure_one()
        self.check_access("read")
        same = self.sudo()._same_sample()  # sudo: the calls of an audit the user may read
        message = (
            self.env._("Drawn again from its seed: the same %s calls.", self.sample_size)
            if same
            else self.env._("The calls differ from what the seed gives.")
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": "success" if same else "danger", "sticky": not same},
        }
