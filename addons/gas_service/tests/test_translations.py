# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import re

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path
from odoo.tools.translate import trans_export

# the same in Chinese; titles of columns that a file may have are Chinese to begin with
SAME = {
    "/ 100", "0451-83289588-801", "100", "2026,2027", "Ctrl+Enter", "Excel", "ID", "K7QM-3XVD", "PDF", "SHA-256",
    "SW2026-000001", "m³/h", "object.display_name", "object.name", "q_",
    '<span class="ms-1">%</span>', '<span class="ms-1">m³/h</span>', '<span class="page"/> / <span class="topage"/>',
}  # fmt: skip
CHINESE = re.compile("[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Chinese is a first-class language: every term of both addons, in both scripts."""

    def test_every_term_is_translated(self):
        """Each term that Odoo exports has its translation, with the same placeholders in it."""
        for module in "gas_service", "gas_service_reports":
            for lang in "zh_CN", "zh_TW":
                with self.subTest(module=module, lang=lang):
                    translated = self.translations(module, lang)
                    terms = self.terms(module)
                    self.assertEqual([term for term in terms if not translated.get(term)], [])
                    for term in terms:
                        self.assertEqual(self.placeholders(term), self.placeholders(translated[term]), term)

    def test_every_choice_is_shown_in_chinese(self):
        """Also where a field takes its values from another one."""
        env = self.env(context={"lang": "zh_CN"})
        english = [
            f"{field}: {label}"
            for name, model in env.items()
            if name.startswith("gas.")
            for field in model._fields.values()
            if field.type == "selection" and (field._module or "").startswith("gas_service")
            for _value, label in field._description_selection(env)
            if label not in SAME and not label.isdecimal() and not CHINESE.search(label)
        ]
        self.assertFalse(english)

    def terms(self, module):
        """Return what there is to translate; empty for an addon without texts."""
        buffer = io.BytesIO()
        trans_export(None, [module], buffer, "po", self.env)
        terms = (entry.msgid for entry in polib.pofile(buffer.getvalue().decode()))
        return [term for term in terms if term and term not in SAME and not CHINESE.search(term)]

    def translations(self, module, lang):
        try:
            path = file_path(f"{module}/i18n/{lang}.po")
        except FileNotFoundError:
            return {}
        return {entry.msgid: entry.msgstr for entry in polib.pofile(path)}

    def placeholders(self, text):
        return sorted(PLACEHOLDER.findall(text))
