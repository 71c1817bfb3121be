# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging

from odoo import api, fields, models

_logger = logging.getLogger(__name__)


class GasConductCase(models.Model):
    """A decision is served; who does not appeal in time lets it become final (FI-14.4)."""

    _inherit = "gas.conduct.case"

    def action_serve(self):
        """Serve the decision on the person concerned: he has some working days (a setting) to appeal.

        :raise UserError: what it relied on has fallen away
        """
        for case in self:
            case._check_may_act()
            case._check_state("decided")
            # a deadline may have been corrected meanwhile
            case._raise_missing(case._missing_for_decision())
            now = fields.Datetime.now()
            until = case._days_from(now, case.company_id.gas_appeal_days)
            notice = case.sudo().notice_id  # sudo: the notice of a case the user works on
            notice._write_guarded(
                {
                    **case.sudo()._decision_values(),
                    "state": "served",
                    "served_at": now,
                    "appeal_until": until,
                }  # sudo: as above
            )
            case._write_guarded({"state": "served"})
            case._done_with_activities()
            notice._tell("decision", until)

    def _decision_values(self):
        return {"decision": self.finding or self.summary, "sanction": self.sanction, "amount": self.amount}

    def _reward(self, at):
        """A commendation takes nothing from anybody: final with its decision (sudo)."""
        notice = self._make_notice({"state": "final", "served_at": at, **self._decision_values()})
        self._make_final(at)
        notice._tell("reward")

    def _make_final(self, at):
        """From now on (naive UTC) the decision stands: general management executes it (sudo)."""
        self._check_state("decided" if self._is_reward else "served", "appealed")
        self._write_guarded({"state": "final", "final_at": at})
        self.notice_id._write_guarded({"state": "final"})
        self.env["gas.conduct.order"]._make_order(self)

    @api.model
    def _cron_final(self):
        """Decisions nobody appealed against in time become final at the end of that time.

        A savepoint a case: one that fails holds up no other, and is tried again.
        """
        cron = self.env["ir.cron"]
        # sudo: the scheduled action serves everybody's cases
        notices = self.env["gas.conduct.notice"].sudo()
        due = notices.search([("state", "=", "served"), ("appeal_until", "<", fields.Datetime.now())])
        cron._commit_progress(remaining=len(due))
        for notice in due:
            try:
                with self.env.cr.savepoint():
                    notice.case_id._make_final(notice.appeal_until)
            except Exception:
                _logger.exception("The decision %s could not become final", notice.id)
            if not cron._commit_progress(1):
                break
