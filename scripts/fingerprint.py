#!/usr/bin/env python3
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What is in our tables, column by column, to compare before and after an upgrade.

fingerprint.py DATABASE             print a digest of every column, as JSON
fingerprint.py DATABASE BEFORE      compare with what was printed before; fails and names what changed

Rows that the addons' own data files bring along are left out: an upgrade may change those.
"""

import json
import sys
from pathlib import Path

import psycopg2
from psycopg2 import sql

_STAMPS = {"write_date", "write_uid"}
_COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND (table_name LIKE 'gas\\_%%' OR table_name IN ('hr_payslip', 'hr_payslip_line'))
      AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'id')
    ORDER BY 1, 2
"""
_DIGEST = """
    SELECT count(*), md5(string_agg(t.id || ':' || COALESCE(t.{column}::text, '-'), ',' ORDER BY t.id)) FROM {table} t
    WHERE NOT EXISTS (
        SELECT FROM ir_model_data d WHERE d.module LIKE 'gas\\_service%%' AND d.model = %s AND d.res_id = t.id
    )
"""


def fingerprint(database):
    """Return {"table.column": [rows, digest]}; tables nobody keeps (dialogs) are left out."""
    found = {}
    with psycopg2.connect(dbname=database) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT replace(model, '.', '_'), model FROM ir_model WHERE NOT transient")
        models = dict(cursor.fetchall())
        cursor.execute(_COLUMNS)
        for table, column in cursor.fetchall():
            if table in models and column not in _STAMPS:
                query = sql.SQL(_DIGEST).format(table=sql.Identifier(table), column=sql.Identifier(column))
                cursor.execute(query, [models[table]])
                found[f"{table}.{column}"] = list(cursor.fetchone())
    return found


def main(database, before=None):
    now = fingerprint(database)
    if not before:
        print(json.dumps(now))
        return
    known = json.loads(Path(before).read_text())
    # a column that is gone takes nothing with it where there were no rows
    changed = [name for name, value in known.items() if now.get(name, [0, None]) != value]
    for name in changed:
        print(f"{name}: {known[name]} before, {now.get(name, 'gone')} after", file=sys.stderr)
    rows = sum(value[0] for name, value in known.items() if name.endswith(".id"))
    print(f"{len(known) - len(changed)} of {len(known)} columns unchanged, {rows} rows")
    if changed:
        raise SystemExit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
