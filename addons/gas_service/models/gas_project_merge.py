# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .gas_project import OPEN_STATES

#: before a demand is confirmed there is nothing on a project that its duplicate would have to take over
MERGEABLE_STATES = ("information", "contacted", "tracking")
# what the project that goes on takes over where it has nothing itself
_TAKEN_OVER = (
    "uscc", "nature", "account_id", "partner_id", "contact_name", "address", "registered_on", "note", "wishes", "demand",
)  # fmt: skip


class GasProject(models.Model):
    """The same enterprise by several ways: found by its code, merged into the earliest (PS-3.1, PS-4.1.1)."""

    _inherit = "gas.project"

    merged_ids = fields.One2many("gas.project", "merged_into_id", "Merged Into This", readonly=True)
    possible_duplicate = fields.Boolean(
        compute="_compute_possible_duplicate",
        search="_search_possible_duplicate",
        help="Another open project has the same unified social credit code.",
    )

    @api.depends("uscc", "state")
    def _compute_possible_duplicate(self):
        codes = [project.uscc for project in self if project.uscc and project.state in OPEN_STATES]
        domain = Domain("uscc", "in", codes) & Domain("state", "in", OPEN_STATES)
        counts = {}
        if codes:
            for company, uscc, count in self._read_group(domain, ["company_id", "uscc"], ["__count"]):
                counts[company.id, uscc] = count
        for project in self:
            own = project.state in OPEN_STATES
            project.possible_duplicate = own and counts.get((project.company_id.id, project.uscc), 0) > 1

    def _search_possible_duplicate(self, operator, value):
        if operator != "in":
            return NotImplemented
        is_open = Domain("state", "in", OPEN_STATES)
        # among what the user may read, as the compute counts
        groups = self._read_group(
            is_open & Domain("uscc", "!=", False), ["company_id", "uscc"], having=[("__count", ">", 1)]
        )
        codes = {}
        for company, uscc in groups:
            codes.setdefault(company.id, []).append(uscc)
        found = is_open & Domain.OR(
            Domain("company_id", "=", company_id) & Domain("uscc", "in", in_company)
            for company_id, in_company in codes.items()
        )
        return Domain.OR(found if wanted else ~found for wanted in value)

    def action_open_merge(self):
        return self._open_wizard("gas.project.merge", self.env._("Merge"))

    def action_merge(self, into_id):
        """End these projects as duplicates of ``into_id``, which goes on with what they know.

        The promise of the first contact counts from the earliest information: the earlier project goes on.
        Only when the later one has got beyond its first contacts does it go on, and then the promise of the
        earlier one ends when the customer was really contacted, in time or late; it is never just cancelled.
        What was logged stays where it was, and is reached by the link.

        :param int into_id: an open project of the same customer
        :raise UserError: names everything that speaks against it at once
        :raise AccessError: no right to write one of them
        """
        into = self.browse(into_id).exists()
        if not into:
            raise UserError(self.env._("Choose the project that goes on."))
        (self | into).check_access("write")
        for project in self.sorted("info_received_at"):
            if reasons := project._unmergeable(into):
                intro = self.env._("%(name)s cannot be merged into %(other)s:", name=project.name, other=into.name)
                raise UserError("\n• ".join([intro, *reasons]))
            project._merge_into(into)

    def _unmergeable(self, into):
        """Return the reasons why ``self`` cannot be merged into ``into``."""
        reasons = []
        if into == self:
            return [self.env._("a project is not merged into itself")]
        if self.state not in MERGEABLE_STATES:
            reasons.append(self.env._("only a project without confirmed demand is merged into another"))
        if into.state not in OPEN_STATES:
            reasons.append(self.env._("%s has ended", into.name))
        if not self._is_same_customer(into):
            reasons.append(self.env._("%s is another customer", into.customer_name))
        if into.state in MERGEABLE_STATES and into.info_received_at > self.info_received_at:
            reasons.append(
                self.env._(
                    "its information is the earlier: merge %(later)s into %(earlier)s",
                    later=into.name,
                    earlier=self.name,
                )
            )
        return reasons

    def _is_same_customer(self, other):
        if self.company_id != other.company_id:
            return False
        if self.uscc and other.uscc:
            return self.uscc == other.uscc
        return bool(
            (self.account_id and self.account_id == other.account_id)
            or (self.partner_id and self.partner_id == other.partner_id)
            or self._plain_name() == other._plain_name()
        )

    def _plain_name(self):
        """Return the customer's name as people compare it: no spaces, no full-width characters."""
        return "".join(unicodedata.normalize("NFKC", self.customer_name or "").split()).casefold()

    def _merge_into(self, into):
        """End ``self``; the right to both was checked."""
        author_id = self.env.user.partner_id.id
        # sudo: promises, phones and activities of both, some of them others'; the right to both was checked
        ending, goes_on = self.sudo(), into.sudo()
        ending._settle_first_contact(goes_on)
        ending._end("screened", self.env._("Merged into %s", into.name))
        ending._write_guarded({"merged_into_id": into.id})
        goes_on._take_over(ending)
        ending.message_post(
            body=self.env._("Merged into %s, which goes on.", into._get_html_link(title=into.name)), author_id=author_id
        )
        goes_on.message_post(
            body=self.env._(
                "%(link)s (%(origin)s) is merged into this project.",
                link=self._get_html_link(title=self.name),
                origin=dict(self._fields["source"]._description_selection(self.env))[self.source],
            ),
            author_id=author_id,
        )

    def _settle_first_contact(self, goes_on):
        """Let a contact of one of the two count for the promise of the other, at its own time (PS-4.1.1)."""
        if goes_on.contacted_at and goes_on.info_received_at > self.info_received_at:
            self._sla_stop("PS-CONTACT", goes_on.contacted_at)
        if self.contacted_at and goes_on.state == "information":
            at = max(self.contacted_at, goes_on.info_received_at)
            goes_on._sla_stop("PS-CONTACT", at)
            goes_on._write_guarded({"state": "contacted", "contacted_at": at})
            goes_on._prepare_documents()

    def _take_over(self, ending):
        """Fill what is empty from ``ending``, add its numbers, and its lead where there is none."""
        values = {name: ending[name] for name in _TAKEN_OVER if ending[name] and not self[name]}
        self.write({name: value.id if hasattr(value, "id") else value for name, value in values.items()})
        self._import_phones({self: [(phone.number, phone.extension or "") for phone in ending.phone_ids]})
        latest = max(filter(None, (self.last_contact_at, ending.last_contact_at)), default=False)
        if latest != self.last_contact_at:
            self._write_guarded({"last_contact_at": latest})
        lead = ending.lead_id
        if lead and not self.lead_id and lead._gas_is_market_developer():
            self._set_lead(lead, self.env._("Lead of %s, merged into this project", ending.name))
