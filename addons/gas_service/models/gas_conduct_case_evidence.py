# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError

# what a case can link to, each as visible as its own rules say
_LINKS = ("clock_ids", "inquiry_ids", "project_ids", "objection_ids", "callback_ids", "audit_line_ids")


class GasConductCase(models.Model):
    """Evidence of a case: linked, opened only by who may read it itself, explained to all who work on the case."""

    _inherit = "gas.conduct.case"

    clock_ids = fields.Many2many(
        "gas.sla.clock", "gas_conduct_case_clock_rel", string="Exceeded Deadlines", copy=False, ondelete="restrict"
    )
    inquiry_ids = fields.Many2many(
        "gas.inquiry", "gas_conduct_case_inquiry_rel", string="Tickets", copy=False, ondelete="restrict"
    )
    project_ids = fields.Many2many(
        "gas.project", "gas_conduct_case_project_rel", string="Projects", copy=False, ondelete="restrict"
    )
    objection_ids = fields.Many2many(
        "gas.inquiry", "gas_conduct_case_objection_rel", string="Complaints", copy=False, ondelete="restrict",
        help="In which the customer objects.",
    )  # fmt: skip
    callback_ids = fields.Many2many(
        "gas.callback", "gas_conduct_case_callback_rel", string="Callbacks", copy=False, ondelete="restrict"
    )
    audit_line_ids = fields.Many2many(
        "gas.callback.audit.line", "gas_conduct_case_audit_rel", string="Audit", copy=False, ondelete="restrict"
    )
    evidence_count = fields.Integer("Evidence", compute="_compute_evidence_count", compute_sudo=True)

    @contextmanager
    def _all_evidence(self):
        """Yield the cases (sudo) with all they link to, for a guard that shows nothing of it.

        A cache does not know whose rules filled it: what the user read before may be less, and what is
        read here is more than he may see afterwards.
        """
        self.invalidate_recordset(_LINKS)
        try:
            yield self.sudo()  # sudo: see above
        finally:
            self.invalidate_recordset(_LINKS)

    @api.depends(*_LINKS)
    def _compute_evidence_count(self):
        # what is being typed is not in the database, and would be lost
        with self.filtered("id")._all_evidence() as cases:
            counts = {case.id: sum(len(case[name]) for name in _LINKS) for case in cases}
        for case in self:
            case.evidence_count = counts.get(case.id, 0)

    def _users_to_exclude(self):
        """Who is kept out of a complaint is kept out of every case that links to it (FI-8.5)."""
        with self._all_evidence() as case:
            return super()._users_to_exclude() | case._linked_tickets().excluded_user_ids

    def _linked_tickets(self):
        return self.inquiry_ids | self.objection_ids | self.clock_ids.inquiry_id

    @api.model_create_multi
    def create(self, vals_list):
        cases = super().create(vals_list)
        for case, vals in zip(cases, vals_list, strict=True):
            case._check_links(vals)
        return cases

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & set(_LINKS):
            for case in self:
                case._check_links(vals)
            self.sudo()._exclude()  # sudo: whoever links something may be kept out of nothing, others may
        return result

    def _check_links(self, vals):
        """Nobody links what he may not read himself: ids typed at random would tell what there is.

        :raise AccessError: one of the linked records may not be read
        :raise UserError: one is of another company, or a complaint is none
        """
        with self._all_evidence() as case:
            linked = {name: case[name] for name in _LINKS if vals.get(name)}
        for name, records in linked.items():
            if not self.env.su:
                self._newly_linked(vals[name], records).check_access("read")
            if records.company_id - self.company_id:
                raise UserError(self.env._("What a case links to is of the same company."))
        if any(ticket.kind != "complaint" for ticket in linked.get("objection_ids", ())):
            raise UserError(self.env._("Only complaints are objections."))

    def _newly_linked(self, commands, linked):
        """Return, as the user, those of ``linked`` that the caller named."""
        ids = set()
        for command in commands:
            if isinstance(command, int):
                ids.add(command)
            elif command[0] == fields.Command.SET:
                ids.update(command[2])
            else:
                ids.add(command[1])
        return linked.sudo(False).filtered(lambda record: record.id in ids)

    def _tickets_objected_to(self):
        """Return (sudo) those of the tickets of the case to which one of its objections refers.

        An objection that came before the limit was exceeded is not about that.
        """
        tickets = self.inquiry_ids | self.clock_ids.inquiry_id
        objections = tickets._objections()
        mine = {*self.objection_ids, *self.callback_ids}
        dues = {
            ticket: min(
                self.clock_ids.filtered(lambda clock, t=ticket: clock.inquiry_id == t).mapped("due_at"), default=None
            )
            for ticket in tickets
        }
        return tickets.filtered(
            lambda ticket: any(
                not dues[ticket] or one._objected_at() > dues[ticket] for one in mine & objections[ticket]
            )
        )

    def explain_evidence(self):
        """Explain every exceeded deadline of the case, day by day (see gas.sla.clock ``explain``).

        Whoever may read the case needs it to judge, also where he may not open the document itself: so
        without the document.
        :return: list of dicts
        :raise AccessError: the case may not be read
        """
        self.ensure_one()
        self.check_access("read")
        with self._all_evidence() as case:
            # history is left out: people write names into it
            return [{"id": clock.id, **clock.explain(), "history": []} for clock in case.clock_ids]


class GasInquiry(models.Model):
    _inherit = "gas.inquiry"

    def _exclude(self):
        """Who is kept out of a ticket is kept out of the cases that link to it."""
        result = super()._exclude()
        # sudo: whoever names the accused need not see these cases
        cases = self.env["gas.conduct.case"].sudo()
        linked = ["|", "|", ("inquiry_ids", "in", self.ids), ("objection_ids", "in", self.ids)]
        cases.search([*linked, ("clock_ids.inquiry_id", "in", self.ids)])._exclude()
        return result


class GasSlaClock(models.Model):
    """In which cases an exceeded deadline is evidence.

    No field: searched for being set, it would tell the person concerned that there is a case.
    """

    _inherit = "gas.sla.clock"

    def _conduct_cases(self):
        """Return (sudo) {clock: the cases it is evidence in}, with one query."""
        # sudo: whether there are any, also where the user sees none
        cases = self.env["gas.conduct.case"].sudo().search([("clock_ids", "in", self.ids)])
        found = dict.fromkeys(self, cases.browse())
        with cases._all_evidence():
            for case in cases:
                for clock in case.clock_ids & self:
                    found[clock] |= case
        return found
