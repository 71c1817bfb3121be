# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


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
        ],
        required=True,
    )
    channel = fields.Selection(
        selection=lambda self: self.env["gas.contact"]._fields["channel"]._description_selection(self.env),
        default="phone",
    )
    note = fields.Text()

    def action_confirm(self):
        self.ensure_one()
        ticket, note = self.inquiry_id, self.note or ""
        if self.step == "inform":
            ticket.action_inform(note, self.channel)
        else:
            getattr(ticket, f"action_{self.step}")(note)
        if not ticket.has_access("read"):
            # a returned ticket may belong to others now: don't leave its form open
            return self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_inquiry")
        return {"type": "ir.actions.act_window_close"}
