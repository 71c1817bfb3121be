# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import inspect
import random
import re
from itertools import pairwise
from unittest.mock import patch
from urllib.parse import quote, urlsplit

from lxml import html

from odoo.exceptions import AccessDenied, AccessError, MissingError, UserError
from odoo.http import _generate_routing_rules
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .public_common import GasPublicCase

XSS = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
MARK = "SECRET-7391"
ODDITIES = (
    "", " ", "0", "-1", "1e999", "9" * 40, "\x00", "\ud7ff", "é", "％００", "../../etc/passwd", "' OR 1=1 --", "${7*7}", "{{7*7}}",
    "<script>alert(1)</script>", "//evil.example", "https://evil.example/", "javascript:alert(1)", "\r\nSet-Cookie: a=b",
    "A" * 5000, "null", "[]", "{}", "True", "𝕊𝕎２０２６", "\u202e", "SW2026-000001", "0000-0000", "%", "_", "\\",
)  # fmt: skip


class PublicRoutes(GasPublicCase):
    """What all attacks start from: a company with matters that are nobody else's business."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_service_department_id = cls.service
        cls.ticket = cls.make_processing(
            subject=MARK, customer_name=MARK, description=MARK, address=MARK, phone="13987391739"
        )
        cls.project = cls.make_design(subject=MARK, customer_name=MARK, address=MARK)
        cls.portal = new_test_user(cls.env, "portal_attacker", groups="base.group_portal")
        cls.env.flush_all()

    def routes(self):
        """Return {path: routing} of all our routes, whoever adds one."""
        modules = [*self.env["ir.module.module"]._installed()]
        return {
            path: endpoint.routing
            for path, endpoint in _generate_routing_rules(modules, nodb_only=False)
            if endpoint.func.__module__.startswith("odoo.addons.gas_service.")
        }


@tagged("post_install", "-at_install")
class TestAttacks(PublicRoutes):
    """FI-13: nothing shown without number and secret, whatever is sent."""

    def test_routes(self):
        """Every route of ours that does something takes a POST with the form's token; none is open to other sites."""
        routes = self.routes()
        self.assertLessEqual({"/gas/track", "/gas/request", "/gas/privacy"}, routes.keys())
        for path, routing in routes.items():
            self.assertIn(routing["auth"], ("public", "user"), path)
            self.assertEqual(routing["type"], "http", path)
            self.assertTrue(routing.get("csrf", True), path)
            self.assertFalse(routing.get("cors"), path)
            self.assertTrue(routing.get("methods"), path)

    @mute_logger("odoo.http", "werkzeug")
    def test_fuzz(self):
        """Some hundred seeded requests: no error of ours, no trace, no one else's data, no other host."""
        source = random.Random(20260918)
        paths = sorted(path for path, routing in self.routes().items() if routing["auth"] == "public")
        names = ("number", "code", "kind", "subject", "description", "customer_name", "phone", "anonymous", "stamp", "website",
                 "text", "mark", "feedback", "redirect", "files", "csrf_token", "lang", "debug", "model", "id", "q_1")  # fmt: skip
        tokens = {path: self.token(path) for path in ("/gas/track", "/gas/request")}
        statuses = set()
        with patch.object(type(self.env["gas.public.attempt"]), "_exceeded", return_value=False):
            for turn in range(300):
                path = re.sub(
                    r"<[^>]+>", lambda _m: quote(source.choice(ODDITIES)[:300] or "x", safe=""), source.choice(paths)
                )
                values = {name: source.choice(ODDITIES) for name in source.sample(names, 6)}
                if source.random() < 0.8:
                    values["csrf_token"] = tokens["/gas/track"]
                files = None
                if source.random() < 0.2:
                    files = [
                        (
                            source.choice(names),
                            (source.choice(ODDITIES) or "x", source.choice(ODDITIES).encode(), "text/html"),
                        )
                    ]
                with self.subTest(turn=turn, path=path, values=values):
                    if source.random() < 0.3:
                        response = self.url_open(path, params=values, allow_redirects=False)
                    elif source.random() < 0.1:
                        response = self.url_open(path, json=values, allow_redirects=False)
                    else:
                        response = self.url_open(path, data=values, files=files, allow_redirects=False)
                    statuses.add(response.status_code)
                    self.check(response)
        self.assertLessEqual({200, 303, 400, 403, 404}, statuses)

    def check(self, response):
        self.assertLess(response.status_code, 500)
        for text in ("Traceback", "psycopg2", MARK, "13987391739", "<script>alert(1)"):
            self.assertNotIn(text, response.text)
        self.assertNotIn("a", response.cookies)
        location = urlsplit(response.headers.get("Location", ""))
        self.assertIn(location.hostname, (None, "127.0.0.1", "localhost"))
        self.assertFalse(location.path.startswith("//"))

    def test_rpc(self):
        """No public method of ours does or tells anything for a customer or stranger, whatever he calls it on."""
        env, count = self.env, self.counts()
        calls = 0
        with mute_logger("odoo.addons.base.models.ir_model", "odoo.models"):
            for user in (self.portal, env.ref("base.public_user")):
                for model in sorted(name for name in env.registry if name.startswith("gas.")):
                    record = env[model].sudo().search([], limit=1) if not env[model]._abstract else env[model]
                    for name, method in self.public_methods(type(env[model])):
                        calls += 1
                        with self.subTest(user=user.login, model=model, method=name):
                            self.refused_call(env[model].with_user(user), record.ids, name, method)
        self.assertGreater(calls, 200)
        self.assertEqual(self.counts(), count)

    def counts(self):
        self.env.flush_all()
        return {
            model: self.env[model].sudo().search_count([])
            for model in ("gas.inquiry", "gas.project", "gas.contact", "gas.phone")
        }

    @staticmethod
    def public_methods(model_class):
        for name in dir(model_class):
            method = getattr(model_class, name, None)
            ours = inspect.isfunction(method) and method.__module__.startswith("odoo.addons.gas_service.")
            if ours and not name.startswith("_") and name not in ("create", "write", "unlink"):
                yield name, method

    def refused_call(self, model, ids, name, method):
        needed = [
            parameter.name
            for parameter in list(inspect.signature(method).parameters.values())[1:]
            if parameter.default is parameter.empty
            and parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        ]
        args = [] if getattr(method, "_api_model", False) else [ids]
        try:
            with self.env.cr.savepoint():
                result = call_kw(model, name, args, dict.fromkeys(needed, "1"))
                model.env.flush_all()
        except (AccessDenied, AccessError, MissingError, UserError, TypeError, ValueError, AttributeError, KeyError):
            return
        self.assertNotIn(MARK, str(result))
        self.assertNotIn("13987391739", str(result))

    def test_stored_xss(self):
        """What customers and colleagues type is text wherever it is shown: pages, portal, print, mail."""
        ticket = self.make_ticket(
            subject=XSS, customer_name=XSS, description=XSS, address=XSS, partner_id=self.portal.partner_id.id
        )
        ticket.write(
            {"notice_matter": XSS, "notice_materials": XSS, "notice_procedure": XSS, "materials_received": XSS}
        )
        ticket.action_give_notice()
        self.portal.partner_id.name = XSS
        project = self.make_review(subject=XSS, customer_name=XSS, wishes=XSS, partner_id=self.portal.partner_id.id)
        self.manager.name = self.lead.name = self.service.name = self.company.name = XSS
        project.document_ids[0].sudo().name = XSS
        ticket.action_answer_at_once(XSS, "outside", XSS)
        self.env.flush_all()
        pages = {"look up": self.look_up(XSS, XSS).text}
        for record in (ticket, project):
            pages[f"track {record._name}"] = self.open_tracked(record).text
        reports = self.env["ir.actions.report"]
        for name, record in (
            ("report_notice", ticket), ("report_work_order", ticket), ("report_service_guide", project), ("report_project", project),
        ):  # fmt: skip
            pages[name] = reports._render_qweb_html(f"gas_service.{name}", record.ids)[0].decode()
        self.authenticate(self.portal.login, self.portal.login)
        for path in (
            f"/my/gas/tickets/{ticket.id}",
            f"/my/gas/projects/{project.id}",
            "/my/gas/tickets",
            "/my/gas/projects",
        ):
            pages[path] = self.url_open(path).text
            self.assertIn("&lt;script&gt;", pages[path], path)
        for name, page in pages.items():
            self.assertNotIn("<script>alert", page, name)
            self.assertNotIn("<img src=x", page, name)


