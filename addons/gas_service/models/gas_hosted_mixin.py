# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import functools

from odoo import api, models
from odoo.fields import Domain

from ..tools.gathered import gathered


class GasHostedMixin(models.AbstractModel):
    """A record that belongs to a document and is as visible as that document.

    Record rules cannot say "whoever may read the ticket", and repeating the ticket's rules on every
    child would let them drift apart: the child asks its host instead. Reading needs read access to
    the host, everything else write access; access rights of the model come on top. A locked host
    locks its records.
    """

    _name = "gas.hosted.mixin"
    _inherit = ["gas.archived.mixin"]
    _description = "Access and lock follow the document"

    # the fields that name the document, of which one is set; every class of a model, extensions
    # included, adds its own
    _host_fields = ()
    # what reading a record needs on its host, where reading the host is not enough
    _host_read_operations = {}

    @property
    def _all_host_fields(self):
        """The host fields named by every class the model is made of, the oldest first."""
        return gathered(type(self), "_host_fields")

    def _host(self):
        """Return the document this record belongs to."""
        self.ensure_one()
        for name in self._all_host_fields:
            if host := self[name]:
                return host
        return self.browse()

    @api.model
    def _host_in(self, vals):
        """Return the document that the values of a new record name, or None."""
        for name in self._all_host_fields:
            if vals.get(name):
                return self.env[self._fields[name].comodel_name].browse(vals[name])
        return None

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not self.env.su and not bypass_access:
            hosts = Domain.OR(map(self._host_domain, self._all_host_fields))
            domain = Domain(domain) & (hosts | self._host_free_domain())
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _host_domain(self, name):
        """Return the domain of the records whose host in the field ``name`` lets the user read them."""
        operation = self._host_read_operations.get(name, "read")
        comodel = self._fields[name].comodel_name
        # `any` applies the host's own rules for reading, for the current user
        if operation == "read":
            return Domain(name, "any", Domain.TRUE)
        if not self.env[comodel].has_access(operation):
            return Domain.FALSE  # rules say nothing about those who have no right to the model at all
        return Domain(name, "any", self.env["ir.rule"]._compute_domain(comodel, operation))

    def _host_free_domain(self):
        """Return the domain of the records the user may read whatever he may see of their host."""
        return Domain.FALSE

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not any(self._ids):
            return result
        forbidden = self._without_host_access(operation)
        if result:
            forbidden |= result[0]
        if not forbidden:
            return result
        make_error = self.env["ir.rule"]._make_access_error
        return forbidden, functools.partial(make_error, operation, forbidden)

    def write(self, vals):
        result = super().write(vals)
        if not self.env.su and vals.keys() & set(self._all_host_fields):
            # Odoo asks before it writes: this may have been moved to a document that is none of the user's
            self.check_access("write")
        return result

    def _without_host_access(self, operation):
        """Return the records none of whose hosts the user has access to."""
        visible = self.browse()
        # sudo: only to learn which host each record has; the host itself is checked as the user
        for name in self._all_host_fields:
            hosts = self.sudo()[name].sudo(False)
            needed = self._host_read_operations.get(name, "read") if operation == "read" else "write"
            allowed = set(hosts._filtered_access(needed)._ids)
            visible |= self.filtered(lambda record, n=name, ok=allowed: record.sudo()[n].id in ok)
        if operation == "read":
            visible |= (
                (self - visible).sudo().filtered_domain(self._host_free_domain()).with_env(self.env)
            )  # sudo: as above
        return self - visible

    def _archive_link_fields(self):
        return set(self._all_host_fields)

    def _archive_documents(self):
        documents = super()._archive_documents()
        for name in self._all_host_fields:
            hosts = self.sudo()[name]  # sudo: see the mixin
            if hasattr(hosts, "_archive_documents"):
                documents |= hosts._archive_documents()
        return documents
