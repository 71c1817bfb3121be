# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, models
from odoo.exceptions import UserError
from odoo.tests import tagged

from .archive_common import MARCH, GasArchiveCase

ROLES = ("handler", "manager", "hotline", "supervisor", "leader", "general", "supervision", "admin")


@tagged("post_install", "-at_install")
class TestArchiveLock(GasArchiveCase):
    """FI-8.6: from the hand-over on a ticket is what it is, through every door."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "Zhang San"})
        cls.ticket = cls.make_archived(partner_id=cls.partner.id, phone_ids=[Command.create({"number": "13800138000"})])
        cls.other = cls.make_closed(at="2026-04-20 02:00:00")
        cls.env.flush_all()

    def assertRefused(self, function, *args, **kwargs):
        with self.assertRaisesRegex(UserError, "archived|已存档|readonly|cannot be changed directly"):
            function(*args, **kwargs)

    def test_ticket(self):
        """FI-8.6: no field of an archived ticket can be written and it cannot be deleted, by sudo either."""
        free = self.ticket._archive_free_fields
        for name, field in self.ticket._fields.items():
            if not field.store or name in free or name in models.MAGIC_COLUMNS:
                continue
            value = [] if field.type in ("one2many", "many2many") else False
            with self.subTest(name=name):
                self.assertRefused(self.ticket.sudo().write, {name: value})
        self.assertRefused(self.ticket.sudo().unlink)
        self.assertRefused(self.ticket._write_guarded, {"state": "new"})
        self.assertRefused((self.ticket | self.other).write, {"subject": "x"})

    def test_lock_begins_with_the_first_hand_over(self):
        """FI-8.6: handed over by one of its departments, the ticket is locked, archived or not."""
        ticket = self.make_closed(at="2026-04-20 02:00:00", transferred=True)
        ticket.write({"description": "completed later"})
        self.hand_over(self.manager, at="2026-05-08 02:00:00", month=ticket.closed_at.date().replace(day=1))
        self.assertEqual(ticket.state, "closed")
        self.assertRefused(ticket.write, {"description": "x"})

    def test_context_opens_nothing(self):
        """FI-8.6: whatever a caller puts into the context."""
        for token in (True, 1, "x", {"a": 1}, object()):
            context = {"gas_archive_open": token, "gas_guard:gas.inquiry": token, "_force_unlink": True}
            self.assertRefused(self.ticket.with_context(**context).write, {"subject": "x"})

    def test_children(self):
        """FI-8.6: contacts, hand-overs, deadlines, their history, phones: no change, no deletion, no addition."""
        ticket = self.ticket
        clock = ticket.clock_ids[0]
        children = {
            ticket.contact_ids[0]: (
                {"note": "x"},
                {"inquiry_id": ticket.id, "note": "x", "employee_id": self.manager.id},
            ),
            ticket.handover_ids[0]: ({"note": "x"}, {"inquiry_id": ticket.id, "kind": "own", "date": "2026-04-10"}),
            ticket.phone_ids[0]: ({"note": "x"}, {"inquiry_id": ticket.id, "number": "13900139000"}),
            clock: ({"due_at": "2030-01-01"}, None),
            clock.event_ids[0]: (None, {"clock_id": clock.id, "kind": "reopen"}),
        }
        for child, (values, new) in children.items():
            with self.subTest(model=child._name):
                if values:
                    self.assertRefused(child.write, values)
                    self.assertRefused(child.unlink)
                if new:
                    self.assertRefused(child.create, new)
        self.assertRefused(ticket.write, {"phone_ids": [Command.create({"number": "13900139000"})]})
        self.assertRefused(ticket._sla_start, "FI-URGENT")
        with self.assertRaises(UserError):
            clock.with_user(self.market_manager.user_id).action_reopen("Wrong")
        # moved in from another ticket
        phone = self.env["gas.phone"].create({"inquiry_id": self.other.id, "number": "13900139000"})
        self.assertRefused(phone.write, {"inquiry_id": ticket.id})
        # the digest of deadlines may still note what it sent
        clock.event_ids[0].write({"digest_pending": False})

    def test_messages(self):
        """FI-8.6: no comment, no note, no mail in, no edit, no deletion, no move, no changed tracking."""
        ticket = self.ticket
        message = ticket.message_ids.filtered("body")[0]
        self.assertRefused(ticket.message_post, body="late")
        self.assertRefused(ticket._message_log, body="late")
        self.assertRefused(message.write, {"body": "x"})
        self.assertRefused(message.unlink)
        self.assertRefused(ticket._message_update_content, message, body="x", strict=False)
        self.assertRefused(message.write, {"res_id": self.other.id})
        outside = self.other.message_post(body="note")
        self.assertRefused(outside.write, {"res_id": ticket.id})
        self.assertRefused(ticket.message_change_thread, self.other)
        tracking = self.env["mail.tracking.value"].search([("mail_message_id", "in", ticket.message_ids.ids)])
        self.assertTrue(tracking)
        self.assertRefused(tracking[0].write, {"new_value_char": "x"})
        self.assertRefused(tracking.unlink)
        self.assertRefused(ticket.activity_schedule, "mail.mail_activity_data_todo", user_id=self.manager.user_id.id)
        # reading marks are no change
        message.with_user(self.manager.user_id).sudo().toggle_message_starred()

    def test_attachments(self):
        """FI-8.6: no file is added, changed, deleted or moved, whether it hangs on the ticket, a record or a message."""
        ticket, files = self.ticket, self.env["ir.attachment"]
        on_ticket = files.search([("res_model", "=", "gas.inquiry"), ("res_id", "=", ticket.id)])
        self.assertEqual(set(on_ticket.mapped("name")), {"photo.txt", "note.txt"})
        for attachment in on_ticket:
            self.assertRefused(attachment.unlink)
            for values in (
                {"raw": b"x"},
                {"datas": "eA=="},
                {"name": "x"},
                {"res_id": self.other.id},
                {"public": True},
            ):
                self.assertRefused(attachment.write, values)
            self.assertTrue(attachment.generate_access_token())
        self.assertEqual({f.raw for f in on_ticket}, {b"photo of the boiler", b"written down"})
        for model, record in (("gas.inquiry", ticket), ("gas.contact", ticket.contact_ids[0])):
            self.assertRefused(files.create, {"name": "x", "raw": b"x", "res_model": model, "res_id": record.id})
        loose = files.create({"name": "x", "raw": b"x"})
        self.assertRefused(loose.write, {"res_model": "gas.inquiry", "res_id": ticket.id})
        in_message = ticket.message_ids.attachment_ids[0]
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_model = 'mail.message', res_id = 0 WHERE id = %s", [in_message.id]
        )
        in_message.invalidate_recordset()
        self.assertRefused(in_message.write, {"raw": b"x"})
        # the same content in the other storage is no change
        on_ticket._migrate()

    def test_every_role(self):
        """FI-8.6: no group writes, comments or deletes; what was registered by oneself neither."""
        for role in ROLES:
            employee = self.make_employee(f"role_{role}", self.market, f"gas_service.group_{role}")
            ticket = self.ticket.with_user(employee.user_id)
            with self.subTest(role=role):
                for function, *args in (
                    (ticket.write, {"subject": "x"}),
                    (ticket.unlink,),
                    (ticket.message_post,),
                    (ticket.action_close,),
                    (ticket.action_urge,),
                    (ticket.action_correct_reception, self.clerk.id, MARCH, "x"),
                ):
                    with self.assertRaises(UserError):
                        function(*args)
        with self.assertRaises(UserError):
            self.ticket.with_user(self.clerk.user_id).write({"subject": "x"})

    def test_load(self):
        """FI-8.6: Odoo's own import goes through the same lock."""
        tickets = self.env["gas.inquiry"].with_context(import_file=True)
        result = tickets.load([".id", "subject"], [[str(self.ticket.id), "x"]])
        self.assertFalse(result["ids"])
        self.assertIn("archived", result["messages"][0]["message"])
        self.assertNotEqual(self.ticket.subject, "x")

    def test_copy_and_follow_up(self):
        """FI-8.6: a copy or a matter that comes back is a new, unlocked ticket; the archived one stays."""
        copy = self.ticket.with_user(self.market_manager.user_id).copy()
        self.assertFalse(copy.locked_at or copy.archived_at or copy.retention_until or copy.archive_batch_ids)
        action = self.ticket.with_user(self.market_manager.user_id).action_follow_up()
        again = self.env["gas.inquiry"].browse(action["res_id"])
        self.assertEqual((again.origin_id, again.state), (self.ticket, "new"))
        again.write({"subject": "once more"})

    def test_stamps_are_not_given_at_registration(self):
        """FI-8.6: a ticket is not born archived, held or destroyed."""
        ticket = self.make_ticket(
            locked_at="2020-01-01", archived_at="2020-01-01", retention_until="2020-01-01", legal_hold=True,
            anonymised_at="2020-01-01",
        )  # fmt: skip
        self.assertFalse(ticket.locked_at or ticket.archived_at or ticket.retention_until or ticket.legal_hold)
        self.assertFalse(ticket.anonymised_at)
        for name in ("locked_at", "archived_at", "retention_until", "legal_hold", "anonymised_at"):
            self.assertRefused(ticket.sudo().write, {name: False})

    def test_everything_it_points_to_stays(self):
        """FI-8.6: nothing a ticket or its records point to can be deleted from under it."""
        hosts = {"inquiry_id", "project_id", "callback_plan_id", "callback_issue_id", "callback_audit_id", "clock_id"}
        for model in ("gas.inquiry", "gas.contact", "gas.handover", "gas.sla.clock", "gas.sla.event", "gas.phone",
                      "gas.archive.batch", "gas.archive.destruction"):  # fmt: skip
            for name, field in self.env[model]._fields.items():
                if field.type != "many2one" or not field.store or name in models.MAGIC_COLUMNS or name in hosts:
                    continue
                if (model, name) in {("gas.sla.event", "digest_id"), ("gas.phone", "account_id")}:
                    continue
                self.assertEqual(field.ondelete, "restrict", f"{model}.{name}")
        for name in ("accused_ids", "excluded_user_ids", "archive_batch_ids"):
            self.assertEqual(self.ticket._fields[name].ondelete, "restrict", name)

    def test_rating(self):
        """FI-8.6: the link a customer got before works; the ticket itself stays as it is."""
        rating = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("gas.inquiry"),
                "res_id": self.ticket.id,
                "partner_id": self.partner.id,
            }
        )
        before = self.ticket.read(["subject", "state", "write_date", "result"])
        self.ticket.rating_apply(5, rating=rating, feedback="good")
        self.assertEqual(rating.rating, 5)
        self.assertEqual(self.ticket.read(["subject", "state", "write_date", "result"]), before)
        # nobody comments by the way of a rating: not by its token, not with the mark of another ticket
        employee = self.ticket.with_user(self.market_manager.user_id)
        with self.assertRaises(UserError):
            employee.rating_apply(1, token=rating.access_token, feedback="comment")
        foreign = rating.copy({"res_id": self.other.id})
        self.assertRefused(self.ticket.rating_apply, 1, rating=foreign, feedback="comment")
        self.assertRefused(self.ticket.message_post, body="comment", rating_value=1)
