# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .project_common import GasProjectCase


@tagged("post_install", "-at_install")
class TestProjectOutside(HttpCase, GasProjectCase):
    """What a caller with a key of an ordinary user can and cannot do with projects, over JSON-2."""

    def call(self, employee, model, method, **arguments):
        # sudo: keys are made in the preferences, in the browser
        keys = self.env["res.users.apikeys"].with_user(employee.user_id).sudo()
        key = keys._generate("rpc", "test", None)
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )

    def assertDone(self, employee, method, project, **arguments):
        response = self.call(employee, "gas.project", method, ids=project.ids, **arguments)
        self.assertEqual(response.status_code, 200, f"{method}: {response.text}")
        self.env.invalidate_all()

    @mute_logger("odoo.http")
    def assertRefused(self, employee, model, method, **arguments):
        response = self.call(employee, model, method, **arguments)
        self.assertIn(response.status_code, (403, 404, 422), f"{method}: {response.status_code} {response.text}")
        self.env.invalidate_all()

    def test_the_outside_works_as_the_browser_does(self):
        """PS-4.1.1 to PS-4.2.3.2: from the information to the estimate through the same methods."""
        values = {
            "subject": "Kitchen",
            "customer_name": "Hotel",
            "source": "research",
            "nature": "new",
            "state": "done",
        }
        response = self.call(self.lead, "gas.project", "create", vals_list=[values])
        project = self.env["gas.project"].browse(response.json())
        self.assertEqual(
            (project.state, project.lead_id, project.registered_by), ("information", self.lead, self.lead.user_id)
        )
        contact = {"project_id": project.id, "purpose": "demand", "channel": "visit", "note": "Three stoves"}
        self.assertEqual(self.call(self.lead, "gas.contact", "create", vals_list=[contact]).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual((project.state, self.clock(project, "PS-CONTACT").state), ("contacted", "met"))
        self.clear_demand(project.with_user(self.lead.user_id))
        self.assertDone(self.lead, "action_confirm_demand", project)
        now = fields.Datetime.now()
        meeting = {
            "start": str(now),
            "stop": str(fields.Datetime.add(now, hours=2)),
            "partner_ids": self.design_unit.ids,
        }
        self.assertDone(self.lead, "action_schedule_review", project, **meeting)
        self.assertDone(self.lead, "action_record_survey", project, result="feasible", note="Pipe at the street")
        self.assertDone(self.lead, "action_confirm_appliances", project)
        response = self.call(self.lead, "gas.project.document", "action_receive", ids=project.document_ids.ids)
        self.assertEqual(response.status_code, 200, response.text)
        self.env.invalidate_all()
        self.assertEqual(project.state, "design")
        self.assertDone(self.lead, "action_drawings_received", project)
        self.assertDone(self.lead, "action_request_estimate", project, estimator_id=self.estimator.id)
        self.assertDone(self.estimator, "action_estimate_done", project, amount=20000)
        states = {clock.code: clock.state for clock in project.clock_ids}
        self.assertEqual(
            states, {"PS-CONTACT": "met", "PS-TOTAL": "running", "PS-DESIGN": "met", "PS-COST": "met"}
        )  # fmt: skip

    def test_forged_context_opens_nothing(self):
        """The caller chooses the context, and it proves nothing."""
        project = self.make_project()
        for context in (
            {"gas_guard": True},
            {"gas_guard:gas.project": True},
            {"default_state": "done"},
            {"su": True},
            {"uid": 1},
        ):
            for vals in ({"state": "done"}, {"lead_id": self.colleague.id}, {"size_class": "small"}):
                self.assertRefused(self.lead, "gas.project", "write", ids=project.ids, vals=vals, context=context)
        values = {"subject": "x", "customer_name": "y", "source": "other"}
        context = {"default_state": "done", "default_approved_at": "2026-09-16 02:00:00", "default_lead_id": 1}
        response = self.call(self.lead, "gas.project", "create", vals_list=[values], context=context)
        created = self.env["gas.project"].browse(response.json())
        self.assertEqual((created.state, created.approved_at, created.lead_id), ("information", False, self.lead))

    def test_private_methods_are_not_api(self):
        project = self.make_project()
        for method in (
            "_write_guarded", "_create_guarded", "_with_guard_open", "_set_lead", "_end", "_sla_stop", "_sla_start",
            "_sla_cancel", "_sla_amend", "_sla_apply_limits", "_correct_time", "_begin_design", "_restart_estimate",
            "_note_handover", "_schedule", "_contact_logged", "_cron_silent", "_initial_lead",
        ):  # fmt: skip
            self.assertRefused(self.lead, "gas.project", method, ids=project.ids)

    def test_strangers(self):
        """Nobody acts on a project that isn't his, whatever method he calls."""
        project = self.make_costing()
        stranger = self.make_employee("stranger", self.supervision_department, "gas_service.group_developer")
        now = str(fields.Datetime.now())
        for method, arguments in (
            ("read", {"fields": ["subject"]}),
            ("write", {"vals": {"subject": "x"}}),
            ("copy", {}),
            ("unlink", {}),
            ("message_post", {"body": "x"}),
            ("action_take", {}),
            ("action_hand_over", {"employee_id": stranger.id, "reason": "x"}),
            ("action_move", {"state": "approval"}),
            ("action_give_guide", {}),
            ("action_print_guide", {}),
            ("action_track", {"next_date": "2030-01-01"}),
            ("action_record_survey", {"result": "feasible", "note": "x"}),
            ("action_request_estimate", {"estimator_id": stranger.id}),
            ("action_estimate_done", {"amount": 1}),
            ("action_return_estimate", {"reason": "x"}),
            ("action_launch_approval", {}),
            ("action_approve", {}),
            ("action_lose", {"reason": "x"}),
            ("action_screen_out", {"reason": "x"}),
            ("action_confirm_screening", {}),
            ("action_reopen", {"reason": "x"}),
            ("action_propose_pause", {"pause_date": now[:10], "reason": "x", "notice_reference": "x"}),
            ("action_confirm_pauses", {}),
            ("action_annul_pauses", {"reason": "x"}),
            ("action_resume", {"resume_date": now[:10]}),
            ("action_correct_time", {"field": "survey_done_at", "at": now, "reason": "x"}),
            ("action_follow_up", {}),
            ("action_reveal_phones", {}),
        ):
            self.assertRefused(stranger, "gas.project", method, ids=project.ids, **arguments)
        for model, records, method, arguments in (
            ("gas.project.document", project.document_ids, "action_receive", {}),
            ("gas.project.document", project.document_ids[0], "action_correct_received", {"at": now, "reason": "x"}),
            ("gas.sla.clock", self.clock(project, "PS-COST"), "action_reopen", {"reason": "x"}),
            ("gas.sla.clock", self.clock(project, "PS-COST"), "explain", {}),
            ("gas.contact", project.contact_ids, "write", {"vals": {"note": "x"}}),
        ):
            self.assertRefused(stranger, model, method, ids=records.ids, **arguments)
        for model, values in (
            ("gas.project.step", {"step": "lose", "note": "x"}),
            ("gas.project.review", {"start": now, "stop": now}),
            ("gas.contact", {"note": "x", "purpose": "demand"}),
            ("gas.project.limit", {"days": 1, "authority": "x"}),
        ):
            self.assertRefused(stranger, model, "create", vals_list=[{"project_id": project.id, **values}])
        self.assertEqual((project.state, project.sudo().lead_id), ("costing", self.lead))
        self.assertEqual(set(project.sudo().clock_ids.mapped("state")), {"met", "running"})
