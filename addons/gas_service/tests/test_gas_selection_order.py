# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .project_common import GasProjectCase


@tagged("post_install", "-at_install")
class TestGasSelectionOrder(GasProjectCase):
    """Pictures and lists by state follow the workflow."""

    def test_states_in_the_order_of_the_workflow(self):
        states = ["information", "contacted", "demand", "costing"]
        for state in reversed(states):
            project = self.make_project(subject=state)
            project._write_guarded({"state": state})
        model = self.env["gas.project"].with_user(self.lead.user_id)
        mine = [("lead_id", "=", self.lead.id)]
        self.assertEqual([state for state, _count in model._read_group(mine, ["state"], ["__count"])], states)
        groups = model.formatted_read_group(mine, ["lead_id", "state"], ["__count"])
        self.assertEqual([group["state"] for group in groups], states)
        # the other way round, and by something else, where that is asked for
        groups = model.formatted_read_group(mine, ["state"], ["__count"], order="state desc")
        self.assertEqual([group["state"] for group in groups], states[::-1])
        project._write_guarded({"state": "costing"})
        groups = model.formatted_read_group(mine, ["state"], ["__count"], order="__count desc, state")
        self.assertEqual([group["state"] for group in groups], ["costing", "contacted", "demand"])

    def test_tickets(self):
        new, gone = self.make_ticket(), self.make_ticket()
        gone.action_transfer(self.market.id)
        cancelled = self.make_ticket()
        cancelled.with_user(self.manager.user_id).action_cancel("Twice")
        groups = self.env["gas.inquiry"]._read_group([("id", "in", (new | gone | cancelled).ids)], ["state"])
        self.assertEqual([state for (state,) in groups], ["new", "transferred", "cancelled"])
