# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .project_common import DEVELOPER, GasProjectCase

NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in China
CODE = "91110000600037341L"

# what nobody may say himself, with a value that would be a lie
FORGED = {
    "name": "BZ-1",
    "state": "done",
    "registered_by": 1,
    "contacted_at": NOW,
    "last_contact_at": NOW,
    "next_follow_up_date": "2030-01-01",
    "guide_given_at": NOW,
    "demand_confirmed_at": NOW,
    "hourly_flow": 99.0,
    "size_class": "large",
    "size_by_hand": True,
    "appliances_confirmed_at": NOW,
    "documents_complete_at": NOW,
    "review_scheduled_at": NOW,
    "survey_done_at": NOW,
    "survey_result": "feasible",
    "survey_note": "fine",
    "drawings_received_at": NOW,
    "estimate_requested_at": NOW,
    "estimate_done_at": NOW,
    "estimate_amount": 1.0,
    "approved_at": NOW,
    "ended_at": NOW,
    "ended_by": 1,
    "end_reason": "x",
    "screening_check": "confirmed",
    "date_deadline": "2030-01-01 00:00:00",
}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectRegistration(GasProjectCase):
    # -- who, from where, whose ----------------------------------------------------------------

    def test_not_for_residential_customers(self):
        """PS-1: pre-service is for non-residential customers."""
        home = self.make_account("R1", "Zhang San")
        shop = self.make_account("C1", "Noodle Shop", address="Main Street 1", category="commercial")
        with self.refused("residential"):
            self.make_project(account_id=home.id)
        project = self.make_project(account_id=shop.id)
        with self.refused("residential"):
            project.account_id = home
        self.assertNotIn("residential", dict(project._fields["category"].selection))

    def test_nature(self):
        """PS-1: one of four; known at the latest when the demand is confirmed, and from then on."""
        self.assertEqual(
            list(dict(self.env["gas.project"]._fields["nature"].selection)),
            ["new", "reconstruction", "expansion", "capacity"],
        )
        project = self.make_contacted(nature=False)
        self.clear_demand(project)
        with self.refused("nature"):
            project.action_confirm_demand()
        project.nature = "expansion"
        project.action_confirm_demand()
        with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "nature"), self.env.cr.savepoint():
            project.nature = False
            project.flush_recordset()

    def test_source_is_required(self):
        """PS-3.2: a project says where the information came from; a default of the context says nothing."""
        for values in ({"source": False}, {"source": "gossip"}):
            with self.subTest(**values), self.refused("source"):
                self.make_project(**values)
        model = self.env["gas.project"].with_user(self.lead.user_id).with_context(default_source="other")
        with self.refused("source"):
            model.create({"subject": "x", "customer_name": "y"})

    def test_one_project_for_one_reference(self):
        """PS-3.1: source and reference name the information once, whatever spaces stand around it."""
        self.make_project(source="exchange", external_ref=" A-1 ")
        self.make_project(source="register", external_ref="A-1")
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.make_project(source="exchange", external_ref="A-1")

    def test_lead_and_department_by_default(self):
        """PS-5.1, PS-4.1.1: who develops it leads it; without a developer it is the market department's."""
        mine = self.make_project()
        self.assertEqual((mine.sudo().lead_id, mine.sudo().department_id), (self.lead, self.market))
        hotline = self.make_role("hotline")
        noted = self.make_project(hotline)
        self.assertEqual((noted.sudo().lead_id.id, noted.sudo().department_id), (False, self.market))
        self.assertEqual(noted.registered_by, hotline.user_id)
        clock = self.clock(noted, "PS-CONTACT")
        self.assertEqual((clock.employee_id, clock.department_id), (self.market_manager, self.market))
        self.assertEqual(self.clock(mine, "PS-CONTACT").employee_id, self.lead)

    def test_named_lead(self):
        """PS-2.3: only a market developer of the company leads."""
        hotline = self.make_role("hotline")
        self.assertEqual(self.make_project(hotline, lead_id=self.colleague.id).sudo().lead_id, self.colleague)
        other = self.env["res.company"].create({"name": "Other Gas"})
        stranger = self.make_employee("stranger", self.env["hr.department"], DEVELOPER, company_id=other.id)
        homeless = self.make_employee("homeless", self.env["hr.department"], DEVELOPER)
        for employee in (self.market_handler, self.clerk, self.estimator, stranger, homeless):
            with self.subTest(employee=employee.name), self.assertRaises(ValidationError):
                self.make_project(hotline, lead_id=employee.id)
        with self.assertRaises(ValidationError):
            self.make_project(hotline, lead_id=self.env["hr.employee"].search([], order="id desc", limit=1).id + 1)

    def test_developer_without_department_does_not_lead_by_default(self):
        homeless = self.make_employee("homeless", self.env["hr.department"], DEVELOPER)
        project = self.make_project(homeless).sudo()
        self.assertEqual((project.lead_id.id, project.department_id), (False, self.market))

    def test_no_market_department(self):
        self.company.gas_market_department_id = False
        with self.refused("market department"):
            self.make_project(self.make_role("hotline"))
        self.assertTrue(self.make_project())

    def test_who_may_enter_it(self):
        """PS-3.2: market developers, managers and the hotline."""
        for group in ("hotline", "supervisor", "developer", "manager"):
            with self.subTest(group=group):
                self.assertTrue(self.make_project(self.make_role(group)))
        for group in ("handler", "leader", "general", "supervision", "admin"):
            with self.subTest(group=group), self.assertRaises(AccessError):
                self.make_project(self.make_role(group))
        with self.assertRaises(AccessError):
            self.make_project(self.clerk)

    # -- when ----------------------------------------------------------------------------------

    def test_time_of_the_information(self):
        """PS-4.1.1: when we got it; far back only by a manager, never in the future."""
        earlier = datetime(2026, 9, 16, 0, 30)
        project = self.make_project(info_received_at=earlier)
        self.assertEqual(self.clock(project, "PS-CONTACT").started_at, earlier)
        yesterday = datetime(2026, 9, 15, 2)
        with self.assertRaises(ValidationError):
            self.make_project(info_received_at=yesterday)
        with self.assertRaises(ValidationError):
            self.make_project(info_received_at=datetime(2026, 9, 16, 3))
        project = self.make_project(self.market_manager, info_received_at=yesterday)
        self.assertEqual(self.clock(project, "PS-CONTACT").due_at, self.china("2026-09-18 17:00"))

    # -- unified social credit code ------------------------------------------------------------

    def test_code_in_any_written_form(self):
        """PS-3.1: full width, lower case and spaces are people's; one form is kept."""
        for text in (CODE, CODE.lower(), f" {CODE[:9]} {CODE[9:]} ", "９１１１００００６０００３７３４１Ｌ"):
            with self.subTest(text=text):
                self.assertEqual(self.make_project(uscc=text).uscc, CODE)
        project = self.make_project()
        project.uscc = CODE.lower()
        self.assertEqual(project.uscc, CODE)
        project.uscc = " "
        self.assertFalse(project.uscc)

    def test_wrong_code(self):
        """PS-3.1: check digit, forbidden letters and length are checked, at creation and later."""
        project = self.make_project(uscc=CODE)
        for text in ("91110000600037342L", "91I10000600037341L", CODE[:-1], CODE + "1", "none"):
            with self.subTest(text=text):
                with self.assertRaises(ValidationError):
                    self.make_project(uscc=text)
                with self.assertRaises(ValidationError):
                    project.uscc = text

    def test_other_projects_of_the_customer(self):
        first = self.make_project(uscc=CODE)
        self.assertEqual(first.same_customer_count, 0)
        second = self.make_project(uscc=CODE)
        self.env.invalidate_all()
        self.assertEqual((first + second).mapped("same_customer_count"), [1, 1])
        self.assertEqual(first.search(first.action_open_same_customer()["domain"]), second)
        # those one may not see are not counted
        outside = self.make_employee("outside", self.service, DEVELOPER)
        third = self.make_project(outside, uscc=CODE)
        self.assertEqual(third.same_customer_count, 0)
        self.assertEqual(self.make_project().same_customer_count, 0)

    # -- what only actions change ----------------------------------------------------------------

    def forgers(self):
        """One user of each role who may write or create, and the superuser."""
        yield self.lead.user_id
        yield self.market_manager.user_id
        for group in ("hotline", "supervisor", "leader", "general", "supervision", "admin"):
            yield self.make_role(group).user_id
        yield self.env.ref("base.user_root")

    def forged(self):
        return FORGED | {
            "lead_id": self.colleague.id,
            "department_id": self.service.id,
            "estimator_id": self.estimator.id,
            "origin_id": self.make_project().id,
            "merged_into_id": self.make_project().id,
            "meeting_id": False,
            "info_received_at": "2020-01-01 00:00:00",
            "source": "other",
            "external_ref": "x",
            "company_id": self.company.id,
            "tracking_issue": 7,
            "anonymised_at": NOW,
            "destruction_id": False,
            "legal_hold": True,
            "legal_hold_at": NOW,
            "legal_hold_by": 1,
            "legal_hold_reason": "x",
        }

    def test_write_refuses(self):
        """PS-5.1, PS-4.2.3: no role writes a state, a lead, a time or a result; sudo and context open nothing."""
        project = self.make_project()
        doors = [project, project.sudo(), project.with_context(gas_guard=True, **{"gas_guard:gas.project": True})]
        doors += [project.with_user(user) for user in self.forgers()]
        forged = self.forged()
        for door in doors:
            with self.subTest(user=door.env.user.login, su=door.env.su):
                for name, value in forged.items():
                    with self.assertRaises(UserError, msg=name):
                        door.write({name: value})

    def test_every_guarded_field_is_tried(self):
        """A field that is guarded later is tried by these tests, too."""
        tried = self.forged().keys() | {"sla_yellow_at", "sla_red_at", "sla_binding", "sla_calendar_id"}
        approval = {name for name in self.env["gas.project"]._fields if name.startswith("approval_")}
        self.assertFalse(self.env["gas.project"]._all_guarded - tried - approval)

    def test_create_decides_itself(self):
        """Values and default_* forge nothing: what may be said is checked, the rest is as it begins."""
        forged = {name: value for name, value in self.forged().items() if name not in ("source", "info_received_at")}
        del forged["lead_id"], forged["external_ref"]
        defaults = {f"default_{name}": value for name, value in self.forged().items()}
        values = {"subject": "x", "customer_name": "y", "source": "research"}
        model = self.env["gas.project"].with_user(self.lead.user_id)
        for project in (model.create(values | forged), model.with_context(**defaults).create(values)):
            self.assertEqual((project.state, project.source), ("information", "research"))
            self.assertEqual((project.sudo().lead_id, project.sudo().department_id), (self.lead, self.market))
            self.assertEqual(project.registered_by, self.lead.user_id)
            self.assertEqual(project.info_received_at, datetime(2026, 9, 16, 2))
            self.assertRegex(project.name, r"\d{3,}$")
            kept = {"name", "state", "registered_by", "department_id", "company_id", "date_deadline"}
            for name in forged.keys() - kept:
                self.assertFalse(project[name], name)
            self.assertEqual(project.date_deadline, self.clock(project, "PS-CONTACT").due_at)

    def test_import_goes_through_the_same_guards(self):
        model = self.env["gas.project"].with_user(self.lead.user_id).with_context(import_file=True)
        names = ["subject", "customer_name", "source", "state", "approved_at", "estimate_amount"]
        result = model.load(names, [["A", "B", "Market Research", "Done", NOW, "5"]])
        project = model.browse(result["ids"])
        self.assertEqual((project.state, project.approved_at, project.estimate_amount), ("information", False, 0))
        external = self.env["gas.project"].browse(project.id).export_data(["id"])["datas"][0][0]
        result = model.load(["id", "state"], [[external, "Done"]])
        self.assertFalse(result["ids"])
        self.assertEqual(project.state, "information")

    def test_no_copies(self):
        """A copy would say where its information came from, and does not know."""
        project = self.make_costing()
        with self.assertRaises(ValidationError):
            project.copy()
        copy = project.copy({"source": "customer"})
        self.assertEqual(
            (copy.state, copy.sudo().estimator_id.id, copy.demand_confirmed_at), ("information", False, False)
        )
        self.assertEqual(copy.sudo().clock_ids.mapped("code"), ["PS-CONTACT"])

    def test_the_customer_comes_back(self):
        """A new project linked to the ended one, with what is known of the customer."""
        project = self.make_contacted(uscc=CODE)
        project.action_lose("Chose electricity")
        for employee in (self.lead, self.make_role("hotline")):
            later = self.env["gas.project"].browse(project.with_user(employee.user_id).action_follow_up()["res_id"])
            self.assertEqual((later.origin_id, later.uscc, later.state), (project.sudo(), CODE, "information"))
        with self.assertRaises(UserError):
            later.with_user(self.lead.user_id).action_follow_up()

    def test_nobody_deletes(self):
        project = self.make_project()
        for user in self.forgers():
            if user != self.env.ref("base.user_root"):
                with self.assertRaises(AccessError):
                    project.with_user(user).unlink()
