# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .conduct_common import GasConductCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductOpen(GasConductCase):
    """A case is opened where the facts are seen, filled in and linked."""

    def fill(self, records, employee, **values):
        """Open a case on the records, save its form as the user does, and return it."""
        action = records.with_user(employee.user_id).action_open_conduct_case()
        cases = self.env["gas.conduct.case"].with_user(employee.user_id).with_context(**action["context"])
        with Form(cases) as form:
            for name, value in {"summary": form.summary or "What happened", **values}.items():
                form[name] = value
        return form.record.sudo()

    def test_exceeded_deadline(self):
        """FI-10: an exceeded deadline brings its person, ticket, day and objection along; only the sanction is missing."""
        ticket = self.make_late()
        clock = self.clock(ticket, "FI-REPLY")
        case = self.fill(clock, self.supervisor, sanction="criticism")
        self.assertEqual((case.kind, case.cause, case.employee_id), ("delay", "limit", self.market_handler))
        self.assertEqual((case.clock_ids, case.inquiry_ids, len(case.objection_ids)), (clock, ticket, 1))
        self.assertEqual(str(case.event_date), "2026-09-10")
        self.assertFalse(case._missing_for_decision())

    def test_what_the_user_may_not_read_is_not_linked(self):
        """The manager cannot read the complaint: he opens the case without it."""
        case = self.fill(self.clock(self.make_late(), "FI-REPLY"), self.market_manager)
        self.assertFalse(case.objection_ids)
        self.assertEqual(len(case.inquiry_ids), 1)

    def test_several_deadlines(self):
        """Of one person, exceeded, and none of a supplier's."""
        first, second = (self.clock(self.make_late(), "FI-REPLY") for _number in range(2))
        self.assertEqual(self.fill(first | second, self.supervisor).clock_ids, first | second)
        other = self.clock(self.make_late(handler=self.market_manager), "FI-REPLY")
        open_clock = self.clock(self.make_processing(), "FI-REPLY")
        for clocks in (first | other, first | open_clock, open_clock):
            with self.assertRaises(UserError):
                clocks.with_user(self.supervisor.user_id).action_open_conduct_case()
        second.partner_id = self.env["res.partner"].create({"name": "Design Institute"})
        with self.assertRaises(UserError):
            second.with_user(self.supervisor.user_id).action_open_conduct_case()

    def test_complaint(self):
        """A complaint brings who is complained about and the ticket it is about."""
        ticket = self.make_late(objection=False)
        complaint = self.object_to(ticket, self.market_handler)
        case = self.fill(complaint, self.supervisor)
        self.assertEqual((case.employee_id, case.objection_ids), (self.market_handler, complaint))
        self.assertEqual(case.inquiry_ids, ticket)
        both = self.object_to(ticket, self.market_handler | self.handler)
        case = self.fill(both, self.supervision, employee_id=self.handler)
        self.assertEqual(case.objection_ids, both)

    def test_ticket(self):
        ticket = self.make_processing()
        case = self.fill(ticket, self.market_manager)
        self.assertEqual((case.kind, case.employee_id, case.inquiry_ids.id), ("wrong", self.market_handler, ticket.id))

    def test_who_may(self):
        """Who may not open cases is told so; who may not read the facts neither."""
        ticket = self.make_late()
        for records in (ticket, self.clock(ticket, "FI-REPLY")):
            for employee in (self.market_handler, self.clerk, self.make_employee(f"other{records.id}", self.market)):
                with self.subTest(model=records._name, by=employee.name), self.assertRaises(AccessError):
                    records.with_user(employee.user_id).action_open_conduct_case()

    def test_complaint_names_its_ticket(self):
        """FI-10: the wizard links the complaint to the ticket, which must be one the registrar may read."""
        ticket = self.make_ticket()
        complaint = self.make_complaint(self.market_handler, objects_to_id=ticket.id)
        self.assertEqual(complaint.objects_to_id.id, ticket.id)
        other = self.make_ticket(self.handler)
        with self.assertRaises(AccessError):
            self.make_complaint(self.market_handler, objects_to_id=other.id)
        with self.assertRaises(AccessError):
            complaint.with_user(self.supervision.user_id).objects_to_id = other
        for wrong in (complaint, ticket):
            with self.assertRaises(ValidationError):
                (complaint if wrong == complaint else other.sudo()).objects_to_id = wrong
