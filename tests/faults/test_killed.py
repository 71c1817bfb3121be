# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A process is killed in the middle of what it does: nothing of it is half done, and it can be done again."""

from .victim import ORDERS


def test_killed_while_payslips_are_confirmed(scene):
    """No payslip is confirmed and no amount taken; the same batch pays each amount once (FI-14.4)."""
    left = scene.kill("payslips")
    assert (left["payslips"], left["paid"]) == (0, 0)
    assert scene.run("payslips")["paid"] == ORDERS


def test_killed_while_callbacks_are_drawn(scene):
    """No plan is left without its draw; drawn again, each customer is called once (CB-3)."""
    assert scene.kill("draw")["plans"] == 0
    done = scene.run("draw")
    assert done["plans"] > 1
    assert scene.look() == done
