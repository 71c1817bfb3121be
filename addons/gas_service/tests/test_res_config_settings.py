# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .conduct_common import GasConductCase

NOW = datetime(2026, 9, 14, 2)  # Monday, 10:00 in China

# what no company may set, and what it is told
REFUSED = [
    ({"gas_retention_years": 4}, "at least 5 years"),
    ({"gas_hand_over_day": 0}, "first 15 working days"),
    ({"gas_hand_over_day": 16}, "first 15 working days"),
    ({"gas_import_days": 0}, "1 to 365 days"),
    ({"gas_reveal_limit": -1}, "not negative"),
    ({"gas_pause_days": 0}, "1 to 10 working days"),
    ({"gas_backdate_hours": -1}, "not negative"),
    ({"gas_contact_hours": 73}, "within 72 hours"),
    ({"gas_work_record_days": -1}, "cannot be negative"),
    ({"gas_size_limit": 0}, "above 0"),
    ({"gas_screening_sample": 101}, "between 0 and 100"),
    ({"gas_simultaneity": 1.01}, "at most 1"),
    ({"gas_simultaneity": 0}, "above 0"),
    ({"gas_callback_link_days": 91}, "1 to 90 days"),
    ({"gas_audit_sample": 0}, "1 to 500 calls"),
    ({"gas_audit_day": 29}, "between the 1st and the 28th"),
    ({"gas_plan_approval_days": 0}, "1 to 10 working days"),
    ({"gas_reminder_days": 0}, "every day at most"),
    ({"gas_callback_put_off_days": 0}, "1 to 60 days"),
    ({"gas_hearing_days": 0}, "punished unheard"),
    ({"gas_appeal_days": 0}, "as many to appeal"),
    ({"gas_held_share": 100.5}, "between 0 and 100"),
    ({"gas_proposal_months": 0}, "1 to 12 months"),
    ({"gas_failure_limit": -1}, "not negative"),
    ({"gas_hotline": "ask Mrs Wang"}, "“ask Mrs Wang” is not a telephone number"),
    ({"gas_emergency_phone": "0451-500096"}, "not a telephone number"),
]


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSettings(GasConductCase):
    """What another gas company would want different is on one page, within what law and measures allow."""

    def refusal(self, record, values):
        """Return what the user is told when he writes ``values``."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                record.write(values)
                record.flush_recordset()
        except IntegrityError as error:
            return record._sql_error_to_message(error)
        except ValidationError as error:
            return str(error)
        return "accepted"

    def test_all_on_one_page(self):
        """No setting that can only be reached by a program."""
        fields = self.company._fields
        settings = {
            name for name in fields if name.startswith("gas_") and fields[name].store and not fields[name].readonly
        }
        shown = self.env["res.config.settings"].get_view(view_type="form")["arch"]
        self.assertGreater(len(settings), 25)
        self.assertFalse([name for name in sorted(settings) if f'<field name="{name}"' not in shown])

    def test_refused(self):
        """CB-8, FI-3, FI-8.6, FI-14.4, PS-2.1, PS-4.1.1, PS-4.1.5, PS-4.2.3: each with its own words."""
        for values, message in REFUSED:
            with self.subTest(values):
                self.assertIn(message, self.refusal(self.company, values))

    def test_page_writes(self):
        self.env["res.config.settings"].create({"gas_hearing_days": 7, "gas_hotline": "95777"}).execute()
        self.assertEqual((self.company.gas_hearing_days, self.company.gas_hotline), (7, "95777"))

    def test_departments_of_the_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = self.make_department("Theirs", company_id=other.id)
        message = self.refusal(self.company, {"gas_general_department_id": theirs.id})
        self.assertIn("Theirs", message)
        self.company.gas_general_department_id = self.make_department("Shared", company_id=False)

    def test_ratio(self):
        """CB-3: never below 3 %."""
        rule = self.env["gas.callback.rule"].create({"name": "2030", "valid_from": "2030-01-01"})
        self.assertIn("between 3 % and 100 %", self.refusal(rule, {"ratio": 2.99}))
        self.assertIn("Some services must count", self.refusal(rule, dict.fromkeys(
            ("count_visit", "count_counter", "count_call", "count_automatic"), False)))  # fmt: skip

    def test_times_of_a_case(self):
        """FI-14.4: as long as the settings say, to be heard and to appeal."""
        self.company.write({"gas_hearing_days": 3, "gas_appeal_days": 10})
        case = self.served(self.make_case())
        notice = case.sudo().notice_id
        self.assertEqual(notice.hear_until, datetime(2026, 9, 17, 9))
        # the Sunday of 20 September is worked, 25 to 27 is Mid-Autumn
        self.assertEqual(notice.appeal_until, datetime(2026, 9, 28, 9))

    def test_promises_beside_the_form(self):
        """FI-8.2a, FI-8.3: the panel says what is promised now, not what the measure said once."""
        self.env["gas.sla.policy"].search([("code", "=", "FI-TRANSFER")]).write(
            {"limit": 4.5, "yellow_hours": 1, "red_hours": 1}
        )
        tickets = self.env["gas.inquiry"].with_user(self.clerk.user_id).with_context(lang="en_US")
        form = Form(tickets)
        self.assertEqual((form.transfer_limit, form.reply_limit), ("4.5 working hours", "3 working days"))
        self.env["gas.sla.policy"].search([("code", "=", "FI-REPLY")]).active = False
        self.assertFalse(Form(tickets).reply_limit)

    def test_hand_over(self):
        """FI-8.6"""
        self.company.gas_hand_over_day = 3
        self.env.cr.execute("UPDATE hr_department SET create_date = '2026-01-01' WHERE id = %s", self.market.ids)
        self.env.invalidate_all()
        batches = self.env["gas.archive.batch"]._open_month(self.company, datetime(2026, 9, 1).date())
        self.assertEqual({str(day) for day in batches.mapped("due_date")}, {"2026-10-10"})

    def test_pause(self):
        """PS-4.2.3"""
        self.company.gas_pause_days = 4
        self.env["gas.sla.policy"].create({"name": "Design", "code": "X-DESIGN", "limit": 5, "pausable": True})
        clock = self.make_processing()._sla_start("X-DESIGN").with_user(self.market_handler.user_id)
        pause = self.env["gas.sla.pause"].browse(clock.action_propose_pause("2026-09-14", "Drawings", "Letter 12"))
        self.assertEqual(pause.confirm_before, datetime(2026, 9, 18, 9))

    def test_mending_of_contacts(self):
        """PS-4.1.5"""
        self.company.gas_contact_hours = 2
        ticket = self.make_processing()
        contact = ticket.env["gas.contact"].create(
            {"inquiry_id": ticket.id, "purpose": "answer", "channel": "phone", "note": "Tomorow", "date": NOW}
        )
        contact.note = "Tomorrow"
        self.env.flush_all()
        self.env.cr.execute("UPDATE gas_contact SET create_date = %s WHERE id = %s", (NOW, contact.id))
        contact.invalidate_recordset(["create_date"])
        with freeze_time(NOW + timedelta(hours=2, minutes=1)), self.assertRaisesRegex(UserError, "within 2 hours"):
            contact.note = "The day after"

    def test_put_off(self):
        """CB-6"""
        self.company.write({"gas_callback_wait_minutes": 60, "gas_callback_put_off_days": 2})
        self.assertEqual(self.company._gas_call_again(), NOW + timedelta(hours=1))
        self.assertEqual(self.company._gas_call_again(NOW + timedelta(days=2)), NOW + timedelta(days=2))
        with self.assertRaisesRegex(UserError, "2 days"):
            self.company._gas_call_again(NOW + timedelta(days=2, minutes=1))

    def test_simultaneity(self):
        """PS-2.1: a new project takes the company's factor."""
        self.company.gas_simultaneity = 0.75
        self.assertEqual(self.env["gas.project"].default_get(["simultaneity"]), {"simultaneity": 0.75})
