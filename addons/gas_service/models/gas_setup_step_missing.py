# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

_COMPANY_FIELDS = (
    "gas_hotline", "gas_emergency_phone", "gas_service_department_id", "gas_emergency_department_id",
    "gas_supervision_department_id", "gas_general_department_id", "gas_market_department_id", "gas_privacy_officer",
    "gas_live_date",
)  # fmt: skip
_ROLES = ("handler", "manager", "hotline", "supervisor", "leader", "general", "supervision", "developer")
# more names than this help nobody
_MOST_NAMED = 5


class GasSetupStep(models.Model):
    """What each step still needs: a list of short texts, empty when nothing is missing."""

    _inherit = "gas.setup.step"

    def _named(self, text, names):
        """Return ``text`` with the first of ``names`` in place of %s, or nothing without names."""
        if not names:
            return []
        shown = ", ".join(names[:_MOST_NAMED])
        return [text % (shown if len(names) <= _MOST_NAMED else f"{shown} … ({len(names)})")]

    def _missing_company(self, company):
        labels = company.fields_get(_COMPANY_FIELDS, ["string"])
        return [labels[name]["string"] for name in _COMPANY_FIELDS if not company[name]]

    def _missing_calendar(self, company):
        calendar = company._gas_calendar()
        return [] if calendar.attendance_ids else [self.env._("Office hours")]

    def _missing_holidays(self, company):
        return self._named(self.env._("Public holidays of %s"), [str(year) for year in company._gas_missing_years()])

    def _missing_departments(self, company):
        """Those that take part in the archive get notices: their manager, one above or the leader in charge can log in."""
        domain = [("company_id", "in", (company.id, False)), ("gas_archives", "=", True)]
        # sudo: whether heads have a login; only names of departments are returned
        departments = self.env["hr.department"].sudo().search(domain)
        if not departments:
            return [self.env._("No department yet")]
        alone = departments.filtered(lambda one: not one._gas_heads())
        return self._named(self.env._("Nobody who can log in manages: %s"), alone.mapped("name"))

    def _missing_roles(self, company):
        missing, staff = [], self.env["res.users"]
        for role in _ROLES:
            group = self.env.ref(f"gas_service.group_{role}").sudo()  # sudo: who has a role; names only
            users = group.all_user_ids.filtered(lambda user: user.active and company in user.company_ids)
            staff |= users
            if not users:
                missing.append(group.name)
        strangers = staff.filtered(lambda user: not user.gas_employee_ids)
        return [
            *self._named(self.env._("Nobody has the role: %s"), missing),
            *self._named(self.env._("Not linked to an employee: %s"), strangers.mapped("name")),
        ]

    def _missing_roster(self, company):
        """FI-3: what is submitted online has a first responsible every day."""
        if self.env["gas.duty.roster"]._on_duty(company, fields.Datetime.now()):
            return []
        return [self.env._("Nobody receives what customers submit online today")]

    def _missing_messages(self, company):
        """What can be sent is for people to judge: an SMS gateway cannot be seen from here."""
        return []

    def _missing_policies(self, company):
        # an archived promise is made by nobody any more
        archived = self.env["gas.sla.policy"].search([("active", "=", False), ("binding", "=", True)])
        kept = self.env["gas.sla.policy"]._by_company(company)[company.id]
        names = [policy.name for policy in archived if policy.code not in kept]
        return self._named(self.env._("Archived although a clause makes it: %s"), names)

    def _missing_approvals(self, company):
        rules = self.env["gas.approval.rule"]
        kinds = rules._fields["kind"]._description_selection(self.env)
        names = [label for kind, label in kinds if not rules._for(kind, company).step_ids]
        return self._named(self.env._("Nobody approves: %s"), names)

    def _missing_callbacks(self, company):
        return self._missing_version(company, "gas.callback.rule", self.env._("No callback rule for this month"))

    def _missing_questions(self, company):
        name = self.env._("No question set for this month")
        return self._missing_version(company, "gas.callback.questionnaire", name, [("question_ids", "!=", False)])

    def _missing_version(self, company, model, text, domain=()):
        domain = [("company_id", "in", (company.id, False)), ("valid_from", "<=", fields.Date.today()), *domain]
        return [] if self.env[model].search_count(domain, limit=1) else [text]

    def _missing_articles(self, company):
        """FI-14.2: no money is taken without an article; one that takes money has been adopted and published."""
        domain = [("company_id", "in", (company.id, False)), ("sanction", "=", "deduction")]
        if self.env["gas.violation.type"].search_count(domain, limit=1):
            return []
        return [self.env._("No article allows a deduction: none can be decided")]

    def _missing_accounts(self, company):
        domain = [("company_id", "in", (company.id, False))]
        return [] if self.env["gas.account"].search_count(domain, limit=1) else [self.env._("No gas account yet")]
