# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import json
from zipfile import ZipFile

from freezegun import freeze_time

from odoo import Command, http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .callback_common import GasCallbackCase
from .project_common import GasProjectCase

OF_ACCOUNT, OF_TICKET, OF_PROJECT = "13812340001", "13912340002", "13712340003"
LANDLINE = "045183280004"
NUMBERS = {"account": (OF_ACCOUNT, LANDLINE, "0451-83280004"), "ticket": (OF_TICKET,), "project": (OF_PROJECT,)}


class GasMaskingCase(GasProjectCase):
    """A customer with numbers on his account, on a ticket and on a project; everybody of the company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.make_account("SZ-1", "Li Ping", phones=f"{OF_ACCOUNT}、{LANDLINE}", category="commercial")
        cls.ticket = cls.make_ticket(cls.clerk, account_id=cls.account.id, phone=OF_TICKET)
        cls.project = cls.make_project(phone=OF_PROJECT)
        cls.hotline = cls.make_role("hotline")
        cls.general = cls.make_role("general", cls.supervision_department)
        cls.everybody = (
            cls.clerk | cls.handler | cls.manager | cls.market_handler | cls.market_manager | cls.lead | cls.colleague
            | cls.estimator | cls.leader | cls.supervision | cls.general | cls.hotline
        )  # fmt: skip
        for user in cls.everybody.user_id:
            user.group_ids += cls.env.ref("base.group_allow_export")
        # tracking values and messages are written at the end of a request
        cls.env.flush_all()
        cls.env.cr.precommit.run()

    def hidden_from(self, user):
        """Return the numbers the user must not see: he does not handle the document, nor customer service."""
        seen = {
            "account": user.has_group("gas_service.group_hotline"),
            "ticket": self.ticket.with_user(user).has_access("write"),
            "project": self.project.with_user(user).has_access("write"),
        }
        return [number for name, numbers in NUMBERS.items() if not seen[name] for number in numbers]

    def answer(self, method, *args, **kwargs):
        """Return what an outside caller gets, as text; a refusal shows nothing."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                return str(method(*args, **kwargs))
        except (AccessError, UserError, ValueError):
            return ""

    def assertHidden(self, doors):
        """Call every door as everybody; ``doors`` takes an environment and yields (name, method, arguments)."""
        for employee in self.everybody:
            user = employee.user_id
            hidden = self.hidden_from(user)
            for name, method, *args in doors(self.env(user=user)):
                self.env.invalidate_all()
                text = self.answer(method, *args)
                for number in hidden:
                    self.assertNotIn(number, text, f"{employee.name}: {name}")


