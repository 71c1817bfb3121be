# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What goes wrong on somebody's machine is said in one clear line."""

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def sh(*command, stdin="", **environment):
    """Run as a user would, without make's and pytest's own variables."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
    return subprocess.run(
        command,
        cwd=ROOT,
        input=stdin,
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
        env=inherited | environment,
    )


def assert_one_line(done, *words):
    assert done.returncode != 0
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(lines) == 1, done.stderr
    for word in words:
        assert word in lines[0]


def test_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.*)", makefile, re.M)[1].split())
    listed = set(re.findall(r"^  make (\w+) ", sh("make", "help").stdout, re.M))
    assert listed == targets == set(re.findall(r"^([a-z]+):", makefile, re.M))


def test_every_script_is_readable_by_bash_and_says_what_it_is_for():
    for script in (ROOT / "scripts").glob("*.sh"):
        assert sh("bash", "-n", str(script)).returncode == 0
        assert "# Copyright" in script.read_text()


@pytest.fixture
def busy_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def test_busy_port(busy_port):
    done = sh("make", "run", PORT=busy_port, DB="gas-nobody")
    assert_one_line(done, f"port {busy_port} is in use", "make run PORT=")


def test_port_that_is_no_number():
    assert_one_line(sh("make", "run", PORT="web", DB="gas-nobody"), "PORT=web")


def test_odoo_of_another_series(tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (18, 0, 0, FINAL, 0, '')\n")
    assert_one_line(sh("scripts/setup.sh", ODOO_HOME=str(tmp_path)), "Odoo 18.0", "19.0")


def test_odoo_home_without_odoo(tmp_path):
    assert_one_line(sh("scripts/setup.sh", ODOO_HOME=str(tmp_path)), "holds no Odoo")
    assert_one_line(sh("scripts/setup.sh", ODOO_HOME=str(tmp_path / "none")), "is no folder")


def test_too_little_disk(tmp_path):
    df = tmp_path / "df"
    df.write_text("#!/bin/sh\nprintf 'Filesystem\\n/dev/x 9000000 8980000 20480 99%% /\\n'\n")
    df.chmod(0o755)
    done = sh("scripts/setup.sh", PATH=f"{tmp_path}:{os.environ['PATH']}", GAS_HOME=str(tmp_path / "home"))
    assert_one_line(done, "3000 MB of disk are needed", "only 20 MB")


def test_no_network(tmp_path):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    done = sh("scripts/setup.sh", GAS_HOME=str(tmp_path), PIP_NO_INDEX="", PIP_FIND_LINKS="", **nowhere)
    assert_one_line(done, "is there a network?", "pip.log")


def test_no_postgresql_where_pghost_points(tmp_path):
    assert_one_line(sh("scripts/postgres.sh", "start", PGHOST=str(tmp_path)), "no PostgreSQL", str(tmp_path))


def test_reset_asks_first():
    done = sh("make", "reset", DB="gas-nobody", stdin="n\n")
    assert "Delete database gas-nobody" in done.stdout
    assert_one_line(done, "nothing was deleted")


def test_compose_file_is_valid():
    done = sh("docker-compose", "config", "--quiet", DB_PASSWORD="one", ADMIN_PASSWORD="two")
    assert done.returncode == 0, done.stderr


def test_compose_asks_for_passwords():
    for missing, given in ("DB_PASSWORD", "ADMIN_PASSWORD"), ("ADMIN_PASSWORD", "DB_PASSWORD"):
        done = sh("docker-compose", "--env-file", os.devnull, "config", "--quiet", **{given: "one"})
        assert_one_line(done, missing, ".env")


def test_a_skipped_test_fails(tmp_path):
    (tmp_path / "conftest.py").write_text((ROOT / "conftest.py").read_text())
    (tmp_path / "test_skip.py").write_text("import pytest\ndef test(): pytest.skip('no browser')\n")
    done = sh("python", "-m", "pytest", "-p", "no:odoo", "-q", str(tmp_path))
    assert done.returncode == 1
    assert "no browser" in done.stdout
