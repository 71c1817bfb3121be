# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

# what was found to be true counts, whatever is decided on it
_VERIFIED = ("verified", "notice", "approval", "decided", "served", "appealed", "final", "executed")


class GasConductCase(models.Model):
    """A department's repeated failures are proposed for its leader, who then cannot approve them (FI-6)."""

    _inherit = "gas.conduct.case"

    @api.model
    def _propose_leaders(self, company):
        """Propose a case about the manager of each department that failed often enough in a quarter (sudo)."""
        limit = company.gas_failure_limit
        if not limit:
            return self.browse()
        proposed = self.browse()
        today = company._gas_today()
        this_quarter = fields.Date.start_of(today, "quarter")
        for quarter in (this_quarter - relativedelta(months=3), this_quarter):
            for department, (cases, clocks) in self._failures(company, quarter).items():
                manager = department.manager_id
                key = f"leadership:{department.id}:{quarter:%Y-%m}"
                if len(cases) + len(clocks) < limit or not manager or self.search_count([("proposal_key", "=", key)]):
                    continue
                proposed |= self._propose_leader(company, manager, key, cases, clocks)
        return proposed

    @api.model
    def _failures(self, company, quarter):
        """Return {department: (cases, clocks)} of a quarter: verified cases, and exceeded deadlines with an objection
        that are in none of them. Integrity cases are nobody's business here (FI-12).
        """
        end = quarter + relativedelta(months=3)
        cases = self.search(
            Domain("company_id", "=", company.id)
            & Domain("state", "in", _VERIFIED)
            & Domain("kind", "not in", ("commendation", "integrity", "leadership"))
            & Domain("event_date", ">=", max(quarter, company.gas_live_date))
            & Domain("event_date", "<", end)
        )
        failures = {department: (found, []) for department, found in cases.grouped("department_id").items()}
        objected = self._objected_clocks(company)
        linked = self._linked_cases(objected)
        for clock in objected:
            # in a verified case it counts as the case, in one that found nothing not at all
            judged = linked[clock].filtered(
                lambda case: case.kind != "leadership" and case.state not in ("proposed", "reported")
            )
            if quarter <= clock._timeline().local_date(clock.due_at) < end and not judged:
                failures.setdefault(clock.department_id, (cases.browse(), []))[1].append(clock)
        failures.pop(self.env["hr.department"], None)
        return failures

    @api.model
    def _propose_leader(self, company, manager, key, cases, clocks):
        clocks = self.env["gas.sla.clock"].concat(*clocks)
        days = [*cases.mapped("event_date"), *(clock._timeline().local_date(clock.due_at) for clock in clocks)]
        case = self._create_proposal(
            {
                "kind": "leadership",
                "employee_id": manager.id,
                "company_id": company.id,
                "event_date": max(days),
                "summary": self.env._(
                    "The department failed its customers repeatedly in one quarter: %(cases)s verified cases,"
                    " %(clocks)s promises not kept in time to which customers objected.",
                    cases=len(cases),
                    clocks=len(clocks),
                ),
                "report": "\n".join(
                    [*cases.mapped("name"), *(f"{clock.host_name} {clock.policy_id.name}" for clock in clocks)]
                ),
                "clock_ids": self._links(clocks),
            },
            key,
        )
        return case
