# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .project_common import GasProjectCase
from .public_common import GasPublicCase


@tagged("post_install", "-at_install")
class TestSupervisionComplaint(GasProjectCase):
    """FI-13: a complaint about the handling reaches supervision, and nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "Hotel"})
        cls.ticket = cls.make_processing(partner_id=cls.partner.id)
        cls.complaint = cls.complain(cls.ticket)

    @classmethod
    def complain(cls, document, text="He never came", **values):
        public = cls.env["gas.inquiry"].with_user(cls.env.ref("base.public_user"))
        return public._register_supervision(document.sudo(), text, **values)

    def readers(self, complaint):
        roles = ("supervisor", "hotline", "general", "leader", "admin", "manager", "handler", "supervision")
        users = {role: self.make_role(role).user_id for role in roles}
        return {role for role, user in users.items() if complaint.with_user(user).has_access("read")}

    def test_supervision_only(self):
        """FI-13: not the supervisor of customer service, general management, leaders or administrators."""
        complaint = self.complaint
        self.assertEqual(complaint.department_id, self.supervision_department)
        self.assertEqual(complaint.first_responsible_id, self.supervision)
        self.assertEqual(complaint.objects_to_id, self.ticket.sudo())
        self.assertEqual(self.readers(complaint), {"supervision"})
        self.assertTrue(complaint.with_user(self.supervision.user_id).has_access("write"))
        admin = self.env["gas.inquiry"].with_user(self.env.ref("base.user_admin"))
        self.assertFalse(admin.search_count([("id", "=", complaint.id)]))
        self.assertFalse(admin.env["gas.sla.clock"].search_count([("inquiry_id", "=", complaint.id)]))

    def test_who_handled_it_is_kept_out(self):
        """FI-13, FI-8.5: everybody who handled it is excluded, also of supervision."""
        users = (self.clerk | self.market_handler | self.market_manager).user_id
        self.assertLessEqual(users, self.complaint.excluded_user_ids)
        other = self.make_role("supervision", self.supervision_department)
        ticket = self.make_ticket(self.supervision)
        complaint = self.complain(ticket)
        self.assertIn(self.supervision.user_id, complaint.excluded_user_ids)
        self.assertEqual(complaint.first_responsible_id, other)
        self.assertFalse(complaint.with_user(self.supervision.user_id).has_access("read"))

    def test_of_a_complaint_and_of_a_project(self):
        """FI-13, PS-6.1: also about how a complaint or a project was handled; only supervision verifies it."""
        about = self.complain(self.make_complaint(self.handler))
        self.assertEqual(about.origin_id.kind, "complaint")
        supervisor = self.make_role("supervisor").user_id
        complaint = self.complain(self.make_contacted(), customer_name="Li Si", phone="13900002085")
        self.assertEqual(complaint.project_id.lead_id, self.lead)
        self.assertIn(self.lead.user_id, complaint.excluded_user_ids)
        self.assertEqual(complaint.verification, "pending")
        self.assertFalse(complaint._is_verified_by(supervisor))
        self.assertTrue(complaint._is_verified_by(self.supervision.user_id))
        self.assertFalse(complaint.project_id.with_user(self.lead.user_id).ticket_count)

    def test_nothing_said_or_nobody_there(self):
        with self.assertRaises(UserError):
            self.complain(self.ticket, "  ")
        self.company.gas_supervision_department_id = False
        with self.assertRaisesRegex(UserError, "call us"):
            self.complain(self.ticket)

    def flags(self):
        return self.env["gas.supervision.flag"].search([])

    def test_no_retaliation(self):
        """FI-13: a later pause, refusal or end of the complainant's own project is looked at by supervision."""
        project = self.make_design(partner_id=self.partner.id)
        self.assertFalse(self.flags())
        project.action_propose_pause("2026-09-18", "Owes papers", "Letter")
        flag = self.flags()
        self.assertEqual((flag.event, flag.complaint_id, flag.user_id), ("pause", self.complaint, self.lead.user_id))
        self.assertEqual(flag.activity_ids.user_id, self.supervision.user_id)
        self.assertFalse(project.sudo().activity_ids.filtered(lambda one: one.res_model == flag._name))
        project.action_lose("Gave up")
        self.assertEqual(self.flags().mapped("event"), ["lost", "pause"])
        self.make_design().action_lose("Not his")
        self.assertEqual(len(self.flags()), 2)

    def test_survey_refused(self):
        """FI-13: "cannot be done" at the survey is a refusal."""
        self.make_review(partner_id=self.partner.id).action_record_survey("unfeasible", "No pipe", None)
        self.assertEqual(self.flags().event, "unfeasible")

    def test_flag_is_supervisions(self):
        """FI-13: nobody else sees the flag, and who did it does not decide about it."""
        project = self.make_design(partner_id=self.partner.id)
        project.action_lose("Gave up")
        flag = self.flags()
        for employee in (self.lead, self.market_manager, self.manager, self.leader):
            self.assertFalse(flag.with_user(employee.user_id).has_access("read"), employee.name)
        flag = flag.with_user(self.supervision.user_id)
        with self.assertRaises(UserError):
            flag.action_justified()
        with self.assertRaises(UserError):
            flag.state = "justified"
        flag.note = "The customer moved away"
        flag.action_justified()
        self.assertEqual((flag.state, flag.decided_by), ("justified", self.supervision.user_id))
        with self.assertRaises(UserError):
            flag.note = "x"
        with self.assertRaises(AccessError):
            flag.unlink()


