# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from ..tools import chinese_text
from ..tools.import_column import Column

#: a change of these is told in the chatter even when it comes from a file
_TRACED = {"do_not_call"}
CATEGORY_WORDS = {
    "residential": ("居民", "居民用户", "民用", "家庭", "住宅"),
    "commercial": ("商业", "商业用户", "公福", "公共福利", "公共福利用户", "商业及公福", "公建", "非居民", "工商业"),
    "industrial": ("工业", "工业用户"),
}


class GasAccount(models.Model):
    """Accounts from a file or a call; see gas.import."""

    _name = "gas.account"
    _inherit = ["gas.account", "gas.import.mixin"]
    _import_identity = ("gas_account_number_unique",)

    @api.model
    def _gas_import_columns(self):
        return [
            Column("number", self.env._("Account Number"), ("用气户号", "户号", "用户号", "用户编号", "客户编号", "账号", "卡号", "no"), True, self._normalize_number, 64),
            Column("name", self.env._("Customer"), ("用户名称", "用户名", "客户名称", "客户", "户名", "姓名", "名称", "customer name"), True, chinese_text.name),
            Column("category", self.env._("Category"), ("用户类别", "用户类型", "用气类别", "用气性质", "类别", "类型", "type"), parse=self._parse_category),
            Column("district", self.env._("District"), ("行政区", "区域", "片区", "小区")),
            Column("address", self.env._("Address"), ("用气地址", "详细地址", "安装地址", "地址"), parse=chinese_text.address),
            Column("phones", self.env._("Phone"), ("电话", "联系电话", "电话号码", "手机", "手机号", "手机号码", "联系方式", "固定电话", "座机", "tel", "mobile"), parse=self._parse_phones, multiple=True),
            Column("do_not_call", self.env._("Do Not Call"), ("免打扰", "拒绝回访", "勿扰", "不回访"), parse=self._parse_boolean, boolean=True),
            Column("note", self.env._("Note"), ("备注", "说明", "remark"), max_length=2000),
        ]  # fmt: skip

    @api.model
    def _parse_category(self, text):
        return self._parse_choice("category", CATEGORY_WORDS, text)

    @api.model
    def _gas_import_rows(self, rows, job):
        """Create or update the accounts of parsed ``rows``; the account number decides.

        :param job: the gas.import; its company is the accounts'
        :return: list of (position in rows, reason) of rows not taken; none here
        """
        company = job.company_id
        merged = {}
        for row in rows:
            known = merged.setdefault(row["number"], {})
            if known and not job.update_existing:
                continue
            merged[row["number"]] = {**known, **row, "phones": known.get("phones", []) + row.get("phones", [])}
        accounts = self.with_context(active_test=False).search(
            [("company_id", "=", company.id), ("number", "in", list(merged))]
        )
        existing = set(accounts.mapped("number"))
        phones = {}
        if job.update_existing:
            for account in accounts:
                account._import_update(merged[account.number])
                phones[account] = merged[account.number]["phones"]
        new = [row for number, row in merged.items() if number not in existing]
        # no message for each of hundreds of thousands of accounts
        created = self.with_context(tracking_disable=True).create(
            [{**row, "company_id": company.id} for row in map(self._without_phones, new)]
        )
        phones |= {account: row["phones"] for account, row in zip(created, new, strict=True)}
        self._import_phones(phones)
        return []

    @api.model
    def _without_phones(self, row):
        return {name: value for name, value in row.items() if name != "phones"}

    def _import_update(self, row):
        """Write what differs; only changes that somebody must be able to trace are told."""
        self.ensure_one()
        changed = {name: value for name, value in self._without_phones(row).items() if self[name] != value}
        if not changed:
            return
        traced = bool(_TRACED & changed.keys())
        self.with_context(tracking_disable=not traced).write(changed)

    @api.model
    def _import_phones(self, phones):
        """Add what is new of {account: [(number, extension)]}."""
        to_create = []
        for account, numbers in phones.items():
            known = {(phone.number, phone.extension or "") for phone in account.phone_ids}
            to_create += [
                {"account_id": account.id, "number": number, "extension": extension or False}
                for number, extension in dict.fromkeys(numbers)
                if (number, extension) not in known
            ]
        self.env["gas.phone"].create(to_create)
