# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL


class GasCheck(models.AbstractModel):
    """Approvals, and the cases they decide: by somebody else, for what was asked, and then executed once."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "approval_own": self.env._("Nobody approved what he asked for"),
            "approval_state": self.env._("Approvals stand where their last decision left them"),
            "conduct_order": self.env._("Every final decision is executed by one order, for the amount decided"),
            "conduct_live": self.env._("No case is about a time before the measures were kept"),
        }

    @api.model
    def _find_approval_own(self):
        decisions = self.env["gas.approval.decision"]
        for host in decisions._all_host_fields:
            rows = self._rows(
                """
                SELECT d.id FROM gas_approval_decision d JOIN gas_approval_decision l
                  ON l.%(host)s = d.%(host)s AND l.round = d.round AND l.decision = 'launched'
                WHERE d.decision IN ('approved', 'rejected') AND d.decided_by = l.decided_by
                """,
                host=SQL.identifier(host),
            )
            for (decision_id,) in rows:
                yield decisions.browse(decision_id), self.env._("was decided by who asked for it")

    @api.model
    def _find_approval_state(self):
        for documents in self._documents("gas.approval.mixin"):
            rows = self._rows(
                """
                SELECT d.id FROM %(table)s d
                LEFT JOIN LATERAL (
                    SELECT decision FROM gas_approval_decision WHERE %(host)s = d.id ORDER BY id DESC LIMIT 1
                ) last ON TRUE
                WHERE CASE d.approval_state
                          WHEN 'none' THEN last.decision IS NOT NULL
                          WHEN 'running' THEN last.decision IS NULL OR last.decision NOT IN ('launched', 'approved')
                          ELSE last.decision IS DISTINCT FROM d.approval_state END
                """,
                table=SQL.identifier(documents._table),
                host=SQL.identifier(documents._approval_host_field),
            )
            for (document_id,) in rows:
                yield documents.browse(document_id), self.env._("its approval is not where its decisions left it")

    @api.model
    def _find_conduct_order(self):
        cases, orders = self.env["gas.conduct.case"], self.env["gas.conduct.order"]
        rows = self._rows(
            """
            SELECT c.id, o.id, o.id IS NULL AND c.state IN ('final', 'executed') AS missing
            FROM gas_conduct_case c
            LEFT JOIN gas_conduct_order o ON o.case_id = c.id AND o.kind != 'reversal'
            WHERE (o.id IS NULL AND c.state IN ('final', 'executed') AND (c.kind != 'integrity' OR c.amount > 0))
               OR (o.id IS NOT NULL AND (o.amount != COALESCE(c.amount, 0) OR o.employee_id != c.employee_id
                   OR (c.state = 'executed' AND o.executed_at IS NULL)))
            """
        )
        for case_id, order_id, is_missing in rows:
            if is_missing:
                yield cases.browse(case_id), self.env._("is final, and no order executes it")
            else:
                yield orders.browse(order_id), self.env._("is not what its case decided")

    @api.model
    def _find_conduct_live(self):
        for company in self.env["res.company"].search([], limit=None):
            domain = [("company_id", "=", company.id)]
            if company.gas_live_date:
                domain.append(("event_date", "<", company.gas_live_date))
            for case in self.env["gas.conduct.case"].search(domain):
                yield case, self.env._("is about a time before the measures were kept with this system")
