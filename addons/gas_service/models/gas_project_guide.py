# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from itertools import zip_longest

from markupsafe import Markup

from odoo import fields, models

from ..tools import qr_code


class GasProject(models.Model):
    """What the service guide tells a customer about his connection (PS-4.1.3, PS-5.3)."""

    _inherit = "gas.project"

    def _print_guide_values(self):
        """Return what the service guide prints, in the language of the context."""
        self.ensure_one()
        self.check_access("read")
        # sudo: names and office phones of colleagues only; the project itself was checked above
        project = self.sudo()
        lead = project.lead_id or project.department_id.manager_id
        return {
            "customer": project.customer_name,
            "nature": dict(self._fields["nature"]._description_selection(self.env)).get(project.nature, ""),
            "lead": lead.name or "",
            "job_title": lead.job_title or "",
            "department": project.department_id.name or "",
            "office_phone": lead.work_phone or project.company_id.phone or "",
            "limits": self._print_limits(),
            "documents": self._print_pairs(self._print_documents()),
            "references": self._print_references(),
            "given_on": self._print_time(project.guide_given_at or fields.Datetime.now())[:10],
            "qr_code": Markup(qr_code.svg(project.name, 104)),
        }

    def _print_limits(self):
        """Return {code: text} of what this customer is promised: what runs or ran for him already, else what
        the policy of today says, or a shorter limit from outside (PL-2.3)."""
        company = self.company_id
        limits = {}
        outside = self._sla_limits().get(self.id, {})
        for code, policy in self.env["gas.sla.policy"]._by_company(company)[company.id].items():
            limit = min(policy.limit, outside.get(code, policy.limit)) if policy.unit == "days" else policy.limit
            limits[code] = policy._limit_text(policy.unit, limit)
        # sudo: what is promised to the customer is no secret to who reads the project
        clocks = self.sudo().clock_ids.filtered(lambda clock: clock.state != "cancelled")
        limits |= {clock.code: clock._limit_text() for clock in clocks.sorted("occurrence")}
        return {code: self.env._("within %s", limit) for code, limit in limits.items()}

    def _print_documents(self):
        """Return what the customer supplies: the project's own list, else the catalogue's for its nature."""
        if self.document_ids:
            return [
                {"name": one.name, "required": one.required, "received_on": self._print_time(one.received_at)[:10]}
                for one in self.document_ids
            ]
        types = self._of_nature("gas.document.type")
        return [{"name": one.name, "required": one.required, "received_on": ""} for one in types]

    @staticmethod
    def _print_pairs(documents):
        """Number the documents, and set them in two columns: lists of two, the last one with None when odd."""
        numbered = [{**document, "number": number} for number, document in enumerate(documents, 1)]
        half = -(-len(numbered) // 2)
        return list(zip_longest(numbered[:half], numbered[half:]))

    def _print_references(self):
        """Return [(kind, titles)], both in words, of what the project complies with (PS-5.3)."""
        references = self._of_nature("gas.reference").grouped("kind")
        kinds = self.env["gas.reference"]._fields["kind"]._description_selection(self.env)
        return [
            (label, "、".join(reference.display_name for reference in references[kind]))
            for kind, label in kinds
            if kind in references
        ]

    def _of_nature(self, model):
        """Return the entries of a catalogue for this nature; all of them while it is not known."""
        catalogue = self.env[model]
        return catalogue._for_nature(self.nature) if self.nature else catalogue.search([], limit=None)
