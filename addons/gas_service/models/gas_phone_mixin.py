# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import phone as phone_tools


class GasPhoneMixin(models.AbstractModel):
    """The numbers of a document: typed on it as text, kept as gas.phone, masked for who may not read them.

    The concrete model declares ``phone_ids`` (One2many to gas.phone by ``_phone_host_field``).
    """

    _name = "gas.phone.mixin"
    _description = "Phone numbers of a document"

    _phone_host_field = "inquiry_id"
    # free texts that more people read than the numbers: a number written there is moved to the phones
    _phone_text_fields = ("subject", "description")

    phone = fields.Char(
        compute="_compute_phone",
        compute_sudo=True,
        inverse="_inverse_phone",
        search="_search_phone",
        help="Masked for those who may not read the numbers. What is typed here is added to the phones.",
    )

    @api.depends("phone_ids.number", "phone_ids.extension")
    @api.depends_context("uid")
    def _compute_phone(self):
        # under sudo, so that whoever may not read a number sees that there is one; its display name
        # asks for the user himself and masks it
        for document, phones in self.env["gas.phone"]._by_host(self, self._phone_host_field).items():
            document.phone = "、".join(phones.mapped("display_name"))

    @api.model_create_multi
    def create(self, vals_list):
        hidden = [self._hide_phones(vals) for vals in vals_list]
        documents = super().create([vals for vals, _numbers in hidden])
        for document, (_vals, numbers) in zip(documents, hidden, strict=True):
            document._add_phones(numbers)
        return documents

    def write(self, vals):
        vals, numbers = self._hide_phones(vals)
        result = super().write(vals)
        self._add_phones(numbers)
        return result

    def _add_phones(self, text):
        if text:
            self.env["gas.phone"]._add_typed(self, self._phone_host_field, text)

    @api.model
    def _hide_phones(self, vals):
        """Return (``vals`` with the numbers in free texts masked, these numbers as one text)."""
        changed, numbers = {}, []
        for name in self._phone_text_fields:
            if isinstance(vals.get(name), str):
                text, found = phone_tools.take_from_text(vals[name])
                if found:
                    changed[name] = text
                    numbers += [number for number, _extension in found]
        return {**vals, **changed} if changed else vals, "、".join(numbers)

    def _inverse_phone(self):
        """Add the numbers typed; what is there already, in clear or masked, stays."""
        self.env["gas.phone"]._add_typed(self, self._phone_host_field)

    def _search_phone(self, operator, value):
        """Find documents by a number in any written form, noted on them or on their account."""
        texts = [text for text in value if text] if operator == "in" else [value]
        if operator not in ("in", "ilike", "like") or not all(isinstance(text, str) for text in texts):
            return NotImplemented
        found = fields.Domain.FALSE
        for text in texts:
            for host, path in ((self._phone_host_field, "id"), ("account_id", "account_id")):
                ids = self.env["gas.phone"]._hosts_by_text(text, host, exact=operator == "in")
                found |= fields.Domain(path, "in", ids)
        return found

    def _print_phone(self):
        """Return the numbers for print: the document's own, else its account's; masked as on the screen."""
        # sudo: gas.phone names a number to each user as he may see it, masked or not
        document = self.sudo()
        if document.phone_ids:
            return "、".join(document.phone_ids.mapped("display_name"))
        return document.account_id.phone or ""

    def action_reveal_phones(self):
        """Show the full numbers of the document and of its account for a moment, and log it.

        :raise AccessError: see gas.phone
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: which numbers there are; action_reveal checks the right to see them as the user
        phones = (self.sudo().phone_ids | self.sudo().account_id.phone_ids).sudo(False)
        numbers = [
            " ".join(filter(None, (phone["number"], phone["extension"], phone["note"])))
            for phone in phones.action_reveal()
        ]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.display_name,
                "message": "\n".join(numbers) or self.env._("No phone number is known."),
                "sticky": True,
            },
        }
