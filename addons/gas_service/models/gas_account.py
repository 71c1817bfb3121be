# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import chinese_text
from ..tools import phone as phone_tools

_READ_PHONE_GROUP = "gas_service.group_hotline"


class GasAccount(models.Model):
    """Gas account, 用气户: a place that burns gas, and the customer who answers for it."""

    _name = "gas.account"
    _description = "Gas Account"
    _inherit = ["mail.thread"]
    _order = "number, id"

    number = fields.Char(
        "Account Number",
        required=True,
        copy=False,
        index="trigram",
        tracking=True,
        help="As on the gas card or bill. Left empty, a provisional number is given.",
    )
    name = fields.Char("Customer", required=True, index="trigram", tracking=True)
    category = fields.Selection(
        [("residential", "Residential"), ("commercial", "Commercial and Public Welfare"), ("industrial", "Industrial")],
        required=True,
        default="residential",
        tracking=True,
        index=True,
    )
    district = fields.Char()
    address = fields.Char(index="trigram")
    do_not_call = fields.Boolean(tracking=True, help="The customer does not want to be called back.")
    active = fields.Boolean(default=True)
    partner_id = fields.Many2one("res.partner", "Contact", ondelete="restrict", index="btree_not_null")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, ondelete="restrict", index=True
    )
    phone_ids = fields.One2many("gas.phone", "account_id", "Phones", copy=False)
    phone = fields.Char(
        compute="_compute_phone",
        compute_sudo=True,
        inverse="_inverse_phone",
        search="_search_phone",
        help="Masked for those who do not work in customer service. What is typed here is added to the phones.",
    )
    note = fields.Text()

    # whom the draw of callbacks passes over
    _do_not_call_idx = models.Index("(id) WHERE do_not_call")
    _number_unique = models.UniqueIndex("(number, company_id)", "An account with this number exists already.")

    @api.depends("number", "name")
    def _compute_display_name(self):
        for account in self:
            account.display_name = " ".join(filter(None, (account.number, account.name)))

    @api.depends("phone_ids.number", "phone_ids.extension")
    @api.depends_context("uid")
    def _compute_phone(self):
        # Computed with sudo, because whoever may not read the numbers shall see that there are
        # some: masked. The user stays the caller's also under sudo.
        clear = self.env.user.has_group(_READ_PHONE_GROUP)
        for account, phones in self.env["gas.phone"]._by_host(self, "account_id").items():
            account.phone = "、".join(
                phone_tools.display(phone.number, phone.extension) if clear else phone_tools.mask(phone.number)
                for phone in phones
            )

    def _inverse_phone(self):
        """Add the numbers typed; what is there already, in clear or masked, stays."""
        self.env["gas.phone"]._add_typed(self, "account_id")
        # what was typed is not what is shown
        self.invalidate_recordset(["phone"], flush=False)

    def _search_phone(self, operator, value):
        """Find accounts by a number in any written form; it returns accounts, never numbers."""
        if operator == "in":
            texts = [text for text in value if text]
            phones = self.env["gas.phone"]
            ids = {id_ for text in texts for id_ in phones._hosts_by_text(text, "account_id", exact=True)}
            domain = fields.Domain("id", "in", ids)
            return domain | fields.Domain("phone_ids", "=", False) if len(texts) < len(value) else domain
        if operator in ("ilike", "like", "=ilike", "=like"):
            text = value.strip("%") if operator.startswith("=") else value
            return fields.Domain("id", "in", self.env["gas.phone"]._hosts_by_text(text, "account_id"))
        return NotImplemented

    @api.constrains("number", "name")
    def _check_texts(self):
        for account in self:
            if not account.number.strip() or not account.name.strip():
                raise ValidationError(self.env._("An account needs a number and a name."))

    @api.model_create_multi
    def create(self, vals_list):
        missing = [vals for vals in vals_list if not (vals.get("number") or "").strip()]
        numbers = iter(self._provisional_numbers(len(missing)))
        return super().create(
            [
                {**self._normalized(vals), "number": self._normalize_number(vals.get("number")) or next(numbers)}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        if "number" in vals:
            vals = {**vals, "number": self._normalize_number(vals["number"])}
        return super().write(self._normalized(vals))

    @api.model
    def _normalized(self, vals):
        """Return ``vals`` with name and address in the form in which they are looked for."""
        forms = {"name": chinese_text.name, "address": chinese_text.address}
        return {**vals, **{name: form(vals[name]) for name, form in forms.items() if vals.get(name)}}

    @api.model
    def _normalize_number(self, number):
        """Return an account number in its stored form: narrow characters, no spaces, upper case."""
        return "".join(unicodedata.normalize("NFKC", number or "").split()).upper()

    @api.model
    def _provisional_numbers(self, count):
        # sudo: numbering is not a right of the user
        sequence = self.env["ir.sequence"].sudo()
        return [sequence.next_by_code("gas.account") for _index in range(count)]

    @api.model
    def name_create(self, name):
        """Create an account in passing from what was typed: a name, or the number of the caller."""
        try:
            phone_tools.normalize(name)
        except phone_tools.PhoneError:
            account = self.create({"name": name})
        else:
            # the number must not end up in the name, which everyone reads
            account = self.create({"name": self.env._("New customer"), "phone": name})
        return account.id, account.display_name

    def action_reveal_phones(self):
        """Show the full numbers of the account for a moment, and log it.

        :raises AccessError: see gas.phone
        """
        self.ensure_one()
        phones = self.sudo().phone_ids.with_env(self.env)  # sudo: action_reveal checks the right
        numbers = [
            phone_tools.display(phone["number"], phone["extension"]) + (f" {phone['note']}" if phone["note"] else "")
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
