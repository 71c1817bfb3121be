# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from ..tools import tracking_code
from .common import GasServiceCase
from .public_common import GasPublicCase


@tagged("post_install", "-at_install")
class TestTrackingCode(GasServiceCase):
    """FI-13: who has the code, and what it opens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.make_ticket()
        cls.other = cls.make_ticket()

    def find(self, number, code):
        return self.env["gas.tracked.mixin"]._find_tracked(number, code)

    def test_find(self):
        """FI-13: number and code together open one document, however they are typed."""
        code = self.ticket._tracking_code()
        self.assertRegex(code, r"^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$")
        number = self.ticket.name
        wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
        for typed in (
            code,
            code.lower(),
            code.replace("-", ""),
            f" {code} ",
            wide,
            code.replace("0", "o").replace("1", "l"),
        ):
            self.assertEqual(self.find(number.lower(), typed), self.ticket.sudo(), typed)
        for typed in ("", "x", code[:-1], code + "0", "--------", "é\udce9", "%" * 8, self.other._tracking_code()):
            self.assertIsNone(self.find(number, typed), typed)
        self.assertIsNone(self.find("SW1999-999999", code))
        self.assertIsNone(self.find("", code))

    def test_same_work(self):
        """FI-13: a number that does not exist costs the same queries as a wrong code: timing tells nothing."""
        wrong = "00000000"
        self.find(self.ticket.name, wrong)
        counts = []
        for number in (self.ticket.name, "SW1999-999999"):
            self.env.invalidate_all()
            with (
                self.subTest(number=number),
                patch.object(type(self.env["gas.tracked.mixin"]), "_compute_code", return_value="11111111") as compute,
            ):
                before = self.cr.sql_log_count
                self.assertIsNone(self.find(number, wrong))
                counts.append((self.cr.sql_log_count - before, compute.call_count))
        self.assertEqual(*counts)

    def test_stored_nowhere(self):
        """FI-13: whoever reads tickets, or the table, does not find the code; another document has another."""
        code = tracking_code.normalize(self.ticket._tracking_code())
        self.env.flush_all()
        self.env.cr.execute("SELECT t::text FROM gas_inquiry t WHERE id = %s", [self.ticket.id])
        self.assertNotIn(code, self.env.cr.fetchone()[0])
        self.assertNotEqual(self.ticket._tracking_code(), self.other._tracking_code())

    def test_new_code(self):
        """FI-13: a new code voids the old one; only who works on the ticket issues it."""
        old = self.ticket._tracking_code()
        self.ticket.action_new_tracking_code()
        self.assertIsNone(self.find(self.ticket.name, old))
        self.assertTrue(self.find(self.ticket.name, self.ticket._tracking_code()))
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.market_handler.user_id).action_new_tracking_code()
        with self.assertRaises(UserError):
            self.ticket.write({"tracking_issue": 0})

    def test_dialog(self):
        """FI-13: the code is shown to who works on the ticket; a reader, or the accused, gets nothing of it."""
        dialogs = self.env["gas.tracking.dialog"]
        action = self.ticket.action_open_tracking()
        dialog = dialogs.with_user(self.clerk.user_id).with_context(**action["context"]).create({})
        self.assertEqual(dialog.code, self.ticket._tracking_code())
        self.assertIn(self.ticket.name, dialog.url)
        self.assertIn("<svg", dialog.qr)
        dialog.action_new_code()
        leader = self.make_employee("reader", self.market, "gas_service.group_hotline")
        for employee in (leader, self.market_handler):
            foreign = dialogs.with_user(employee.user_id).create({"inquiry_id": self.ticket.id})
            self.assertFalse(foreign.code or foreign.url or foreign.qr)
        complaint = self.make_complaint(self.clerk)
        accused = dialogs.with_user(self.clerk.user_id).create({"inquiry_id": complaint.id})
        self.assertFalse(accused.code or accused.number)

    def test_notice(self):
        """FI-13: the printed notice carries number, code and a QR code, but not in the hands of who only reads."""
        self.give_notice(self.ticket)
        reports = self.env["ir.actions.report"]
        html = (
            reports.with_user(self.clerk.user_id)
            ._render_qweb_html("gas_service.report_notice", self.ticket.ids)[0]
            .decode()
        )
        self.assertIn(self.ticket._tracking_code(), html)
        reader = self.make_employee("reader2", self.market, "gas_service.group_hotline")
        html = (
            reports.with_user(reader.user_id)
            ._render_qweb_html("gas_service.report_notice", self.ticket.ids)[0]
            .decode()
        )
        self.assertNotIn(self.ticket._tracking_code(), html)

    @freeze_time("2026-09-18 02:00:00")
    def test_limits(self):
        """FI-13: ten wrong codes on one number, thirty from one address, within an hour."""
        attempts = self.env["gas.public.attempt"]
        for _try in range(10):
            self.assertFalse(attempts._exceeded(track_address="192.0.2.1", track_number="SW1"))
            attempts._note(track_address="192.0.2.1", track_number="SW1")
        self.assertTrue(attempts._exceeded(track_address="192.0.2.2", track_number="SW1"))
        self.assertFalse(attempts._exceeded(track_address="192.0.2.1", track_number="SW2"))
        for number in range(20):
            attempts._note(track_address="192.0.2.1", track_number=str(number))
        self.assertTrue(attempts._exceeded(track_address="192.0.2.1", track_number="SW2"))
        with freeze_time("2026-09-18 03:00:01"):
            self.assertFalse(attempts._exceeded(track_address="192.0.2.1", track_number="SW1"))
        self.assertFalse({"192.0.2.1", "SW1"} & set(attempts.search([]).mapped("key")))
        with freeze_time("2026-09-21 03:00:00"):
            attempts._gc_attempts()
            self.assertFalse(attempts.search_count([]))

    def test_network(self):
        """Of IPv6, whoever has one address has 2^64 of them: they count as one."""
        network = self.env["gas.public.attempt"]._network
        self.assertEqual(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::1"))
        self.assertNotEqual(network("2001:db8:1:2::4"), network("2001:db8:1:3::4"))
        self.assertEqual(network("::ffff:192.0.2.7"), "192.0.2.7")
        self.assertEqual(network(None), "")


class TestTrackingCodeTool(TransactionCase):
    def test_round_trip(self):
        for digest in ("0" * 64, "f" * 64, "0123456789" + "0" * 54):
            code = tracking_code.encode(digest)
            self.assertEqual(tracking_code.normalize(tracking_code.display(code)), code)
        self.assertEqual(tracking_code.normalize_number(" sw2026—000001；"), "SW2026-000001")


@tagged("post_install", "-at_install")
class TestTrackPage(GasPublicCase):
    """FI-13: the page where a customer sees where his matter is."""

    def test_ticket(self):
        """FI-13: hotline, where it is, by when what was promised, who handles it, the result; and nothing else."""
        ticket = self.make_processing(description="SECRET description", address="SECRET address", phone="13900002085")
        ticket.sudo().message_post(body="SECRET note")
        page = self.open_tracked(ticket)
        self.assertTrue(page.url.endswith("/gas/track/view"), page.url)
        for text in (
            ticket.name,
            "Market Engineering正在办理",
            "tel:95777",
            "market_handler",
            "前",
            "Market Engineering",
        ):
            self.assertIn(text, page.text)
        for text in ("SECRET", "Zhang San", "No hot water", "2085", "clerk"):
            self.assertNotIn(text, page.text)
        ticket.sudo()._write_guarded({"state": "resolved", "result": "Repaired <script>alert(1)</script>"})
        page = self.open_tracked(ticket)
        self.assertIn("Repaired &lt;script&gt;", page.text)
        for header, value in (
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Frame-Options", "DENY"),
        ):
            self.assertEqual(page.headers[header], value)
        self.assertIn("frame-ancestors 'none'", page.headers["Content-Security-Policy"])

    def test_project(self):
        """FI-13: a project, with its lead and his office phone."""
        self.lead.work_phone = "0451-50009641"
        project = self.make_design()
        page = self.open_tracked(project)
        for text in (project.name, "正在设计出图", "lead", "tel:0451-50009641", "设计出图"):
            self.assertIn(text, page.text)
        self.assertNotIn("Shangzhi", page.text)

    def test_every_state(self):
        """FI-13: each state has its words, for tickets and projects."""
        ticket, project = self.make_ticket().sudo(), self.make_project().sudo()
        project._write_guarded({"next_follow_up_date": "2030-01-01"})
        for record in (ticket, project):
            for state, _label in record._fields["state"].selection:
                record._write_guarded({"state": state})
                values = record._tracking_values()
                self.assertTrue(values["where"], state)
                self.assertLessEqual(len([mark for _label, mark in values["steps"] if mark == "now"]), 1, state)

    def test_link(self):
        """FI-13: the QR code opens it, and the address that stays holds no secret."""
        ticket = self.make_ticket()
        self.env.flush_all()
        page = self.url_open(ticket._tracking_url())
        self.assertEqual(page.status_code, 200)
        self.assertTrue(page.url.endswith("/gas/track/view"))
        self.send("/gas/track/leave", {}, page="/gas/track/view")
        self.assertTrue(self.url_open("/gas/track/view").url.endswith("/gas/track"))

    def test_wrong_pairs_are_alike(self):
        """FI-13: no such number, or a wrong code: the same status and text, whoever has a login."""
        ticket = self.make_ticket()
        self.env.flush_all()
        pages = []
        for number in (ticket.name, "SW1999-999999"):
            page = self.look_up(number, "0000-0000")
            text = re.sub(r'value="[^"]*"', "", page.text)
            pages.append((page.status_code, text, sorted(page.headers)))
            link = self.url_open(f"/gas/track/{number}/0000-0000")
            self.assertEqual((link.status_code, re.sub(r'value="[^"]*"', "", link.text)), pages[-1][:2])
        self.assertEqual(pages[0][0], 403)
        self.assertEqual(*pages)

    def test_limit(self):
        """FI-13: beyond the limit the right code is refused as well, in the same words for every number."""
        ticket = self.make_ticket()
        self.env.flush_all()
        for _try in range(10):
            self.url_open(f"/gas/track/{ticket.name}/wrong")
        self.assertEqual(self.url_open(ticket._tracking_url()).status_code, 429)
        self.assertTrue(self.url_open("/gas/track/view").url.endswith("/gas/track"))

    def test_session_ends(self):
        """FI-13: a new code, or half an hour, closes what was open; a foreign session opens nothing."""
        ticket = self.make_ticket()
        self.open_tracked(ticket)
        with patch("odoo.addons.gas_service.controllers.gas_track._OPEN_SECONDS", -1):
            self.assertTrue(self.url_open("/gas/track/view").url.endswith("/gas/track"))
        self.assertTrue(self.url_open("/gas/track/view").url.endswith("/view"))
        ticket.action_new_tracking_code()
        self.env.flush_all()
        self.assertTrue(self.url_open("/gas/track/view").url.endswith("/gas/track"))
