# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class GasAppraisal(models.Model):
    """The way of an appraisal: seen and commented, confirmed, locked (FI-14.3)."""

    _inherit = "gas.appraisal"

    comment_until = fields.Datetime(
        "To Be Commented Until", readonly=True, help="Then it can be confirmed without the employee's comment."
    )
    comment = fields.Text("Comment of the Employee", readonly=True)
    commented_at = fields.Datetime("Seen On", readonly=True)
    recorded_by = fields.Many2one(
        "res.users", "Written Down By", readonly=True, ondelete="restrict",
        help="Who wrote down what an employee without a login said.",
    )  # fmt: skip
    confirmation = fields.Text("Remark of the Manager", readonly=True)
    confirmed_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    confirmed_at = fields.Datetime("Confirmed On", readonly=True)
    locked_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    locked_at = fields.Datetime("Locked On", readonly=True)

    _guarded_fields = frozenset(
        "comment_until comment commented_at recorded_by confirmation confirmed_by confirmed_at locked_by"
        " locked_at".split()
    )

    def action_comment(self, comment=""):
        """The employee has seen it, and says what he has to say.

        :raise AccessError: by somebody else
        """
        for one in self:
            one.check_access("read")
            if not one.mine:
                raise AccessError(self.env._("Only the employee himself comments on his appraisal."))
            one.sudo()._comment(comment)  # sudo: he writes nothing but his comment

    def action_record_comment(self, comment=""):
        """Write down what an employee without a login says on the printed appraisal.

        :raise AccessError: by somebody who does not confirm it
        :raise UserError: he has a login
        """
        for one in self:
            one._check_confirmer()
            if not one.employee_id or one._person().user_id.active:
                raise UserError(self.env._("He has a login, and comments himself."))
            one.sudo()._comment(comment, self.env.user)  # sudo: the right has just been checked

    def _comment(self, comment, recorded_by=None):
        self._check_state("computed", "commented")
        self._write_guarded(
            {
                "state": "commented",
                "comment": (comment or "").strip() or False,
                "commented_at": fields.Datetime.now(),
                "recorded_by": recorded_by.id if recorded_by else False,
            }
        )
        self._tell_confirmer()

    def action_confirm(self, remark=""):
        """Who leads the person confirms: after the employee has seen it, or had the time to.

        :raise AccessError: by somebody who is not above the employee or department, or about himself
        :raise UserError: the employee can still comment on it
        """
        for one in self:
            one._check_confirmer()
            one._check_state("computed", "commented")
            if not one._may_be_confirmed():
                raise UserError(self.env._("%s was not seen by the employee yet.", one.name))
            # sudo: the right has just been checked
            one.sudo()._write_guarded(
                {
                    "state": "confirmed",
                    "confirmed_by": self.env.uid,
                    "confirmed_at": fields.Datetime.now(),
                    "confirmation": (remark or "").strip() or False,
                }
            )
            one.sudo().activity_ids.unlink()  # sudo: what had to be done is done
        self.sudo()._tell_lockers()  # sudo: who locks need not be visible to who confirms

    def _may_be_confirmed(self):
        """Whether the employee has seen it, or the time for it is over; a department has nothing to say."""
        if self.state == "commented" or not self.employee_id:
            return self.state in ("computed", "commented")
        return self.state == "computed" and bool(self.comment_until) and self.comment_until < fields.Datetime.now()

    def action_lock(self):
        """General management locks what is confirmed: payslips take it from then on.

        :raise AccessError: by somebody else, or about himself
        :raise UserError: it counts what has its consequence in a case by now
        """
        for one in self:
            one._check_locker()
            one._check_state("confirmed")
        self.sudo()._check_counted_once()  # sudo: cases the user may not read
        # sudo: the right has just been checked
        self.sudo()._write_guarded({"state": "locked", "locked_by": self.env.uid, "locked_at": fields.Datetime.now()})
        self.sudo().activity_ids.unlink()  # sudo: as above

    def action_send_back(self):
        """Who locks sends a confirmed appraisal back: it is computed anew, seen and confirmed again.

        :raise AccessError: by somebody else
        """
        for one in self:
            one._check_locker()
            one._check_state("confirmed")
        back = self.sudo()  # sudo: the right has just been checked
        back._write_guarded({"state": "computed", "confirmed_by": False, "confirmed_at": False})
        back._compute_all()
        back._ask_for_comment()

    def action_compute(self):
        """Compute anew what is not confirmed yet; who has seen other figures is asked again.

        :raise AccessError: by somebody who does not confirm it
        :raise UserError: it is confirmed or locked
        """
        for one in self:
            one._check_confirmer()
            one._check_state("computed", "commented")
        again = self.sudo()  # sudo: the right has just been checked
        before = {one: one._figures() for one in again}
        again._compute_all()
        changed = again.filtered(lambda one: one.state == "commented" and one._figures() != before[one])
        changed._write_guarded({"state": "computed"})
        changed._ask_for_comment()

    def _figures(self):
        return [(line.metric_id, line.numerator, line.denominator, line.points) for line in self.line_ids]

    def _check_confirmer(self):
        """:raise AccessError: the user does not lead the employee, or the department's manager"""
        self.ensure_one()
        self.check_access("read")
        if self.env.user not in self._confirmers():
            raise AccessError(self.env._("Only who is above the employee or department confirms its appraisal."))

    def _check_locker(self):
        """:raise AccessError: the user does not lock this appraisal"""
        self.ensure_one()
        self.check_access("read")
        if self.env.user not in self._lockers():
            raise AccessError(
                self.env._("Only general management locks appraisals, supervision those of its staff; nobody his own.")
            )
