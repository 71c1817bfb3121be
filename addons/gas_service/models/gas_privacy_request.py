# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import hashlib

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..tools import phone as phone_tools


class GasPrivacyRequest(models.Model):
    """Somebody asks what is kept about him: find it, look it through, and give him a copy. Every request stays logged.

    General management does it. What concerns the one who does it (a complaint about him) he does not
    find: somebody else has to.
    """

    _name = "gas.privacy.request"
    _description = "Request about Personal Data"
    _inherit = ["gas.guarded.mixin"]
    _order = "id desc"
    _rec_name = "person"

    person = fields.Char("Person or Unit", required=True, help="The name, written as the customer's.")
    phone = fields.Char(copy=False, help="In any written form. Masked once the data is exported.")
    account_id = fields.Many2one("gas.account", "Gas Account", ondelete="set null")
    identity_check = fields.Char(
        "Identity Checked By", help="How we know that it is he who asks: called back, card seen, power of attorney."
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    state = fields.Selection([("draft", "Searching"), ("exported", "Exported")], default="draft", readonly=True)
    account_ids = fields.Many2many("gas.account", string="Gas Accounts", context={"active_test": False})
    inquiry_ids = fields.Many2many("gas.inquiry", string="Tickets")
    project_ids = fields.Many2many("gas.project", string="Projects")
    exported_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    exported_at = fields.Datetime("Exported On", readonly=True, copy=False)
    file = fields.Binary(attachment=True, readonly=True, copy=False, groups="gas_service.group_general")
    file_name = fields.Char(readonly=True, copy=False)
    checksum = fields.Char("SHA-256", readonly=True, copy=False)
    contents = fields.Text(readonly=True, copy=False, help="How many records of each kind the file holds.")

    _guarded_fields = frozenset("company_id state exported_by exported_at file file_name checksum contents".split())

    def write(self, vals):
        if not self._is_unguarded() and any(request.state == "exported" for request in self):
            raise UserError(self.env._("The data was exported: make a new request."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if any(request.state == "exported" for request in self):
            raise UserError(self.env._("What was given to whom stays logged."))

    def _check_general(self):
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("gas_service.group_general"):
            raise AccessError(self.env._("Only general management looks up a person's data."))

    # -- find ------------------------------------------------------------------------------------

    def action_find(self):
        """Propose what is kept under the name, number or account; what is another's is taken off the lists.

        :raise AccessError: the user is not of general management
        :raise UserError: the number is none
        """
        self._check_general()
        number = self._parsed_phone()
        accounts = self.env["gas.account"].with_context(active_test=False)
        wanted = Domain("name", "=", self.person) | Domain("id", "in", self.account_id.ids)
        if number:
            wanted |= accounts._domain_by_phone(number, exact=True)
        accounts = accounts.search(wanted)
        self.write(
            {
                "account_ids": [Command.set(accounts.ids)],
                "inquiry_ids": [Command.set(self._search_documents("gas.inquiry", accounts, number).ids)],
                "project_ids": [Command.set(self._search_documents("gas.project", accounts, number).ids)],
            }
        )

    def _parsed_phone(self):
        return self.env["gas.phone"]._parse(self.phone)[0] if self.phone else ""

    def _search_documents(self, model, accounts, number):
        """Return what the user may see of tickets or projects of this person."""
        names = [name for name in ("customer_name", "contact_name", "partner_id.name") if self._has(model, name)]
        wanted = Domain.OR(Domain(name, "=", self.person) for name in names) | Domain("account_id", "in", accounts.ids)
        if number:
            wanted |= Domain("phone", "=", number)
        return self.env[model].search(wanted)

    def _has(self, model, path):
        return path.split(".")[0] in self.env[model]._fields

    # -- export ----------------------------------------------------------------------------------

    def action_export(self):
        """Make the file of what is on the lists; log it, and log its numbers as revealed.

        :raise AccessError: the user is not of general management
        :raise UserError: nothing was found, or nobody checked who asks
        """
        self._check_general()
        if self.state != "draft":
            raise UserError(self.env._("The data was exported: make a new request."))
        if not (self.identity_check or "").strip():
            raise UserError(self.env._("How do you know that it is this person who asks?"))
        records = self._collect()
        if not any(records.values()):
            raise UserError(self.env._("Nothing is kept about this person."))
        content = self._make_file(records)
        if phones := records["gas.phone"]:
            self.env["gas.phone.reveal"]._log(phones)
        number = self._parsed_phone()
        self._write_guarded(
            {
                "state": "exported",
                "exported_by": self.env.uid,
                "exported_at": fields.Datetime.now(),
                "phone": phone_tools.mask(number),
                "file": base64.b64encode(content),
                "file_name": f"personal-data-{self.id}.zip",
                "checksum": hashlib.sha256(content).hexdigest(),
                "contents": "\n".join(
                    f"{self.env['ir.model']._get(model).name}: {len(rows)}" for model, rows in records.items() if rows
                ),
            }
        )

    @api.autovacuum
    def _gc_personal_data(self):
        """Remove the copies after some days (a setting), and the names after the retention; the request stays."""
        now = fields.Datetime.now()
        for company in self.env["res.company"].with_context(active_test=False).search([], limit=None):
            of_company = Domain("company_id", "=", company.id)
            limit = fields.Datetime.subtract(now, days=company.gas_import_days)
            old = self.search(of_company & Domain("exported_at", "<", limit) & Domain("file_name", "!=", False))
            old._write_guarded({"file": False, "file_name": False})
            limit = fields.Datetime.subtract(now, years=company.gas_retention_years)
            past = self.search(of_company & Domain("create_date", "<", limit) & Domain("person", "!=", "—"))
            past._write_guarded({"person": "—", "phone": False, "identity_check": False, "account_id": False})
