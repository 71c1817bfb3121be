# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasCallbackAuditLine(models.Model):
    """Storing the checks of a department's plans."""

    _inherit = "gas.callback.audit.line"

    def _store_checks(self, plans, unplanned):
        """Store what the plans look like now (sudo); rows that are there are brought up to date."""
        wanted = {}
        for plan in plans:
            for values in plan._audit_checks():
                wanted[plan.id, plan.month, values["kind"], values.get("stratum", False)] = values
        for month, count in unplanned.items():
            for kind, aspect in (
                ("opened", "time"),
                ("objects", "objects"),
                ("quantity", "quantity"),
                ("analysis", "analysis"),
            ):
                wanted[False, month, kind, False] = {
                    "kind": kind, "aspect": aspect, "passed": False, "facts": {"missing": count}
                }  # fmt: skip
        there = {(check.plan_id.id, check.month, check.kind, check.stratum): check for check in self.check_ids}
        for key, check in there.items():
            if key not in wanted:
                check.unlink()
            elif (check.passed, check.facts) != (wanted[key]["passed"], wanted[key]["facts"]):
                values = {"passed": wanted[key]["passed"], "facts": wanted[key]["facts"]}
                check._write_guarded({**values, "excuse": False} if values["passed"] else values)
        self.check_ids._create_guarded(
            [
                {"line_id": self.id, "plan_id": key[0], "month": key[1], **values}
                for key, values in wanted.items()
                if key not in there
            ]
        )
