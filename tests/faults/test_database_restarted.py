# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""PostgreSQL stops without warning while tickets are registered, and comes back: what was promised is kept."""

import os
import shutil
import subprocess
import tempfile
import time

import pytest

from .scene import Scene

# PostgreSQL refuses root, see scripts/postgres.sh
_UNPRIVILEGED = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"] if os.getuid() == 0 else []


class Server:
    """A PostgreSQL of our own that keeps its promises (fsync), for this test alone."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="gas-faults-")
        self.data = f"{self.folder}/data"
        self.run("initdb", f"--pgdata={self.data}", "--username=odoo", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8")
        with open(f"{self.data}/postgresql.conf", "a") as conf:
            conf.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n")
        self.control("start")

    def run(self, *command):
        subprocess.run([*_UNPRIVILEGED, *command], check=True, timeout=60, stdout=subprocess.DEVNULL)

    def control(self, *what):
        self.run("pg_ctl", "--wait", "--silent", f"--pgdata={self.data}", f"--log={self.folder}/log", *what)

    def drop(self):
        self.control("stop", "--mode=immediate")
        shutil.rmtree(self.folder)


@pytest.fixture(scope="module")
def crashing():
    """A scene whose database has been copied to a server that may crash."""
    scene, server = Scene(), Server()
    dump = f"{server.folder}/dump"
    subprocess.run(["pg_dump", "-Fc", "-f", dump, scene.database], check=True, timeout=120)
    subprocess.run(["createdb", "-h", server.folder, "-U", "odoo", scene.database], check=True, timeout=60)
    restore = ["pg_restore", "-h", server.folder, "-U", "odoo", "-d", scene.database, "--no-owner", dump]
    subprocess.run(restore, check=True, timeout=120)
    yield scene, server
    server.drop()
    scene.drop()


def test_restarted_under_load(crashing, monkeypatch):
    scene, server = crashing
    monkeypatch.setenv("PGHOST", server.folder)
    clerks = [scene.start("register") for _number in range(2)]
    said = [clerk.stdout.readline().strip() for clerk in clerks]
    assert all(said), "nobody could register anything"
    for _time in range(2):
        time.sleep(2)
        server.control("restart", "--mode=immediate")
    time.sleep(2)
    for clerk in clerks:
        clerk.kill()
        said += clerk.communicate()[0].split()
    assert len(said) == len(set(said)) > 10
    query = "SELECT name FROM gas_inquiry"
    psql = ["psql", "-d", scene.database, "-qtAc", query]
    kept = subprocess.run(psql, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert set(said) <= set(kept), "a ticket whose number was told is lost"
    scene.run("check")
