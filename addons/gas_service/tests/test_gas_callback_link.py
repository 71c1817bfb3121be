# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re
from contextlib import closing
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackLink(GasCallbackCase):
    """CB-4: who may give a customer the link, and how long it is good for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan(40)
        cls.callback = cls.pull()

    def secret(self, callback=None):
        return (callback or self.callback).action_give_link()["url"].rpartition("/")[2]

    def find(self, secret):
        return self.env["gas.callback.link"]._find_open(secret)

    def test_only_the_hash_is_stored(self):
        """CB-4: whoever reads the database or the mail log cannot answer for the customer."""
        link = self.callback.action_give_link()
        secret = link["url"].rpartition("/")[2]
        self.assertGreaterEqual(len(secret) * 6, 128)
        self.assertIn(link["url"], link["sms"])
        self.assertEqual(link["valid_until"], "2026-09-15 10:00")
        self.callback.action_send_link("zhang@example.com")
        self.env.flush_all()
        self.assertEqual(self.find(secret).callback_id, self.callback.sudo())
        for table, columns in (("gas_callback_link", "l"), ("gas_contact", "l"), ("gas_callback", "l")):
            self.env.cr.execute(f"SELECT count(*) FROM {table} l WHERE {columns}::text LIKE %s", [f"%{secret}%"])
            self.assertEqual(self.env.cr.fetchone()[0], 0, table)
        links = self.callback.link_ids
        self.assertEqual(links.mapped("channel"), ["email", "copy"])
        self.assertEqual(links[0].email, "zhang@example.com")
        with self.assertRaises(AccessError):
            links.read(["secret_hash"])
        self.assertNotIn("secret_hash", links.fields_get())

    def test_mail(self):
        """CB-4: the mail carries a link that works, is on no document, and goes away once it is sent."""
        self.callback.action_send_link("Zhang <zhang@example.com>")
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.email_to, "zhang@example.com")
        self.assertTrue(mail.auto_delete)
        self.assertFalse(mail.model or mail.res_id)
        secret = re.search(r"/gas/callback/([\w-]+)", mail.body_html)[1]
        self.assertTrue(self.find(secret))
        self.assertEqual(len(self.callback.contact_ids), 1)
        for address in ("", "nobody", "a@b, c@d"):
            with self.subTest(address=address), self.assertRaises(UserError):
                self.callback.action_send_link(address)

    def test_only_who_pulled_the_customer(self):
        other = self.callback.with_user(self.agent2.user_id)
        for user in (self.agent2, self.manager, self.clerk, self.supervisor):
            with self.subTest(user=user.name), self.assertRaises(UserError):
                other.with_user(user.user_id).action_give_link()
            with self.subTest(user=user.name), self.assertRaises(UserError):
                other.with_user(user.user_id).action_send_link("x@example.com")
        self.callback.action_release()
        with self.assertRaises(UserError):
            self.callback.action_give_link()

    def test_when_it_is_open(self):
        """CB-4: until it expires, the customer has answered or refused, or the plan is no longer called."""
        secret = self.secret()
        self.assertTrue(self.find(secret))
        for nothing in ("", "x", secret[:-1], secret + "x", secret.swapcase(), "é\udce9", "%", "_" * 24):
            self.assertFalse(self.find(nothing), nothing)
        with freeze_time("2026-09-15 01:59:59"):
            self.assertTrue(self.find(secret))
        with freeze_time("2026-09-15 02:00:00"):
            self.assertFalse(self.find(secret))
        callback = self.callback.sudo()
        for state, is_open in (
            ("todo", True), ("calling", True), ("unreachable", True),
            ("done", False), ("refused", False), ("dropped", False),
        ):  # fmt: skip
            callback._write_guarded({"state": state})
            self.assertEqual(bool(self.find(secret)), is_open, state)
        callback._write_guarded({"state": "todo"})
        for state in ("draft", "approval", "analysis", "done", "cancelled"):
            self.plan._write_guarded({"state": state})
            self.assertFalse(self.find(secret), state)

    def test_days_are_a_setting(self):
        self.company.gas_callback_link_days = 3
        self.secret()
        link = self.callback.sudo().link_ids
        self.assertEqual(link.expires_at, fields.Datetime.now() + timedelta(days=3))

    def test_answers_by_link_settle_it(self):
        """CB-4, CB-7: the customer's own answers count like those of a call, though somebody is calling him."""
        other = self.pull(self.agent2)
        first, second = self.secret(), self.secret()
        link = self.find(first)
        answers = {str(key): value for key, value in self.answers(self.callback, "2").items()}
        answers = {key: "no" if value is True else value for key, value in answers.items()}
        link._answer(answers, "Slow")
        self.assertEqual(
            (self.callback.state, self.callback.channel, self.callback.remark, self.callback.dissatisfied),
            ("done", "link", "Slow", True),
        )
        self.assertFalse(self.find(first) or self.find(second))
        self.assertEqual(self.plan.activity_ids.user_id, self.manager.user_id)
        with self.assertRaises(UserError):
            self.callback.action_complete(self.answers(self.callback))
        self.assertEqual(other.state, "calling")

    def test_anything_but_answers_is_refused(self):
        """CB-4: whatever comes in the fields of the form: taken, or refused with a message, and nothing else."""
        keys = [str(question["id"]) for question in self.callback.get_questions()]
        link = self.find(self.secret())
        values = st.text(max_size=50) | st.sampled_from(["1", "5", "0", "6", "yes", "no", "True", "None", "1e0", " 3 "])

        @settings(max_examples=150)
        @given(st.dictionaries(st.sampled_from(keys) | st.text(max_size=9), values, max_size=9), st.text(max_size=50))
        def check(answers, remark):
            with closing(self.env.cr.savepoint()):  # undone
                try:
                    link._answer(answers, remark)
                except UserError:
                    self.assertEqual(self.callback.state, "calling")
                else:
                    self.assertEqual(self.callback.state, "done")
                    marks = self.callback.answer_ids.filtered(lambda answer: answer.kind == "scale")
                    self.assertLessEqual(set(marks.mapped("number")), {1, 2, 3, 4, 5})
            self.env.invalidate_all()

        check()

    def test_the_row_is_taken_before_the_answers(self):
        """CB-4: of two who answer at once the second waits at the callback itself, is repeated, and finds it closed."""
        answers = {str(key): value for key, value in self.answers(self.callback, "4").items()}
        answers = {key: "yes" if value is True else value for key, value in answers.items()}
        link = self.find(self.secret())
        seen = []
        create = type(self.env["gas.callback.answer"]).create

        def look(model, values):
            self.env.cr.execute("SELECT state FROM gas_callback WHERE id = %s", [self.callback.id])
            seen.append(self.env.cr.fetchone()[0])
            return create(model, values)

        with patch.object(type(self.env["gas.callback.answer"]), "create", look):
            link._answer(answers, "")
        self.assertEqual(seen, ["done"])


