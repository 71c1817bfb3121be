# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from functools import cache

from odoo import api, fields, models

from ..tools.import_column import Column
from .gas_account_import import CATEGORY_WORDS

#: longer than any text a platform sends about a matter
MAX_NOTE = 5000
_SOURCES = {
    "construction": (
        "工程建设审批管理系统",
        "工程建设项目审批管理系统",
        "工程建设项目审批系统",
        "工改系统",
        "工改平台",
    ),
    "exchange": (
        "政务信息共享交换平台",
        "政务数据共享交换平台",
        "政务信息共享平台",
        "政务数据共享平台",
        "数据共享交换平台",
    ),
    "register": ("国家企业信用信息公示系统", "企业信用信息公示系统", "信用信息公示系统", "企业信用公示系统"),
    "research": ("市场调研", "市场调查", "市场走访", "走访"),
    "customer": ("客户申请", "用户申请", "客户来访", "客户来电"),
    "referral": ("介绍", "推荐", "转介绍", "他人介绍"),
    "other": ("其他", "其它", "其他来源"),
}
_NATURES = {
    "new": ("新建", "新建项目"),
    "reconstruction": ("改建", "改造", "改建项目"),
    "expansion": ("扩建", "扩建项目"),
    "capacity": ("增容", "增容项目"),
}
_CATEGORIES = {key: CATEGORY_WORDS[key] for key in ("commercial", "industrial")}


class GasImport(models.Model):
    _inherit = "gas.import"

    kind = fields.Selection(selection_add=[("lead", "Project Leads")], ondelete={"lead": "cascade"})

    @api.model
    def _kind_models(self):
        return {**super()._kind_models(), "lead": "gas.project"}

    @api.model
    def _importer_groups(self, kind):
        groups = super()._importer_groups(kind)
        # market developers download the platforms' lists themselves
        return (*groups, "gas_service.group_developer") if kind == "lead" else groups

    @api.model
    def _push_groups(self):
        return {**super()._push_groups(), "lead": "gas_service.group_push_leads"}


