# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time
from lxml import etree

from odoo import Command
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .project_common import GasProjectCase

ROLES = ("", "developer", "hotline", "handler", "manager", "leader", "general", "supervision", "admin")
VIEWS = ("form", "list", "kanban", "search", "calendar", "activity", "pivot", "graph")
# views besides those that open by default
MORE = {
    "gas.project": (
        "gas_project_view_kanban_plain",
        "gas_project_view_list_approve",
        "gas_project_view_list_pauses",
        "gas_project_view_list_tracked",
    ),
    "gas.contact": (
        "gas_contact_view_form_project",
        "gas_contact_view_list_project",
        "gas_contact_view_list_projects",
        "gas_contact_view_kanban_project",
    ),
}


def fields_of(arch):
    """Return the fields a view itself reads, not those of lists in it."""
    return etree.fromstring(arch).xpath("//field[not(ancestor::field)]/@name")


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestGasProjectViews(GasProjectCase):
    """Every role opens every view, and everything its views read."""

    def user(self, role):
        groups = f"gas_service.group_{role}" if role else ""
        return self.make_employee(f"role_{role}", self.market, groups).user_id

    def test_views_and_their_fields_for_each_role(self):
        approving = self.make_estimated(amount=20000)
        approving.action_launch_approval()
        paused = self.make_design()
        paused.action_propose_pause("2026-09-16", "Floor plan", "Notice 1")
        tracked = self.make_contacted()
        tracked.action_track("2026-09-30")
        projects = approving | paused | tracked | self.make_project(uscc="91110000600037341L")
        # to be read by all: the employee without a role has registered them
        for role in ROLES:
            user = self.user(role)
            projects.sudo()._write_guarded({"registered_by": user.id})
            with self.subTest(role=role):
                mine = projects.with_user(user)
                mine.invalidate_recordset()
                self.assertEqual(mine, mine._filtered_access("read"))
                for model, record, views in (
                    ("gas.project", mine, VIEWS),
                    ("gas.contact", mine.contact_ids, ("search",)),
                    ("gas.project.step", None, ("form",)),
                    ("gas.project.review", None, ("form",)),
                ):
                    model = self.env[model].with_user(user)
                    for view in views:
                        arch = model.get_view(False, view)["arch"]
                        names = fields_of(arch)
                        if record and view in ("form", "list", "kanban", "calendar", "activity"):
                            self.assertTrue(record.web_read({name: {} for name in names}))
                    for xmlid in MORE.get(model._name, ()):
                        view = self.env.ref(f"gas_service.{xmlid}")
                        arch = model.get_view(view.id, view.type)["arch"]
                        self.assertTrue(record.web_read({name: {} for name in fields_of(arch)}))

    def test_lists_in_the_form(self):
        """What the tabs list is read with the project, by the lead and by the estimator who only reads."""
        project = self.make_estimated()
        for user in (self.lead.user_id, self.estimator.user_id, self.market_manager.user_id):
            arch = etree.fromstring(self.env["gas.project"].with_user(user).get_view(False, "form")["arch"])
            for node in arch.xpath("//field[list]"):
                lines = project.with_user(user)[node.get("name")]
                lines.web_read({name: {} for name in node.xpath("list/field/@name")})

    def test_filters(self):
        """Each filter of the search view can be searched, and each group grouped by."""
        self.make_project()
        for user in (self.lead.user_id, self.leader.user_id):
            model = self.env["gas.project"].with_user(user)
            arch = etree.fromstring(model.get_view(False, "search")["arch"])
            for node in arch.xpath("//filter"):
                if domain := node.get("domain"):
                    model.search(safe_eval(domain, {"uid": user.id}))
                if context := node.get("context"):
                    group = safe_eval(context)["group_by"]
                    spec = f"{group}:month" if model._fields[group].type == "datetime" else group
                    model.formatted_read_group([], [spec], ["__count"])

    def test_registering_with_the_form(self):
        """PS-3.2: those who hear of a customer note him, the source is asked for; the lead is who develops (PS-5.1)."""
        for role in ("developer", "manager", "hotline"):
            user = self.user(role)
            with self.subTest(role=role):
                with Form(self.env["gas.project"].with_user(user)) as form:
                    self.assertEqual(form.lead_id, user.employee_id if role == "developer" else form.lead_id.browse())
                    form.customer_name = "Hotel"
                    form.subject = "Kitchen"
                    form.source = "referral"
                    form.phone = "13900001111"
                self.assertEqual(form.record.state, "information")
                self.assertEqual(form.record.department_id, self.market)
        self.assertFalse(self.env["gas.project"].with_user(self.clerk.user_id).has_access("create"))

    def test_only_developers_are_offered_as_leads(self):
        """PS-2.3"""
        project = self.make_project()
        offered = project.sudo().possible_lead_ids
        self.assertLessEqual(self.lead | self.colleague | self.market_manager, offered)
        self.assertFalse((self.estimator | self.market_handler | self.clerk) & offered)
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.colleague.user_id.company_ids = [Command.link(elsewhere.id)]
        self.colleague.company_id = elsewhere
        project.invalidate_recordset()
        self.assertNotIn(self.colleague, project.sudo().possible_lead_ids)

    def test_flow_and_class_while_points_are_typed(self):
        """PS-2.1: the class is seen before anything is saved."""
        with Form(self.make_contacted()) as form:
            with form.point_ids.new() as point:
                point.place, point.appliance, point.rated_flow = "Kitchen", "Stove", 10.0
                self.assertEqual(point.flow, 10.0)
            self.assertEqual((form.hourly_flow, form.size_class, form.size_by_hand), (10.0, False, True))
            form.small_business = True
            self.assertEqual(form.size_class, "small")
            with form.point_ids.new() as point:
                point.place, point.appliance, point.rated_flow = "Kitchen", "Steamer", 0.01
            self.assertEqual((form.hourly_flow, form.size_class), (10.01, "large"))
        self.assertEqual(form.record.size_class, "large")

    def test_queries_do_not_grow_with_projects(self):
        """Boards, lists and calendars read 100 projects with as many queries as 60, and few more than 10.

        From 50 on the database is asked whether all of them may be read, see gas.document.mixin.
        """
        projects = self.make_project()
        for number in range(99):
            projects |= self.make_project(uscc=False, subject=f"Kitchen {number}")
        one = self.make_design()
        one.action_propose_pause("2026-09-16", "Floor plan", "Notice 1")
        projects = one | projects
        model = projects.with_user(self.lead.user_id)
        views = [(view, model.get_view(False, view)["arch"]) for view in ("kanban", "list", "calendar", "activity")]
        for xmlid in MORE["gas.project"]:
            view = self.env.ref(f"gas_service.{xmlid}")
            views.append((xmlid, model.get_view(view.id, view.type)["arch"]))

        def queries(records, arch):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.web_read({name: {} for name in fields_of(arch)})
            return self.env.cr.sql_log_count - before

        for name, arch in views:
            with self.subTest(name):
                # the first time warms the caches of rules and fields
                for _time in range(2):
                    few, some, many = (queries(model[:count], arch) for count in (10, 60, 100))
                self.assertEqual(some, many)
                self.assertLessEqual(many, few + 2)
