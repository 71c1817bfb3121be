# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from .gas_archived_mixin import with_archive_open


class GasExcludedMixin(models.AbstractModel):
    """A document hidden from those it is about: a complaint from the accused, a conduct case from who is concerned.

    The concrete model declares ``excluded_user_ids`` (Many2many to res.users, guarded; stored, because a
    domain through employees would fail for ordinary users) and a record rule without group that says
    ``not in``. Here are the other doors: followers, recipients, notifications, activities.
    """

    _name = "gas.excluded.mixin"
    # inherited, so that these doors stand before those of the chatter
    _inherit = ["gas.workflow.mixin"]
    _description = "Hidden from those it is about"

    # the field that says which employees it is about
    _excluded_employee_field = None

    def _users_to_exclude(self):
        """Return (sudo) the users who must not see this document, as things are now."""
        self.ensure_one()
        # sudo: the users behind the employees, to keep them out
        return self.sudo()[self._excluded_employee_field].user_id

    def _exclude(self):
        """Keep out whoever must not see the documents now (sudo); once kept out, always kept out."""
        for document in self:
            users = document._users_to_exclude() - document.excluded_user_ids
            if users:
                document._write_guarded({"excluded_user_ids": [fields.Command.link(user.id) for user in users]})
        self._unfollow_excluded()

    @api.model
    def _exclude_users_of(self, employees):
        """Employees got another login: it is kept out of everything they are kept out of."""
        for name in self.env.registry.descendants([GasExcludedMixin._name], "_inherit"):
            field = self.env[name]._excluded_employee_field
            if field:
                # sudo: whoever links the login need not see these documents, and must not learn of them;
                # the archive's lock holds what was said, not who may read it
                documents = with_archive_open(self.env[name].sudo().with_context(active_test=False))
                documents.search([(field, "in", employees.ids)])._exclude()

    def _unfollow_excluded(self):
        """Take from those kept out what reached them before: follower, activities, inbox (sudo)."""
        for document in self:
            partners = document.excluded_user_ids.partner_id
            document.message_unsubscribe(partners.ids)
            document.activity_ids.filtered(lambda a, d=document: a.user_id in d.excluded_user_ids).unlink()
            # his own words stay his; message_ids would leave out what was notified to single users
            messages = self.env["mail.message"].search([("model", "=", self._name), ("res_id", "=", document.id)])
            messages.filtered(lambda m, p=partners: m.partner_ids & p).write(
                {"partner_ids": [fields.Command.unlink(partner.id) for partner in partners]}
            )
            self.env["mail.notification"].search(
                [("mail_message_id", "in", messages.ids), ("res_partner_id", "in", partners.ids)]
            ).unlink()

    def _kept_out_users(self):
        return self.sudo().excluded_user_ids  # sudo: users are only left out of notices, not shown

    def _kept_out_partner_ids(self):
        return set(self._kept_out_users().partner_id.ids)

    # -- doors of the chatter --------------------------------------------------------------------

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        for document in self:
            allowed = set(partner_ids or []) - document._kept_out_partner_ids()
            super(GasExcludedMixin, document)._message_subscribe(list(allowed), subtype_ids, customer_ids)
        return True

    def _message_create(self, values_list):
        # a recipient of a message may read it, whatever becomes of the document
        kept_out = self._kept_out_partner_ids()
        for values in values_list:
            values["partner_ids"] = [pid for pid in values.get("partner_ids") or [] if pid not in kept_out]
        return super()._message_create(values_list)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        kept_out = self._kept_out_partner_ids()
        return [recipient for recipient in recipients if recipient["id"] not in kept_out]
