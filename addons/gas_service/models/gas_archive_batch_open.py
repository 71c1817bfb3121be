# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class GasArchiveBatch(models.Model):
    """The first working day of a month opens the hand-overs of the month before (FI-8.6)."""

    _inherit = "gas.archive.batch"

    @api.model
    def _cron_open(self):
        """Open what is to be handed over for last month; runs daily, opens each once."""
        # sudo: the scheduled action serves all companies
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            try:
                self._open_due(company, fields.Datetime.now())
            except UserError as error:
                # a company without office hours must not stop the others
                _logger.warning("Archive hand-overs of %s not opened: %s", company.name, error)

    @api.model
    def _open_due(self, company, now):
        """Open the hand-overs of the month before ``now`` (naive UTC), from its first working day on."""
        timeline = company._gas_calendar()._gas_timeline()
        today = timeline.local_date(now)
        month_end = today.replace(day=1) - timedelta(days=1)
        if today < timeline.add_days(month_end, 1):
            return self.browse()
        return self._open_month(company, month_end.replace(day=1))

    @api.model
    def _open_month(self, company, month):
        """Open the missing hand-overs of ``month`` (its first day) and remind the managers.

        :return: the new hand-overs (sudo)
        """
        batches = self.sudo()  # sudo: nobody may create hand-overs but this
        last_day = month + relativedelta(months=1, days=-1)
        there = batches.search([("company_id", "=", company.id), ("month", "=", month)]).department_id
        missing = self._departments_to_open(company, month) - there
        due_date = company._gas_calendar()._gas_timeline().add_days(last_day, company.gas_hand_over_day)
        opened = batches._create_guarded(
            [
                {"company_id": company.id, "department_id": department.id, "month": month, "due_date": due_date}
                for department in missing
            ]
        )
        for batch in opened:
            batch._collect()
            batch._remind()
        return opened

    @api.model
    def _departments_to_open(self, company, month):
        """Return those that take part and existed in ``month``, and whoever has something to hand over."""
        departments = self.env["hr.department"].sudo()  # sudo: all departments of the company
        end = company._gas_midnight(month + relativedelta(months=1))
        found = departments.search(
            Domain("gas_archives", "=", True)
            & Domain("company_id", "in", (company.id, False))
            & Domain("create_date", "<", end)
        )
        # sudo: as above; a department that was closed or does not take part may still have tickets
        tickets = self.env["gas.inquiry"].sudo()
        domain = tickets._domain_to_archive(company, end) & Domain("archived_at", "=", False)
        for name in ("first_department_id", "department_id"):
            for department, ids in tickets._read_group(domain, [name], ["id:recordset"]):
                if any(department not in ticket.archive_batch_ids.department_id for ticket in ids):
                    found |= department
        return found

    def _collect(self):
        """Put in what the department finished up to the end of the month and has not handed over yet."""
        for batch in self:
            end = batch.company_id._gas_midnight(batch.month + relativedelta(months=1))
            department = batch.department_id.id
            others = [("department_id", "=", department), ("id", "!=", batch.id)]
            tickets = self.env["gas.inquiry"].search(
                self.env["gas.inquiry"]._domain_to_archive(batch.company_id, end)
                & (Domain("first_department_id", "=", department) | Domain("department_id", "=", department))
                & Domain("archive_batch_ids", "not any", others)
            )
            if tickets != batch._all_tickets():
                batch.invalidate_recordset(["ticket_ids"])
                batch._write_guarded({"ticket_ids": [fields.Command.set(tickets.ids)]})

    def _signer(self):
        """Return who is reminded: the manager, else another who may hand over, else general management."""
        department, company = self.department_id, self.company_id
        # sudo: who is in the group; only one user is returned
        managers = (
            self.env.ref("gas_service.group_manager")
            .sudo()
            .all_user_ids.filtered(lambda user: company in user.company_ids and department in user.gas_department_ids)
        )
        manager = department.sudo().manager_id.user_id  # sudo: employees are not readable by ordinary users
        general = company.gas_general_department_id._gas_notice_user()
        user = (manager & managers or managers or general)[:1].sudo(False)
        return user if user and self.with_user(user).has_access("read") else user.browse()

    def _remind(self):
        self.ensure_one()
        user = self._signer()
        if user:
            self.activity_schedule(
                "gas_service.activity_type_archive",
                date_deadline=self.due_date,
                summary=self.env._("Hand over the finished tickets of %s", f"{self.month:%Y-%m}"),
                user_id=user.id,
            )
