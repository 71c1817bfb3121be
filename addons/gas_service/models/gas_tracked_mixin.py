# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import consteq, hmac

from ..tools import qr_code, tracking_code

# the documents a customer can look up
TRACKED_MODELS = ("gas.inquiry", "gas.project")


class GasTrackedMixin(models.AbstractModel):
    """A document the customer can look up by its number and a short code (FI-13).

    The code is stored nowhere: it is computed from the document, a counter and the secret of the
    database, so that every notice and message says the same one. A new one is issued by counting on,
    and the old one is void from then on. A copy of the database with a new secret has other codes.
    """

    _name = "gas.tracked.mixin"
    _inherit = ["gas.guarded.mixin"]
    _description = "Document a customer can look up"

    tracking_issue = fields.Integer("Tracking Codes Revoked", readonly=True, copy=False, aggregator=None)

    _guarded_fields = frozenset({"tracking_issue"})

    # -- the code --------------------------------------------------------------------------------

    def _tracking_code(self):
        """Return the code in its printed form. It opens the page to whoever has it: for the customer alone."""
        self.ensure_one()
        return tracking_code.display(self._compute_code(self._name, self.id, self.tracking_issue))

    def _tracking_url(self, with_code=True):
        """Return the address of the public page: of this document, or where number and code are asked for."""
        if not with_code:
            return f"{self.get_base_url()}/gas/track"
        return f"{self.get_base_url()}/gas/track/{self.name}/{self._tracking_code()}"

    @api.model
    def _compute_code(self, model, record_id, issue):
        # sudo: the secret of the database
        return tracking_code.encode(hmac(self.env(su=True), "gas_tracking", (model, record_id, issue or 0)))

    @api.model
    def _find_tracked(self, number, code):
        """Return the document (sudo) whose number and code were typed, else None.

        It does the same work whether there is such a number or not, and compares in constant time.
        """
        number, code = self._clean_number(number), tracking_code.normalize(code)
        candidates = []
        for name in TRACKED_MODELS:
            # sudo: the code is the right to the document; it is compared below
            records = self.env[name].sudo().search_fetch(self._domain_tracked(name, number), ["tracking_issue"])
            candidates += [(record, record.tracking_issue) for record in records]
        found = None
        for record, issue in candidates or [(self.browse(), 0)]:
            if consteq(self._compute_code(record._name, record.id, issue), code) and record:
                found = record
        return found

    @api.model
    def _clean_number(self, number):
        return tracking_code.normalize_number(number)

    @api.model
    def _domain_tracked(self, model, number):
        domain = fields.Domain("name", "=", number)
        if "anonymised_at" in self.env[model]._fields:
            domain &= fields.Domain("anonymised_at", "=", False)
        return domain

    # -- for those who give it to the customer -----------------------------------------------------

    def action_open_tracking(self):
        """Show the code of a document to whoever works on it, for the customer."""
        self.ensure_one()
        self.check_access("write")
        return self._open_wizard("gas.tracking.dialog", self.env._("Tracking Code for the Customer"))

    def action_new_tracking_code(self):
        """Issue a new code: the old one came into wrong hands, or the customer lost it."""
        for document in self:
            document.check_access("write")
            document._write_guarded({"tracking_issue": document.tracking_issue + 1})

    def _print_tracking(self, pixels):
        """Return what a printed form says about looking it up, or None for who may not give the code away."""
        if not self.has_access("write"):
            return None
        url = self._tracking_url()
        return {
            "code": self._tracking_code(),
            "page": self._tracking_url(with_code=False),
            "qr_code": Markup(qr_code.svg(url, pixels)),
        }

    # -- what the customer is shown ------------------------------------------------------------------

    def _tracking_values(self):
        """Return all that the public page shows (sudo), in the language of the context.

        :return: dict: ``number``, ``where`` (sentence), ``steps`` [(label, "done", "now" or "")], ``closed``,
            ``promises`` [{"label", "text", "late"}], ``handler``, ``department``, ``phone``, ``result``
        """
        self.ensure_one()
        person = self._tracking_person()
        department = self.department_id
        return {
            "number": self.name,
            "closed": self._tracking_closed(),
            "steps": self._tracking_steps(),
            "where": self._tracking_where(),
            "promises": list(filter(None, map(self._tracking_promise, self._tracking_clocks()))),
            "handler": person.name or "",
            "department": department.name or "",
            "phone": person.work_phone or department.manager_id.work_phone or self.company_id.gas_hotline or "",
            "result": self._tracking_result(),
        }

    def _tracking_clocks(self):
        labels = self._tracking_labels()
        clocks = self.clock_ids.filtered(lambda clock: clock.code in labels and clock.state != "cancelled")
        return clocks.sorted(lambda clock: (clock.started_at, list(labels).index(clock.code), clock.id))

    def _tracking_promise(self, clock):
        """Return by when a promise is to be kept, or how it was kept."""
        due = self._print_time(clock.due_at)
        done = self._print_time(clock.stopped_at)
        if clock.state == "met":
            text = self.env._("kept on %s", done)
        elif clock.state == "late":
            text = self.env._("done on %(done)s, later than promised (%(due)s)", done=done, due=due)
        elif clock.state == "paused" or not due:
            text = self.env._("stands still until you have supplied what you were told is missing")
        elif clock.is_overdue:
            text = self.env._("was promised by %s and is late", due)
        else:
            text = self.env._("by %s", due)
        return {
            "label": self._tracking_labels()[clock.code],
            "text": text,
            "late": clock.state == "late" or clock.is_overdue,
        }

    # the documents say these in their own words

    def _tracking_labels(self):
        """Return {code of a promise: what it means to the customer} of those he is told."""
        return {}

    def _tracking_person(self):
        """Return who handles it: an employee, or none."""
        return self.env["hr.employee"]

    def _tracking_where(self):
        return ""

    def _tracking_steps(self):
        return []

    def _tracking_result(self):
        return ""

    def _tracking_closed(self):
        return False
