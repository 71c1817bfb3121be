# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-10-09 02:00:00")
class TestAppraisalAccess(GasAppraisalCase):
    """Who reads whose appraisal, who opens which facts, and that nobody writes one (FI-8.5, FI-14.3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_scheme({"transfer": 50, "complaints": 50})
        cls.make_scheme({"transfer": 1}, name="Departments", subject="department", paid=False)
        with freeze_time("2026-09-16 02:00:00"):
            cls.ticket = cls.make_ticket(cls.person)
            cls.ticket.action_transfer(cls.service.id)
            cls.complaint = cls.make_complaint(cls.person)
        cls.complaint._write_guarded({"verification": "verified", "closed_at": "2026-09-18 02:00:00"})
        with freeze_time("2026-10-09 02:00:00"):
            cls.opened = cls.open_month()
            cls.appraisal = cls.of(cls.opened, cls.person)
            cls.locked(cls.appraisal)
        cls.admin = new_test_user(cls.env, "gas_admin", groups="gas_service.group_admin", company_id=cls.company.id)

    def test_who_reads_what(self):
        """Their own everybody, their departments those who head them, payroll what is locked; sums tell no more."""
        of_market = self.opened.filtered(lambda one: one.department_id == self.market)
        led = self.opened.filtered(
            lambda one: one.department_id in self.market | self.service | self.general_department
        )
        exporters = self.env.ref("base.group_allow_export")
        table = {
            self.person.user_id: self.appraisal,
            self.market_handler.user_id: self.of(self.opened, self.market_handler),
            self.market_manager.user_id: of_market,
            self.supervisor.user_id: self.of(self.opened, self.supervisor),
            self.leader.user_id: led | self.of(self.opened, self.leader),
            self.admin: self.opened.browse(),
            self.officer: self.appraisal,
            self.general.user_id: self.opened,
            self.supervision.user_id: self.opened,
        }
        for user, rows in table.items():
            with self.subTest(user.login):
                user.group_ids |= exporters
                appraisals = self.env["gas.appraisal"].with_user(user)
                lines = self.env["gas.appraisal.line"].with_user(user)
                mine = [("id", "in", self.opened.ids)]
                self.assertEqual(appraisals.search(mine), rows)
                self.assertEqual(lines.search([("appraisal_id", "in", self.opened.ids)]), rows.line_ids)
                self.assertEqual(appraisals.formatted_read_group(mine, [], ["__count"])[0]["__count"], len(rows))
                [(count,)] = lines._read_group([("appraisal_id", "in", self.opened.ids)], [], ["__count"])
                self.assertEqual(count, len(rows.line_ids))
                self.assertEqual(len(appraisals.search(mine).export_data(["score"])["datas"]), len(rows))
                report = self.env["report.gas_service_reports.report_appraisal"].with_user(user)
                for hidden in (self.opened - rows)[:3]:
                    with self.assertRaises(AccessError):
                        hidden.with_user(user).read(["score"])
                    with self.assertRaises(AccessError):
                        report._get_report_values(hidden.ids)

    def test_facts(self):
        """The person opens his own tickets, never the complaint about himself; not even its number is told."""
        transfer, complaints = (self.line_of(self.appraisal, code) for code in ("transfer", "complaints"))
        self.assertEqual((complaints.numerator, complaints.denominator), (0, 1))
        clock = self.clock(self.ticket, "FI-TRANSFER")
        own = transfer.with_user(self.person.user_id)
        self.assertEqual(own.action_open_evidence()["domain"], [("id", "in", clock.ids)])
        self.assertEqual(clock.with_user(self.person.user_id).explain()["state"], "met")
        about_him = complaints.with_user(self.person.user_id)
        self.assertIn("0 of 1", about_him.explanation)
        with self.assertRaisesRegex(UserError, "none that you may open"):
            about_him.action_open_evidence()
        for line, user in ((transfer, self.person.user_id), (complaints, self.general.user_id)):
            for name in "evidence", "left_out":
                with self.assertRaises(AccessError):
                    line.with_user(user).read([name])
        seen = complaints.with_user(self.general.user_id).action_open_evidence()
        self.assertEqual((seen["res_model"], seen["domain"]), ("gas.inquiry", [("id", "in", self.complaint.ids)]))
        with self.assertRaises(UserError):
            transfer.with_user(self.officer).action_open_evidence()  # payroll: the figure, not the ticket
        with self.assertRaises(AccessError):
            transfer.with_user(self.market_handler.user_id).action_open_evidence()

    def test_nobody_writes(self):
        models = ("gas.appraisal", "gas.appraisal.line")
        for user in self.person.user_id, self.officer, self.general.user_id, self.supervision.user_id, self.admin:
            for model in models:
                for operation in "write", "create", "unlink":
                    with self.subTest(user=user.login, model=model, operation=operation):
                        self.assertFalse(self.env[model].with_user(user).has_access(operation))
        # and whoever passes the rights does not pass the guard
        other = self.of(self.opened, self.market_handler).sudo()
        for values in ({"state": "locked"}, {"score": 100}, {"merit": True}, {"coefficient": 2}, {"comment": "x"}):
            with self.subTest(values), self.assertRaises(UserError):
                other.with_context(**{"gas_guard:gas.appraisal": True}).write(values)
        with self.assertRaises(UserError):
            self.env["gas.appraisal"].sudo().create({"employee_id": self.person.id})

    def test_schemes(self):
        """General management says what counts; what somebody was appraised by stays."""
        scheme = self.appraisal.scheme_id
        with self.assertRaises(AccessError):
            scheme.with_user(self.market_manager.user_id).write({"name": "Mine"})
        by_general = scheme.with_user(self.general.user_id)
        for do in (
            lambda: by_general.write({"enough": 1}),
            lambda: by_general.line_ids[0].write({"weight": 1}),
            lambda: by_general.grade_ids[0].write({"coefficient": 2}),
            lambda: by_general.grade_ids[0].unlink(),
            lambda: by_general.unlink(),
        ):
            with self.assertRaises(UserError):
                do()
        copy = by_general.copy()
        copy.line_ids[0].weight = 1
        self.assertEqual(str(copy.valid_from), "2026-11-01")

    def test_steps_of_others(self):
        """A step through the dialog asks who takes it, like the button."""
        other = self.of(self.opened, self.market_handler)
        step = self.env["gas.appraisal.step"]
        with self.assertRaises(AccessError):
            step.with_user(self.person.user_id).create({"appraisal_id": other.id, "step": "confirm"})
        dialog = step.with_user(self.general.user_id).create({"appraisal_id": other.id, "step": "comment"})
        with self.assertRaises(AccessError):
            dialog.action_apply()
        for user in self.manager.user_id, self.person.user_id, self.officer:
            for name in "action_confirm", "action_lock", "action_compute", "action_send_back", "action_record_comment":
                with self.subTest(user=user.login, name=name), self.assertRaises(AccessError):
                    getattr(other.with_user(user), name)()
