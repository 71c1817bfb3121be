# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Odoo served to this machine alone, and people at it as with the web client."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, suppress

import requests

from odoo.tools import config

from .scene import ROOT

SECONDS = 60


class Server:
    """A server of a database, in a process of its own; ``within`` comes before its command."""

    def __init__(self, database, *options, data=None, within=(), environment=None):
        self.database = database
        port, gevent_port = _free_ports(2)
        self.url = f"http://127.0.0.1:{port}"
        command = [
            *within, shutil.which("odoo"), "--config=odoo.conf", f"--data-dir={data or config['data_dir']}",
            f"--database={database}", f"--http-port={port}", f"--gevent-port={gevent_port}", "--max-cron-threads=0",
            "--log-level=critical", *options,
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            assert self.process.poll() is None, "the server ended"
            with suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/web/health", timeout=SECONDS).ok:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def stop(self):
        """Kill it with its workers, which takes no time."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class RefusedError(Exception):
    """The server said no; its words."""


class Person:
    """Somebody who has logged in."""

    def __init__(self, server, login):
        self.server, self.login = server, login
        self.url, self.web = server.url, requests.Session()
        user = self.post("/web/session/authenticate", {"db": server.database, "login": login, "password": login})
        self.context = {**user["user_context"], "allowed_company_ids": [1]}

    def again(self):
        """Return the same person at another machine."""
        return Person(self.server, self.login)

    def call(self, model, method, *args):
        """Call a method; who is told that others were faster five times tries again, as a person does."""
        params = {"model": model, "method": method, "args": args, "kwargs": {"context": self.context}}
        while True:
            try:
                return self.post(f"/web/dataset/call_kw/{model}/{method}", params)
            except RefusedError as refused:
                if "Serialization" not in refused.args[0] and "Concurrency" not in refused.args[0]:
                    raise

    def post(self, path, params):
        message = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = self.web.post(self.url + path, json=message, timeout=SECONDS).json()
        if error := answer.get("error"):
            raise RefusedError(error["data"]["name"], error["data"]["message"])
        # there is none where a method returns nothing
        return answer.get("result")


def _free_ports(count):
    """Return ports that nobody listens at."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _number in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
