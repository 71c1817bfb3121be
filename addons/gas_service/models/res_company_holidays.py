# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class ResCompany(models.Model):
    """Reminds administrators of public holidays that are not entered yet."""

    _inherit = "res.company"

    def _gas_missing_years(self):
        """Years that the office calendar should know by now: this one, in December the next."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        needed = {today.year, today.year + 1} if today.month == 12 else {today.year}
        return sorted(needed - self._gas_calendar()._gas_years())

    @api.model
    def _cron_remind_holidays(self):
        """One activity on the company's contact for each administrator, as long as a year is missing."""
        administrators = self.env.ref("gas_service.group_admin").all_user_ids.filtered(
            lambda user: user.active and not user.share
        )
        for company in self.search([("gas_calendar_id", "!=", False)]):
            years = company._gas_missing_years()
            if not years:
                continue
            for user in administrators:
                if company in user.company_ids and not company._gas_holiday_activities(user):
                    in_language = company.with_context(lang=user.lang)
                    in_language.partner_id.activity_schedule(
                        "gas_service.mail_activity_type_holidays",
                        user_id=user.id,
                        summary=in_language.env._("Enter the public holidays of %s", ", ".join(map(str, years))),
                        note=in_language.env._(
                            "Due dates in these years are provisional. Import the holidays in Gas Service, "
                            "Configuration, Import Public Holidays."
                        ),
                    )

    def _gas_holiday_activities(self, user=None):
        domain = [
            ("activity_type_id", "=", self.env.ref("gas_service.mail_activity_type_holidays").id),
            ("res_model", "=", "res.partner"),
            ("res_id", "in", self.partner_id.ids),
        ]
        if user:
            domain.append(("user_id", "in", user.ids))
        return self.env["mail.activity"].search(domain)

    def _gas_close_holiday_reminders(self):
        """Take the reminders away where no year is missing any more."""
        # sudo: the reminders of all administrators, not only of the one who imported
        for company in self.sudo():
            if not company._gas_missing_years():
                company._gas_holiday_activities().unlink()
