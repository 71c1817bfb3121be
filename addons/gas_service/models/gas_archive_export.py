# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import hashlib
import io
import re
import zipfile

import xlsxwriter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

_SHEETS = {
    "tickets": "name state kind channel subject description anonymous account_id customer_name address phone_ids"
    " received_at registered_by first_responsible_id first_department_id first_handler_id handler_id department_id"
    " outcome result guidance answered_at informed_at closed_at cancel_reason notice_matter notice_materials"
    " project_id verification verification_note verified_by verified_at"
    " notice_procedure notice_at origin_id external_ref locked_at archived_at retention_until legal_hold",
    "contact_ids": "inquiry_id date employee_id department_id direction channel reached purpose promised_date"
    " note recipient_id reply replied_at",
    "handover_ids": "inquiry_id kind date from_employee_id from_department_id to_employee_id to_department_id note"
    " signed_at signed_by",
    "clock_ids": "inquiry_id code occurrence state started_at due_at stopped_at employee_id department_id cancel_reason",
    "message_ids": "record_name date author_id message_type body",
}


class GasArchiveExport(models.Model):
    """A copy of the archive to be kept elsewhere: what makes merging contacts or uninstalling possible (FI-8.6)."""

    _name = "gas.archive.export"
    _description = "Archive Export"
    _inherit = ["gas.guarded.mixin"]
    _order = "id desc"
    _rec_name = "taken_at"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    state = fields.Selection(
        [("taken", "Taken"), ("confirmed", "Confirmed")], default="taken", required=True, readonly=True
    )
    taken_at = fields.Datetime("Taken On", readonly=True)
    taken_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    confirmed_at = fields.Datetime("Confirmed On", readonly=True)
    confirmed_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    ticket_ids = fields.Many2many(
        "gas.inquiry", "gas_archive_export_inquiry_rel", "export_id", "inquiry_id", "Tickets",
        readonly=True, ondelete="restrict",
    )  # fmt: skip
    excluded_user_ids = fields.Many2many(
        "res.users", "gas_archive_export_excluded_rel", string="Users Kept Out", readonly=True, ondelete="restrict"
    )
    ticket_count = fields.Integer("Number of Tickets", readonly=True)
    file = fields.Binary(attachment=True, readonly=True)
    file_name = fields.Char(readonly=True)
    checksum = fields.Char("SHA-256", readonly=True, help="Compare it with the copy that is kept elsewhere.")
    file_removed_at = fields.Datetime(
        "File Removed On", readonly=True, help="It held tickets that had to be destroyed."
    )

    _guarded_fields = frozenset(
        "company_id state taken_at taken_by confirmed_at confirmed_by ticket_ids excluded_user_ids ticket_count"
        " file file_name checksum file_removed_at".split()
    )

    def _guarded_initial(self, vals):
        """An export is made in one go, of the retained tickets its maker may read."""
        company = self.env.company
        tickets = self.env["gas.inquiry"].search(
            [("company_id", "=", company.id), ("locked_at", "!=", False), ("anonymised_at", "=", False)], order="name"
        )
        if not tickets:
            raise UserError(self.env._("There is no archived ticket to export."))
        now = fields.Datetime.now()
        content = self._make_zip(tickets)
        return super()._guarded_initial(vals) | {
            "company_id": company.id,
            "taken_at": now,
            "taken_by": self.env.uid,
            "ticket_ids": [fields.Command.set(tickets.ids)],
            # sudo: copied, to keep the same people out
            "excluded_user_ids": [fields.Command.set(tickets.sudo().excluded_user_ids.ids)],
            "ticket_count": len(tickets),
            "file": base64.b64encode(content),
            "file_name": f"archive-{fields.Datetime.context_timestamp(self, now):%Y%m%d-%H%M%S}.zip",
            "checksum": hashlib.sha256(content).hexdigest(),
        }

    def action_take(self):
        """Export all retained tickets of the company and open the export.

        :raise AccessError: the user is not of general management
        """
        return self.create({})._get_records_action()

    def action_confirm(self):
        """Confirm that the file is kept outside of this system and can be read there.

        :raise AccessError: the user is not of general management
        """
        for export in self:
            export.check_access("read")
            if not self.env.user.has_group("gas_service.group_general"):
                raise AccessError(self.env._("Only general management confirms an export."))
            if export.state != "taken" or export.file_removed_at:
                raise UserError(self.env._("There is nothing to confirm."))
            export._write_guarded(
                {"state": "confirmed", "confirmed_by": self.env.uid, "confirmed_at": fields.Datetime.now()}
            )

    def _all_tickets(self):
        """Return (sudo) the tickets in it, those included that the user may not see."""
        # a cache does not know whose rules filled it
        self.invalidate_recordset(["ticket_ids"])
        return self.sudo().ticket_ids  # sudo: see above

    def _remove_files(self):
        """Delete the copies of what has been destroyed; that an export was taken stays known."""
        for export in self.filtered("file_name"):
            export._write_guarded({"file": False, "file_name": False, "file_removed_at": fields.Datetime.now()})

    # -- the file ------------------------------------------------------------------------------

    @api.model
    def _make_zip(self, tickets):
        """Return a zip with one workbook and the files of the tickets, each in a folder of its ticket."""
        tickets = tickets.sudo()  # sudo: read as one who may see them; their records go with them
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("archive.xlsx", self._make_workbook(tickets))
            attachments = tickets.env["ir.attachment"].search(
                [("res_model", "=", "gas.inquiry"), ("res_id", "in", tickets.ids)]
            )
            names = {ticket.id: ticket.name for ticket in tickets}
            for attachment in attachments:
                folder = re.sub(r"[^\w.-]", "_", names[attachment.res_id])
                file_name = re.sub(r"[\\/\x00-\x1f]", "_", attachment.name)
                archive.writestr(f"files/{folder}/{attachment.id}-{file_name}", attachment.raw or b"")
        return buffer.getvalue()

    @api.model
    def _make_workbook(self, tickets):
        buffer = io.BytesIO()
        # texts stay texts: what a customer wrote is neither a formula nor a link
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(buffer, options) as workbook:
            bold = workbook.add_format({"bold": True})
            for source, names in _SHEETS.items():
                records = tickets if source == "tickets" else tickets[source]
                columns = [records._fields[name] for name in names.split()]
                sheet = workbook.add_worksheet(source.removesuffix("_ids"))
                sheet.freeze_panes(1, 0)
                for index, field in enumerate(columns):
                    sheet.write_string(0, index, field._description_string(self.env) or field.name, bold)
                for row, record in enumerate(records, 1):
                    for index, field in enumerate(columns):
                        sheet.write_string(row, index, self._cell(record, field))
        return buffer.getvalue()

    @api.model
    def _cell(self, record, field):
        value = record[field.name]
        if field.relational:
            # the numbers in clear: the copy has to be complete
            return "、".join(value.mapped("number" if value._name == "gas.phone" else "display_name"))
        if value is False or value is None:
            return "" if field.type != "boolean" else self.env._("No")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "datetime":
            return fields.Datetime.to_string(fields.Datetime.context_timestamp(self, value).replace(tzinfo=None))
        if field.type == "html":
            return re.sub(r"<[^>]+>", " ", value).strip()[:32000]
        return str(value)[:32000] if value is not True else self.env._("Yes")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An export is evidence and cannot be deleted."))