@tagged("post_install", "-at_install")
class TestPhoneMasking(GasMaskingCase):
    """DESIGN 4, personal data: outside the people who handle a record, every door shows its numbers masked."""

    def records(self, env):
        return [env[record._name].browse(record.id) for record in (self.account, self.ticket, self.project)]

    def test_the_case_hides_something(self):
        """The table means something: of each number some see it whole, some do not."""
        for number in (OF_ACCOUNT, OF_TICKET, OF_PROJECT):
            hidden = [number in self.hidden_from(employee.user_id) for employee in self.everybody]
            self.assertIn(True, hidden)
            self.assertIn(False, hidden)
        self.assertEqual(self.ticket.with_user(self.clerk.user_id).phone, OF_TICKET)
        self.assertEqual(self.ticket.with_user(self.clerk.user_id).account_phone, "138****0001、0451****004")
        self.assertEqual(self.account.with_user(self.hotline.user_id).phone, f"{OF_ACCOUNT}、0451-83280004")
        self.assertEqual(self.project.with_user(self.lead.user_id).phone, OF_PROJECT)

    def test_read_and_search(self):
        """Form, list, kanban, search results."""

        def doors(env):
            spec = {"phone": {}, "display_name": {}, "phone_ids": {"fields": {"number": {}, "display_name": {}}}}
            for record in self.records(env):
                model = env[record._name]
                yield "read", record.read
                yield "search_read", model.search_read, [("id", "=", record.id)]
                yield "web_read", record.web_read, spec
                yield "web_read masked", record.web_read, {"phone": {}, "phone_ids": {"fields": {"display_name": {}}}}
                yield "web_search_read", model.web_search_read, [], spec
                yield "related", record.mapped, "phone_ids.number"
                yield "copy", lambda record=record: record.copy().read(["phone"])
            yield "of the account", self.records(env)[1].read, ["account_phone"]
            yield "phones", env["gas.phone"].search_read, []
            yield "phone by id", env["gas.phone"].browse(self.account.phone_ids.ids).read
            yield "names of phones", lambda: env["gas.phone"].browse(self.account.phone_ids.ids).mapped("display_name")

        self.assertHidden(doors)

    def test_a_number_is_there_whatever_was_read_before(self):
        """Who may not read the numbers themselves still sees that there are some, in one transaction and export."""
        for record, masked in (
            (self.account.with_user(self.clerk.user_id), "138****0001、0451****004"),
            (self.ticket.with_user(self.hotline.user_id), "139****0002"),
        ):
            self.env.invalidate_all()
            self.assertFalse(record.phone_ids)
            self.assertEqual(record.phone, masked)

    def test_groups(self):
        """Grouping by a number, or aggregating, reveals nothing."""

        def doors(env):
            for record in self.records(env):
                for groupby in (["phone"], ["phone_ids"], ["phone_ids.number"]):
                    yield "group", env[record._name].formatted_read_group, [], groupby, ["__count"]
                for aggregate in ("phone:array_agg", "phone_ids:array_agg", "phone:max", "phone:count_distinct"):
                    yield aggregate, env[record._name].formatted_read_group, [], [], [aggregate]
                yield "web_read_group", env[record._name].web_read_group, [], ["phone"], ["__count"]
            phones = env["gas.phone"]
            for groupby in ("number", "account_id", "inquiry_id", "project_id"):
                for aggregate in ("__count", "number:array_agg", "number:max", "id:recordset"):
                    yield "phones", phones.formatted_read_group, [], [groupby], [aggregate]
            yield "having", phones.formatted_read_group, [], [], ["number:max"]
            # the log of revealed numbers names the phone
            yield "log", env["gas.phone.reveal"].formatted_read_group, [], ["phone_id.number"], ["__count"]
            yield "log", env["gas.phone.reveal"].search_read, []

        self.account.phone_ids.with_user(self.handler.user_id).action_reveal()
        self.assertHidden(doors)

    def test_names_and_export(self):
        """Proposals of a field, and the file of an export."""

        def doors(env):
            for record in self.records(env):
                model = env[record._name]
                for text in ("", OF_ACCOUNT, "0001", "Li Ping"):
                    yield "name_search", model.name_search, text
                names = ["phone", "phone_ids/number", "phone_ids/display_name", "phone_ids/note"]
                yield "export", record.export_data, names
            yield "export", self.records(env)[1].export_data, ["account_id/phone", "account_id/phone_ids/number"]
            yield "phones", env["gas.phone"].name_search, "138"
            yield "export", env["gas.phone"].browse(self.account.phone_ids.ids).export_data, ["number"]

        self.assertHidden(doors)

    def test_chatter(self):
        """Messages, tracked changes and activities of the documents do not repeat the numbers."""
        self.ticket.write({"phone": LANDLINE, "subject": f"Call {OF_ACCOUNT}", "description": f"Or {OF_TICKET}"})
        self.ticket.action_transfer(self.market.id)
        self.env.flush_all()
        self.env.cr.precommit.run()
        domain = [("model", "in", ["gas.inquiry", "gas.account", "gas.project"])]
        messages = self.env["mail.message"].search(domain)
        values = self.env["mail.tracking.value"].search([("mail_message_id", "in", messages.ids)])
        activities = self.env["mail.activity"].search([("res_model", "=", "gas.inquiry")])
        said = str([messages.read(), values.read(), activities.read(["summary", "note"])])
        for numbers in NUMBERS.values():
            for number in numbers:
                self.assertNotIn(number, said)

    def test_print(self):
        """Work order, notice, guide and project report show to the printer what the screen shows him."""

        def doors(env):
            reports = env["ir.actions.report"]
            for name, record in (
                ("work_order", self.ticket), ("notice", self.ticket),
                ("project", self.project), ("service_guide", self.project),
            ):  # fmt: skip
                yield name, reports._render_qweb_html, f"gas_service.report_{name}", record.ids

        everybody = self.everybody
        type(self).everybody = self.hotline | self.colleague | self.leader | self.general | self.clerk
        self.addCleanup(setattr, type(self), "everybody", everybody)
        self.assertHidden(doors)

    def test_free_text(self):
        """A number written into the matter goes to the phones: everybody who follows progress reads the matter."""
        ticket = self.make_ticket(
            self.clerk,
            subject="漏水,请回电138-0000-1111",
            description="邻居(0451)8328 9999,户号100200301,400-123-4567",
        )
        self.assertEqual(ticket.subject, "漏水,请回电138****1111")
        self.assertEqual(ticket.description, "邻居0451****999,户号100200301,400-123-4567")
        self.assertEqual(ticket.sudo().phone_ids.mapped("number"), ["13800001111", "045183289999"])
        ticket.subject = "请回电13800001111"
        self.assertEqual((ticket.subject, len(ticket.sudo().phone_ids)), ("请回电138****1111", 2))

    def test_no_guessing(self):
        """Who sees 138****0001 cannot ask for the rest digit by digit; who knows the number finds the customer."""
        cases = (
            ("gas.account", self.clerk, self.account, OF_ACCOUNT),
            ("gas.account", self.clerk, self.account, LANDLINE),
            ("gas.inquiry", self.hotline, self.ticket, OF_TICKET),
            ("gas.project", self.leader, self.project, OF_PROJECT),
        )
        for model, employee, record, number in cases:
            records = self.env[model].with_user(employee.user_id)
            for length in range(4, len(number)):
                for part in {number[:length], number[1 : length + 1], number[-length:]}:
                    for operator in ("ilike", "like", "="):
                        found = records.search([("phone", operator, part)])
                        # what a mobile's mask shows; a landline without area code, or without its zero
                        known = part in ((number[-4:],) if number.startswith("1") else (number[4:], number[1:]))
                        if not known:
                            self.assertNotIn(record, found, f"{model} {operator} {part}")
            self.assertIn(record, records.search([("phone", "ilike", number)]))
        for domain in (
            [("phone_ids.number", "=like", "138%")],
            [("phone_ids", "any", [("number", "=like", "138%")])],
            [("account_id.phone_ids.number", "=like", "138%")],
            [("account_phone", "ilike", "138123400")],
        ):
            self.assertFalse(self.env["gas.inquiry"].with_user(self.clerk.user_id).search(domain), domain)
        reveals = self.env["gas.phone.reveal"].with_user(self.supervision.user_id)
        self.account.phone_ids.with_user(self.handler.user_id).action_reveal()
        self.assertFalse(reveals.search([("phone_id.number", "=like", "138%")]))

    def test_numbers_are_not_taken(self):
        """A number is not made readable by moving it to a document of one's own."""
        mine = self.make_ticket(self.colleague)
        for phone in self.account.phone_ids[0] | self.ticket.sudo().phone_ids:
            with self.assertRaises(AccessError):
                phone.with_user(self.colleague.user_id).write({"inquiry_id": mine.id, "account_id": False})
            with self.assertRaises(AccessError):
                mine.write({"phone_ids": [Command.link(phone.id)]})

    def test_refused_rows(self):
        """What an import refused is for who imports: customer service's supervisor, and each developer his own."""
        supervisor = self.make_role("supervisor")
        rows = [{"number": "1", "name": "Bad", "phones": f"{OF_ACCOUNT}x"}]
        job = self.env["gas.import"].with_user(supervisor.user_id).push_rows("account", rows)["import_id"]

        def doors(env):
            yield "lines", env["gas.import.line"].search_read, [("import_id", "=", job)]
            yield "import", env["gas.import"].browse(job).read
            yield "file", env["gas.import"].browse(job)._bad_rows_file

        self.assertIn(OF_ACCOUNT, self.env["gas.import.line"].search([("import_id", "=", job)]).preview)
        self.assertHidden(doors)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackPhoneMasking(GasCallbackCase):
    """CB-7: who calls is of customer service and sees the number; the department that was served does not."""

    def test_callback(self):
        plan = self.make_plan(3)
        account = plan.callback_ids[0].account_id
        account.phone = OF_ACCOUNT
        callback = plan.callback_ids[0]
        self.assertEqual(callback.with_user(self.agent.user_id).account_phone, OF_ACCOUNT)
        for employee in (self.manager, self.handler, self.supervision):
            seen = self.env["gas.callback"].with_user(employee.user_id).search([("id", "=", callback.id)])
            self.assertNotIn(OF_ACCOUNT, str(seen.read(["account_phone"])))
            self.assertFalse(seen.search([("account_phone", "ilike", "1381234")]))