@tagged("post_install", "-at_install")
class TestLooks(PublicRoutes):
    """The pages are for everybody: phones, keyboards, screen readers, weak eyes."""

    def pages(self):
        closed = self.make_ticket()
        closed.action_answer_at_once("Told him")
        yield "look up", self.url_open("/gas/track").text
        yield "refused", self.look_up("x", "y").text
        yield "request", self.url_open("/gas/request").text
        yield "privacy", self.url_open("/gas/privacy").text
        for record in (self.ticket, self.project, closed):
            yield record.name, self.open_tracked(record).text

    def test_structure(self):
        """A language, one title and heading, a label for each field, errors announced, nothing from other hosts, no script."""
        for name, page in self.pages():
            with self.subTest(page=name):
                tree = html.fromstring(page)
                self.assertTrue(tree.get("lang"))
                self.assertTrue(tree.findtext(".//title").strip())
                self.assertEqual(len(tree.findall(".//h1")), 1)
                self.assertIn("width=device-width", tree.xpath("//meta[@name='viewport']/@content")[0])
                self.assertFalse(tree.xpath("//script | //iframe | //@onclick | //@onload"))
                for address in tree.xpath("//@href | //@src | //@action"):
                    self.assertRegex(address, r"^(/(?!/)|tel:)")
                for field in tree.xpath("//input[@type!='hidden'] | //textarea | //select"):
                    labels = tree.xpath(f"//label[@for='{field.get('id')}']") if field.get("id") else []
                    labels += field.xpath("ancestor::label")
                    self.assertTrue(any(label.text_content().strip() for label in labels), field.get("name"))
                for group in tree.xpath("//fieldset"):
                    self.assertTrue(group.findtext("legend").strip())
                for button in tree.xpath("//button"):
                    self.assertTrue(button.text_content().strip())
                ids = tree.xpath("//@id")
                self.assertEqual(len(ids), len(set(ids)))
                levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3")]
                self.assertTrue(all(after - before <= 1 for before, after in pairwise(levels)), levels)
        self.assertTrue(html.fromstring(self.look_up("x", "y").text).xpath("//*[@role='alert']"))

    def test_contrast(self):
        """WCAG AA: text 4.5:1, what surrounds a field 3:1, on the page's white."""
        path = re.search(r'href="([^"]+\.css)"', self.url_open("/gas/track").text)[1]
        css = self.url_open(path).text
        self.assertGreaterEqual(contrast("#017e84", "#ffffff"), 4.5)
        colours = set(re.findall(r"(?<![-\w])color: ?(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\b", css)) - {
            "#fff",
            "#FFF",
            "#ffffff",
        }
        self.assertGreaterEqual(len(colours), 4)
        for colour in colours:
            self.assertGreaterEqual(contrast(colour, "#ffffff"), 4.5, colour)
        self.assertGreaterEqual(contrast("#7b8794", "#ffffff"), 3)
        self.assertIn("#7b8794", css.lower())


def contrast(one, other):
    """Return the contrast of two colours (WCAG 2.1)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
