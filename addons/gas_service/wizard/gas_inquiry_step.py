# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from ..models.gas_inquiry_project import VERDICTS


class GasInquiryStep(models.TransientModel):
    """Dialog of the steps that need only a few words."""

    _name = "gas.inquiry.step"
    _inherit = "gas.inquiry.dialog"
    _description = "Step of a Ticket"

    step = fields.Selection(
        [
            ("return", "Return"),
            ("inform", "Customer Informed"),
            ("cancel", "Cancel"),
            ("urge", "Urge"),
            ("supervise", "Supervise"),
            ("reply", "Answer"),
            ("accuse", "Complained About"),
            ("verify", "Is It True?"),
        ],
        required=True,
    )
    channel = fields.Selection(
        selection=lambda self: self.env["gas.contact"]._fields["channel"]._description_selection(self.env),
        default="phone",
    )
    note = fields.Text()
    verdict = fields.Selection(VERDICTS)
    contact_id = fields.Many2one("gas.contact", ondelete="cascade")
    question = fields.Text(related="contact_id.note", related_sudo=False)
    # public: an ordinary user may not link records of hr.employee
    employee_ids = fields.Many2many("hr.employee.public", string="Employees")

    def action_confirm(self):
        self.ensure_one()
        ticket, note = self.inquiry_id, self.note or ""
        if self.step == "inform":
            ticket.action_inform(note, self.channel)
        elif self.step == "reply":
            self.contact_id.action_reply(note)
        elif self.step == "verify":
            ticket.action_verify(self.verdict, note)
        elif self.step == "accuse":
            ticket.action_accuse(self.employee_ids.ids)
        else:
            getattr(ticket, f"action_{self.step}")(note)
        if not ticket.has_access("read"):
            # a returned ticket may belong to others now: don't leave its form open
            return self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_inquiry")
        return {"type": "ir.actions.act_window_close"}
