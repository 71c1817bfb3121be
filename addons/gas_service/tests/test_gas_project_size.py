# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from decimal import ROUND_UP, Decimal

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"
LITRE = Decimal("0.001")


def points_of(*flows, kind="new", quantity=1):
    """Return the commands that make points of these rated flows (m³/h)."""
    return [
        Command.create({"place": "Hall", "appliance": "Boiler", "rated_flow": flow, "kind": kind, "quantity": quantity})
        for flow in flows
    ]


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectSize(GasProjectCase):
    """PS-2.1, PS-2.2: the hourly flow of what is added or altered decides."""

    def project_of(self, *flows, **values):
        return self.make_project(point_ids=points_of(*flows), **values)

    def test_at_the_limit(self):
        """PS-2.1, PS-2.2: 10.00 m³/h is small for a small business, 10.01 is large."""
        for flow, small_business, expected in (
            (10.00, True, "small"),
            (10.01, True, "large"),
            (10.001, True, "large"),
            (10.00, False, False),
            (10.01, False, "large"),
            (0.001, True, "small"),
        ):
            with self.subTest(flow=flow, small_business=small_business):
                project = self.project_of(flow, small_business=small_business)
                self.assertEqual(project.size_class, expected)
                self.assertEqual(project.size_by_hand, not expected)

    def test_by_less_than_a_litre(self):
        """PS-2.1: what exceeds the limit by the simultaneity's last digits exceeds it."""
        project = self.project_of(14.286, small_business=True, simultaneity=0.7)  # 10.0002
        self.assertEqual((project.hourly_flow, project.size_class), (10.001, "large"))
        project = self.project_of(12.5, small_business=True, simultaneity=0.8)  # 10 exactly
        self.assertEqual((project.hourly_flow, project.size_class), (10.0, "small"))

    def test_sum_and_quantity(self):
        project = self.project_of(4.0, 3.5, small_business=True)
        self.assertEqual((project.hourly_flow, project.size_class), (7.5, "small"))
        project.point_ids[0].quantity = 2
        self.assertEqual((project.hourly_flow, project.size_class), (11.5, "large"))
        self.assertEqual(project.point_ids[0].flow, 8.0)

    def test_what_stays_as_it_is_does_not_count(self):
        """PS-2.1: existing appliances don't count, altered ones do."""
        project = self.project_of(6.0, small_business=True)
        project.point_ids = points_of(30.0, kind="existing")
        self.assertEqual((project.hourly_flow, project.size_class), (6.0, "small"))
        project.point_ids = points_of(5.0, kind="altered")
        self.assertEqual((project.hourly_flow, project.size_class), (11.0, "large"))
        project.point_ids.filtered(lambda point: point.kind == "altered").unlink()
        self.assertEqual((project.hourly_flow, project.size_class), (6.0, "small"))

    def test_without_flow_there_is_no_class(self):
        project = self.make_project(small_business=True)
        self.assertEqual((project.hourly_flow, project.size_class, project.size_by_hand), (0.0, False, False))
        project.point_ids = points_of(30.0, kind="existing")
        self.assertEqual((project.hourly_flow, project.size_class, project.size_by_hand), (0.0, False, False))

    def test_limit_of_another_company(self):
        """PS-2.1: the limit is a setting."""
        self.company.gas_size_limit = 6.0
        self.assertEqual(self.project_of(6.001).size_class, "large")
        self.assertFalse(self.project_of(6.0).size_class)

    def test_simultaneity(self):
        """PS-2.1: the share of appliances that burn at the same time, above 0 and at most 1."""
        project = self.project_of(12.0, small_business=True)
        self.assertEqual(project.simultaneity, 1.0)
        project.simultaneity = 0.5
        self.assertEqual((project.hourly_flow, project.size_class), (6.0, "small"))
        for wrong in (0.0, -0.5, 1.01):
            with self.subTest(wrong=wrong), mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
                with self.env.cr.savepoint():
                    project.simultaneity = wrong
                    project.flush_recordset()

    def test_impossible_points(self):
        for values in ({"rated_flow": -1.0}, {"quantity": 0}, {"quantity": -1}):
            with self.subTest(**values), mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
                with self.env.cr.savepoint():
                    self.add_point(self.make_project(), **values).flush_recordset()

    # -- by hand ---------------------------------------------------------------------------------

    def test_class_by_hand(self):
        """PS-2.2: at or below the limit, but no small business: the lead chooses, and has to."""
        project = self.make_contacted(point_ids=points_of(8.0))
        self.clear_demand(project)
        self.assertTrue(project.size_by_hand)
        with self.refused("size class"):
            project.action_confirm_demand()
        project.size_choice = "small"
        project.action_confirm_demand()
        self.assertEqual(project.size_class, "small")

    def test_where_the_flow_decides_nobody_does(self):
        """PS-2.1: the choice counts where there is one, and the class itself is nobody's to write."""
        for flow, small_business, expected in ((12.0, False, "large"), (8.0, True, "small")):
            project = self.project_of(flow, small_business=small_business, size_choice="large")
            self.assertEqual((project.size_class, project.size_by_hand), (expected, False))
            project.size_choice = "small"
            self.assertEqual(project.size_class, expected)
            for door in (project, project.with_user(self.market_manager.user_id), project.sudo()):
                with self.assertRaises(UserError):
                    door.size_class = "small"
        self.assertEqual(self.project_of(12.0, size_class="small").size_class, "large")

    def test_what_followed_before_is_no_choice(self):
        """PS-2.2: a class that came from another flow is not one that somebody chose."""
        project = self.project_of(12.0)
        project.point_ids[0].rated_flow = 8.0
        self.assertEqual((project.size_by_hand, project.size_class), (True, False))
        project.small_business = True
        self.assertEqual((project.size_by_hand, project.size_class), (False, "small"))
        project.write({"small_business": False, "size_choice": "large", "point_ids": points_of(1.0)})
        self.assertEqual((project.size_by_hand, project.size_class), (True, "large"))

    # -- who changes it, and when ------------------------------------------------------------------

    def test_confirmed_appliances(self):
        """PS-4.2.3.1: once confirmed the manager changes what makes the size; confirmed once, not later again."""
        project = self.make_survey(small_business=True)
        with freeze_time("2026-09-16 01:59:00"), self.assertRaises(UserError):
            project.action_confirm_appliances()  # before the information
        project.action_confirm_appliances()
        moment = project.appliances_confirmed_at
        with freeze_time("2026-09-18 02:00:00"), self.refused("already"):
            project.action_confirm_appliances()
        for change in (
            lambda project: project.point_ids.write({"rated_flow": 1.0}),
            lambda project: project.point_ids.unlink(),
            lambda project: project.write({"simultaneity": 0.5}),
            lambda project: project.write({"small_business": False}),
            lambda project: project.write({"size_choice": "small"}),
        ):
            with self.refused("manager"):
                change(project)
        with self.refused("manager"):
            self.add_point(project)
        self.env.invalidate_all()
        managed = project.with_user(self.market_manager.user_id)
        managed.point_ids.write({"rated_flow": 1.0})
        managed.simultaneity = 0.5
        self.assertEqual((project.hourly_flow, project.size_class), (1.5, "small"))
        self.assertEqual(project.appliances_confirmed_at, moment)

    def test_after_the_end(self):
        project = self.make_contacted(point_ids=points_of(1.0))
        project.action_lose("x")
        for door in (project, project.with_user(self.market_manager.user_id), project.sudo()):
            with self.refused("has ended"):
                self.add_point(door)
            with self.refused("has ended"):
                door.point_ids.unlink()
            with self.refused("has ended"):
                door.simultaneity = 0.5


