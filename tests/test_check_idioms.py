# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The linter of our own finds what it is there for, and nothing else."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("check_idioms", ROOT / "scripts" / "check_idioms.py")
check_idioms = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_idioms)


def found(name, text):
    return [what for _line, what, _instead in check_idioms.complaints(name, text)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("addons/a/views/x.xml", '<tree string="Tickets">'),
        ("addons/a/views/x.xml", '<field name="x" attrs="{\'invisible\': []}"/>'),
        ("addons/a/views/x.xml", '<t t-name="kanban-box">'),
        ("addons/a/views/x.xml", '<t t-esc="x"/>'),
        ("addons/a/views/x.xml", '<group string="Group by" expand="0">\n  <filter name="x"/>'),
        ("addons/a/models/x.py", "_sql_constraints = []"),
        ("addons/a/models/x.py", "from odoo.osv import expression"),
        ("addons/a/models/x.py", "self.env['x'].read_group([], [], [])"),
        ("addons/a/models/x.py", "self.check_access_rights('read')"),
        ("addons/a/models/x.py", "x = fields.Integer(group_operator='avg')"),
        ("addons/a/controllers/x.py", "@http.route('/x', type='json')"),
        ("addons/a/data/x.csv", "hr.contract"),
        ("addons/a/static/src/x.js", 'return `${interval} ${_t("Few customers")}`;'),
        ("addons/a/models/x.py", 'fields.Selection(lambda self: self.env["y"]._fields["state"].selection)'),
        ("scripts/x.sh", "# TODO later"),
        ("README.md", "cd /root/main"),
        ("Dockerfile", "RUN wget https://pypi.org/simple"),
    ],
)
def test_found(name, text):
    assert len(found(name, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("addons/a/views/x.xml", '<list string="Tickets"><field name="x" invisible="not y"/></list>'),
        ("addons/a/views/x.xml", '<search><group><filter name="x"/></group></search>'),
        ("addons/a/views/x.xml", '<form><group string="Customer"><field name="x"/></group></form>'),
        ("addons/a/models/x.py", "self.env['x']._read_group([], [], [])"),
        ("addons/a/models/x.py", "@http.route('/gas/work/x', type='jsonrpc')"),
        ("README.md", "the folder addons/gas_service/models and https://example.com/work/x"),
    ],
)
def test_left_alone(name, text):
    assert found(name, text) == []


def test_line_number():
    assert next(iter(check_idioms.complaints("addons/a/x.xml", "<odoo>\n<tree/>")))[0] == 2
