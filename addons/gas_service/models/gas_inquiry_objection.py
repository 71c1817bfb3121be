# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class GasInquiry(models.Model):
    """What the customer objects to: a complaint names the ticket it is about, a callback the services (FI-10)."""

    _inherit = "gas.inquiry"

    objects_to_id = fields.Many2one(
        "gas.inquiry", "About Ticket", copy=False, ondelete="restrict", index="btree_not_null", tracking=True,
        help="The ticket whose handling the customer complains about.",
    )  # fmt: skip

    @api.constrains("objects_to_id", "kind")
    def _check_objects_to(self):
        for ticket in self.filtered("objects_to_id"):
            other = ticket.objects_to_id
            if ticket.kind != "complaint" or other.kind == "complaint" or other.company_id != ticket.company_id:
                raise ValidationError(
                    self.env._("A complaint is about another ticket of the company, and only a complaint.")
                )

    def write(self, vals):
        if vals.get("objects_to_id") and not self.env.su:
            # its number and customer would be shown beside the complaint
            self.browse(vals["objects_to_id"]).check_access("read")
        return super().write(vals)

    def _objections(self):
        """Return (sudo) {ticket: set of complaints and dissatisfied callbacks} that object to how it was handled."""
        tickets = self.sudo()  # sudo: asked by the guards of conduct cases; nothing is shown
        found = {ticket: set() for ticket in tickets}
        domain = ["|", ("objects_to_id", "in", self.ids), ("origin_id", "in", self.ids)]
        for complaint in tickets.search([("kind", "=", "complaint"), ("state", "!=", "cancelled"), *domain]):
            for ticket in complaint.objects_to_id | complaint.origin_id:
                if ticket in found:
                    found[ticket].add(complaint)
        records = tickets.env["gas.service.record"].search([("inquiry_id", "in", self.ids)])
        for record, callbacks in records._dissatisfied_callbacks().items():
            found[record.inquiry_id].update(callbacks)
        return found

    def _objected_at(self):
        """Return when the customer said so (naive UTC)."""
        return self.received_at

    @api.model
    def _about_projects(self, project_ids):
        """Return the domain of the complaints about the projects, but for those found to be untrue (PS-6.1)."""
        return (
            Domain("project_id", "in", project_ids)
            & Domain("kind", "=", "complaint")
            & Domain("state", "!=", "cancelled")
            & Domain("verification", "!=", "unfounded")
        )

    def _is_verified_about(self, projects):
        """Whether it is a complaint about one of the projects that the hotline verified (PS-6.1, PL-3)."""
        return bool(self.filtered_domain(self._about_projects(projects.ids) & Domain("verification", "=", "verified")))


class GasCallback(models.Model):
    _inherit = "gas.callback"

    def _objected_at(self):
        return self.done_at


class GasServiceRecord(models.Model):
    _inherit = "gas.service.record"

    def _dissatisfied_callbacks(self):
        """Return (sudo) {service: callbacks} of the customers who, asked about that month's services, were dissatisfied."""
        records = self.sudo()  # sudo: see GasInquiry._objections
        units = {record._callback_unit() for record in records}
        callbacks = records.env["gas.callback"].search([("unit", "in", [*units]), ("dissatisfied", "=", True)])
        by_service = callbacks.grouped(lambda one: (one.unit, one.department_id, one.plan_id.month))
        none = callbacks.browse()
        return {
            record: by_service.get((record._callback_unit(), record.department_id, record.date.replace(day=1)), none)
            for record in records
        }

    def _callback_unit(self):
        """Return how callbacks name the customer; see gas_callback_round_draw.py."""
        if self.account_id:
            return f"a{self.account_id.id}"
        return f"p{self.partner_id.id}" if self.partner_id else f"n{self.customer_name.lower()}"


class GasProject(models.Model):
    _inherit = "gas.project"

    def _objections(self):
        """Return (sudo) {project: set of complaints and dissatisfied callbacks} that object to how it was led (PL-3)."""
        projects = self.sudo()  # sudo: see GasInquiry._objections
        found = {project: set() for project in projects}
        inquiries = projects.env["gas.inquiry"]
        for complaint in inquiries.search(inquiries._about_projects(self.ids)):
            found[complaint.project_id].add(complaint)
        records = projects.env["gas.service.record"].search([("project_id", "in", self.ids)])
        for record, callbacks in records._dissatisfied_callbacks().items():
            found[record.project_id].update(callbacks)
        return found