@tagged("post_install", "-at_install")
class TestRating(GasProjectCase):
    """FI-13: the customer is asked once, and nobody answers for him."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.make_ticket()
        cls.ticket.action_answer_at_once("Told him")

    def test_once(self):
        """FI-13: after closing, one mark with words; it is about who handled the matter."""
        open_ticket = self.make_ticket().sudo()
        with self.assertRaises(UserError):
            open_ticket._rate("5")
        ticket = self.ticket.sudo()
        for mark in ("", "0", "6", "x", None, "05"):
            with self.assertRaises(UserError):
                ticket._rate(mark)
        ticket._rate("4", "Quick <b>man</b>")
        self.assertEqual((ticket.rating_last_value, ticket.rating_count), (4, 1))
        rating = ticket.rating_ids
        self.assertEqual((rating.feedback, rating.access_token), ("Quick <b>man</b>", False))
        self.assertEqual(rating.rated_partner_id, self.clerk.user_id.partner_id)
        self.assertIn("&lt;b&gt;", ticket.message_ids[0].body)
        with self.assertRaises(UserError):
            ticket._rate("1")

    def test_as_visible_as_its_document(self):
        """FI-13: what a customer said of a ticket is read by who may read the ticket, not by every employee."""
        self.ticket.sudo()._rate("2", "Took long")
        rating = self.ticket.sudo().rating_ids
        other = self.env["rating.rating"].create(
            {"res_model_id": self.env["ir.model"]._get_id("res.partner"), "res_id": self.design_unit.id, "rating": 5}
        )
        for employee, expected in ((self.clerk, rating + other), (self.market_handler, other)):
            seen = other.with_user(employee.user_id).search([("id", "in", (rating + other).ids)])
            self.assertEqual(seen.sudo(), expected.sorted("id", reverse=True), employee.name)
        with self.assertRaises(AccessError):
            rating.with_user(self.market_handler.user_id).read(["feedback"])
        other.with_user(self.market_handler.user_id).rating = 4

    def test_nobody_rates_himself(self):
        """FI-13: an employee neither writes a rating, nor gives a mark with a message, nor changes one."""
        self.ticket.sudo()._rate("1")
        rating = self.ticket.sudo().rating_ids.with_user(self.clerk.user_id)
        values = {"res_model_id": self.env["ir.model"]._get_id("gas.inquiry"), "res_id": self.ticket.id, "rating": 5}
        with self.assertRaises(AccessError):
            rating.create(values)
        with self.assertRaises(AccessError):
            rating.rating = 5
        with self.assertRaises(UserError):
            self.ticket.message_post(body="x", rating_value=5)
        self.assertEqual(self.ticket.sudo().rating_last_value, 1)


@tagged("post_install", "-at_install")
class TestTrackForms(GasPublicCase):
    """FI-13: complaining and rating from the page."""

    def test_complain(self):
        """FI-13: the complaint gets a number and code of its own; three a day of one matter."""
        ticket = self.make_processing()
        self.open_tracked(ticket)
        page = self.send("/gas/track/complain", {"text": ""}, page="/gas/track/view")
        self.assertEqual(page.status_code, 422)
        for _try in range(3):
            self.open_tracked(ticket)
            page = self.send("/gas/track/complain", {"text": "Rude <script>"}, page="/gas/track/view")
            self.assertTrue(page.url.endswith("/done"), page.text)
        complaint = self.env["gas.inquiry"].search([("supervision_only", "=", True)], limit=1)
        self.assertIn(complaint.name, self.url_open("/gas/track/view").text)
        self.assertNotIn("/gas/track/complain", self.url_open("/gas/track/view").text)
        self.open_tracked(ticket)
        page = self.send("/gas/track/complain", {"text": "Again"}, page="/gas/track/view")
        self.assertEqual(page.status_code, 422)
        self.assertIn("多次投诉", page.text)

    def test_rate(self):
        """FI-13: asked once, after closing."""
        ticket = self.make_ticket()
        page = self.open_tracked(ticket)
        self.assertNotIn("/gas/track/rate", page.text)
        ticket.action_answer_at_once("Told him")
        self.assertIn("/gas/track/rate", self.open_tracked(ticket).text)
        page = self.send("/gas/track/rate", {"mark": "5", "feedback": "好"}, page="/gas/track/view")
        self.assertNotIn("/gas/track/rate", page.text)
        self.assertEqual(ticket.sudo().rating_last_value, 5)
        page = self.send("/gas/track/rate", {"mark": "1"}, page="/gas/track/view")
        self.assertEqual((page.status_code, ticket.sudo().rating_last_value), (422, 5))

    def test_not_opened(self):
        """FI-13: without number and code there is nothing to complain about or to rate."""
        for path in ("/gas/track/complain", "/gas/track/rate"):
            self.assertTrue(self.send(path, {"text": "x", "mark": "5"}).url.endswith("/gas/track"))
        self.assertFalse(self.env["gas.inquiry"].search_count([("supervision_only", "=", True)]))