@tagged("post_install", "-at_install")
class TestProjectSizeProperties(GasProjectCase):
    """Any points and any factor against plain decimal arithmetic."""

    flows = st.decimals("0", "30", places=3)
    point = st.tuples(flows, st.integers(1, 9), st.sampled_from(["new", "altered", "existing"]))

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(
        st.lists(point, max_size=5),
        st.decimals("0.01", "1", places=2),
        st.booleans(),
        st.sampled_from([Decimal("10"), Decimal("2.5"), Decimal("9.999")]),
        st.one_of(st.none(), st.integers(1, 9)),
    )
    def test_against_decimals(self, points, factor, small_business, limit, exactly):
        """PS-2.1, PS-2.2: the flow to the litre, rounded up; the class by the exact flow."""
        if exactly:
            # flows that meet the limit to the last digit, and those a litre above it
            points = [(limit / exactly, exactly, "new"), (LITRE * (exactly % 2), 1, "altered")]
            points = [(flow.quantize(LITRE), quantity, kind) for flow, quantity, kind in points]
        exact = sum((f * q for f, q, kind in points if kind != "existing"), Decimal(0)) * factor
        self.company.gas_size_limit = float(limit)
        project = self.env["gas.project"].new(
            {
                "company_id": self.company.id,
                "simultaneity": float(factor),
                "small_business": small_business,
                "point_ids": [
                    Command.create({"rated_flow": float(f), "quantity": q, "kind": kind}) for f, q, kind in points
                ],
            }
        )
        self.assertEqual(Decimal(str(project.hourly_flow)), exact.quantize(LITRE, ROUND_UP))
        if not exact:
            expected = False
        elif exact > limit:
            expected = "large"
        else:
            expected = "small" if small_business else False
        self.assertEqual(project.size_class, expected)
        self.assertEqual(project.size_by_hand, bool(exact) and not expected)
