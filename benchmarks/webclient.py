# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The calls of Odoo's web client when it opens a kanban or a form, read from the view as the browser reads it."""

import json

from lxml import etree

# cards of a column, unless the view says otherwise
LIMIT = 80
# lines in a form, likewise
LINES = 40
# what the widgets ask for beside their own field (fieldDependencies in mail's JavaScript)
ACTIVITY = (
    "activity_exception_decoration",
    "activity_exception_icon",
    "activity_state",
    "activity_summary",
    "activity_type_icon",
)


def specification(arch, models, model):
    """getFieldsSpec() of relational_model/utils.js, as far as our kanbans and forms need it."""
    wanted = {}
    for node in _fields(arch):
        name, widget = node.get("name"), node.get("widget", "")
        field = models[model]["fields"].get(name)
        if field is None:
            continue
        spec = wanted.setdefault(name, {})
        if field["type"] == "many2one":
            spec.setdefault("fields", {})
            if node.get("invisible") not in ("1", "True"):
                spec["fields"]["display_name"] = {}
        elif widget == "many2many_tags":
            spec["fields"] = {"display_name": {}, "color": {}}
        elif len(node):
            # the lines of a form
            spec["fields"] = specification(node[0], models, field["relation"])
            spec["limit"] = int(node[0].get("limit") or LINES)
        if widget == "kanban_activity":
            wanted |= {dependency: {} for dependency in ACTIVITY}
            wanted["activity_type_id"] = {"fields": {"display_name": {}}}
    return wanted


def _fields(arch):
    """The fields of a view, without those of the views within it."""
    for node in arch:
        if node.tag == "field":
            yield node
        else:
            yield from _fields(node)


def form(env, model):
    """Return what the browser reads of a document when it opens the form."""
    views = env[model].get_views([(False, "form")], {"toolbar": True})
    return specification(etree.fromstring(views["views"]["form"]["arch"]), views["models"], model)


class Kanban:
    """A kanban view as the user of `env` gets it."""

    def __init__(self, env, model, view=None):
        views = env[model].get_views([(env.ref(view).id if view else False, "kanban")], {"toolbar": True})
        self.model = model
        self.arch = etree.fromstring(views["views"]["kanban"]["arch"])
        self.group_by = self.arch.get("default_group_by")
        self.limit = int(self.arch.get("limit") or LIMIT)
        bar = self.arch.find("progressbar")
        self.bar = bar is not None and {"field": bar.get("field"), "colors": json.loads(bar.get("colors")), "help": ""}
        self.specification = specification(self.arch, views["models"], model)

    def open_columns(self, env, domain):
        """The one call for all columns and their first cards."""
        return env[self.model].web_read_group(
            domain,
            [self.group_by],
            ["__count"],
            auto_unfold=True,
            unfold_read_specification=self.specification,
            unfold_read_default_limit=self.limit,
        )

    def progress(self, env, domain):
        return env[self.model].read_progress_bar(domain, self.group_by, self.bar)

    def column(self, env, domain, value):
        """What "load more" or a click into the progress bar reads."""
        return self.cards(env, [*domain, (self.group_by, "=", value)])

    def cards(self, env, domain, order=None):
        return env[self.model].web_search_read(domain, self.specification, limit=self.limit, order=order)
