# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL

# how somebody could hear of a document: followers, activities, notifications
_DOORS = """
    SELECT DISTINCT door, id FROM (
        SELECT 'follower' AS door, x.%(document)s AS id FROM kept_out x
        JOIN mail_followers f ON f.res_model = %(model)s AND f.res_id = x.%(document)s AND f.partner_id = x.partner_id
        UNION ALL
        SELECT 'activity', x.%(document)s FROM kept_out x
        JOIN mail_activity a ON a.res_model = %(model)s AND a.res_id = x.%(document)s AND a.user_id = x.%(user)s
        UNION ALL
        SELECT 'notice', x.%(document)s FROM kept_out x
        JOIN mail_message m ON m.model = %(model)s AND m.res_id = x.%(document)s
        JOIN mail_notification n ON n.mail_message_id = m.id AND n.res_partner_id = x.partner_id
    ) doors
"""


class GasCheck(models.AbstractModel):
    """Whom a complaint or a case is about never hears of it (FI-8.5)."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "complaint_kept_out": self.env._("Whoever a complaint or case is about is kept out of it"),
            "complaint_door": self.env._("Nobody follows, is reminded of, or was told of what he is kept out of"),
            "complaint_handler": self.env._("Nobody handles, or calls back about, what he is kept out of"),
        }

    @api.model
    def _find_complaint_kept_out(self):
        for documents in self._documents("gas.excluded.mixin"):
            for document in documents.search([(documents._excluded_employee_field, "!=", False)]):
                if document._users_to_exclude() - document.excluded_user_ids:
                    yield document, self.env._("somebody it is about is not kept out")

    @api.model
    def _find_complaint_door(self):
        texts = {
            "follower": self.env._("somebody kept out follows it"),
            "activity": self.env._("somebody kept out has an activity on it"),
            "notice": self.env._("somebody kept out was told of it"),
        }
        for documents in self._documents("gas.excluded.mixin"):
            field = documents._fields["excluded_user_ids"]
            rows = self._rows(
                "WITH kept_out AS (SELECT r.*, u.partner_id FROM %(relation)s r JOIN res_users u ON u.id = r.%(user)s)"
                + _DOORS,
                relation=SQL.identifier(field.relation),
                document=SQL.identifier(field.column1),
                user=SQL.identifier(field.column2),
                model=documents._name,
            )
            for door, document_id in rows:
                yield documents.browse(document_id), texts[door]

    @api.model
    def _find_complaint_handler(self):
        rows = self._rows(
            """
            SELECT t.id FROM gas_inquiry t
            JOIN hr_employee e ON e.id = t.handler_id
            JOIN gas_inquiry_excluded_rel x ON x.gas_inquiry_id = t.id AND x.res_users_id = e.user_id
            WHERE t.state NOT IN ('closed', 'archived', 'cancelled')
            """
        )
        for (ticket_id,) in rows:
            yield self.env["gas.inquiry"].browse(ticket_id), self.env._("is handled by somebody kept out of it")
        rows = self._rows(
            """
            SELECT c.id FROM gas_callback c
            JOIN hr_employee e ON e.id = c.caller_id
            LEFT JOIN gas_callback_excluded_rel x ON x.callback_id = c.id AND x.user_id = e.user_id
            LEFT JOIN gas_callback_server_rel s ON s.callback_id = c.id AND s.employee_id = e.id
            LEFT JOIN gas_callback_involved_rel i ON i.callback_id = c.id AND i.employee_id = e.id
            WHERE num_nonnulls(x.callback_id, s.callback_id, i.callback_id) > 0
            """
        )
        for (callback_id,) in rows:
            text = self.env._("is made by somebody who served the customer, or is kept out")
            yield self.env["gas.callback"].browse(callback_id), text
