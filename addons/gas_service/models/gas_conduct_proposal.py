# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)
# whose failure it is, by whose promise it was; others are for people to judge
KIND_OF_PROMISE = {"handler": "delay", "first_responsible": "unperformed", "lead": "neglect"}


class GasConductCase(models.Model):
    """Cases the system proposes: exceeded deadlines to which a customer objected (FI-10, FI-14.2, PL-3).

    One for each person, month and kind; the manager decides whether it becomes one. A deadline is proposed
    once: a dismissed proposal is not made again.
    """

    _inherit = "gas.conduct.case"

    proposal_key = fields.Char(readonly=True, copy=False, help="What the system proposed it for, once.")
    proposed_at = fields.Datetime("Proposed On", readonly=True, copy=False)

    _proposal_unique = models.UniqueIndex("(proposal_key) WHERE proposal_key IS NOT NULL", "This was proposed already.")

    _guarded_fields = frozenset({"proposal_key", "proposed_at"})

    @api.model
    def _cron_propose(self):
        """Propose in every company that is live; one that fails holds up no other."""
        # sudo: the scheduled action serves all companies
        for company in self.env["res.company"].sudo().search([("gas_live_date", "!=", False)]):
            try:
                with self.env.cr.savepoint():
                    self.sudo().with_company(company)._propose(company)  # sudo: as above
            except Exception:
                _logger.exception("Conduct cases of company %s could not be proposed", company.id)

    @api.model
    def _propose(self, company):
        """Propose what has come up in ``company`` since the last time (sudo); return the new cases."""
        cases = self.browse()
        blamed = self._blamed_clocks(company)
        for (employee, kind, month), found in blamed.items():
            clocks = self.env["gas.sla.clock"].concat(*found)
            objections = [one for objections in found.values() for one in objections]
            cases |= self._propose_case(company, employee, kind, month, clocks, objections)
        return cases | self._propose_leaders(company)

    @api.model
    def _blamed_clocks(self, company):
        """Return {(employee, kind, first day of the month): {clock: objections}} of what is to be proposed (sudo)."""
        blamed = {}
        objected = self._objected_clocks(company)
        known = self._linked_cases(objected)
        for clock, objections in objected.items():
            kind = KIND_OF_PROMISE.get(clock.policy_id.responsible)
            judged = known[clock].filtered(lambda case: case.kind != "leadership")
            if not kind or judged or not clock._is_to_blame(kind):
                continue
            month = clock._timeline().local_date(clock.due_at).replace(day=1)
            blamed.setdefault((clock.employee_id, kind, month), {})[clock] = objections
        return blamed

    @api.model
    def _linked_cases(self, clocks):
        return self.env["gas.sla.clock"].concat(*clocks)._conduct_cases()

    @api.model
    def _objected_clocks(self, company, domain=Domain.TRUE):
        """Return {clock: objections} of the exceeded deadlines that are evidence and were objected to (sudo).

        Those of suppliers never: they are nobody's here.
        """
        # objections come later than the deadline
        since = fields.Datetime.now() - relativedelta(months=company.gas_proposal_months)
        clocks = self.env["gas.sla.clock"].search(
            Domain("company_id", "=", company.id)
            & Domain("state", "=", "late")
            & Domain("is_evidence", "=", True)
            & Domain("employee_id", "!=", False)
            & Domain("partner_id", "=", False)
            & Domain("due_at", ">=", since)
            & domain,
            order="due_at, id",
        )
        objections = {**clocks.inquiry_id._objections(), **clocks.project_id._objections()}
        found = {}
        for clock in clocks:
            mine = [one for one in objections.get(clock._host(), ()) if one._objected_at() > clock.due_at]
            if mine:
                found[clock] = mine
        return found

    @api.model
    def _propose_case(self, company, employee, kind, month, clocks, objections):
        """Propose a case, or add to the one that nobody has decided on yet (sudo)."""
        key = f"{kind}:{employee.id}:{month:%Y-%m}"
        earlier = self.search([("proposal_key", "=like", f"{key}%")])
        waiting = earlier.filtered(lambda case: case.state == "proposed")[:1]
        if waiting:
            waiting._write_guarded(
                {name: self._links(value) for name, value in self._evidence(clocks, objections).items()}
            )
            waiting._write_guarded({"summary": waiting._summary_of(waiting.clock_ids)})
            return waiting
        day = min(clock._timeline().local_date(clock.due_at) for clock in clocks)
        values = {
            "kind": kind,
            "employee_id": employee.id,
            "company_id": company.id,
            "event_date": day,
            "summary": self._summary_of(clocks),
            "cause": "limit" if kind == "delay" else False,
            **{name: self._links(value) for name, value in self._evidence(clocks, objections).items()},
        }
        return self._create_proposal(values, key if not earlier else f"{key}:{len(earlier) + 1}")

    @api.model
    def _evidence(self, clocks, objections):
        complaints = [one for one in objections if one._name == "gas.inquiry"]
        callbacks = [one for one in objections if one._name == "gas.callback"]
        return {
            "clock_ids": clocks,
            "inquiry_ids": clocks.inquiry_id,
            "project_ids": clocks.project_id,
            "objection_ids": self.env["gas.inquiry"].concat(*complaints),
            "callback_ids": self.env["gas.callback"].concat(*callbacks),
        }

    @api.model
    def _links(self, records):
        return [fields.Command.link(record_id) for record_id in {*records.ids}]

    def _summary_of(self, clocks):
        """Return the facts without the documents: which promise, how often, until when it should have been kept."""
        lines = [
            self.env._("%(policy)s: due %(due)s, done %(done)s.", policy=clock.policy_id.name,
                       due=clock._local_text(clock.due_at), done=clock._local_text(clock.stopped_at))
            for clock in clocks.sorted("due_at")
        ]  # fmt: skip
        return "\n".join([self.env._("Promises to customers who objected were not kept in time:"), *lines])

    @api.model
    def _create_proposal(self, values, key):
        """Return a new proposal (sudo), told to who decides on it."""
        [number] = self._next_numbers(1)
        case = self._create_guarded(
            [
                {
                    **values,
                    **self._opening_values(values),
                    "name": number,
                    "state": "proposed",
                    "proposal_key": key,
                    "proposed_at": fields.Datetime.now(),
                }
            ]
        )
        case._schedule(
            "gas_service.activity_type_conduct",
            self.env["res.users"],
            self.env._("Decide on the proposal: %s", case.name),
        )
        return case
