# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import re

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from .project_common import GasProjectCase

MARKUP = "<script>alert(1)</script><b>bold</b>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt;"


class ProjectReportCase(GasProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the guide is in the company's language; here in the words of the source
        cls.company.partner_id.lang = False

    def setUp(self):
        super().setUp()
        self.at("2026-09-16 10:00")

    def at(self, moment):
        """From here on it is this local time."""
        clock = freeze_time(self.china(moment))
        clock.start()
        self.addCleanup(clock.stop)
        self.env.invalidate_all()

    def html(self, name, projects, user=None):
        """Return the text of a report as printed by a user (default: the lead), without its style."""
        report = self.env["ir.actions.report"].with_user(user or self.lead.user_id)
        html = report._render_qweb_html(f"gas_service.action_report_{name}", projects.ids)[0].decode()
        return re.sub(r"<style>.*?</style>", "", html, flags=re.S)

    def pages(self, name, projects, user=None):
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        report = report.with_user(user or self.lead.user_id)
        content, kind = report._render_qweb_pdf(f"gas_service.action_report_{name}", projects.ids)
        self.assertEqual(kind, "pdf")
        return PdfFileReader(io.BytesIO(content)).pages

    def assert_said(self, html, *texts):
        for text in texts:
            self.assertIn(text, html)

    def assert_in_order(self, html, *texts):
        positions = [html.index(text) for text in texts]
        self.assertEqual(positions, sorted(positions), texts)


@tagged("post_install", "-at_install")
class TestServiceGuide(ProjectReportCase):
    def promises(self, project):
        """Return the limits that the guide names, in the order of its steps."""
        html = self.html("service_guide", project)
        return [int(days) for days in re.findall(r"within (\d+) working days", html)]

    def policy(self, code):
        return self.env["gas.sla.policy"].search([("code", "=", code)])

    def test_content(self):
        """PS-4.1.3: steps, documents, references, the lead and his office phone, the hotline."""
        self.company.write({"gas_hotline": "95777", "gas_emergency_phone": "95119"})
        self.lead.write({"work_phone": "0451-50009621", "job_title": "Customer Manager"})
        html = self.html("service_guide", self.make_contacted())
        self.assert_said(
            html, "Shangzhi Grand Hotel", "Kitchen of a hotel", "New Construction", "Customer Manager",
            "0451-50009621", "95777", "95119", "Copy of the Business Licence", "GB 55009-2021", "Work Safety Law",
            "make-up working days", "2026-09-16", "<svg",
        )  # fmt: skip
        self.assert_in_order(html, "First contact.", "Visit and demand.", "Design.", "Estimate.", "Budget approval.")

    def test_limits_are_the_policies(self):
        """PS-4.2.3: nothing is promised but what the policies say: three, five, three, two, ten in all."""
        project = self.make_project()
        self.assertEqual(self.promises(project), [3, 5, 3, 2, 10])
        self.policy("PS-DESIGN").limit = 7
        self.assertEqual(self.promises(project), [3, 7, 3, 2, 10])
        self.policy("PS-COST").active = False
        self.assertEqual(self.promises(project), [3, 7, 2, 10])

    def test_what_runs_stays_promised(self):
        """PS-4.2.3: a policy changed afterwards does not change what this customer was promised."""
        project = self.make_design()
        for code in ("PS-CONTACT", "PS-DESIGN", "PS-TOTAL", "PS-APPROVE"):
            self.policy(code).limit = 1
        self.assertEqual(self.promises(project), [3, 5, 3, 1, 10])

    def test_limits_from_outside(self):
        """PL-2.3: a shorter limit from outside is promised, a longer one is not."""
        project = self.make_project()
        self.env["gas.project.limit"].create(
            [
                {"project_id": project.id, "code": "PS-TOTAL", "days": 8, "authority": "City"},
                {"project_id": project.id, "code": "PS-COST", "days": 30, "authority": "City"},
            ]
        )
        self.assertEqual(self.promises(project), [3, 5, 3, 2, 8])

    def test_documents_of_the_nature(self):
        """PS-4.1.3, PS-5.3: the catalogues' for the nature; all of them while it is unknown."""
        self.env.ref("gas_service.gas_reference_gb50028").write({"for_new": False})
        existing, code = "Drawings of the Existing Gas Installation", "GB 50028-2006"
        new = self.html("service_guide", self.make_project())
        for nature in ("capacity", False):
            html = self.html("service_guide", self.make_project(nature=nature))
            self.assert_said(html, existing, code, "if there is one")
        self.assertNotIn(existing, new)
        self.assertNotIn(code, new)

    def test_documents_of_the_project(self):
        """PS-4.2.3.1: once it has a list of its own, that one, with what was received."""
        project = self.make_contacted()
        self.at("2026-09-18 10:00")
        project.document_ids[1:].unlink()
        project.document_ids.name = "Letter of the ministry"
        project.document_ids.action_receive()
        html = self.html("service_guide", project)
        self.assert_said(html, "1. Letter of the ministry", "2026-09-18")
        self.assertNotIn("Copy of the Business Licence", html)

    def test_without_a_lead(self):
        """PS-5.1: while nobody leads it the customer is given the manager of the market department."""
        self.market_manager.work_phone = "0451-50009620"
        project = self.env["gas.project"].create({"subject": "x", "customer_name": "y", "source": "other"})
        self.assertFalse(project.lead_id)
        html = self.html("service_guide", project, self.market_manager.user_id)
        self.assert_said(html, "market_manager", "0451-50009620")

    def test_language_of_the_customer(self):
        """PS-4.1.3: the guide is for the customer: in his language, else the company's, whoever prints it."""
        project = self.make_project()
        self.company.partner_id.lang = "zh_CN"
        self.assertIn('data-oe-lang="zh_CN"', self.html("service_guide", project))
        project.partner_id = self.env["res.partner"].create({"name": "Hotel", "lang": "zh_TW"})
        self.assertIn('data-oe-lang="zh_TW"', self.html("service_guide", project))

    def test_pages(self):
        """PS-4.1.3: one or two pages of A4; several in one go, each once."""
        project = self.make_design(subject="很长的项目名称" * 30, customer_name="很长的单位名称" * 30)
        projects = project | self.make_project() | self.make_contacted()
        pages = self.pages("service_guide", projects)
        self.assertAlmostEqual(float(pages[0].mediabox.width), 595, delta=2)
        self.assertAlmostEqual(float(pages[0].mediabox.height), 842, delta=2)
        for one in projects:  # its number stands at the head of the first page
            self.assertEqual(len([page for page in pages if one.name in page.extract_text()]), 1)
        self.assertLessEqual(len(pages), 6)

    def test_button(self):
        """PS-4.1.3: printing hands it over, once."""
        project = self.make_contacted()
        action = project.action_print_guide()
        self.assertEqual(action["report_name"], "gas_service.report_service_guide")
        given_at = project.guide_given_at
        self.assertTrue(given_at)
        self.at("2026-09-18 10:00")
        project.action_print_guide()
        self.assertEqual(project.guide_given_at, given_at)
        self.assertIn("2026-09-16", self.html("service_guide", project))


@tagged("post_install", "-at_install")
class TestProjectReport(ProjectReportCase):
    def make_story(self):
        """Return a project that was paused, rejected, handed over, and late at the design unit."""
        project = self.make_design(contact_name="Mr Shen", phone="13800138000")
        self.log(project, purpose="chase", direction="internal", note="Where are the drawings?")
        self.at("2026-09-17 10:00")
        project.action_propose_pause("2026-09-17", "Plan of the first floor", "Letter of 17 September")
        project.with_user(self.market_manager.user_id).action_confirm_pauses()
        self.at("2026-09-21 10:00")
        project.action_resume("2026-09-21")
        project.action_hand_over(self.colleague.id, "Another district")
        project = project.with_user(self.colleague.user_id)
        self.at("2026-10-09 09:00")
        project.action_drawings_received()
        project.action_request_estimate(self.estimator.id, note="Both ways of the riser")
        project.with_user(self.estimator.user_id).action_estimate_done(61000)
        project.action_launch_approval()
        project.with_user(self.market_manager.user_id).action_reject("The regulator is missing")
        self.at("2026-10-10 09:00")
        project.with_user(self.estimator.user_id).action_estimate_done(62500)
        project.action_launch_approval()
        project.with_user(self.market_manager.user_id).action_approve("Good")
        return project

    def test_whole_story(self):
        """PS-4.1.5, PS-4.2.3: who, what, when and why: all of it stands in the report."""
        project = self.make_story()
        html = self.html("project", project, self.colleague.user_id)
        self.assert_said(
            html, project.name, "Shangzhi Grand Hotel", "Mr Shen", "13800138000", "Market Research", "Budget Approval",
            "Three stoves from May on", "Quickly", "Alarm and ventilation", "Kitchen", "Stove", "12",
            "Copy of the Business Licence", "Harbin Design Institute", "Feasible", "Pipe at the street",
            "2026-09-17 09:00 – 11:00", "Plan of the first floor", "Letter of 17 September", "Confirmed",
            "Another district", "Both ways of the riser", "The regulator is missing", "Good", "62,500.00",
            "Waits for", "leader", "Missing at the visit",
        )  # fmt: skip
        self.assert_in_order(html, "Spoke with the manager", "Where are the drawings?")
        self.assert_in_order(html, "Launched", "Rejected", "Approved")

    def test_deadlines_explained(self):
        """PS-4.2.3: every promise day by day: counted, paused, holidays and make-up days, and its result."""
        project = self.make_story()
        html = self.html("project", project, self.colleague.user_id)
        codes = project.sudo().clock_ids.mapped("code")
        self.assertEqual(html.count('class="gas_clock"'), len(codes))
        self.assertEqual(codes.count("PS-COST"), 2)
        for clock in project.clock_ids:
            for sentence in clock.explain()["sentences"]:
                self.assertIn(sentence, html)
        self.assert_said(html, "gas_day_paused", "gas_day_counted", "gas_day_off", "gas_day_due", "Due 17:00")

    def test_lateness_of_the_design_unit(self):
        """PS-4.2.3.1: an external unit's lateness is marked as such, and says how late."""
        html = self.html("project", self.make_story(), self.colleague.user_id)
        self.assert_said(html, "External", "nobody in the company", "working days late")
        own = self.make_survey()
        own.write({"design_unit_id": False, "designer_id": self.market_handler.id})
        self.deliver_documents(own)
        own.action_confirm_appliances()
        self.assertNotIn("External", self.html("project", own))

    def test_late_now(self):
        """PS-4.1.1: what is late while it is printed is said to be."""
        project = self.make_project()
        self.assertNotIn("Late Now", self.html("project", project))
        self.at("2026-09-22 11:00")
        self.assertIn("Late Now", self.html("project", project))

    def test_phone_only_for_who_may_read_it(self):
        """PL-1: who reads the progress may print it; the number is masked for him."""
        project = self.make_costing(phone="13800138000")
        hotline = self.make_employee("hotline", self.service, "gas_service.group_hotline")
        self.assertIn("13800138000", self.html("project", project, self.lead.user_id))
        for employee in (self.estimator, hotline):
            html = self.html("project", project, employee.user_id)
            self.assertIn(project.name, html)
            self.assertNotIn("13800138000", html)
            self.assertIn("****", html)

    def test_access_is_the_projects(self):
        """PS-5.1: nothing is printed for who may not read the project, alone or hidden in a batch."""
        outsider = self.make_employee("outsider", self.service, "gas_service.group_handler")
        own = self.make_project()
        self.env["gas.project"].browse(own.id)._write_guarded({"registered_by": outsider.user_id.id})
        other = self.make_project()
        for name in ("project", "service_guide"):
            self.assertIn(own.name, self.html(name, own, outsider.user_id))
            for projects in (other, own | other):
                with self.assertRaises(AccessError):
                    self.html(name, projects, outsider.user_id)
                with self.assertRaises(AccessError):
                    self.pages(name, projects, outsider.user_id)

    def test_batch(self):
        """PL-1: several projects in one go: every page of each, once."""
        projects = self.make_story().sudo() | self.make_contacted().sudo() | self.make_design().sudo()
        pages = self.pages("project", projects, self.market_manager.user_id)
        # the number stands on every page
        printed = [name for page in pages for name in projects.mapped("name") if name in page.extract_text()]
        self.assertEqual(len(printed), len(pages))
        self.assertEqual(list(dict.fromkeys(printed)), projects.mapped("name"))
        self.assertEqual(printed, sorted(printed, key=projects.mapped("name").index), "pages stand together")
        self.assertGreater(printed.count(projects[0].name), 2)

    def test_text_that_looks_like_markup(self):
        """Nothing that people write is taken for markup."""
        project = self.make_design(
            subject=MARKUP, customer_name=MARKUP, address=MARKUP, contact_name=MARKUP, external_ref=MARKUP,
        )  # fmt: skip
        project.write({"demand": MARKUP, "wishes": MARKUP, "safety_guidance": MARKUP})
        self.log(project, note=MARKUP, situation=MARKUP, market_news=MARKUP)
        project.action_propose_pause("2026-09-16", MARKUP, MARKUP)
        project.action_hand_over(self.colleague.id, MARKUP)
        project.sudo().point_ids.write({"place": MARKUP, "appliance": MARKUP})
        project.sudo().document_ids.write({"name": MARKUP, "note": MARKUP})
        self.design_unit.name = MARKUP
        for name, least in (("project", 20), ("service_guide", 6)):
            html = self.html(name, project, self.colleague.user_id)
            self.assertNotIn("<script>alert", html)
            self.assertNotIn("<b>bold", html)
            self.assertGreater(html.count(ESCAPED), least)

    def test_queries(self):
        """A project more costs what it costs itself, whatever is printed before it."""
        projects = self.env["gas.project"].union(*(self.make_design().sudo() for _index in range(12)))
        counts = []
        self.html("project", projects[:1], self.market_manager.user_id)
        for part in (projects[:2], projects[2:]):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.html("project", part, self.market_manager.user_id)
            counts.append((self.env.cr.sql_log_count - before) / len(part))
        self.assertLessEqual(counts[1], counts[0])


@tagged("post_install", "-at_install")
class TestProjectReportRoute(HttpCase, GasProjectCase):
    def test_route(self):
        """PS-5.1: the report's address gives nothing to who may not read the project."""
        project = self.make_project()
        self.env["res.users"].browse(self.clerk.user_id.id).group_ids = [
            Command.link(self.env.ref("gas_service.group_handler").id)
        ]
        self.env.flush_all()
        for name in ("project", "service_guide"):
            url = f"/report/html/gas_service.report_{name}/{project.id}"
            self.authenticate("clerk", "clerk")
            self.assertNotIn(project.name, self.url_open(url).text)
            self.authenticate(None, None)
            self.assertNotIn(project.name, self.url_open(url).text)
            self.authenticate("lead", "lead")
            self.assertIn(project.name, self.url_open(url).text)
