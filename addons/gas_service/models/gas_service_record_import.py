# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from functools import cache, lru_cache

from odoo import api, fields, models

from ..tools.import_column import Column
from .gas_account_import import CATEGORY_WORDS

_SERVICE_TYPES = {
    "hotline": ("热线咨询", "热线", "客户咨询", "咨询", "客服热线"),
    "design_install": ("设计安装", "设计", "安装", "报装", "施工"),
    "ignition": ("点火通气", "点火", "通气", "置换通气"),
    "meter_billing": ("抄表收费", "抄表", "收费", "缴费", "查表"),
    "inspection_repair": ("安稽维修", "安检", "稽查", "维修", "抢修", "入户安检"),
    "pre_service": ("前置服务", "报装前置服务", "踏勘"),
}
_MODES = {
    "visit": ("上门", "入户", "现场", "上门服务"),
    "counter": ("柜台", "营业厅", "窗口", "来访", "大厅"),
    "call": ("电话", "来电", "去电", "短信", "微信", "网上", "线上", "电话或留言"),
    "automatic": ("自动", "远传", "自动抄表", "远程抄表", "代扣", "系统"),
}


class GasImport(models.Model):
    _inherit = "gas.import"

    kind = fields.Selection(selection_add=[("service", "Service Records")], ondelete={"service": "cascade"})

    @api.model
    def _kind_models(self):
        return {**super()._kind_models(), "service": "gas.service.record"}

    @api.model
    def _push_groups(self):
        return {**super()._push_groups(), "service": "gas_service.group_push_services"}


class GasServiceRecord(models.Model):
    """Services from billing and dispatch systems, by file or call (CB-2); see gas.import.

    A row is known again by its system and its number there. What is recorded is never changed by another row:
    callbacks may have been drawn from it.
    """

    _name = "gas.service.record"
    _inherit = ["gas.service.record", "gas.import.mixin"]
    _import_identity = ("gas_service_record_external_ref_unique",)

    @api.model
    def _gas_import_columns(self):
        return [
            Column("source", self.env._("System"), ("来源", "来源系统", "系统", "数据来源", "system"), True, max_length=64),
            Column("external_ref", self.env._("External Reference"), ("外部编号", "服务编号", "工单编号", "工单号", "单号", "流水号", "编号", "no", "id"), True, max_length=64),
            Column("service_type", self.env._("Service Type"), ("服务类型", "业务类型", "服务类别", "类型"), True, cache(self._parse_service_type)),
            Column("date", self.env._("Served On"), ("服务日期", "服务时间", "办理日期", "完成日期", "完成时间", "日期", "date"), True, lru_cache(1000)(self._parse_served_on)),
            Column("mode", self.env._("Mode"), ("服务方式", "方式", "渠道"), True, cache(self._parse_mode)),
            Column("account", self.env._("Gas Account"), ("用气户", "用气户号", "户号", "用户号", "用户编号", "客户编号", "account number"), parse=self.env["gas.account"]._normalize_number, max_length=64),
            Column("customer_name", self.env._("Customer"), ("客户", "客户名称", "用户名称", "客户姓名", "姓名", "户名", "customer name"), parse=self._parse_customer),
            Column("category", self.env._("Category"), ("用户类别", "用户类型", "用气类别", "用气性质", "客户类别"), parse=cache(self._parse_category)),
            Column("department_id", self.env._("Department"), ("部门", "服务部门", "所属部门"), parse=self._department_parser()),
            Column("employee_id", self.env._("Employee"), ("员工", "服务人员", "办理人", "抄表员", "安检员", "维修员", "经办人"), parse=self._employee_parser()),
        ]  # fmt: skip

    @api.model
    def _parse_service_type(self, text):
        return self._parse_choice("service_type", _SERVICE_TYPES, text)

    @api.model
    def _parse_mode(self, text):
        return self._parse_choice("mode", _MODES, text)

    @api.model
    def _parse_category(self, text):
        return self._parse_choice("category", CATEGORY_WORDS, text)

    @api.model
    def _parse_customer(self, text):
        """Return a name as it counts: written differently only by spaces, it is the same customer."""
        return " ".join(text.split())

    @api.model
    def _parse_served_on(self, text):
        """Return a local date that has come."""
        day = self._parse_day(text)
        if day > self.env.company._gas_today():
            raise ValueError(self.env._("“%s” lies in the future", text))
        return day

    @api.model
    def _gas_import_rows(self, rows, job):
        """Record the services of parsed ``rows``, each once.

        :param job: the gas.import (sudo); its company is the records', its department that of rows that name
            neither department nor employee
        :return: list of (position in rows, reason) of rows not taken
        """
        company = job.company_id
        accounts = self._import_accounts(rows, company)
        # sudo: the job's, see gas.import
        employees = self.env["hr.employee"].browse({row["employee_id"] for row in rows if row.get("employee_id")})
        departments = {employee.id: employee.department_id.id for employee in employees}
        bad, good = [], []
        for position, row in enumerate(rows):
            account = row.get("account")
            values = {name: row[name] for name in row if name != "account"}
            department = values.get("department_id") or departments.get(values.get("employee_id"))
            values |= {
                "company_id": company.id,
                "department_id": department or job.department_id.id,
                "account_id": accounts.get(account, False),
            }
            if reason := self._refuse_service(values, account):
                bad.append((position, reason))
            else:
                good.append(values)
        self._gas_record_service(good)
        return bad

    def _refuse_service(self, values, account):
        """Return all that is wrong with a row as one text, or None."""
        wrong = []
        if account and not values["account_id"]:
            wrong.append(self.env._("There is no gas account “%s”", account))
        elif not values["account_id"] and not values.get("customer_name"):
            wrong.append(self.env._("Who was served? Name the gas account or the customer."))
        if not values["department_id"]:
            wrong.append(self.env._("Which department served? Name the department or the employee."))
        return "\n".join(wrong) or None

    @api.model
    def _import_accounts(self, rows, company):
        """Return {number: account id} of the accounts the rows name, closed ones included."""
        numbers = {row["account"] for row in rows if row.get("account")}
        accounts = self.env["gas.account"].with_context(active_test=False)
        found = accounts.search_fetch([("company_id", "=", company.id), ("number", "in", list(numbers))], ["number"])
        return {account.number: account.id for account in found}
