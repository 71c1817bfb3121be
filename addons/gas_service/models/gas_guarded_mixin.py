# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

from ..tools.gathered import gathered

# The caller of an RPC chooses its context, so a flag in it proves nothing; an object() made in this
# process cannot come over JSON.
_TOKEN = object()


class GasGuardedMixin(models.AbstractModel):
    """Fields that change only through the document's own actions.

    ``_guarded_fields`` names them; every class of a model, extensions included, adds its own. ``create`` gives them their initial value itself, whatever
    values, ``default_*`` keys or import say; ``write`` refuses them. Methods of the model use
    ``_write_guarded`` and ``_create_guarded``. Neither ``sudo()`` nor any group passes.
    """

    _name = "gas.guarded.mixin"
    _description = "Fields that only actions may change"

    _guarded_fields = frozenset()

    @property
    def _guard_key(self):
        # One key a model: a nested create of another guarded model stays guarded.
        return f"gas_guard:{self._name}"

    @property
    def _all_guarded(self):
        """The guarded fields named by every class the model is made of."""
        return frozenset(gathered(type(self), "_guarded_fields"))

    def _is_unguarded(self):
        return self.env.context.get(self._guard_key) is _TOKEN

    def _with_guard_open(self):
        return self.with_context(**{self._guard_key: _TOKEN})

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_unguarded():
            return super().create(vals_list)
        guarded = self._all_guarded
        context = {key: value for key, value in self.env.context.items() if key.removeprefix("default_") not in guarded}
        # the whole context is replaced: keyword arguments would only add to it
        cleaned = self.with_context(context)  # pylint: disable=context-overridden
        model = super(GasGuardedMixin, cleaned)
        initials = self._guarded_initial_batch(vals_list)
        return model.create(
            [
                {name: value for name, value in vals.items() if name not in guarded} | initial
                for vals, initial in zip(vals_list, initials, strict=True)
            ]
        ).with_env(self.env)

    def write(self, vals):
        if not self._is_unguarded():
            refused = sorted(self._all_guarded & vals.keys())
            if refused:
                labels = [self._fields[name]._description_string(self.env) for name in refused]
                raise UserError(
                    self.env._(
                        "%(fields)s of “%(document)s” cannot be changed directly. Use the buttons of the document.",
                        fields=", ".join(labels),
                        document=self.env["ir.model"]._get(self._name).display_name,
                    )
                )
        return super().write(vals)

    def _guarded_initial_batch(self, vals_list):
        """Return the initial values of each; extended by who can prepare many at once."""
        return [self._guarded_initial(vals) for vals in vals_list]

    def _guarded_initial(self, vals):
        """Return the initial values of guarded fields other than their plain default.

        ``vals`` is what the caller asked for, to be taken over only after a check.
        """
        return {}

    def _write_guarded(self, vals):
        """Write guarded fields from inside an action."""
        return self._with_guard_open().write(vals)

    def _create_guarded(self, vals_list):
        """Create with the values given, for code that may set guarded fields."""
        return self._with_guard_open().create(vals_list).with_env(self.env)
