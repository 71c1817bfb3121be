# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

# design has not begun: it waits for the documents, too
WAITING_STATES = ("information", "contacted", "tracking", "demand", "review", "survey")


class GasProjectDocument(models.Model):
    """Something the customer supplies: electronic drawings, photos of the site, papers (PS-4.2.3.1)."""

    _name = "gas.project.document"
    _description = "Document of a Project"
    _inherit = ["gas.guarded.mixin", "gas.hosted.mixin"]
    _order = "project_id, sequence, id"
    _host_fields = ("project_id",)
    _guarded_fields = frozenset({"project_id", "received_at", "received_by"})

    project_id = fields.Many2one("gas.project", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    type_id = fields.Many2one("gas.document.type", ondelete="restrict")
    name = fields.Char("Document", required=True)
    required = fields.Boolean(default=True)
    received_at = fields.Datetime("Received On", readonly=True, copy=False)
    received_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    note = fields.Char()
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", "Files", domain=[("res_model", "=", "gas.project.document")], copy=False
    )

    def _guarded_initial(self, vals):
        return super()._guarded_initial(vals) | {"project_id": vals.get("project_id")}

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents.project_id._documents_changed()
        return documents

    def write(self, vals):
        result = super().write(vals)
        if "required" in vals:
            self.project_id._documents_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_missing(self):
        if self.filtered("received_at"):
            raise UserError(self.env._("What was received stays on the list."))

    def unlink(self):
        projects = self.project_id
        result = super().unlink()
        projects.exists()._documents_changed()
        return result

    def action_receive(self, at=None):
        """The customer delivered these documents at ``at`` (naive UTC, default now)."""
        for document in self.filtered(lambda document: not document.received_at):
            document.check_access("write")
            document.project_id._check_open()
            at_ = document.project_id._moment(at)
            document._write_guarded({"received_at": at_, "received_by": self.env.uid})
        self.project_id._documents_changed()


class GasProject(models.Model):
    """Which documents are still missing, and when they were complete (PS-4.2.3.1)."""

    _inherit = "gas.project"

    documents_complete_at = fields.Datetime("Documents Complete On", readonly=True, copy=False)
    missing_document_count = fields.Integer("Number of Missing Documents", compute="_compute_missing_documents")
    missing_documents = fields.Char(compute="_compute_missing_documents")

    _guarded_fields = frozenset({"documents_complete_at"})

    @api.depends("document_ids.required", "document_ids.received_at", "document_ids.name")
    def _compute_missing_documents(self):
        """One query for a whole board; of what is being typed, what is on the screen."""
        self.missing_document_count, self.missing_documents = 0, ""
        stored = self.filtered("id")
        # sudo: a document is as visible as its project
        missing = self.env["gas.project.document"].sudo()
        domain = [("project_id", "in", stored.ids), ("required", "=", True), ("received_at", "=", False)]
        by_project = missing.search_fetch(domain, ["project_id", "name"], order="sequence, id").grouped("project_id")
        for project in self - stored:
            by_project[project] = project.document_ids.filtered(lambda one: one.required and not one.received_at)
        for project, documents in by_project.items():
            project = project.with_env(self.env)
            project.missing_document_count = len(documents)
            project.missing_documents = "、".join(documents.mapped("name"))

    def write(self, vals):
        changed = self.filtered(lambda project: "nature" in vals and project.nature != vals["nature"])
        result = super().write(vals)
        changed._refit_documents()
        return result

    def _prepare_documents(self):
        """Put what its nature asks for on the list of each project that has none."""
        self.filtered(lambda project: project.nature and not project.document_ids)._add_documents()

    def _refit_documents(self):
        """After a change of nature the list asks for what the new one needs; what was received stays."""
        projects = self.filtered(lambda one: one.nature and one.document_ids and one.state in WAITING_STATES)
        for project in projects:
            kept = self.env["gas.document.type"]._for_nature(project.nature)
            superfluous = project.document_ids.filtered(
                lambda one, kept=kept: one.type_id - kept and not one.received_at and not one.attachment_ids
            )
            superfluous.sudo().unlink()  # sudo: as in _add_documents
        projects._add_documents()

    def _add_documents(self):
        """Put on the list what the project's nature asks for and what is not there yet."""
        values = [
            {
                "project_id": project.id,
                "type_id": kind.id,
                "name": kind.name,
                "required": kind.required,
                "sequence": kind.sequence,
            }
            for project in self
            for kind in self.env["gas.document.type"]._for_nature(project.nature) - project.document_ids.type_id
        ]
        # sudo: the list is made by the step, whoever takes it
        self.env["gas.project.document"].sudo().create(values)

    def _documents_changed(self):
        """Keep when the documents were complete: the moment the last required one came.

        Once design runs it is fixed: what turns out to be missing later is a reason for a pause.
        """
        for project in self.filtered(lambda project: project.state in WAITING_STATES):
            required = project.document_ids.filtered("required")
            complete = required and all(required.mapped("received_at"))
            at = max(required.mapped("received_at")) if complete else False
            if at != project.documents_complete_at:
                # sudo: follows from the documents, which the user may write
                project.sudo()._write_guarded({"documents_complete_at": at})
            project._begin_design()
