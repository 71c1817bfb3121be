# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Names that the classes of a model declare, each its own, taken together."""

import itertools


def gathered(model_class, attribute):
    """Return what every class behind ``model_class`` lists in ``attribute``, the oldest class first.

    Kept on the class for as long as it is made of the same classes: Odoo adds some to it while it
    installs another addon.

    :return: tuple without repetitions
    """
    order = model_class.__mro__
    kept, names = model_class.__dict__.get(f"_gas_gathered{attribute}", (None, None))
    if kept is not order:
        lists = (base.__dict__.get(attribute, ()) for base in reversed(order))
        names = tuple(dict.fromkeys(itertools.chain.from_iterable(lists)))
        setattr(model_class, f"_gas_gathered{attribute}", (order, names))
    return names
