# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.sla_clock import first_alert, plan


class GasSlaClock(models.Model):
    """How clocks start."""

    _inherit = "gas.sla.clock"

    @api.model
    def _start_many(self, items):
        """Start clocks for ``items`` of (document, code, started_at, promised date or None): one create.

        A code whose policy is archived starts nothing, and neither does one that is already running on
        the document. Times are naive UTC.

        :return: the clocks started (sudo)
        :raise ValidationError: a promised date before the start; an unknown code
        """
        items = list(items)
        if not items:
            return self.browse()
        running, last = self._occurrences(items)
        companies = self.env["res.company"].union(*{document.company_id for document, *_rest in items})
        policies = self.env["gas.sla.policy"]._by_company(companies)
        self._check_codes({code for _document, code, *_rest in items}, policies)
        snapshots = self._snapshots(companies, policies)
        responsibles = self._responsibles(items, policies)
        outside = self._outside_limits(items)
        now = fields.Datetime.now()
        vals_list = []
        for document, code, started_at, limit_date in items:
            company_id = document.company_id.id
            policy = policies[company_id].get(code)
            key = (document._sla_host_field, document.id, code)
            if not policy or key in running:
                continue
            running.add(key)
            last[key] = occurrence = last.get(key, 0) + 1
            values, promise, timeline = snapshots[company_id, code]
            if shorter := outside.get(key):
                if values["unit"] == "days" and shorter < values["limit"]:
                    values = values | {"limit": shorter}
                    promise = promise._replace(limit=shorter)
            if limit_date:
                self._check_limit_date(timeline, started_at, limit_date)
                promise = promise._replace(limit_date=limit_date)
            moments = plan(timeline, promise, started_at)
            employee_id, department_id, partner_id = responsibles[policy.responsible, *key[:2]]
            vals_list.append(
                {
                    **values,
                    key[0]: document.id,
                    "employee_id": employee_id,
                    "department_id": department_id,
                    "partner_id": partner_id,
                    "occurrence": occurrence,
                    "started_at": started_at,
                    "limit_date": limit_date,
                    "due_at": moments.due_at,
                    "yellow_at": moments.yellow_at,
                    "red_at": moments.red_at,
                    "provisional": moments.provisional,
                    "next_alert_at": first_alert(moments.due_at, moments.yellow_at, moments.red_at, now),
                }
            )
        # sudo: nobody may create clocks; this is the engine, called by a document's own action
        clocks = self.sudo().create(vals_list)
        clocks._sync_hosts()
        return clocks

    @api.model
    def _occurrences(self, items):
        """Return the keys (host field, document id, code) that are running, and {key: last occurrence}."""
        documents = {}
        for document, *_rest in items:
            documents.setdefault(document._sla_host_field, set()).add(document.id)
        codes = list({code for _document, code, *_rest in items})
        running, last = set(), {}
        for host_field, ids in documents.items():
            # sudo: an occurrence counts whether the user may see the clock or not
            rows = self.sudo().search_fetch(
                [(host_field, "in", list(ids)), ("code", "in", codes)], [host_field, "code", "occurrence", "state"]
            )
            for clock in rows:
                key = (host_field, clock[host_field].id, clock.code)
                last[key] = max(clock.occurrence, last.get(key, 0))
                if clock.state in ("running", "paused"):
                    running.add(key)
        return running, last

    @api.model
    def _outside_limits(self, items):
        """Return {(host field, document id, code): working days}, asked in bulk."""
        documents = {}
        for document, *_rest in items:
            documents.setdefault(document._sla_host_field, (document, set()))[1].add(document.id)
        return {
            (host_field, document_id, code): days
            for host_field, (document, ids) in documents.items()
            for document_id, limits in document.browse(ids)._sla_limits().items()
            for code, days in limits.items()
        }

    @api.model
    def _check_codes(self, codes, policies):
        unknown = codes - {code for by_code in policies.values() for code in by_code}
        if unknown:
            # sudo: archived ones are a company's choice, not a mistake
            known = self.env["gas.sla.policy"].sudo().with_context(active_test=False)
            unknown -= set(known.search([("code", "in", list(unknown))]).mapped("code"))
        if unknown:
            raise ValidationError(self.env._("There is no deadline policy %s.", ", ".join(sorted(unknown))))

    @api.model
    def _snapshots(self, companies, policies):
        """Return {(company id, code): (clock values, promise, timeline)}."""
        snapshots = {
            (company.id, code): (policy._snapshot(company), policy._promise())
            for company in companies
            for code, policy in policies[company.id].items()
        }
        calendars = self.env["resource.calendar"].browse({values["calendar_id"] for values, _p in snapshots.values()})
        timelines = calendars._gas_timelines()
        return {
            key: (values, promise, timelines[values["calendar_id"]]) for key, (values, promise) in snapshots.items()
        }

    @api.model
    def _responsibles(self, items, policies):
        """Return {(kind, host field, document id): (employee id, department id, partner id)}, asked in bulk."""
        wanted = {}
        for document, code, *_rest in items:
            if policy := policies[document.company_id.id].get(code):
                key = (policy.responsible, document._sla_host_field)
                wanted.setdefault(key, (document, set()))[1].add(document.id)
        result = {}
        for (kind, host_field), (document, ids) in wanted.items():
            documents = document.browse(ids).with_prefetch(tuple(ids))
            for document_id, who in documents._sla_responsible_ids(kind).items():
                result[kind, host_field, document_id] = who
        return result

    @api.model
    def _check_limit_date(self, timeline, started_at, limit_date):
        if limit_date < timeline.local_date(started_at):
            raise ValidationError(self.env._("The promised date %s has already passed.", limit_date))
