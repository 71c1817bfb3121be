#!/usr/bin/env python3
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Databases, made by cloning: what took long to install is installed once.

database.py test NAME     a fresh database with our addons, without demo data
database.py demo NAME     the demo company: made if missing, updated if the addons changed
database.py year NAME     without demo data, for make simulate to fill
database.py logins NAME   print who can log in to the demo company
database.py state NAME    print whether its addons are current, outdated or missing
database.py drop NAME     drop the database and its files
database.py forget FOLDER drop the template of a checkout that is gone

gas-deps-<key>   what our addons depend on, Chinese loaded; the key is the packages' versions
  └─ gas-tpl-<checkout>   with our addons as they are in this checkout
       ├─ test databases
       └─ demo databases
"""

import ast
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ["GAS_HOME"])
DATA = HOME / "data"
MANIFESTS = {
    path.parent.name: ast.literal_eval(path.read_text()) for path in sorted(ROOT.glob("addons/*/__manifest__.py"))
}
ADDONS = ",".join(MANIFESTS)
LANGUAGES = "zh_CN,zh_TW"

# As Odoo does in databases it makes itself; without it, finding an account reads all accounts.
TRIGRAMS = """
DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN RAISE WARNING 'no trigram indexes: %', SQLERRM; END $$
"""


def run(*command, stdin=None):
    """Run quietly; the end of what the command said is shown when it fails."""
    done = subprocess.run(command, cwd=ROOT, input=stdin, text=True, capture_output=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()[-30:]
        sys.exit("\n".join([*(line[:500] for line in said), f"error: {' '.join(command[:3])} ... failed"]))
    return done.stdout


def sql(query, database="postgres"):
    return run("psql", "-d", database, "-qtAXc", query).strip()


def odoo(database, *options, command="server", stdin=None):
    common = (f"--database={database}", "--config=odoo.conf", f"--data-dir={DATA}", "--log-level=warn")
    return run("odoo", command, *common, "--no-http", *options, stdin=stdin)


def install(database, addons, *options):
    odoo(database, f"--init={addons}", "--stop-after-init", *options)


def exists(database):
    return bool(sql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"))


def comment(database):
    """What a database says of itself: here the key of what is installed in it."""
    return sql(f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{database}'")


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


def rename(source, target):
    """A database gets its name when it is whole: an interrupted run leaves nothing half done."""
    drop(target)
    if filestore(source).exists():
        filestore(source).rename(filestore(target))
    sql(f'ALTER DATABASE "{source}" RENAME TO "{target}"')


def key_of(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode())
    return digest.hexdigest()[:12]


def odoo_key():
    """Changes with Odoo and the Python packages it runs on: setup.sh leaves these files."""
    groups = (Path(sys.prefix, f"{group}.group").read_text() for group in ("odoo", "addons"))
    return key_of(os.environ.get("ODOO_HOME"), *groups)


def addons_key():
    """Changes with everything that installing or updating our addons depends on."""
    names = (
        path.relative_to(ROOT)
        for path in sorted(ROOT.glob("addons/**/*"))
        if path.suffix in {".py", ".xml", ".csv", ".po", ".pot"}
    )
    names = [name for name in names if not {"tests", "static"} & set(name.parts)]
    return key_of(*(part for name in names for part in (name, (ROOT / name).read_bytes())))


def deps_template():
    depends = {name for manifest in MANIFESTS.values() for name in manifest["depends"]}
    depends = ",".join(sorted(depends - MANIFESTS.keys()))
    name = "gas-deps-" + key_of(depends, odoo_key(), TRIGRAMS)
    with open(HOME / "deps.lock", "w") as lock:  # one builds, others wait for it
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not exists(name):
            say("Installing Odoo's apps that ours depend on ...")
            building = f"gas-building-{os.getpid()}"
            run("createdb", "--template", "template0", "--encoding", "UTF8", building)
            sql(TRIGRAMS, building)
            install(building, depends, f"--load-language={LANGUAGES}")
            rename(building, name)
    return name


def template():
    deps = deps_template()
    name, key = "gas-tpl-" + key_of(ROOT), f"{deps} {addons_key()}"
    if not exists(name) or comment(name) != key:
        say("Installing our addons ...")
        clone(deps, name)
        install(name, ADDONS)
        set_comment(name, key)
    return name


def forget(folder):
    drop("gas-tpl-" + key_of(Path(folder).resolve()))


def make_test(database):
    sweep()
    clone(template(), database)


def sweep():
    """Drop what runs that were killed have left; their databases end in the number of their process."""
    if os.environ["PGHOST"] != str(HOME / "postgres"):
        return  # others, whose processes we don't see, may use that server too
    temporary = "^gas-(building|test|bench|load|peer)-[0-9]+"
    for name in sql(f"SELECT datname FROM pg_database WHERE datname ~ '{temporary}'").split():
        process = re.match(r"gas-\w+-(\d+)", name)[1]
        if not Path("/proc", process).exists():
            drop(name)


def make_peer(database):
    clone(deps_template(), database)
    install(database, "helpdesk_mgmt_sla")


def make_demo(database):
    ensure(database, "demo.py", "Loading the demo company ...")


def make_company(database):
    ensure(database, "company.py", "Setting up the company ...")


def make_year(database):
    """A company without demo data, to be filled by benchmarks/simulate; it goes on with what is there."""
    ensure(database, None, "Making an empty company ...")


def ensure(database, script, doing):
    """Make the database if it is missing, and finish it by a script in Odoo's shell (if any); else keep it current."""
    before = state(database)
    if before == "missing":
        building = f"{database}-building"
        clone(template(), building)
        say(doing)
        if script:
            odoo(building, command="shell", stdin=(ROOT / "scripts" / script).read_text())
        rename(building, database)
    elif before == "outdated":
        say("Updating our addons ...")
        odoo(database, f"--update={ADDONS}", "--stop-after-init")
    set_comment(database, addons_key())


def state(database):
    if not exists(database):
        return "missing"
    return "current" if comment(database) == addons_key() else "outdated"


def print_state(database):
    print(state(database))


def logins(database):
    rows = sql(
        """
        SELECT u.login, p.name, coalesce(p.function, '')
          FROM res_users u
          JOIN res_partner p ON p.id = u.partner_id
          JOIN ir_model_data d ON d.model = 'res.users' AND d.res_id = u.id
         WHERE u.active AND (NOT u.share OR d.name = 'user_customer') AND (d.module IN ('gas_service', 'gas_service_reports') OR u.login = 'admin')
         ORDER BY u.id
        """,
        database,
    )
    for row in rows.splitlines():
        login, name, role = row.split("|")
        print(f"  {login:<14} {login:<14} {name} {role}".rstrip())
    tracked = sql("SELECT value FROM ir_config_parameter WHERE key = 'gas_service.demo_tracked'", database)
    print("\n  /gas/track     number and code of a customer without a login:")
    for line in tracked.splitlines():
        print(f"                 {line}")


def say(text):
    print(text, flush=True)


COMMANDS = {
    "test": make_test,
    "peer": make_peer,
    "demo": make_demo,
    "company": make_company,
    "year": make_year,
    "state": print_state,
    "logins": logins,
    "drop": drop,
    "forget": forget,
}

if __name__ == "__main__":
    command, name = sys.argv[1:]
    COMMANDS[command](name)
