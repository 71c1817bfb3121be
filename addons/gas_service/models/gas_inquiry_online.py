# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import UserError

ONLINE_KINDS = ("inquiry", "request", "complaint")
# characters kept of what a stranger types
LONGEST = {"subject": 100, "description": 4000, "customer_name": 60, "phone": 40, "address": 150}


class GasInquiry(models.Model):
    """Tickets that customers register themselves on the public page (FI-3, FI-13)."""

    _inherit = "gas.inquiry"

    @api.model
    def _register_online(self, company, values, files=(), partner=None):
        """Register what a customer wrote; the duty officer of the day is its first responsible.

        The promises count from now on, within working hours, as for who calls.

        :param values: ``kind`` and the keys of ``LONGEST``, as typed; ``anonymous``
        :param files: (name, MIME type, content) of each, checked
        :param partner: who wrote it, where he has a login: he finds it in his portal, unless he stays anonymous
        :return: the ticket, as superuser
        :raise UserError: names all that is missing, or says that nobody is there to answer
        """
        vals = self._online_values(values)
        responsible = self.env["gas.duty.roster"]._on_duty(company, fields.Datetime.now())
        if not responsible:
            raise UserError(self.env._("Nothing can be submitted here at the moment. Please call us."))
        vals["first_responsible_id"] = responsible.id
        if partner and not vals["anonymous"]:
            vals["partner_id"] = partner.id
        # as the system: a visitor has no rights, and everything he may say is checked here
        inquiries = self.with_user(SUPERUSER_ID).with_company(company)
        if vals["kind"] == "complaint":
            ticket = inquiries._register_complaint(vals, responsible.browse())
        else:
            ticket = inquiries.create(vals)
        ticket._attach_files(files)
        ticket._schedule(
            "gas_service.activity_type_handle",
            responsible.user_id,
            self.env._("Submitted online: %s", ticket.name),
            ticket.subject,
        )
        return ticket

    @api.model
    def _online_values(self, values):
        typed = {name: (values.get(name) or "").strip()[:limit] for name, limit in LONGEST.items()}
        anonymous = bool(values.get("anonymous"))
        missing = []
        if values.get("kind") not in ONLINE_KINDS:
            missing.append(self.env._("whether it is an inquiry, a request or a complaint"))
        if not typed["subject"]:
            missing.append(self.env._("what it is about"))
        if not anonymous and not typed["customer_name"]:
            missing.append(self.env._("your name, or that you want to stay anonymous"))
        if not anonymous and not typed["phone"]:
            missing.append(self.env._("a phone number at which we can reach you"))
        if missing:
            raise UserError(self.env._("Please tell us also:") + "".join(f"\n• {text}" for text in missing))
        vals = {
            "kind": values["kind"],
            "channel": "online",
            "anonymous": anonymous,
            "subject": typed["subject"],
            "description": typed["description"],
        }
        if not anonymous:
            vals |= {"customer_name": typed["customer_name"], "address": typed["address"]}
            vals["phone_ids"] = [
                Command.create({"number": number, "extension": extension})
                for number, extension in self.env["gas.phone"]._parse_many(typed["phone"])
            ]
        return vals

    def _attach_files(self, files):
        """Keep checked files of a stranger on the ticket (superuser), with the type their content has."""
        self.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "mimetype": mimetype,
                    "raw": content,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for name, mimetype, content in files
            ]
        )
