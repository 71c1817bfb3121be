# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class GasContact(models.Model):
    """One contact of a document: with the customer, or a report to a leader and his answer.

    What was done, when and by whom is written once; the wording can be mended by its author for
    some hours (a setting), later corrections are appended as entries of their own.
    """

    _name = "gas.contact"
    _description = "Contact"
    _inherit = ["gas.guarded.mixin", "gas.hosted.mixin"]
    _order = "date desc, id desc"
    _rec_name = "note"

    # the documents a contact can belong to add their field each (gas_contact_inquiry.py)
    _host_fields = ()

    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    date = fields.Datetime("On", required=True, default=fields.Datetime.now)
    employee_id = fields.Many2one("hr.employee", "By", required=True, ondelete="restrict", index=True)
    department_id = fields.Many2one("hr.department", ondelete="restrict", readonly=True)
    direction = fields.Selection(
        [("out", "To the Customer"), ("in", "From the Customer"), ("internal", "Inside the Company")],
        default="out",
        required=True,
    )
    channel = fields.Selection(
        [
            ("phone", "Phone"),
            ("visit", "On-Site Visit"),
            ("counter", "Counter"),
            ("sms", "SMS"),
            ("wechat", "WeChat"),
            ("email", "E-mail"),
            ("letter", "Letter"),
        ],
        default="phone",
        required=True,
    )
    reached = fields.Boolean(default=True, help="Unticked: nobody answered. Counts as an attempt.")
    purpose = fields.Selection(
        [
            ("answer", "Answer"),
            ("interim", "Interim Answer with a Promised Date"),
            ("inform", "Result Told"),
            ("notice", "One-Time Notice"),
            ("other", "Other"),
            ("correction", "Correction of an Earlier Entry"),
            ("ask", "Leader Asked"),
            ("scope", "Report: Beyond Own Responsibility"),
            ("routine", "Report: Out of the Routine"),
            ("impossible", "Report: Cannot Be Done"),
            ("urgent", "Report: Customer Does Not Accept the Limit"),
        ],
        default="answer",
        required=True,
    )
    promised_date = fields.Date(help="Day until which the customer was promised the rest (local date).")
    note = fields.Text("What Was Said", required=True)
    corrects_id = fields.Many2one("gas.contact", ondelete="restrict", index="btree_not_null")
    recipient_id = fields.Many2one("hr.employee", "Leader", ondelete="restrict", index="btree_not_null")
    reply = fields.Text(readonly=True)
    replied_at = fields.Datetime("Replied On", readonly=True)

    _guarded_fields = frozenset(
        "date employee_id department_id direction channel reached purpose promised_date"
        " corrects_id recipient_id reply replied_at".split()
    )
    _REPORTS = ("ask", "scope", "routine", "impossible", "urgent")
    # what its author may mend for a day
    _wording_fields = frozenset({"note"})

    def _guarded_initial(self, vals):
        """Contacts are typed by people: their facts are taken over once, and fixed from then on."""
        initial = {name: vals[name] for name in self._all_guarded & vals.keys()}
        host = self._host_in(vals)
        company = host.company_id if host else self.env.company
        date = fields.Datetime.to_datetime(vals.get("date")) or fields.Datetime.now()
        company._gas_check_happened(date)
        employee = self._initial_employee(vals, company)
        return initial | {
            "date": date,
            "employee_id": employee.id,
            "department_id": employee.department_id.id,
            "reply": False,
            "replied_at": False,
        }

    @api.model
    def _initial_employee(self, vals, company):
        """Own contacts; of a colleague only what the manager of his department enters."""
        mine = self.env.user._gas_employee(company)
        given = self.env["hr.employee"].sudo().browse(vals.get("employee_id") or [])  # sudo: his department
        if given and given != mine and not self.env.su:
            manager = self.env.user.has_group("gas_service.group_manager")
            if not manager or given.department_id not in self.env.user.gas_department_ids:
                raise UserError(self.env._("Enter your own contacts; a colleague's are entered by his manager."))
        employee = given or mine
        if not employee:
            raise UserError(self.env._("Your user is not linked to an employee: ask the administrator."))
        return employee

    @api.model_create_multi
    def create(self, vals_list):
        contacts = super().create(vals_list)
        for contact in contacts:
            contact._apply()
        return contacts

    def write(self, vals):
        if self._wording_fields & vals.keys() and not self._is_unguarded():
            for contact in self:
                hours = contact.company_id.gas_contact_hours
                too_old = fields.Datetime.now() - contact.create_date > timedelta(hours=hours)
                if too_old or (contact.create_uid != self.env.user and not self.env.su):
                    raise UserError(
                        self.env._("An entry is mended by its author within %s hours; later, add a correction.", hours)
                    )
        return super().write(vals)

    def _compute_company_id(self):
        for contact in self:
            contact.company_id = contact._host().company_id

    @api.constrains("purpose", "promised_date", "recipient_id", "date", "direction", "reached", "corrects_id")
    def _check_complete(self):
        for contact in self:
            host = contact._host()
            if not host:
                raise ValidationError(self.env._("A contact belongs to a document."))
            if contact.date < host._begun_at():
                raise ValidationError(self.env._("The contact cannot be earlier than the receipt of the matter."))
            if contact.purpose == "interim" and not contact.promised_date:
                raise ValidationError(self.env._("An interim answer needs the date promised to the customer."))
            if contact.promised_date and contact.promised_date < contact.date.date():
                raise ValidationError(self.env._("The promised date lies in the past."))
            # its words would be shown with the correction, to whoever may read that
            if contact.corrects_id and contact.corrects_id._host() != host:
                raise ValidationError(self.env._("A correction belongs to the document of the entry it corrects."))
            if contact.purpose in self._REPORTS and not contact.recipient_id:
                raise ValidationError(self.env._("To which leader is it reported?"))

    def _apply(self):
        """Tell the document what this contact settles."""
        self.ensure_one()
        self._host()._contact_logged(self)

    def action_reply(self, reply):
        """Answer a report or question (FI-5.3, FI-9).

        :raise UserError: no text, answered already, or the user isn't the leader asked
        """
        self.ensure_one()
        self.check_access("read")
        if self.purpose not in self._REPORTS or self.replied_at:
            raise UserError(self.env._("There is nothing to answer here."))
        if self.recipient_id.id not in self.env.user.gas_employee_ids.ids:
            raise UserError(self.env._("Only the leader who was asked can answer."))
        if not (reply or "").strip():
            raise UserError(self.env._("Write the answer first."))
        # sudo: the leader asked may answer without write access to the ticket; checked above
        contact = self.sudo()
        contact._write_guarded({"reply": reply, "replied_at": fields.Datetime.now()})
        document = contact._host()
        document.message_post(body=self.env._("%(leader)s answered: %(reply)s", leader=self.env.user.name, reply=reply))
        document.activity_ids.filtered(
            lambda a: (
                a.user_id == self.env.user and a.activity_type_id == self.env.ref("gas_service.activity_type_report")
            )
        ).action_feedback()
        document._schedule(
            "gas_service.activity_type_handle",
            contact.employee_id.user_id,
            self.env._("Answered: %s", document.name),
            reply,
        )
