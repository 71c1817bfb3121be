# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.import_column import Column

MAX_TEXT = 10_000
_KINDS = {"inquiry": ("咨询", "咨询类"), "request": ("求助", "诉求", "报修", "建议", "求助类")}
_ALONE = {"complaint": ("投诉", "投诉类"), "emergency": ("紧急", "应急", "抢险", "急修")}
_CHANNELS = {
    "phone": ("电话", "来电", "热线"),
    "visit": ("来访", "上门", "现场"),
    "letter": ("来信", "信件", "信函"),
    "online": ("网络", "网上", "线上", "微信", "网站", "留言", "app"),
}


class GasImport(models.Model):
    _inherit = "gas.import"

    kind = fields.Selection(selection_add=[("inquiry", "Tickets")], ondelete={"inquiry": "cascade"})
    department_id = fields.Many2one(
        "hr.department",
        "Receiving Department",
        help="Of rows that name none. Its manager is the first responsible, unless somebody is named.",
    )
    first_responsible_id = fields.Many2one(
        "hr.employee", help="Who received the customers, where the rows do not say it (FI-3)."
    )

    @api.model
    def _kind_models(self):
        return {**super()._kind_models(), "inquiry": "gas.inquiry"}

    def _options(self):
        return super()._options() | {"department_id", "first_responsible_id"}

    def _inspect_file(self):
        total, mapping = super()._inspect_file()
        who = {"department_id", "first_responsible_id"}
        named = who & {column.name for column in mapping.columns.values()}
        if self.kind == "inquiry" and not (named or self.department_id or self.first_responsible_id):
            raise UserError(
                self.env._("Who received these customers? Choose the receiving department or the first responsible.")
            )
        return total, mapping


class GasInquiry(models.Model):
    """Tickets from a file or a call: messages collected elsewhere, with their times; see gas.import."""

    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.import.mixin"]
    _import_identity = ("gas_inquiry_external_ref_unique",)

    @api.model
    def _gas_import_columns(self):
        return [
            Column("external_ref", self.env._("Number"), ("留言编号", "编号", "工单编号", "工单号", "no", "id"), True, max_length=64),
            Column("subject", self.env._("Matter"), ("留言主题", "主题", "标题", "事项", "subject", "title"), True),
            Column("received_at", self.env._("Received On"), ("留言时间", "受理时间", "接收时间", "来电时间", "时间", "time"), True, self._parse_happened),
            Column("description", self.env._("Details"), ("留言详情", "详情", "内容", "正文", "text"), max_length=MAX_TEXT),
            Column("kind", self.env._("Kind"), ("类别", "类型", "诉求类型"), parse=self._parse_kind),
            Column("channel", self.env._("Channel"), ("渠道", "来源", "受理渠道"), parse=self._parse_channel),
            Column("department_id", self.env._("Receiving Department"), ("部门", "首问部门", "受理部门", "department"), parse=self._department_parser()),
            Column("first_responsible_id", self.env._("First Responsible"), ("首问责任人", "首问人", "受理人"), parse=self._employee_parser()),
            Column("account", self.env._("Gas Account"), ("用气户", "用气户号", "户号", "account number"), parse=self.env["gas.account"]._normalize_number),
            Column("customer_name", self.env._("Customer"), ("客户", "姓名", "客户姓名", "留言用户", "customer name")),
            Column("anonymous", self.env._("Anonymous"), ("匿名",), parse=self._parse_boolean, boolean=True),
            Column("address", self.env._("Address"), ("地址", "详细地址")),
            Column("phones", self.env._("Phone"), ("电话", "联系电话", "手机", "手机号", "tel", "mobile"), parse=self._parse_phones, multiple=True),
        ]  # fmt: skip

    @api.model
    def _parse_kind(self, text):
        wanted = text.lower()
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for key, words in _ALONE.items():
            if wanted in (key, labels[key].lower(), *words):
                raise ValueError(self.env._("“%s” is registered by itself, not imported", labels[key]))
        return self._parse_choice("kind", _KINDS, text)

    @api.model
    def _parse_channel(self, text):
        return self._parse_choice("channel", _CHANNELS, text)

    @api.model
    def _gas_import_rows(self, rows, job):
        """Create the tickets of parsed ``rows``; those that exist already are left as they are.

        :param job: the gas.import; its company is the tickets'
        :return: list of (position in rows, reason) of rows not taken
        """
        known = self._known_refs(rows, job.company_id)
        accounts = self._accounts_of(rows, job.company_id)
        bad, new, responsibles = [], [], {}
        for position, row in enumerate(rows):
            if row["external_ref"] in known:
                continue
            if row.get("account") and row["account"] not in accounts:
                bad.append((position, self.env._("There is no gas account “%s”", row["account"])))
                continue
            try:
                values = self._import_values(row, job, accounts.get(row.get("account")), responsibles)
            except ValidationError as error:
                bad.append((position, str(error)))
                continue
            known.add(row["external_ref"])
            new.append((row, values))
        self._import_past_holidays(job.company_id, [values["received_at"] for _row, values in new])
        # no message for each ticket of the past
        tickets = self.with_context(tracking_disable=True)._create_guarded([values for _row, values in new])
        self.env["gas.phone"].create(
            [
                {"inquiry_id": ticket.id, "number": number, "extension": extension or False}
                for ticket, (row, _values) in zip(tickets, new, strict=True)
                for number, extension in dict.fromkeys(row.get("phones", ()))
            ]
        )
        return bad

    @api.model
    def _known_refs(self, rows, company):
        refs = [row["external_ref"] for row in rows]
        found = self.search_fetch([("company_id", "=", company.id), ("external_ref", "in", refs)], ["external_ref"])
        return set(found.mapped("external_ref"))

    @api.model
    def _accounts_of(self, rows, company):
        numbers = [row["account"] for row in rows if row.get("account")]
        accounts = self.env["gas.account"].search([("company_id", "=", company.id), ("number", "in", numbers)])
        return {account.number: account for account in accounts}

    @api.model
    def _import_values(self, row, job, account, responsibles):
        """Return what a ticket is created with.

        :param dict responsibles: who has been checked before, by id
        :raises ValidationError: nobody is named as first responsible; never the importer instead (FI-3)
        """
        department = self.env["hr.department"].browse(row.get("department_id")) or job.department_id
        given = self.env["hr.employee"].browse(row.get("first_responsible_id"))
        if not given and not row.get("department_id"):
            given = job.first_responsible_id
        responsible = given or department.manager_id
        if not responsible and department:
            raise ValidationError(self.env._("%s has no manager: name the first responsible.", department.name))
        if responsible.id not in responsibles:
            responsibles[responsible.id] = self.with_context(import_file=True)._initial_responsible(
                {"first_responsible_id": responsible.id}, job.company_id
            )
        responsible = responsibles[responsible.id]
        if not department or given:
            department = responsible.department_id
        fallback = account.name if account else self.env._("Not stated")
        return {
            "external_ref": row["external_ref"],
            "subject": row["subject"],
            "description": row.get("description", False),
            "kind": row.get("kind", "inquiry"),
            "channel": row.get("channel", "online"),
            "received_at": row["received_at"],
            "company_id": job.company_id.id,
            "registered_by": self.env.uid,
            "first_responsible_id": responsible.id,
            "first_department_id": department.id,
            "department_id": department.id,
            "account_id": account.id if account else False,
            "anonymous": row.get("anonymous", False),
            "customer_name": False if row.get("anonymous") else row.get("customer_name", fallback),
            "address": row.get("address", account.address if account else False),
            "partner_id": account.partner_id.id if account else False,
        }
