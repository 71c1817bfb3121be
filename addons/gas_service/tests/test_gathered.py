# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import BaseCase, tagged

from ..tools.gathered import gathered


class First:
    _names = ("a", "b")


class Second:
    _names = ("c", "a")


class Silent:
    pass


@tagged("-at_install", "post_install")
class TestGathered(BaseCase):
    """Each class of a model names its own, the model has them all."""

    def test_every_class(self):
        model = type("Model", (Second, Silent, First), {})
        self.assertEqual(gathered(model, "_names"), ("a", "b", "c"))
        self.assertEqual(gathered(model, "_others"), ())

    def test_a_class_that_comes_later(self):
        """An addon installed in a running server is heard."""
        model = type("Model", (Silent, First), {})
        self.assertEqual(gathered(model, "_names"), ("a", "b"))
        model.__bases__ = (Second, Silent, First)
        self.assertEqual(gathered(model, "_names"), ("a", "b", "c"))