@tagged("post_install", "-at_install")
class TestCallbackPage(HttpCase, GasCallbackCase):
    """CB-4: the page itself, as the network sees it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_hotline = "95777"
        cls.serve(cls.make_accounts(80))
        cls.plan = cls.open_plans()
        cls.approve(cls.plan)
        cls.callback = cls.pull()
        cls.url = cls.callback.action_give_link()["url"]
        cls.path = "/gas/callback/" + cls.url.rpartition("/")[2]
        cls.env.flush_all()

    def form(self, path=None):
        response = self.url_open(path or self.path)
        token = re.search(r'name="csrf_token" value="([^"]+)"', response.text)
        return response, token and token[1]

    def send(self, data, path=None, token=None):
        data = {"csrf_token": token or self.form()[1], **data}
        return self.url_open(path or self.path, data=data)

    def good(self, **values):
        kinds = {"scale": "5", "yesno": "yes", "text": "快一点"}
        data = {f"q_{question['id']}": kinds[question["kind"]] for question in self.callback.get_questions()}
        return {**data, **values}

    def test_form_and_answer(self):
        """CB-4: the questions, labelled; answering closes the link."""
        response, token = self.form()
        self.assertEqual(response.status_code, 200)
        for header, value in (
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Frame-Options", "DENY"),
        ):
            self.assertEqual(response.headers[header], value)
        text = response.text
        self.assertIn("tel:95777", text)
        self.assertNotIn(self.callback.sudo().account_id.name, text)  # who has the link learns no name
        questions = self.callback.get_questions()
        self.assertEqual(text.count("<legend>"), sum(question["kind"] != "text" for question in questions))
        inputs = re.findall(r'<input\s+type="radio"', text)
        self.assertEqual(len(inputs), 3 * 5 + 2)
        for area in re.findall(r'<textarea\s+id="(\w+)"', text):
            self.assertIn(f'<label for="{area}">', text)
        self.assertNotIn("<script", text)
        self.assertEqual(self.callback.state, "calling")  # looking uses nothing up
        response = self.send(self.good(remark="谢谢"), token=token)
        self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual((self.callback.state, self.callback.channel, self.callback.remark), ("done", "link", "谢谢"))
        self.assertEqual(len(self.callback.answer_ids), 5)

    def test_closed_pages_are_alike(self):
        """CB-4: wrong, used, expired, of another state: one page, one status, by GET and by POST."""
        token = self.form()[1]
        wrong = "/gas/callback/" + "A" * 24
        pages = {"wrong": self.url_open(wrong), "wrong post": self.send(self.good(), wrong, token)}
        link = self.callback.sudo().link_ids

        def look(name):
            self.env.flush_all()
            pages[name] = self.url_open(self.path)
            pages[f"{name} post"] = self.send(self.good(), token=token)

        link.used_at = fields.Datetime.now()
        look("used")
        link.write({"used_at": False, "expires_at": fields.Datetime.now() - timedelta(seconds=1)})
        look("expired")
        link.expires_at = fields.Datetime.now() + timedelta(days=1)
        self.callback.sudo()._write_guarded({"state": "refused"})
        look("refused")
        self.callback.sudo()._write_guarded({"state": "calling"})
        self.plan._write_guarded({"state": "analysis"})
        look("analysis")
        for path in ("a", "%00", "%F0%9F%94%A5", "..%2f", "x" * 5000, "'%20OR%201=1--"):
            pages[path[:20]] = self.url_open(f"/gas/callback/{path}")
        texts = {(page.status_code, page.text) for page in pages.values()}
        self.assertEqual(len(texts), 1, {name: page.status_code for name, page in pages.items()})
        headers = {
            tuple(sorted((key, value) for key, value in page.headers.items() if key not in ("Date", "Set-Cookie")))
            for page in pages.values()
        }
        self.assertEqual(len(headers), 1)
        self.env.invalidate_all()
        self.assertFalse(self.callback.answer_ids)

    def test_what_is_missing_is_said_and_kept(self):
        data = self.good(remark="已写")
        first = next(iter(data))
        del data[first]
        response = self.send(data)
        self.assertIn('role="alert"', response.text)
        self.assertIn("已写", response.text)
        self.assertEqual(len(re.findall(r"\schecked", response.text)), 3)
        self.env.invalidate_all()
        self.assertEqual(self.callback.state, "calling")
        self.assertEqual(self.send({**data, first: "4"}).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.callback.state, "done")

    def test_strange_input(self):
        """Nothing but the answers asked for gets in, whatever is sent."""
        scale = next(question["id"] for question in self.callback.get_questions() if question["kind"] == "scale")
        text = next(question["id"] for question in self.callback.get_questions() if question["kind"] == "text")
        token = self.form()[1]
        for value in ("0", "6", "-1", "5.0", "5; DROP TABLE", "true", "٣", "", "[5]", "5" * 10000):
            with self.subTest(value=value[:20]):
                response = self.send(self.good(**{f"q_{scale}": value}), token=token)
                self.assertEqual(response.status_code, 200)
                self.assertIn('role="alert"', response.text)
        self.env.invalidate_all()
        self.assertEqual(self.callback.state, "calling")
        xss = "<script>alert(1)</script>\x00\x1f"
        response = self.send(
            self.good(
                **{f"q_{text}": xss + "长" * 100_000, "q_999999": "5", "q_": "5", "q_x": "5", "state": "refused"},
                remark="<img src=x onerror=alert(1)>",
            ),
            token=token,
        )
        self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.callback.state, "done")
        self.assertEqual(len(self.callback.answer_ids), 5)
        words = self.callback.answer_ids.filtered(lambda answer: answer.kind == "text").text
        self.assertEqual(len(words), 2000)
        self.assertTrue(words.startswith("<script>alert(1)</script>\x1f长"))
        quotes = str(self.plan.quotes)
        self.assertNotIn("<script", quotes)
        self.assertNotIn("<img", quotes)

    def test_form_shows_again_escaped(self):
        """What was sent stands in the form again, never as markup."""
        response = self.send({"remark": "</textarea><script>alert(1)</script>\"'", "q_1": '"><script>'})
        self.assertNotIn("<script", response.text)
        self.assertIn("&lt;/textarea&gt;&lt;script&gt;", response.text)

    @mute_logger("odoo.http")
    def test_without_token_of_the_form(self):
        """Another site cannot send answers with the customer's browser."""
        response = self.url_open(self.path, data=self.good())
        self.assertEqual(response.status_code, 400)
        self.env.invalidate_all()
        self.assertEqual(self.callback.state, "calling")

    def test_file_instead_of_text(self):
        token = self.form()[1]
        data = {**self.good(), "csrf_token": token}
        remark = {"remark": ("x.txt", b"<script>", "text/plain")}
        response = self.url_open(self.path, data=data, files=remark)
        self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual((self.callback.state, self.callback.remark), ("done", False))

    def test_signed_in_browser(self):
        """Whoever is signed in in this browser: the secret is what counts, and the system writes."""
        self.authenticate("clerk", "clerk")
        self.assertEqual(self.send(self.good()).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.callback.state, "done")

    def test_chinese(self):
        """A phone in Chinese is answered in the page's language attribute; the texts are the translations'."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.flush_all()
        response = self.url_open(self.path, headers={"Accept-Language": "zh-CN,zh;q=0.9"})
        self.assertIn('<html lang="zh-CN">', response.text)
