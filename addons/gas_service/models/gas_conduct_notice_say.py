# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import AccessError, UserError


class GasConductNotice(models.Model):
    """What the person concerned says: his statement in time, his appeal in time or later (FI-14.4)."""

    _inherit = "gas.conduct.notice"

    def action_state(self, statement, attachment_ids=()):
        """The person concerned says what he has to say, within the time to be heard.

        :param attachment_ids: files he has uploaded himself
        :raise AccessError: by somebody else
        :raise UserError: too late, nothing said, or said already
        """
        self._check_own()
        self.sudo()._state(statement, attachment_ids)  # sudo: he writes nothing but his statement, once

    def action_appeal(self, appeal, attachment_ids=()):
        """The person concerned appeals.

        In time it keeps the decision from becoming final; a later one, if it is granted, reverses it.
        :raise AccessError: by somebody else
        :raise UserError: nothing to appeal against, or appealed already
        """
        self._check_own()
        self.sudo()._appeal(appeal, attachment_ids)  # sudo: he writes nothing but his appeal, once

    def _check_own(self):
        self.ensure_one()
        self.check_access("read")
        if not self.mine:
            raise AccessError(self.env._("Only the person concerned can do this."))

    def _can_state(self):
        return self.state == "notice" and bool(self.hear_until) and self.hear_until >= fields.Datetime.now()

    def _can_appeal(self):
        return self.state in ("served", "final") and not self.appealed_at and self.kind != "commendation"

    def _state(self, statement, attachment_ids=(), recorded_by=None):
        """Keep the statement (sudo)."""
        if not self._can_state():
            raise UserError(self.env._("The time to be heard is over, or the statement was made."))
        if not (statement or "").strip():
            raise UserError(self.env._("Write what you have to say."))
        self._keep_files(attachment_ids)
        self._write_guarded(
            {
                "statement": statement.strip(),
                "stated_at": fields.Datetime.now(),
                "state": "heard",
                "recorded_by": recorded_by.id if recorded_by else False,
            }
        )
        self._spoken(self.env._("Statement: %s", self.name))

    def _appeal(self, appeal, attachment_ids=(), recorded_by=None):
        """Keep the appeal (sudo)."""
        if not self._can_appeal():
            raise UserError(self.env._("There is nothing to appeal against."))
        if not (appeal or "").strip():
            raise UserError(self.env._("Write why you appeal."))
        case = self._case()
        if self.state == "served" and self.appeal_until < fields.Datetime.now():
            # too late, though the scheduled action has not come by yet
            case._make_final(self.appeal_until)
        self._keep_files(attachment_ids)
        self._write_guarded(
            {
                "appeal": appeal.strip(),
                "appealed_at": fields.Datetime.now(),
                "state": "appealed",
                "recorded_by": recorded_by.id if recorded_by else False,
            }
        )
        if case.state == "served":
            case._write_guarded({"state": "appealed"})
        self.activity_ids.unlink()
        case._find_appeal_deciders()

    def _spoken(self, summary):
        self.activity_ids.unlink()
        case = self._case()
        case._schedule("gas_service.activity_type_conduct", case.reported_by, summary)

    def _case(self):
        """Return the case as the superuser's: the author of a message may read it, and he must not meet the case."""
        return self.case_id.with_user(SUPERUSER_ID)

    def _keep_files(self, attachment_ids):
        """Attach the files to the notice (sudo): those the user has just uploaded, and no others."""
        files = self.env["ir.attachment"].browse(attachment_ids).exists()
        foreign = files.filtered(
            lambda file: (
                file.create_uid != self.env.user or file.res_id or file.res_model not in (False, "gas.conduct.words")
            )
        )
        if foreign:
            raise AccessError(self.env._("Attach files that you have uploaded for this."))
        files.write({"res_model": self._name, "res_id": self.id})

    # -- dialogs -----------------------------------------------------------------------------------

    def action_open_state(self):
        return self._open_words(self.env._("Statement"), False)

    def action_open_appeal(self):
        return self._open_words(self.env._("Appeal"), True)

    def _open_words(self, name, appeal):
        self._check_own()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "gas.conduct.words",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_notice_id": self.id, "default_appeal": appeal},
        }
