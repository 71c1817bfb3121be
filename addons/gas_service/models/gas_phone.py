# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..tools import phone as phone_tools

# who may ask for a number he does not see anyway; every time is logged
_REVEAL_GROUPS = ("gas_service.group_handler", "gas_service.group_hotline")


class GasPhone(models.Model):
    """A telephone number of a gas account or a ticket.

    Numbers are personal data, so they are not fields of the account, which every employee reads:
    numbers of accounts are for customer service, everyone else sees them masked.
    """

    _name = "gas.phone"
    _description = "Phone Number"
    _inherit = ["gas.hosted.mixin"]
    _order = "id"
    _rec_name = "number"
    _host_fields = ("account_id",)

    number = fields.Char(
        required=True,
        index="trigram",
        help="Any written form; stored as digits, a landline with its area code.",
    )
    extension = fields.Char()
    note = fields.Char("Owner or Note")
    account_id = fields.Many2one("gas.account", "Gas Account", ondelete="cascade", index="btree_not_null")

    # a trigram index is not used for the equality of short texts on every server
    _number_idx = models.Index("(number)")
    _one_host = models.Constraint(
        "CHECK (account_id IS NOT NULL)", "A phone number belongs to a gas account or to a ticket."
    )

    @api.depends("number", "extension")
    @api.depends_context("uid")
    def _compute_display_name(self):
        # names of records are read with sudo: ask for the user himself
        readable = set(self.sudo(False)._filtered_access("read")._ids)
        for phone in self:
            if phone.id in readable or not phone.id:
                phone.display_name = phone_tools.display(phone.number, phone.extension)
            else:
                phone.display_name = phone_tools.mask(phone.number)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._normalized(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalized(vals))

    @api.model
    def _normalized(self, vals):
        """Return ``vals`` with the number in its stored form and the extension apart."""
        if not vals.get("number"):
            return vals
        number, extension = self._parse(vals["number"])
        if extension:
            vals = {**vals, "extension": extension}
        return {**vals, "number": number}

    @api.model
    def _parse(self, text):
        """Return (number, extension) of what was typed.

        :raises ValidationError: it is no telephone number
        """
        try:
            return phone_tools.normalize(text)
        except phone_tools.PhoneError as error:
            raise ValidationError(self.env._("“%s” is not a telephone number.", text)) from error

    @api.model
    def _parse_many(self, text):
        """Return the list of (number, extension) of a text with one or several numbers."""
        return [self._parse(part) for part in phone_tools.split_many(text)]

    @api.model
    def _add_typed(self, documents, host_field, text=None):
        """Add to each document the numbers of ``text``, else those typed into its ``phone``; what it has stays.

        A number that is there may be typed in clear or as it is shown to the user, masked.

        :raises ValidationError: a part of the text is no telephone number
        """
        values = []
        for document in documents:
            # sudo: whoever may write the document may add a number, without reading the others
            phones = document.sudo().phone_ids
            known = {(phone.number, phone.extension or "") for phone in phones}
            shown = {phone_tools.mask(number) for number, _extension in known}
            for part in phone_tools.split_many(document.phone if text is None else text):
                if part in shown:
                    continue
                number, extension = self._parse(part)
                if (number, extension) not in known:
                    known.add((number, extension))
                    values.append({host_field: document.id, "number": number, "extension": extension})
        # sudo: as above; the documents were checked by the write that led here
        self.sudo().create(values)

    @api.model
    def _by_host(self, documents, host_field):
        """Return {document: its numbers}, as far as the environment may read (callers: sudo, to mask them).

        They are searched: a cached One2many does not know whose rules filled it. Of what is being
        typed they are taken as they are on the screen.
        """
        stored = documents.filtered("id")
        found = self.search([(host_field, "in", stored.ids)]).grouped(lambda phone: phone[host_field].id)
        return {one: found.get(one.id, self) if one.id else one.phone_ids for one in documents}

    @api.model
    def _domain_of_text(self, text):
        """Return the domain of the numbers that ``text`` can mean; FALSE when it is no number.

        A short text is looked for at the end only: an area code in front is everybody's.
        """
        found = phone_tools.search_numbers(text)
        return Domain.OR(Domain("number", "=like", f"%{part}" if len(part) < 7 else f"%{part}%") for part in found)

    @api.model
    def _hosts_by_text(self, text, host_field, exact=False):
        """Return the ids of the documents that have the number ``text``, never the numbers.

        A part of a number finds only what the user may read; of other numbers he must know the
        whole, or "which customer has 1380…?" would tell him digit after digit.

        :param exact: only the whole number, not a part of it
        """
        domain = self._domain_of_text(text)
        if exact:
            domain = Domain("number", "in", phone_tools.search_numbers(text))
        if domain.is_false():
            return []
        # sudo: what the user may not read is left out below, unless he knows the whole number; the
        # documents themselves are then searched with his own rights
        phones = self.sudo().search_fetch(domain & Domain(host_field, "!=", False), ["number", host_field])
        if not exact:
            readable = phones.sudo(False)._filtered_access("read")
            whole = Domain.OR(Domain("number", "=like", part) for part in phone_tools.whole_patterns(text))
            phones = phones.filtered(lambda phone: phone.id in readable._ids) | phones.filtered_domain(whole)
        return phones[host_field].ids

    def action_reveal(self):
        """Return the full numbers, and log who asked for which.

        For those who handle customers' matters but have no standing right to all numbers.
        Takes any number of phones; the caller needs read access to each one's document.

        :return: list of {"id", "number", "extension", "note"}
        :raises AccessError: no right to reveal, or no access to the document
        """
        if not any(map(self.env.user.has_group, _REVEAL_GROUPS)):
            raise AccessError(self.env._("Only customer service and handlers may reveal a number."))
        phones = self.sudo().exists()  # sudo: the document is checked in the next lines, as the user
        for phone in phones:
            phone._host().with_env(self.env).check_access("read")
        self.env["gas.phone.reveal"]._log(phones)
        return phones.read(["number", "extension", "note"])
