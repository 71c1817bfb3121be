# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command

_POINT = ("place", "appliance", "rated_flow", "quantity", "kind")


class ProjectActor:
    """What people do to a gas-connection project, in the words of the story."""

    def __init__(self, play, project, story):
        self.play = play
        self.project = project
        self.story = story

    @classmethod
    def begin(cls, play, story):
        """Note the information of a story down, as who does it; return the project."""
        if story.by == "platform":
            return cls._push(play, story)
        account = play.account(story.account)
        values = {
            "subject": story.subject,
            "customer_name": story.customer,
            "source": story.source,
            "nature": story.nature,
            "account_id": account.id,
            "address": account.address,
            **({"category": account.category} if account else {}),
            **story.values,
        }
        if "lead" in values:
            values["lead_id"] = play.employee(values.pop("lead")).id
        return play.as_user("gas.project", story.by).create(values)

    @staticmethod
    def _push(play, story):
        """The government platform pushes it through the API, as it does."""
        row = {
            "source": story.source,
            "customer_name": story.customer,
            "subject": story.subject,
            "nature": story.nature or None,
            **{"phones" if name == "phone" else name: value for name, value in story.values.items()},
        }
        answer = play.as_user("gas.project", story.by).import_leads([row])
        if answer["bad"]:
            raise ValueError(f"{story.subject}: {answer['bad']}")
        return play.env["gas.project"].search([("external_ref", "=", story.values["external_ref"])])

    # -- who leads it ----------------------------------------------------------------------------

    def take(self):
        self.project.action_take()

    def hand_over(self, person, reason):
        self.project.action_hand_over(self.play.employee(person).id, reason)

    # -- contacts --------------------------------------------------------------------------------

    def ask(self, note, channel="phone", **values):
        """Ask the customer whether he needs gas; he was reached."""
        self._contact(note, channel, purpose="demand", **values)

    def not_reached(self, note, channel="phone"):
        self._contact(
            note, channel, purpose="demand", reached=False, visit_item_ids=self._carried() if channel == "visit" else []
        )

    def visit(self, note, *forgotten, **values):
        """Visit the customer, with all that belongs to a visit but for the ``forgotten`` items."""
        self._contact(note, "visit", purpose="service", visit_item_ids=self._carried(*forgotten), **values)

    def _carried(self, *forgotten):
        kept_out = [self.play.env.ref(f"gas_service.gas_visit_item_{name}").id for name in forgotten]
        return [Command.set(self.play.env["gas.visit.item"].search([("id", "not in", kept_out)]).ids)]

    def talk(self, note, channel="phone", direction="out", **values):
        self._contact(note, channel, purpose="service", direction=direction, **values)

    def chase(self, note):
        self._contact(note, "phone", purpose="chase", direction="internal")

    def _contact(self, note, channel, **values):
        self.project.env["gas.contact"].create(
            {"project_id": self.project.id, "channel": channel, "note": note, **values}
        )

    # -- demand ----------------------------------------------------------------------------------

    def note_down(self):
        """Write down what the customer told, and hand him the service guide."""
        story = self.story
        self.project.write(
            {
                "demand": story.demand,
                "wishes": story.wishes,
                "safety_guidance": story.safety,
                "process_explained": True,
                "design_unit_id": self.play.env.ref("gas_service.partner_design_institute").id,
                "point_ids": [Command.create(dict(zip(_POINT, point, strict=False))) for point in story.points],
            }
        )
        self.project.action_give_guide()

    def learn(self):
        """Note down, and the demand is clear."""
        self.note_down()
        self.project.action_confirm_demand()

    def track(self, day, note=""):
        self.project.action_track(self.play.almanac.day(day), note)

    def demand_appeared(self, note=""):
        self.project.action_demand_appeared(note)

    # -- review, survey, documents ---------------------------------------------------------------

    def review(self, start, stop, *departments):
        """Invite the designer and these departments to the customer's."""
        self.project.action_schedule_review(
            self.play.almanac.moment(start),
            self.play.almanac.moment(stop),
            self.play.env.ref("gas_service.partner_designer").ids,
            [self.play.department(name).id for name in departments],
        )

    def survey(self, note, result="feasible"):
        self.project.action_record_survey(result, note)

    def receive(self, *names):
        """The customer delivers these documents; all of them where none is named."""
        documents = self.project.document_ids
        if names:
            types = [self.play.env.ref(f"gas_service.gas_document_type_{name}") for name in names]
            documents = documents.filtered(lambda document: document.type_id in types)
        documents.action_receive()

    def confirm_appliances(self):
        self.project.action_confirm_appliances()

    # -- design, estimate, approval ----------------------------------------------------------------

    def limit(self, code, days, authority):
        """Note a limit set from outside."""
        values = {"project_id": self.project.id, "code": code, "days": days, "authority": authority}
        self.project.env["gas.project.limit"].create(values)

    def drawings(self):
        self.project.action_drawings_received()

    def request_estimate(self, note=""):
        self.project.action_request_estimate(self.play.employee("estimator").id, note=note)

    def estimate(self, amount, note=""):
        self.project.action_estimate_done(amount, note=note)

    def return_estimate(self, reason):
        self.project.action_return_estimate(reason)

    def launch(self):
        self.project.action_launch_approval()

    def approve(self, reason=""):
        self.project.action_approve(reason)

    def reject(self, reason):
        self.project.action_reject(reason)

    # -- pauses ------------------------------------------------------------------------------------

    def propose_pause(self, reason, reference):
        """The customer is told today, in writing, what he owes."""
        self.project.action_propose_pause(self.play.today(), reason, reference)

    def confirm_pause(self):
        self.project.action_confirm_pauses()

    def resume(self):
        self.project.action_resume(self.play.today())

    # -- ends --------------------------------------------------------------------------------------

    def lose(self, reason):
        self.project.action_lose(reason)

    def screen_out(self, reason):
        self.project.action_screen_out(reason)

    def confirm_screening(self):
        self.project.action_confirm_screening()

    def reopen(self, reason):
        self.project.action_reopen(reason)

    def remark(self, text):
        self.project.message_post(body=text, subtype_xmlid="mail.mt_note")
