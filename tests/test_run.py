# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The life of a demo company: run, run again, shell, stop, reset."""

import os
import socket
import urllib.request

import pytest

from .test_scripts import assert_one_line, sh


@pytest.fixture(scope="module")
def demo():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    names = {"DB": f"gas-demo-{os.getpid()}", "PORT": port}
    yield names
    # PostgreSQL itself stays: these very tests run in it.
    sh("scripts/stop.sh", "server", **names)
    sh("scripts/database.sh", "drop", names["DB"], **names)


def test_life_of_a_demo_company(demo):
    first = sh("make", "run", **demo)
    assert first.returncode == 0, first.stdout + first.stderr
    address = f"http://127.0.0.1:{demo['PORT']}"
    assert address in first.stdout
    assert "admin" in first.stdout

    chinese = urllib.request.Request(f"{address}/web/login", headers={"Accept-Language": "zh-CN"})
    with urllib.request.urlopen(chinese, timeout=60) as page:
        assert "密码" in page.read().decode()

    again = sh("make", "run", **demo)
    assert again.returncode == 0
    assert again.stdout.splitlines() == first.stdout.splitlines()[-len(again.stdout.splitlines()) :]

    elsewhere = sh("make", "run", DB=demo["DB"], PORT="1")
    assert_one_line(elsewhere, f"port {demo['PORT']} already")

    asked = sh("make", "shell", stdin="print(env['res.users'].browse(2).lang)", **demo)
    assert asked.stdout == "zh_CN\n", asked.stderr

    checked = sh("make", "check", **demo)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert {line[0] for line in checked.stdout.splitlines()} == {"✓"}

    sh("scripts/stop.sh", "server", **demo)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=5)

    assert sh("make", "reset", stdin="y\n", **demo).returncode == 0
    assert sh("scripts/database.sh", "state", demo["DB"]).stdout == "missing\n"
