# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import hashlib

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import NO_ACCESS

from .gas_project import OPEN_STATES


class GasProject(models.Model):
    """A row that comes again changes what its source says differently since, and nothing else."""

    _inherit = "gas.project"

    import_digests = fields.Json(
        groups=NO_ACCESS,
        prefetch=False,
        copy=False,
        help="Digests of what the source said last, by column: enough to see what it says differently.",
    )

    #: what a row that comes again may change; who, when and where it comes from stay
    _imported_fields = (
        "customer_name uscc subject nature category address contact_name registered_on note".split()
    )  # fmt: skip

    @api.model
    def _import_again(self, rows):
        """Take over what has changed in ``rows``, a dict {known project (sudo): row}.

        Column by column: while the source repeats itself, what people have written since stays; when it says
        something new, that is written, and the chatter keeps what was there. What people wrote before the
        source said anything is theirs; only what is empty is filled. Numbers are added, never taken away. The
        row of a merged project goes to the one it was merged into; an ended project changes no more.
        """
        phones, told = {}, {}
        for project, row in rows.items():
            digests, last = self._digests(row), project.import_digests or {}
            said = [name for name, digest in digests.items() if last.get(name) != digest]
            target = project._merged_target()
            if not said or target.state not in OPEN_STATES:
                continue
            project.import_digests = last | digests
            if values := target._said_anew(row, said, last):
                told.setdefault(target, []).extend((name, target[name], value) for name, value in values.items())
                # at once: another row may belong to the same project
                target.with_context(tracking_disable=True).write(values)
            if "phones" in said:
                phones.setdefault(target, []).extend(row["phones"])
        self._import_phones(phones)
        self._tell_changes(told)

    def _said_anew(self, row, said, last):
        """Return what is written of the columns ``said`` whose values are new; ``last``: see import_digests."""
        values = {
            name: row[name]
            for name in said
            if name in self._imported_fields and self[name] != row[name] and (name in last or not self[name])
        }
        # where the source names no matter, the customer's name stands for it
        if "customer_name" in values and "subject" not in row and self.subject == self.customer_name:
            values["subject"] = values["customer_name"]
        return values

    @api.model
    def _digests(self, row):
        """Return {column: digest} of the columns whose changes count."""
        values = {name: row[name] for name in self._imported_fields if name in row}
        if "phones" in row:
            values["phones"] = sorted(set(row["phones"]))  # in whatever order, and however often
        return {
            name: hashlib.blake2b(repr(value).encode(), digest_size=6).hexdigest() for name, value in values.items()
        }

    def _merged_target(self):
        """Return the project that ``self`` lives on in: itself unless it was merged."""
        target = self
        while target.merged_into_id:
            target = target.merged_into_id
        return target

    @api.model
    def _import_phones(self, phones):
        """Add what is new of {project: [(number, extension)]}."""
        values = []
        for project, numbers in phones.items():
            known = {(phone.number, phone.extension or "") for phone in project.phone_ids}
            values += [
                {"project_id": project.id, "number": number, "extension": extension or False}
                for number, extension in dict.fromkeys(numbers)
                if (number, extension) not in known
            ]
        self.env["gas.phone"].create(values)

    @api.model
    def _tell_changes(self, told):
        """Note in the chatter what a source changed, from {project: [(field, before, after)]}."""
        labels = {name: self._fields[name]._description_string(self.env) for name in self._imported_fields}
        bodies = {}
        for project, changes in told.items():
            lines = Markup("").join(
                Markup("<li>%s: %s → %s</li>")
                % (labels[name], self._value_text(name, before), self._value_text(name, after))
                for name, before, after in changes
            )
            bodies[project.id] = Markup("<p>%s</p><ul>%s</ul>") % (self.env._("The source says now:"), lines)
        if bodies:
            self.browse(bodies)._message_log_batch(bodies)

    @api.model
    def _value_text(self, name, value):
        field = self._fields[name]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "—")
        return field.convert_to_export(value, self) if value else "—"
