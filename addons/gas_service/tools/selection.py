# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def same_as(model, field):
    """Return the ``selection`` of a field that has the values of another one, in the user's language.

    Odoo translates the labels of a list by itself, those of a function not.
    """
    return lambda self: self.env[model]._fields[field]._description_selection(self.env)