@tagged("post_install", "-at_install")
class TestPhoneMaskingOutside(HttpCase, GasMaskingCase):
    """The same through the network: JSON-2, and the file of an export."""

    def test_json2(self):
        keys = self.env["res.users.apikeys"].with_user(self.clerk.user_id).sudo()  # sudo: as in the preferences
        key = keys._generate("rpc", "test", None)
        hidden = self.hidden_from(self.clerk.user_id)
        self.assertIn(OF_ACCOUNT, hidden)
        for model, method, arguments in (
            ("gas.account", "search_read", {"domain": []}),
            ("gas.account", "web_search_read", {"domain": [], "specification": {"phone": {}}}),
            ("gas.account", "name_search", {"name": OF_ACCOUNT}),
            ("gas.account", "action_reveal_phones", {"ids": self.account.ids}),
            ("gas.phone", "search_read", {"domain": [["account_id", "=", self.account.id]]}),
            ("gas.phone", "read", {"ids": self.account.phone_ids.ids, "fields": ["number"]}),
            ("gas.phone", "action_reveal", {"ids": self.account.phone_ids.ids}),
            ("gas.phone", "formatted_read_group", {"domain": [], "groupby": ["number"], "aggregates": ["__count"]}),
        ):
            with mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2"):
                response = self.url_open(
                    f"/json/2/{model}/{method}",
                    data=json.dumps(arguments),
                    headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
                )
            text = response.text if method != "name_search" else response.text.replace(OF_ACCOUNT, "")
            for number in hidden:
                self.assertNotIn(number, text, f"{model} {method}")

    def test_excel(self):
        self.authenticate(self.clerk.user_id.login, self.clerk.user_id.login)
        names = ["number", "phone", "inquiry_ids/phone", "inquiry_ids/account_phone"]
        response = self.url_open(
            "/web/export/xlsx",
            data={
                "data": json.dumps(
                    {
                        "model": "gas.account",
                        "fields": [{"name": name, "label": name, "type": "char"} for name in names],
                        "ids": self.account.ids,
                        "domain": [],
                        "import_compat": False,
                        "context": {},
                    }
                ),
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        self.assertEqual(response.status_code, 200)
        with ZipFile(io.BytesIO(response.content)) as book:
            text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
        self.assertIn("138****0001", text)
        self.assertNotIn(OF_ACCOUNT, text)
        self.assertNotIn("83280004", text)

    def test_privacy_page(self):
        """Everybody can read what is kept, what for, how long, and whom to ask; the company can write its own."""
        self.company.gas_privacy_officer = "General Management <b>Wang</b>"
        text = self.url_open("/gas/privacy").text
        self.assertIn(f"{self.company.gas_retention_years} 年", text)
        self.assertIn("General Management &lt;b&gt;Wang", text)
        self.assertNotIn("<script", text)
        self.company.gas_privacy_notice = "<p>Our own words</p><script>alert(1)</script>"
        text = self.url_open("/gas/privacy").text
        self.assertIn("Our own words", text)
        self.assertNotIn("alert(1)", text)
        self.assertNotIn("我们保存什么、用于什么", text)
        self.company.gas_privacy_notice = "<p><br></p>"
        self.assertIn("我们保存什么、用于什么", self.url_open("/gas/privacy").text)