class GasProject(models.Model):
    """Information about enterprises from government platforms, by call or file (PS-3.1); see gas.import.

    A row is known again by its source and its reference there: the same row twice makes one project.
    """

    _name = "gas.project"
    _inherit = ["gas.project", "gas.import.mixin"]
    _import_identity = ("gas_project_external_ref_unique",)

    registered_on = fields.Date(
        copy=False, help="When the platform registered the matter; our promises count from when we received it."
    )
    note = fields.Text(help="What the source says besides.")

    @api.model
    def import_leads(self, rows):
        """Take leads from another program: good rows go in, bad ones come back with their reasons.

        The same as ``push_rows("lead", rows)`` of gas.import, for users of the groups named there. A row that
        was pushed before, known by ``source`` and ``external_ref``, changes what the source says differently
        since, see ``_import_again``.

        :param list rows: at most 10,000 dicts with the keys ``source`` and ``external_ref`` and ``customer_name``
            (required), ``uscc subject nature category address contact_name phones lead info_received_at
            registered_on note``, or with the titles of the template; ``info_received_at`` is when we got it
            (default: now), a time without zone is one of the company's office calendar
        :return: {"import_id", "total", "good", "bad": [{"row": position from 0, "reason"}]}
        :raise AccessError: the user may not push leads
        :raise UserError: too many rows, or a required column is missing from all of them
        """
        return self.env["gas.import"].push_rows("lead", rows)

    @api.model
    def _gas_import_columns(self):
        return [
            Column("source", self.env._("Source"), ("来源", "信息来源", "来源平台", "推送平台", "平台", "platform"), True, self._parse_source),
            Column("external_ref", self.env._("External Reference"), ("外部编号", "平台编号", "推送编号", "事项编号", "项目编号", "项目代码", "统一编码", "编号", "no", "id"), True, max_length=64),
            Column("customer_name", self.env._("Customer"), ("企业名称", "公司名称", "单位名称", "建设单位", "客户名称", "客户", "名称", "company", "customer name"), True),
            Column("uscc", self.env._("Unified Social Credit Code"), ("统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码"), parse=self._normalize_uscc),
            Column("subject", self.env._("Project"), ("项目名称", "工程名称", "事项名称", "项目", "事项", "subject", "title")),
            Column("nature", self.env._("Nature"), ("项目性质", "建设性质", "工程性质", "性质"), parse=self._parse_nature),
            Column("category", self.env._("Category"), ("客户类别", "用户类别", "用户类型", "用气类别", "用气性质", "类别"), parse=self._parse_category),
            Column("address", self.env._("Address"), ("项目地址", "建设地点", "建设地址", "用气地址", "详细地址", "地址", "住所")),
            Column("contact_name", self.env._("Contact Person"), ("联系人", "联系人姓名", "经办人", "contact")),
            Column("phones", self.env._("Phone"), ("电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "固定电话", "座机", "tel", "mobile"), parse=self._parse_phones, multiple=True),
            Column("lead", self.env._("Lead"), ("项目负责人", "市场开发人员", "开发人员", "首问责任人"), parse=self._lead_parser()),
            Column("info_received_at", self.env._("Information Received On"), ("获得信息时间", "信息接收时间", "接收时间", "收到时间", "下载时间", "推送时间"), parse=self._parse_happened),
            Column("registered_on", self.env._("Registered On"), ("平台登记日期", "登记日期", "注册日期", "成立日期", "立项日期", "申报日期", "赋码日期"), parse=self._parse_day),
            Column("note", self.env._("Note"), ("备注", "说明", "remark"), max_length=MAX_NOTE),
        ]  # fmt: skip

    @api.model
    def _parse_source(self, text):
        return self._parse_choice("source", _SOURCES, text)

    @api.model
    def _parse_nature(self, text):
        return self._parse_choice("nature", _NATURES, text)

    @api.model
    def _parse_category(self, text):
        if text.lower() in ("residential", *CATEGORY_WORDS["residential"]):
            raise ValueError(
                self.env._(
                    "“%s” is residential: pre-service is for non-residential customers (PS-1)."
                    " Register a first-inquiry ticket instead.",
                    text,
                )
            )
        return self._parse_choice("category", _CATEGORIES, text)

    @api.model
    def _lead_parser(self):
        """Return a parser of the names of those who can lead a project (PS-2.3)."""
        company = self.env.company
        by_name = self._employee_parser()

        @cache
        def checked(employee_id):
            self._check_lead(self.env["hr.employee"].browse(employee_id), company)
            return employee_id

        return lambda text: checked(by_name(text))

    @api.model
    def _gas_import_rows(self, rows, job):
        """Create the projects of parsed ``rows``; those that exist already take over what has changed.

        A row that comes several times in one call counts as one, its later values prevailing.

        :param job: the gas.import (sudo); its company is the projects'
        :return: list of (position in rows, reason) of rows not taken
        """
        merged, positions = {}, {}
        for position, row in enumerate(rows):
            key = (row["source"], row["external_ref"])
            positions.setdefault(key, []).append(position)
            if key not in merged:
                merged[key] = row
            elif job.update_existing:
                before = merged[key]
                merged[key] = {**before, **row}
                if "phones" in before and "phones" in row:
                    merged[key]["phones"] = before["phones"] + row["phones"]
        known = self._known_leads(merged, job.company_id)
        if job.update_existing:
            self._import_again({project: merged[key] for key, project in known.items()})
        bad, new = [], []
        market = job.company_id.gas_market_department_id
        for key, row in merged.items():
            if key in known:
                continue
            if not market and not row.get("lead"):
                reason = self.env._("No market department is set: ask the administrator, or name the lead.")
                bad += [(position, reason) for position in positions[key]]
                continue
            new.append(row)
        self._import_new(new, job)
        return bad

    @api.model
    def _known_leads(self, keys, company):
        """Return {(source, reference): project} of those that exist."""
        refs = [reference for _source, reference in keys]
        found = self.search_fetch(
            [("company_id", "=", company.id), ("external_ref", "in", refs)],
            ["source", "external_ref", "import_digests", "merged_into_id", "state"],
        )
        by_key = {(project.source, project.external_ref): project for project in found}
        return {key: project for key, project in by_key.items() if key in keys}

    @api.model
    def _import_new(self, rows, job):
        """Create the projects of ``rows``, their first clocks and their phones."""
        now = fields.Datetime.now()
        self._import_past_holidays(job.company_id, [row.get("info_received_at", now) for row in rows])
        leads = self.env["hr.employee"].browse({row["lead"] for row in rows if row.get("lead")})
        departments = {lead.id: lead.department_id.id for lead in leads}
        market_id = job.company_id.gas_market_department_id.id
        # what a source leaves open, as if it had said so
        rows = [{"subject": row["customer_name"], "category": "commercial", **row} for row in rows]
        # neither a message nor a follower for each of thousands
        projects = self.with_context(tracking_disable=True)._create_guarded(
            [
                {
                    "source": row["source"],
                    "external_ref": row["external_ref"],
                    "import_digests": self._digests(row),
                    "info_received_at": row.get("info_received_at", now),
                    "registered_by": self.env.uid,
                    "company_id": job.company_id.id,
                    "lead_id": row.get("lead", False),
                    "department_id": departments.get(row.get("lead"), market_id),
                    **{name: row[name] for name in self._imported_fields if name in row},
                }
                for row in rows
            ]
        )
        self.env["gas.phone"].create(
            [
                {"project_id": project.id, "number": number, "extension": extension or False}
                for project, row in zip(projects, rows, strict=True)
                for number, extension in dict.fromkeys(row.get("phones", ()))
            ]
        )
