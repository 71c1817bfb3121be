# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class GasInquiryComplaint(models.TransientModel):
    """Dialog that registers a complaint and returns its number only: who types it may not see it later."""

    _name = "gas.inquiry.complaint"
    _description = "Register a Complaint"

    channel = fields.Selection(
        selection=lambda self: self.env["gas.inquiry"]._fields["channel"]._description_selection(self.env),
        default="phone",
        required=True,
    )
    received_at = fields.Datetime("Received On", default=fields.Datetime.now, required=True)
    first_responsible_id = fields.Many2one(
        "hr.employee",
        "Received By",
        default=lambda self: self.env.user._gas_employee(self.env.company).id,
        required=True,
    )
    account_id = fields.Many2one("gas.account", "Gas Account")
    anonymous = fields.Boolean()
    customer_name = fields.Char("Customer")
    phone = fields.Char()
    address = fields.Char()
    subject = fields.Char("Matter", required=True)
    description = fields.Text("What Is Complained About")
    # public: an ordinary user may not link records of hr.employee
    accused_ids = fields.Many2many("hr.employee.public", string="Complained About")
    project_id = fields.Many2one("gas.project", help="The gas-connection project it is about (PS-6.1).")
    objects_to_id = fields.Many2one("gas.inquiry", "About Ticket", help="The ticket whose handling he complains about.")
    department_id = fields.Many2one("hr.department", "Transfer To")
    number = fields.Char(readonly=True)

    @api.constrains("project_id")
    def _check_project(self):
        # the superuser makes the complaint: the project must be one that this user sees; see gas.inquiry.dialog
        self.project_id.sudo(False).check_access("read")

    @api.onchange("project_id")
    def _onchange_project_id(self):
        """Who leads the project answers for it (PL-2.1): proposed as complained about, to be removed where it is not he."""
        project = self.project_id
        self.accused_ids |= self.env["hr.employee.public"].browse(project.lead_id.id or [])
        self.account_id = self.account_id or project.account_id
        self.customer_name = self.customer_name or project.customer_name
        self.address = self.address or project.address

    def action_register(self):
        """Register, transfer where a department is named, and show the number."""
        self.ensure_one()
        if self.number:
            raise UserError(self.env._("This complaint is registered already: %s", self.number))
        if not (self.anonymous or self.account_id or self.customer_name):
            raise UserError(
                self.env._("Who is the customer? Choose the gas account, type the name, or tick “Anonymous”.")
            )
        self.objects_to_id.check_access("read")
        values = {
            "objects_to_id": self.objects_to_id.id,
            "channel": self.channel,
            "received_at": self.received_at,
            "first_responsible_id": self.first_responsible_id.id,
            "account_id": self.account_id.id,
            "partner_id": self.account_id.partner_id.id,
            "project_id": self.project_id.id,
            "anonymous": self.anonymous,
            "customer_name": self.customer_name or self.account_id.name,
            "address": self.address or self.account_id.address,
            "subject": self.subject,
            "description": self.description,
            "phone": self.phone,
        }
        ticket = self.env["gas.inquiry"]._register_complaint(
            values, self.env["hr.employee"].browse(self.accused_ids.ids)
        )
        if ticket.state == "new" and self.department_id and self.department_id != ticket.department_id:
            ticket.action_transfer(self.department_id.id)
        self.number = ticket.name
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Complaint Registered"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
