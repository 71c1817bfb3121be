#!/usr/bin/env python3
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Databases, made by cloning: what took long to install is installed once.

    database.py test NAME     a fresh database with our addons, without demo data
    database.py demo NAME     the demo company: made if missing, updated if the addons changed
    database.py logins NAME   print who can log in to the demo company
    database.py key NAME      print what is installed in it, empty if it does not exist
    database.py drop NAME     drop the database and its files

    gas-deps-<key>   what our addons depend on, Chinese loaded; the key is the packages' versions
      └─ gas-tpl-<checkout>   with our addons as they are in this checkout
           ├─ test databases
           └─ demo databases
"""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ["GAS_HOME"]) / "data"
MANIFESTS = {
    path.parent.name: ast.literal_eval(path.read_text())
    for path in sorted(ROOT.glob("addons/*/__manifest__.py"))
}
ADDONS = ",".join(MANIFESTS)
LANGUAGES = "zh_CN,zh_TW"


def run(*command, stdin=None):
    """Run quietly; what the command said is shown when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, input=stdin, text=True, capture_output=True, check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}error: {' '.join(command[:6])} failed")
    return done.stdout


def sql(query, database="postgres"):
    return run("psql", "-d", database, "-qtAXc", query).strip()


def odoo(database, *options):
    common = ("--config=odoo.conf", f"--data-dir={DATA}", f"--database={database}")
    log = run(
        *(sys.executable, "-m", "odoo", *common, "--stop-after-init", "--no-http"),
        *("--log-level=warn", "--logfile=/dev/stderr", *options),
    )
    return log


def exists(database):
    return bool(sql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"))


def comment(database):
    """What a database says of itself: here the key of what is installed in it."""
    return sql(
        f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{database}'"
    )


def set_comment(database, text):
    sql(f"COMMENT ON DATABASE \"{database}\" IS '{text}'")


def filestore(database):
    return DATA / "filestore" / database


def drop(database):
    run("dropdb", "--if-exists", "--force", database)
    shutil.rmtree(filestore(database), ignore_errors=True)


def clone(source, target):
    drop(target)
    run("createdb", "--template", source, target)
    if filestore(source).exists():
        # Odoo never changes a stored file in place: both may share it.
        shutil.copytree(filestore(source), filestore(target), copy_function=os.link)


def key_of(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode())
    return digest.hexdigest()[:12]


def addons_key():
    """Changes with everything that installing or updating our addons depends on."""
    files = [
        path
        for path in sorted((ROOT / "addons").rglob("*"))
        if path.is_file()
        and path.suffix in {".py", ".xml", ".csv", ".po", ".pot"}
        and not {"tests", "static", "__pycache__"} & set(path.parts)
    ]
    return key_of(*(part for path in files for part in (path.relative_to(ROOT), path.read_bytes())))


def deps_template():
    depends = {name for manifest in MANIFESTS.values() for name in manifest["depends"]}
    depends = ",".join(sorted(depends - MANIFESTS.keys()))
    name = "gas-deps-" + key_of(depends, run("pip", "freeze"), os.environ.get("ODOO_HOME", ""))
    if not exists(name):
        say("Installing Odoo's apps that ours depend on ...")
        # Under a name of its own until it is whole: an interrupted run leaves nothing half done.
        building = f"gas-building-{os.getpid()}"
        run("createdb", "--template", "template0", "--encoding", "UTF8", building)
        odoo(building, f"--init={depends}", f"--load-language={LANGUAGES}")
        if filestore(building).exists():
            filestore(building).rename(filestore(name))
        sql(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


def template():
    key, deps = addons_key(), deps_template()
    name = "gas-tpl-" + key_of(ROOT)
    key = f"{deps} {key}"
    if not exists(name) or comment(name) != key:
        say("Installing our addons ...")
        clone(deps, name)
        odoo(name, f"--init={ADDONS}")
        set_comment(name, key)
    return name


def make_test(database):
    clone(template(), database)


def make_demo(database):
    key = addons_key()
    if not exists(database):
        clone(template(), database)
        say("Loading the demo company ...")
        script = (ROOT / "scripts" / "demo.py").read_text()
        run(
            *(sys.executable, "-m", "odoo", "shell", "--config=odoo.conf", f"--data-dir={DATA}"),
            *(f"--database={database}", "--no-http", "--log-level=warn"),
            stdin=script,
        )
        set_comment(database, key)
    elif comment(database) != key:
        say("Updating our addons ...")
        odoo(database, f"--update={ADDONS}")
        set_comment(database, key)


def print_key(database):
    print(comment(database))


def logins(database):
    rows = sql(
        """
        SELECT u.login, p.name, coalesce(p.function, '')
          FROM res_users u
          JOIN res_partner p ON p.id = u.partner_id
          JOIN ir_model_data d ON d.model = 'res.users' AND d.res_id = u.id
         WHERE u.active AND (d.module IN ('gas_service', 'gas_service_reports') OR u.login = 'admin')
         ORDER BY u.id
        """,
        database,
    )
    for row in rows.splitlines():
        login, name, role = row.split("|")
        print(f"  {login:<14} {login:<14} {name} {role}".rstrip())


def say(text):
    print(text, flush=True)


COMMANDS = {"test": make_test, "demo": make_demo, "logins": logins, "key": print_key, "drop": drop}

if __name__ == "__main__":
    command, name = sys.argv[1:]
    COMMANDS[command](name)
