# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools.selection import same_as

# what callbacks are drawn from (CB-2)
SERVICE_TYPES = [
    ("hotline", "Hotline Inquiry"),
    ("design_install", "Design and Installation"),
    ("ignition", "Ignition"),
    ("meter_billing", "Meter Reading and Billing"),
    ("inspection_repair", "Inspection and Repair"),
    ("pre_service", "Pre-Service"),
]


class GasServiceRecord(models.Model):
    """One service rendered to one customer on one day: the population of callbacks (CB-2).

    Documents leave it by themselves, other systems push it; nobody writes or changes one, or the
    callbacks of a month could be steered. What is wrong is voided with a reason: kept, and left out.
    No chatter: there are a million of them.
    """

    _name = "gas.service.record"
    _description = "Service Record"
    _inherit = ["gas.guarded.mixin"]
    _order = "date desc, id desc"
    _rec_names_search = ("account_id", "customer_name", "external_ref")

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    service_type = fields.Selection(SERVICE_TYPES, required=True, readonly=True)
    date = fields.Date("Served On", required=True, readonly=True, help="Local date.")
    mode = fields.Selection(
        [("visit", "On-Site Visit"), ("counter", "Counter"), ("call", "Call or Message"), ("automatic", "Automatic")],
        required=True,
        readonly=True,
        help="Automatic: nobody spoke with the customer, such as a remote reading.",
    )

    # who was served
    account_id = fields.Many2one(
        "gas.account", "Gas Account", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    partner_id = fields.Many2one(
        "res.partner", "Contact", readonly=True, ondelete="restrict", index="btree_not_null",
        help="Of a customer without gas account.",
    )  # fmt: skip
    customer_name = fields.Char("Customer", readonly=True, help="Of a customer without gas account.")
    category = fields.Selection(
        same_as("gas.account", "category"), required=True, readonly=True,
        help="Of the customer when he was served.",
    )  # fmt: skip

    # who served
    department_id = fields.Many2one("hr.department", required=True, readonly=True, ondelete="restrict")
    employee_id = fields.Many2one("hr.employee", readonly=True, ondelete="restrict", index="btree_not_null")
    involved_ids = fields.Many2many(
        "hr.employee", "gas_service_record_involved_rel", "record_id", "employee_id", "Also Involved", readonly=True,
        ondelete="restrict", help="Received it, held it for a time or spoke with the customer: they do not call him either.",
    )  # fmt: skip

    # where the record comes from; the documents add their own field
    source = fields.Char(readonly=True, help="System that sent it.")
    external_ref = fields.Char("External Reference", readonly=True, help="Number of the service in that system.")

    active = fields.Boolean("Counts", default=True, readonly=True)

    _external_ref_unique = models.UniqueIndex(
        "(company_id, source, external_ref) WHERE external_ref IS NOT NULL",
        "This service of this system is recorded already.",
    )
    _external_ref_of_source = models.Constraint(
        "CHECK (external_ref IS NULL OR source IS NOT NULL)", "Which system does the reference come from?"
    )
    _somebody_served = models.Constraint(
        "CHECK (account_id IS NOT NULL OR partner_id IS NOT NULL OR customer_name IS NOT NULL)",
        "Who was served? Name the gas account or the customer.",
    )
    # the population of a plan; what lists show first
    _population_idx = models.Index("(company_id, department_id, date)")
    _customer_name_idx = models.Index("(customer_name) WHERE account_id IS NULL AND partner_id IS NULL")
    _recent_idx = models.Index("(date DESC, id DESC)")

    _guarded_fields = frozenset(
        "company_id service_type date mode account_id partner_id customer_name category department_id"
        " employee_id involved_ids source external_ref active".split()
    )

    @api.depends("account_id", "partner_id", "customer_name", "service_type", "date")
    def _compute_display_name(self):
        labels = dict(self._fields["service_type"]._description_selection(self.env))
        for record in self:
            customer = record.account_id.display_name or record.customer_name or record.partner_id.display_name or ""
            record.display_name = f"{record.date} {labels.get(record.service_type, '')} {customer}"

    @api.model
    def _origin_key(self, vals):
        """Return what makes a service the same one: (kind of origin, ...); the documents add theirs.

        :raise ValueError: it comes from nowhere
        """
        if vals.get("external_ref") and vals.get("source"):
            return ("external", vals["company_id"], vals["source"], vals["external_ref"])
        raise ValueError("a service record needs a document, or a source and its reference")

    @api.model
    def _involved(self, document):
        """Return (sudo) everybody who held a document for a time, or spoke with its customer."""
        document = document.sudo()  # sudo: employees are not readable by ordinary users
        spoke = document.contact_ids.filtered(lambda contact: contact.direction != "internal")
        return spoke.employee_id | document.handover_ids.from_employee_id | document.handover_ids.to_employee_id

    @api.model
    def _existing_by_origin(self, keys):
        """Return {key: record} of the services recorded already, voided ones included."""
        refs = {}
        for key in keys:
            if key[0] == "external":
                refs.setdefault(key[1:3], []).append(key[3])
        found = {}
        for (company_id, source), values in refs.items():
            domain = [("company_id", "=", company_id), ("source", "=", source), ("external_ref", "in", values)]
            for record in self.search_fetch(domain, ["external_ref"]):
                found["external", company_id, source, record.external_ref] = record
        return found

    @api.model
    def _gas_record_service(self, vals_list):
        """Record services, each once: for documents, and for rows from other systems.

        A service recorded before, even a voided one, is left as it is. Two transactions that record
        the same at once: the unique index lets one through, the other is repeated or refused.

        :param vals_list: of each ``service_type``, ``date`` (local), ``mode``; ``account_id`` or
            ``partner_id`` or ``customer_name``; ``employee_id`` or ``department_id``; the document,
            or ``source`` and ``external_ref``; optional ``company_id``, ``category``, ``involved_ids``
        :return: the records (sudo) in the order of ``vals_list``, new or not
        """
        # sudo: nobody may write service records; callers checked what they record
        model = self.sudo().with_context(active_test=False)
        vals_list = [{"company_id": self.env.company.id, **vals} for vals in vals_list]
        keys = [model._origin_key(vals) for vals in vals_list]
        known = model._existing_by_origin(set(keys))
        fresh = {key: vals for key, vals in zip(keys, vals_list, strict=True) if key not in known}
        created = model._create_guarded(model._complete(list(fresh.values())))
        known.update(zip(fresh, created, strict=True))
        return model.browse(known[key].id for key in keys)

    @api.model
    def _complete(self, vals_list):
        """Return ``vals_list`` with what follows from the customer and the employee at this time."""
        accounts = self.env["gas.account"].browse({vals["account_id"] for vals in vals_list if vals.get("account_id")})
        category = {account.id: account.category for account in accounts}
        employees = self.env["hr.employee"].browse(
            {vals["employee_id"] for vals in vals_list if vals.get("employee_id")}
        )
        department = {employee.id: employee.department_id.id for employee in employees}
        completed = []
        for vals in vals_list:
            values = {**vals, "department_id": vals.get("department_id") or department.get(vals.get("employee_id"))}
            if vals.get("account_id"):
                values |= {"partner_id": False, "customer_name": False}
            # without account nobody knows better; categories only steer the draw (CB-3)
            values["category"] = vals.get("category") or category.get(vals.get("account_id")) or "residential"
            completed.append(values)
        return completed
