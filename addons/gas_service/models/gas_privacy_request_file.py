# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import json
import re
import zipfile

import xlsxwriter

from odoo import models
from odoo.fields import Domain

# what is given to the person, in this order
_COLUMNS = {
    "gas.account": "number name category district address phone_ids do_not_call note partner_id",
    "gas.inquiry": "name state kind channel subject description account_id customer_name address phone_ids received_at"
    " first_responsible_id handler_id department_id outcome result guidance answered_at informed_at closed_at"
    " notice_matter notice_materials notice_procedure retention_until",
    "gas.project": "name state subject nature source customer_name contact_name uscc account_id address phone_ids"
    " info_received_at lead_id department_id demand wishes safety_guidance survey_note note approved_at ended_at"
    " end_reason",
    "gas.service.record": "date service_type mode account_id customer_name department_id employee_id",
    "gas.callback": "plan_id account_id customer_name state channel done_at remark dissatisfied",
    "gas.callback.answer": "callback_id question_text number text",
    "gas.contact": "date channel direction purpose employee_id note reply",
    "gas.phone": "number extension note",
    "gas.phone.reveal": "revealed_at user_id masked document",
    "rating.rating": "create_date res_name rating feedback",
    "mail.message": "date author_id record_name body",
    "ir.attachment": "name res_name mimetype create_date",
}


class GasPrivacyRequest(models.Model):
    """The copy for the person who asks: a workbook to read, the same as JSON to be taken elsewhere, and the files."""

    _inherit = "gas.privacy.request"

    def _collect(self):
        """Return {model: its records (sudo)} of what is on the lists and what belongs to it."""
        # only what the user may see himself, whatever ids were put on the lists; sudo: what belongs to
        # it goes with it, numbers in clear, and the export is logged
        accounts, inquiries, projects = (
            self[name]._filtered_access("read").sudo() for name in ("account_ids", "inquiry_ids", "project_ids")
        )
        env = accounts.with_context(active_test=False).env
        served = Domain("account_id", "in", accounts.ids) | Domain("customer_name", "=", self.person)
        records = env["gas.service.record"].search(
            served | Domain("inquiry_id", "in", inquiries.ids) | Domain("project_id", "in", projects.ids)
        )
        # what a customer said about the user is not for him
        callbacks = env["gas.callback"].search(served & Domain("excluded_user_ids", "not in", self.env.uid))
        documents = (accounts, inquiries, projects)
        phones = accounts.phone_ids | inquiries.phone_ids | projects.phone_ids
        contacts = inquiries.contact_ids | projects.contact_ids | callbacks.contact_ids
        return {
            "gas.account": accounts,
            "gas.inquiry": inquiries,
            "gas.project": projects,
            "gas.service.record": records,
            "gas.callback": callbacks,
            "gas.callback.answer": callbacks.answer_ids,
            "gas.contact": contacts,
            "gas.phone": phones,
            "gas.phone.reveal": env["gas.phone.reveal"].search([("phone_id", "in", phones.ids)]),
            "rating.rating": env["rating.rating"].search(self._domain_of(documents, "res_model")),
            "mail.message": env["mail.message"].search(
                self._domain_of(documents, "model") & Domain("body", "not in", ("", False))
            ),
            "ir.attachment": env["ir.attachment"].search(
                self._domain_of((*documents, contacts, projects.document_ids), "res_model")
            ),
        }

    def _domain_of(self, documents, name):
        return Domain.OR(
            Domain(name, "=", records._name) & Domain("res_id", "in", records.ids) for records in documents
        )

    def _make_file(self, records):
        """Return the zip as bytes."""
        tables = {model: self._texts_of(model, rows) for model, rows in records.items() if rows}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("personal-data.xlsx", self._workbook(tables))
            data = {
                model: [dict(zip(head, row, strict=True)) for row in rows] for model, (head, rows) in tables.items()
            }
            archive.writestr("personal-data.json", json.dumps(data, ensure_ascii=False, indent=1))
            for attachment in records["ir.attachment"]:
                name = re.sub(r"[\\/\x00-\x1f]", "_", attachment.name)
                archive.writestr(f"files/{attachment.id}-{name}", attachment.raw or b"")
        return buffer.getvalue()

    def _texts_of(self, model, records):
        """Return (titles, rows of texts)."""
        columns = [records._fields[name] for name in _COLUMNS[model].split()]
        cell = self.env["gas.archive.export"]._cell
        titles = [column._description_string(self.env) or column.name for column in columns]
        return titles, [[cell(record, column) for column in columns] for record in records]

    def _workbook(self, tables):
        buffer = io.BytesIO()
        # texts stay texts: what a customer wrote is neither a formula nor a link
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(buffer, options) as workbook:
            bold = workbook.add_format({"bold": True})
            for model, (titles, rows) in tables.items():
                sheet = workbook.add_worksheet(model)
                sheet.freeze_panes(1, 0)
                for index, title in enumerate(titles):
                    sheet.write_string(0, index, title, bold)
                for number, row in enumerate(rows, 1):
                    for index, text in enumerate(row):
                        sheet.write_string(number, index, text)
        return buffer.getvalue()
