# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..tools.report_table import share

MONTHS = 12
# who sees all departments, as far as the rules of the documents let him
_WIDE = (
    "gas_service.group_supervisor",
    "gas_service.group_leader",
    "gas_service.group_general",
    "gas_service.group_supervision",
)


class GasDashboard(models.AbstractModel):
    """How the company keeps its promises, on one page: for managers of their departments, for others of all.

    Every figure is counted as the user, by the domain that comes with it, and opens what that domain finds: what
    somebody may not see is in neither. As many queries for a million deadlines as for ten.
    """

    _name = "gas.dashboard"
    _description = "Dashboard"

    @api.model
    def get_figures(self):
        """Return what the page shows: figures, each with the action that opens what it counts.

        :raise AccessError: the user manages nothing
        """
        user = self.env.user
        if not user.has_group("gas_service.group_manager") and not self._is_wide():
            raise AccessError(self.env._("The dashboard is for managers and the company's management."))
        return {
            "scope": self._scope_name(),
            "counters": self._counters(),
            "on_time": self._on_time(),
            "callbacks": self._callbacks(),
            "complaints": self._complaints(),
        }

    @api.model
    def _is_wide(self):
        return any(map(self.env.user.has_group, _WIDE))

    @api.model
    def _scope(self):
        """Return the domain of what the figures are about, on any model with a department."""
        if self._is_wide():
            return Domain.TRUE
        return Domain("department_id", "in", self.env.user.gas_department_ids.ids)

    @api.model
    def _scope_name(self):
        if self._is_wide():
            return self.env.company.name
        return "、".join(self.env.user.gas_department_ids.mapped("name"))

    @api.model
    def _action(self, name, model, domain, views=("list", "form")):
        """Return the action that opens what a figure counts."""
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": list(domain),
            "views": [(False, view) for view in views],
            "context": {"create": False},
        }

    @api.model
    def _figure(self, key, name, model, domain):
        """Return a counter and what it opens."""
        count = self.env[model].search_count(domain)
        return {"key": key, "name": name, "count": count, "action": self._action(name, model, domain)}

    @api.model
    def _since(self):
        """Return the moment twelve months ago, midnight by the company, as text: actions go to the browser."""
        company = self.env.company
        return fields.Datetime.to_string(company._gas_midnight(company._gas_today() - relativedelta(months=MONTHS)))

    # -- deadlines -----------------------------------------------------------------------------------

    @api.model
    def _counters(self):
        scope = self._scope()
        today = Domain("state", "=", "running") & Domain("due_at", ">=", "now") & Domain("due_at", "<", "today +1d")
        return [
            self._figure("late", self.env._("Late Now"), "gas.sla.clock", scope & Domain("is_overdue", "=", True)),
            self._figure("today", self.env._("Due Today"), "gas.sla.clock", scope & today),
        ]

    @api.model
    def _on_time(self):
        """Return the on-time rate of this month and of the twelve before it; binding deadlines alone (FI-14.3)."""
        this_month = self.env.company._gas_today().replace(day=1)
        months = [this_month - relativedelta(months=back) for back in range(MONTHS, -1, -1)]
        binding = self._scope() & Domain("binding", "=", True)
        since = Domain("date", ">=", str(months[0]))
        counts = {
            month: (count, met)
            for month, count, met in self.env["gas.sla.report"]._read_group(
                binding & since, ["date:month"], ["__count", "met_count:sum"]
            )
        }
        result = []
        for month in months:
            count, met = counts.get(month, (0, 0))
            of_month = Domain("date", ">=", str(month)) & Domain("date", "<", str(month + relativedelta(months=1)))
            name = self.env._("Deadlines of %s", f"{month:%Y-%m}")
            result.append(
                {
                    "month": f"{month:%Y-%m}",
                    "count": count,
                    "met": met,
                    "rate": share(met, count),
                    "action": self._action(name, "gas.sla.report", binding & of_month, ("list", "pivot", "graph")),
                }
            )
        before = [counts.get(month, (0, 0)) for month in months[:-1]]
        count, met = sum(count for count, _met in before), sum(met for _count, met in before)
        of_before = binding & since & Domain("date", "<", str(this_month))
        name = self.env._("Deadlines of the Twelve Months Before")
        return {
            "months": result,
            "now": result[-1],
            "before": {
                "count": count,
                "met": met,
                "rate": share(met, count),
                "action": self._action(name, "gas.sla.report", of_before, ("pivot", "list", "graph")),
            },
        }

    # -- complaints ----------------------------------------------------------------------------------

    @api.model
    def _complaints(self):
        """Return how many complaints of the last twelve months are in which state (FI-8.5)."""
        domain = self._scope() & Domain("kind", "=", "complaint") & Domain("received_at", ">=", self._since())
        inquiries = self.env["gas.inquiry"]
        counts = dict(inquiries._read_group(domain, ["state"], ["__count"]))
        labels = inquiries._fields["state"]._description_selection(self.env)
        title = self.env._("Complaints")
        states = [
            {
                "key": key,
                "name": label,
                "count": counts[key],
                "action": self._action(f"{title}: {label}", "gas.inquiry", domain & Domain("state", "=", key)),
            }
            for key, label in labels
            if key in counts
        ]
        return {"count": sum(counts.values()), "states": states, "action": self._action(title, "gas.inquiry", domain)}
