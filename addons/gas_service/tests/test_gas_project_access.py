# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .project_common import DEVELOPER, GasProjectCase

NOW = "2026-09-16 02:00:00"
# Who may do what with which project: r read, w write (and its points, documents, contacts, phones), - nothing.
#   led         the user leads it, in his department
#   department  of the user's department, led by a colleague
#   estimate    he makes the estimate of another department's project
#   design      he designs another department's project
#   approval    he decides on its budget now
#   decided     he decided on its budget before
#   noted       he entered the information, which went to the market department
#   involved    his department takes part in it
#   other       nothing of all that
TABLE = """
             led  department  estimate  design  approval  decided  noted  involved  other
employee     r    -           r         r       r         r        r      -         -
developer    rw   r           r         r       r         r        r      -         -
handler      r    r           r         r       r         r        r      -         -
manager      rw   rw          r         r       r         r        r      r         -
hotline      r    r           r         r       r         r        r      r         r
supervisor   r    r           r         r       r         r        r      r         r
leader       r    r           r         r       r         r        r      r         r
general      r    r           r         r       r         r        r      r         r
supervision  r    r           r         r       r         r        r      r         r
admin        r    r           r         r       r         r        r      r         r
"""
ENGINE = ("gas.sla.clock", "gas.handover", "gas.approval.decision")
CHILDREN = (
    *ENGINE, "gas.contact", "gas.project.point", "gas.project.document", "gas.project.limit", "gas.phone",
)  # fmt: skip
NUMBER = "13800138000"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectAccess(GasProjectCase):
    """Every role × every kind of project × every operation × everything that hangs on a project."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post = cls.make_department("Branch Market")
        cls.post_developer = cls.make_employee("post_developer", cls.post, DEVELOPER)
        header, *rows = [line.split() for line in TABLE.strip().splitlines()]
        cls.table = {role: dict(zip(header, cells, strict=True)) for role, *cells in rows}
        cls.roles = {}
        for role in cls.table:
            group = "" if role == "employee" else f"gas_service.group_{role}"
            cls.roles[role] = cls.make_employee(f"role_{role}", cls.post, group)
        with freeze_time(NOW):
            shared = {"department": cls.make_project(cls.post_developer), "other": cls.make_project()}
            for project in shared.values():
                cls.furnish(project.sudo())
            cls.projects = {role: {**shared, **cls.make_own(employee)} for role, employee in cls.roles.items()}

    @classmethod
    def make_own(cls, employee):
        """Return {kind: project} of those that concern this employee in person."""
        user = employee.user_id
        concerns = {
            "led": {"lead_id": employee.id, "department_id": cls.post.id},
            "estimate": {"estimator_id": employee.id},
            "design": {"designer_id": employee.id},
            "approval": {"approval_approver_ids": [Command.set(user.ids)]},
            "decided": {},
            "noted": {"registered_by": user.id},
            "involved": {"involved_department_ids": [Command.set(cls.post.ids)]},
        }
        result = {}
        for kind, values in concerns.items():
            project = cls.make_project().sudo()
            project._write_guarded(values)
            cls.furnish(project, decided_by=user if kind == "decided" else cls.env.user)
            result[kind] = project
        return result

    @classmethod
    def furnish(cls, project, decided_by=None):
        """Hang one of everything on the project."""
        cls.env["gas.phone"].create({"number": NUMBER, "project_id": project.id})
        cls.env["gas.project.point"].create({"project_id": project.id, "rated_flow": 12.0})
        document = cls.env["gas.project.document"].create({"project_id": project.id, "name": "Plans"})
        cls.env["gas.project.limit"].create({"project_id": project.id, "days": 8, "authority": "Order 5"})
        cls.env["gas.contact"].create({"project_id": project.id, "note": "x", "employee_id": cls.lead.id})
        project._note_handover("lead", cls.lead, cls.lead)
        cls.env["gas.approval.decision"]._create_guarded(
            [cls.decision_values(project, decided_by or cls.env.user)]
        )  # fmt: skip
        for model, record_id in (("gas.project", project.id), ("gas.project.document", document.id)):
            cls.env["ir.attachment"].create({"name": "a", "raw": b"a", "res_model": model, "res_id": record_id})
        project.message_post(body="note")

    @classmethod
    def decision_values(cls, project, user):
        return {
            "project_id": project.id,
            "company_id": project.company_id.id,
            "round": 1,
            "decision": "approved",
            "decided_by": user.id,
            "decided_at": NOW,
        }

    def each_case(self, check):
        """Call ``check(project seen by the role's user, letters of the table)`` for every cell."""
        for role, row in self.table.items():
            user = self.roles[role].user_id
            for kind, expected in row.items():
                with self.subTest(role=role, project=kind):
                    check(self.projects[role][kind].with_user(user), expected)

    # -- the project itself --------------------------------------------------------------------------

    def test_projects(self):
        """Reading, searching, counting, grouping and writing agree with the table; nobody deletes."""

        def check(project, expected):
            domain, name = [("id", "=", project.id)], project.sudo().name
            can_read = "r" in expected
            self.assertEqual(project.has_access("read"), can_read)
            self.assertEqual(project.has_access("write"), "w" in expected)
            self.assertFalse(project.has_access("unlink"))
            self.assertEqual(project.search_count(domain), int(can_read))
            self.assertEqual(project._read_group(domain, [], ["__count"])[0][0], int(can_read))
            self.assertEqual(len(project.formatted_read_group(domain, ["state"], ["__count"])), int(can_read))
            self.assertEqual(bool(project.name_search(name)), can_read)
            self.assertEqual(project.web_search_read(domain, {"subject": {}})["length"], int(can_read))
            if can_read:
                project.web_read({"subject": {}, "clock_ids": {"fields": {"due_at": {}}}, "contact_ids": {}})
                return
            for read in (
                lambda: project.read(["subject"]),
                lambda: project.web_read({"subject": {}}),
                lambda: project.action_open_contact(),
                lambda: project.action_open_same_customer(),
            ):
                with self.assertRaises(AccessError):
                    read()

        self.each_case(check)

    def test_everything_can_be_shown_to_who_may_read(self):
        """No field of the project stumbles over what ordinary users may not read."""

        def check(project, expected):
            if "r" in expected:
                names = [name for name, field in project._fields.items() if field.type != "binary"]
                project.read([name for name in names if project._has_field_access(project._fields[name], "read")])

        self.each_case(check)

    def test_nobody_forces_a_state(self):
        """No role writes a state, a lead, a result or a deadline, not even where it may write the project."""

        def check(project, expected):
            for values in ({"state": "done"}, {"lead_id": 1}, {"approved_at": NOW}, {"date_deadline": False}):
                with self.assertRaises(UserError):
                    project.write(values)

        self.each_case(check)

    def test_actions_ask_for_access(self):
        """What is not the user's to write is not his to move: no public method is a way round."""

        def check(project, expected):
            if "w" in expected:
                return
            for method, arguments in (
                ("action_give_guide", []),
                ("action_track", ["2026-12-01"]),
                ("action_demand_appeared", []),
                ("action_confirm_demand", []),
                ("action_schedule_review", [NOW, NOW]),
                ("action_record_survey", ["feasible", "x"]),
                ("action_confirm_appliances", []),
                ("action_drawings_received", []),
                ("action_request_estimate", [self.estimator.id]),
                ("action_return_estimate", ["x"]),
                ("action_lose", ["x"]),
                ("action_screen_out", ["x"]),
            ):
                with self.assertRaises(AccessError, msg=method):
                    getattr(project, method)(*arguments)

        self.each_case(check)
        self.assertEqual(set(self.projects["employee"]["other"].mapped("state")), {"information"})

    # -- what hangs on it ----------------------------------------------------------------------------

    def test_children_are_as_visible(self):
        """By search, count, group and read; numbers only for those who work on the project."""

        def check(project, expected):
            for model in CHILDREN:
                records = self.env[model].search([("project_id", "=", project.id)])
                self.assertTrue(records, model)
                seen, domain = records.with_user(project.env.user), [("id", "in", records.ids)]
                readable = ("w" if model == "gas.phone" else "r") in expected
                self.assertEqual(bool(seen.search(domain)), readable, model)
                self.assertEqual(seen._read_group(domain, [], ["__count"])[0][0], len(records) * readable, model)
                self.assertEqual(seen.has_access("read"), readable, model)
                if not readable:
                    with self.assertRaises(AccessError, msg=model):
                        seen.read(["display_name"])

        self.each_case(check)

    def test_pauses_and_history(self):
        """What belongs to a deadline belongs to its project."""
        with freeze_time(NOW):
            project = self.make_design()
            project.action_propose_pause("2026-09-16", "Plans", "Letter 1")
        for role, employee in self.roles.items():
            for model in ("gas.sla.pause", "gas.sla.event"):
                found = self.env[model].with_user(employee.user_id).search([("clock_id.project_id", "=", project.id)])
                with self.subTest(role=role, model=model):
                    self.assertEqual(bool(found), self.table[role]["other"] == "r")

    def test_messages_and_attachments(self):
        """The chatter and the files are as visible as their project, those of its documents, too."""

        def check(project, expected):
            documents = project.sudo().document_ids
            for model, domain in (
                ("mail.message", [("model", "=", "gas.project"), ("res_id", "=", project.id)]),
                ("ir.attachment", [("res_model", "=", "gas.project"), ("res_id", "=", project.id)]),
                ("ir.attachment", [("res_model", "=", "gas.project.document"), ("res_id", "in", documents.ids)]),
            ):
                self.assertTrue(self.env[model].search(domain), model)
                seen = self.env[model].with_user(project.env.user).search(domain)
                self.assertEqual(bool(seen), "r" in expected, model)

        self.each_case(check)

    def new_children(self, project):
        """Return {model: values} of what people add to a project."""
        return {
            "gas.contact": {"project_id": project.id, "note": "called", "purpose": "other"},
            "gas.project.point": {"project_id": project.id, "place": "Roof"},
            "gas.project.document": {"project_id": project.id, "name": "Photo"},
            "gas.phone": {"project_id": project.id, "number": "13900001111"},
            "gas.project.limit": {"project_id": project.id, "days": 9, "authority": "Order 6"},
        }

    def test_children_are_added_by_who_works_on_it(self):
        """Created, rewritten and deleted by those who may write the project, and by nobody else."""

        def check(project, expected):
            for model, values in self.new_children(project).items():
                children = project.env[model]
                if "w" in expected:
                    child = children.create(values)
                    if model in ("gas.contact", "gas.project.document", "gas.phone"):
                        child.note = "x"
                    if model != "gas.contact":
                        child.unlink()
                    continue
                with self.assertRaises(AccessError, msg=model):
                    children.create(values)
                there = self.env[model].search([("project_id", "=", project.id)], limit=1).with_user(project.env.user)
                with self.assertRaises(AccessError, msg=model):
                    there.unlink()

        self.each_case(check)

    def test_nobody_writes_what_the_engine_keeps(self):
        for role, employee in self.roles.items():
            for model in (*ENGINE, "gas.sla.pause", "gas.sla.event"):
                for operation in ("create", "write", "unlink"):
                    with self.subTest(role=role, model=model, operation=operation):
                        self.assertFalse(self.env[model].with_user(employee.user_id).has_access(operation))

    def test_children_are_not_a_way_in(self):
        """What is one's own cannot be moved to, or made part of, a project of others."""
        foreign = self.projects["developer"]["other"]
        own = self.projects["developer"]["led"].with_user(self.roles["developer"].user_id)
        for model, values in self.new_children(own).items():
            child = own.env[model].create(values)
            with self.subTest(model=model), self.assertRaises(UserError):
                child.write({"project_id": foreign.id})
            with self.subTest(model=model, link=True), self.assertRaises(UserError):
                field = {"gas.contact": "contact_ids", "gas.phone": "phone_ids"}.get(model)
                field = field or model.rsplit(".", 1)[1] + "_ids"
                foreign_child = foreign[field][:1]
                own.write({field: [Command.link(foreign_child.id)]})

    # -- numbers of people -----------------------------------------------------------------------------

    def test_numbers_are_masked(self):
        """For all who only read the project; by no grouping, searching or exporting are they had."""
        groups = self.env.ref("base.group_allow_export")

        def check(project, expected):
            phones = project.env["gas.phone"]
            domain = [("project_id", "=", project.id)]
            groups_found = [number for (number,) in phones._read_group(domain, ["number"])]
            self.assertEqual(groups_found, [NUMBER] if "w" in expected else [])
            if "r" in expected:
                self.assertEqual(project.phone, NUMBER if "w" in expected else "138****8000")
                self.assertEqual(project.search([("phone", "=", NUMBER), ("id", "=", project.id)]), project)
                project.env.user.sudo().group_ids = [Command.link(groups.id)]
                rows = project.export_data(["phone", "phone_ids/number"])["datas"]
                self.assertEqual(NUMBER in str(rows), "w" in expected)

        self.each_case(check)

    def test_revealing(self):
        """Who handles customers' matters asks for the number, and the log says so."""
        for role, employee in self.roles.items():
            project = self.projects[role]["other"].with_user(employee.user_id)
            logged = self.env["gas.phone.reveal"].search_count([])
            with self.subTest(role=role):
                if role in ("hotline", "supervisor"):
                    self.assertIn(NUMBER, project.action_reveal_phones()["params"]["message"])
                    self.assertEqual(self.env["gas.phone.reveal"].search_count([]), logged + 1)
                else:
                    with self.assertRaises(AccessError):
                        project.action_reveal_phones()

    # -- companies, many -------------------------------------------------------------------------------

    def test_other_company(self):
        """Multi-company: a project of another company is nobody's but that company's."""
        other = self.env["res.company"].create({"name": "Other Gas"})
        department = self.env["hr.department"].create({"name": "D", "company_id": other.id})
        other.gas_market_department_id = department
        project = self.env["gas.project"].create(
            {"subject": "x", "customer_name": "y", "source": "other", "company_id": other.id}
        )
        self.furnish(project)
        for role, employee in self.roles.items():
            with self.subTest(role=role):
                self.assertFalse(project.with_user(employee.user_id).has_access("read"))
                for model in CHILDREN:
                    records = self.env[model].search([("project_id", "=", project.id)])
                    self.assertFalse(records.with_user(employee.user_id).search([("id", "in", records.ids)]), model)
        with self.assertRaises(AccessError):
            self.make_project(company_id=other.id)

    def test_strangers_have_no_way_in(self):
        portal = self.env["res.users"].create(
            {"name": "P", "login": "portal-project", "group_ids": [Command.set(self.env.ref("base.group_portal").ids)]}
        )
        for model in ("gas.project", *CHILDREN):
            with self.subTest(model=model):
                self.assertFalse(self.env[model].with_user(portal).has_access("read"))

    def test_queries_do_not_grow(self):
        """A board or list of a hundred costs as many queries as one of ten."""
        values = {"subject": "x", "customer_name": "y", "source": "other"}
        projects = self.env["gas.project"].with_user(self.lead.user_id).create([dict(values) for _number in range(100)])
        shown = {
            "name": {}, "subject": {}, "date_deadline": {}, "sla_light": {}, "sla_remaining": {}, "may_write": {},
            "may_take": {}, "mine": {}, "lead_id": {"fields": {"display_name": {}}}, "phone": {}, "paused": {},
            "missing_document_count": {}, "size_class": {}, "same_customer_count": {}, "activity_state": {},
        }  # fmt: skip

        def queries(records, user):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.with_user(user).web_read(shown)
            return self.env.cr.sql_log_count - before

        for user in (self.lead.user_id, self.colleague.user_id, self.roles["leader"].user_id):
            queries(projects, user)  # users, groups and rules into the caches of the process
            with self.subTest(user=user.login):
                self.assertEqual(queries(projects[:10], user), queries(projects, user))
