# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import contextmanager

from odoo import Command
from odoo.exceptions import UserError

from .common import GasServiceCase

DEVELOPER = "gas_service.group_developer"


class GasProjectCase(GasServiceCase):
    """A market department with two developers, an estimator elsewhere, a design unit from outside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_market_department_id = cls.market
        cls.market_manager.user_id.group_ids = [Command.link(cls.env.ref(DEVELOPER).id)]
        cls.lead = cls.make_employee("lead", cls.market, DEVELOPER)
        cls.colleague = cls.make_employee("colleague", cls.market, DEVELOPER)
        cls.budget = cls.make_department("Budget")
        cls.estimator = cls.make_employee("estimator", cls.budget, "gas_service.group_handler")
        cls.leader = cls.make_employee("leader", cls.supervision_department, "gas_service.group_leader")
        cls.market.gas_leader_id = cls.leader
        cls.design_unit = cls.env["res.partner"].create({"name": "Harbin Design Institute", "is_company": True})

    @contextmanager
    def refused(self, text, error=UserError):
        """Expect an error whose message holds ``text``, and undo what led to it (assertRaisesRegex does not)."""
        with self.assertRaises(error) as caught:
            yield
        self.assertRegex(caught.exception.args[0], text)

    @classmethod
    def make_role(cls, group, department=None):
        """Return an employee of one role, by default of customer service."""
        return cls.make_employee(f"role_{group}", department or cls.service, f"gas_service.group_{group}")

    @classmethod
    def make_project(cls, lead=None, **values):
        """Return a project entered by ``lead`` (default: the lead), seen as that user."""
        user = (lead or cls.lead).user_id
        return (
            cls.env["gas.project"]
            .with_user(user)
            .create(
                {
                    "subject": "Kitchen of a hotel",
                    "customer_name": "Shangzhi Grand Hotel",
                    "source": "research",
                    "nature": "new",
                    **values,
                }
            )
        )

    @classmethod
    def log(cls, project, purpose="demand", **values):
        """Log a contact of a project as its user does."""
        return project.env["gas.contact"].create(
            {"project_id": project.id, "purpose": purpose, "note": "Spoke with the manager", **values}
        )

    @classmethod
    def add_point(cls, project, **values):
        values = {"place": "Kitchen", "appliance": "Stove", "rated_flow": 4.0, "quantity": 3, **values}
        return project.env["gas.project.point"].create({"project_id": project.id, **values})

    @classmethod
    def make_contacted(cls, lead=None, **values):
        project = cls.make_project(lead, **values)
        cls.log(project, channel="visit")
        return project

    @classmethod
    def clear_demand(cls, project):
        """Write and do all that a confirmed demand needs (PS-4.1.3, PS-4.1.4)."""
        project.write(
            {
                "demand": "Three stoves from May on",
                "process_explained": True,
                "wishes": "Quickly",
                "safety_guidance": "Alarm and ventilation",
                "design_unit_id": cls.design_unit.id,
            }
        )
        project.action_give_guide()
        if not project.point_ids:
            cls.add_point(project)

    @classmethod
    def make_demand(cls, lead=None, **values):
        project = cls.make_contacted(lead, **values)
        cls.clear_demand(project)
        project.action_confirm_demand()
        return project

    @classmethod
    def make_review(cls, lead=None, **values):
        project = cls.make_demand(lead, **values)
        project.action_schedule_review(
            cls.china("2026-09-17 09:00"), cls.china("2026-09-17 11:00"), cls.design_unit.ids, cls.service.ids
        )
        return project

    @classmethod
    def deliver_documents(cls, project, at=None):
        project.document_ids.action_receive(at)

    @classmethod
    def make_survey(cls, lead=None, **values):
        project = cls.make_review(lead, **values)
        project.action_record_survey("feasible", "Pipe at the street", None)
        return project

    @classmethod
    def make_design(cls, lead=None, **values):
        """Return a project whose design has begun, now."""
        project = cls.make_survey(lead, **values)
        cls.deliver_documents(project)
        project.action_confirm_appliances()
        return project

    @classmethod
    def make_costing(cls, lead=None, **values):
        project = cls.make_design(lead, **values)
        project.action_drawings_received()
        project.action_request_estimate(cls.estimator.id)
        return project

    @classmethod
    def make_estimated(cls, lead=None, amount=20000.0, **values):
        """Return a project whose estimate lies with the lead."""
        project = cls.make_costing(lead, **values)
        project.with_user(cls.estimator.user_id).action_estimate_done(amount)
        return project
