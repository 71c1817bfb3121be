# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .archive_common import AFTER_RETENTION, GasArchiveCase
from .check_common import CheckMixin


@tagged("post_install", "-at_install")
class TestGasCheckArchive(CheckMixin, GasArchiveCase):
    """Faults of the archive and of confidentiality are found; who reads what was found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.make_archived()
        cls.complaint = cls.make_complaint(cls.market_handler)

    def destroy(self):
        with freeze_time(AFTER_RETENTION):
            lists = self.env["gas.archive.destruction"].with_user(self.general.user_id)
            destruction = lists.create({})
            destruction.action_collect()
            destruction.action_propose()
            destruction.with_user(self.leader.user_id).action_approve()
            destruction.action_execute()

    def test_sound(self):
        self.assertEqual(self.ticket.state, "archived")
        self.assertSound()

    def test_sound_after_its_destruction(self):
        self.destroy()
        self.assertTrue(self.ticket.anonymised_at)
        with freeze_time(AFTER_RETENTION):
            self.assertSound()

    def test_unlocked_by_hand(self):
        self.plant("UPDATE gas_inquiry SET locked_at = NULL WHERE id = %s", self.ticket.id)
        self.assertFound("archive_lock", self.ticket)

    def test_without_retention(self):
        self.plant("UPDATE gas_inquiry SET retention_until = NULL WHERE id = %s", self.ticket.id)
        self.assertFound("archive_lock", self.ticket)

    def test_archived_without_hand_over(self):
        self.plant("DELETE FROM gas_archive_batch_inquiry_rel WHERE inquiry_id = %s", self.ticket.id)
        self.assertFound("archive_lock", self.ticket)

    def test_past_its_retention(self):
        with freeze_time(AFTER_RETENTION):
            self.assertFound("archive_retention", self.ticket)
            self.ticket.with_user(self.general.user_id).action_set_legal_hold("A lawsuit")
            self.assertEqual(self.found("archive_retention"), [])

    def test_destroyed_without_a_list(self):
        self.plant("UPDATE gas_inquiry SET anonymised_at = now() WHERE id = %s", self.ticket.id)
        self.assertFound("archive_destroyed", self.ticket)

    def test_name_left_after_the_destruction(self):
        self.destroy()
        self.plant("UPDATE gas_inquiry SET customer_name = 'Zhang San' WHERE id = %s", self.ticket.id)
        self.assertFound("archive_destroyed", self.ticket)

    def test_file_of_an_export_replaced(self):
        export = self.env["gas.archive.export"].with_user(self.general.user_id).create({})
        export.action_take()
        self.assertSound()
        self.plant("UPDATE gas_archive_export SET checksum = 'abc' WHERE id = %s", export.id)
        self.assertFound("archive_export", export)

    def test_accused_let_in(self):
        self.plant("DELETE FROM gas_inquiry_excluded_rel WHERE gas_inquiry_id = %s", self.complaint.id)
        self.assertFound("complaint_kept_out", self.complaint)

    def test_accused_follows(self):
        self.plant(
            "INSERT INTO mail_followers (res_model, res_id, partner_id) VALUES ('gas.inquiry', %s, %s)",
            self.complaint.id,
            self.market_handler.user_id.partner_id.id,
        )
        self.assertFound("complaint_door", self.complaint)

    def test_accused_was_told(self):
        self.plant(
            """INSERT INTO mail_notification (mail_message_id, res_partner_id, notification_type, notification_status)
               SELECT max(id), %s, 'inbox', 'sent' FROM mail_message WHERE model = 'gas.inquiry' AND res_id = %s""",
            self.market_handler.user_id.partner_id.id,
            self.complaint.id,
        )
        self.assertFound("complaint_door", self.complaint)

    def test_accused_handles(self):
        self.plant("UPDATE gas_inquiry SET handler_id = %s WHERE id = %s", self.market_handler.id, self.complaint.id)
        self.assertFound("complaint_handler", self.complaint)

    # -- on the screen -------------------------------------------------------------------------------

    def check_as(self, employee):
        return self.env["gas.check.finding"].with_user(employee.user_id).action_check()

    def test_screen_without_findings(self):
        self.assertEqual(self.check_as(self.general)["params"]["type"], "success")

    def test_screen_lists_what_was_found(self):
        self.plant("UPDATE gas_inquiry SET retention_until = NULL WHERE id = %s", self.ticket.id)
        action = self.check_as(self.general)
        finding = self.env["gas.check.finding"].with_user(self.general.user_id).search(action["domain"])
        self.assertEqual(finding.document, self.ticket.display_name)
        opened = finding.action_open()
        self.assertEqual((opened["res_model"], opened["res_id"]), ("gas.inquiry", self.ticket.id))

    def test_screen_says_nothing_of_what_the_reader_is_kept_out_of(self):
        """FI-8.5: not even in a count."""
        complaint = self.make_complaint(self.general)
        self.plant("UPDATE gas_inquiry SET state = 'processing' WHERE id = %s", complaint.id)
        self.plant("UPDATE gas_inquiry SET locked_at = now() WHERE id = %s", complaint.id)
        self.assertFound("archive_lock", complaint)
        self.assertEqual(self.check_as(self.general)["params"]["type"], "success")

    def test_screen_is_not_for_everybody(self):
        with self.assertRaises(AccessError):
            self.check_as(self.manager)
