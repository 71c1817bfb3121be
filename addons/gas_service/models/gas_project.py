# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import unicodedata

from stdnum.cn import uscc as uscc_tools
from stdnum.exceptions import ValidationError as NumberError

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .gas_nature_mixin import NATURES
from .gas_sla_mixin import SLA_FIELDS

# where the work on a project can be, in its order
OPEN_STATES = (
    "information", "contacted", "tracking", "demand", "review", "survey", "design", "costing", "approval",
)  # fmt: skip
ENDED_STATES = ("done", "lost", "screened")
# information pushed by the government (PS-3.1); everything else is noted by somebody (PS-3.2)
PLATFORMS = [
    ("construction", "Construction Approval System"),
    ("exchange", "Government Data Exchange"),
    ("register", "Enterprise Credit Register"),
]
SOURCES = [
    *PLATFORMS,
    ("research", "Market Research"),
    ("customer", "Customer's Request"),
    ("referral", "Referral"),
    ("other", "Other"),
]


class GasProject(models.Model):
    """Gas-connection project of a non-residential customer, from the first hint to the approved budget (PS-1)."""

    _name = "gas.project"
    _description = "Gas-Connection Project"
    _inherit = ["gas.document.mixin"]
    _order = "date_deadline, id desc"
    _rec_names_search = ("name", "customer_name", "subject")
    _mail_post_access = "read"
    _sla_host_field = "project_id"
    _dialog_field = "project_id"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        [
            ("information", "Information"),
            ("contacted", "Contacted"),
            ("tracking", "Tracking"),
            ("demand", "Demand Confirmed"),
            ("review", "Review Scheduled"),
            ("survey", "Surveyed"),
            ("design", "Design"),
            ("costing", "Costing"),
            ("approval", "Budget Approval"),
            ("done", "Done"),
            ("lost", "Lost"),
            ("screened", "Screened Out"),
        ],
        default="information",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand="_group_expand_state",
    )
    subject = fields.Char("Project", required=True, index="trigram", help="What is to be connected, in a few words.")
    nature = fields.Selection(NATURES, tracking=True, help="Known at the latest when the demand is confirmed (PS-1).")

    # where it comes from
    source = fields.Selection(SOURCES, required=True, copy=False, help="Where the information came from (PS-3).")
    external_ref = fields.Char("External Reference", copy=False, help="Number of the matter at its source.")
    info_received_at = fields.Datetime(
        "Information Received On", required=True, default=fields.Datetime.now, copy=False,
        help="When we got it (push, download or note), not when the platform registered it (PS-4.1.1).",
    )  # fmt: skip
    registered_by = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict", default=lambda self: self.env.user, index=True
    )
    origin_id = fields.Many2one(
        "gas.project", "Came Back From", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )

    # the customer
    account_id = fields.Many2one(
        "gas.account", "Gas Account", domain="[('category', '!=', 'residential')]", ondelete="restrict",
        index="btree_not_null", copy=False,
    )  # fmt: skip
    partner_id = fields.Many2one("res.partner", "Contact", ondelete="restrict", index="btree_not_null")
    customer_name = fields.Char("Customer", required=True, index="trigram", help="The enterprise or unit.")
    category = fields.Selection(
        [("commercial", "Commercial and Public Welfare"), ("industrial", "Industrial")],
        default="commercial",
        required=True,
    )
    uscc = fields.Char("Unified Social Credit Code", index="btree_not_null", size=18)
    contact_name = fields.Char("Contact Person")
    address = fields.Char()

    # who works on it
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, copy=False, ondelete="restrict", index=True, tracking=True
    )
    lead_id = fields.Many2one(
        "hr.employee", copy=False, ondelete="restrict", index="btree_not_null", tracking=True,
        default=lambda self: self.env.user._gas_employee(self.env.company)._gas_is_market_developer().id,
        help="Who develops the customer answers for him: the first responsible of the whole way (PS-5.1).",
    )  # fmt: skip

    contact_ids = fields.One2many("gas.contact", "project_id", "Contacts")
    handover_ids = fields.One2many("gas.handover", "project_id", "Hand-overs", readonly=True)
    clock_ids = fields.One2many("gas.sla.clock", "project_id", "Clocks", readonly=True)
    point_ids = fields.One2many("gas.project.point", "project_id", "Gas Points")
    document_ids = fields.One2many("gas.project.document", "project_id", "Documents")
    follow_up_ids = fields.One2many("gas.project", "origin_id", "Later Projects", readonly=True)

    _name_unique = models.UniqueIndex("(company_id, name)", "The number of a project must be unique.")
    _external_ref_unique = models.UniqueIndex(
        "(company_id, source, external_ref) WHERE external_ref IS NOT NULL",
        "A project with this source and external reference exists already.",
    )
    # see gas.inquiry: the cards of a column in their order, and what they count, without the table
    _card_idx = models.Index("(state, date_deadline, id DESC)")
    _open_idx = models.Index(
        "(state, company_id, department_id, lead_id, date_deadline, sla_red_at, sla_yellow_at, id)"
        " WHERE state NOT IN ('done', 'lost', 'screened')"
    )

    _guarded_fields = SLA_FIELDS | set(
        "name company_id state source external_ref info_received_at registered_by origin_id department_id lead_id".split()
    )

    @api.model
    def _group_expand_state(self, states, domain):
        """Every column a person can drag to is there; the ends only where they hold something."""
        return [key for key, _label in self._fields["state"].selection if key in OPEN_STATES or key in states]

    @api.depends("name", "customer_name")
    def _compute_display_name(self):
        for project in self:
            project.display_name = f"{project.name} {project.customer_name or ''}".strip()

    @api.constrains("account_id")
    def _check_not_residential(self):
        for project in self:
            if project.account_id.category == "residential":
                raise ValidationError(
                    self.env._(
                        "%s is a residential account: pre-service is for non-residential customers (PS-1)."
                        " Register a first-inquiry ticket instead.",
                        project.account_id.display_name,
                    )
                )

    @api.constrains("uscc")
    def _check_uscc(self):
        for project in self:
            if project.uscc:
                self._normalize_uscc(project.uscc)

    @api.model
    def _normalize_uscc(self, text):
        """Return a unified social credit code in its stored form; "" for none.

        :raise ValidationError: format or check digit is wrong
        """
        # full-width characters, as people paste them
        text = unicodedata.normalize("NFKC", text or "").strip()
        if not text:
            return ""
        try:
            return uscc_tools.validate(text)
        except NumberError as error:
            raise ValidationError(
                self.env._("“%s” is no unified social credit code: compare it with the business licence.", text)
            ) from error

    def write(self, vals):
        if "uscc" in vals:
            vals = {**vals, "uscc": self._normalize_uscc(vals["uscc"]) or False}
        return super().write(vals)

    @api.onchange("account_id")
    def _onchange_account_id(self):
        if self.account_id:
            self.customer_name = self.account_id.name
            self.address = self.account_id.address
            self.partner_id = self.account_id.partner_id
            if self.account_id.category in ("commercial", "industrial"):
                self.category = self.account_id.category
