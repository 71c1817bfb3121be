# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Seventy people at once on two servers, ours and the peer's, in turn; prints the ratios: `make load` (see README.md)."""

import argparse
import json
import os
import subprocess
import time
import urllib.request
from collections import Counter
from pathlib import Path

from measuring import Row, duration, faster, say
from run import head, line

PEOPLE = Path(__file__).with_name("load_people.py")
ACTIONS = ("logging in", "registering", "board", "search by phone")
# nothing of the peer's is like it: at most so many seconds
NEXT_CALL = 0.5


class Server:
    """One of the two, and what people found there: how often each action took how many milliseconds."""

    def __init__(self, where, people):
        self.database, port = where.split(":")
        self.url = f"http://127.0.0.1:{port}"
        self.people = people
        self.times = {}
        self.requests = self.errors = 0

    def wait(self):
        for _attempt in range(120):
            try:
                return urllib.request.urlopen(f"{self.url}/web/health", timeout=5).close()
            except OSError:
                time.sleep(0.5)
        raise SystemExit(f"no answer from {self.url}")

    def visit(self, seconds, customers):
        """Let people work there; what went wrong is said and counted."""
        settings = {"DATABASE": self.database, "SECONDS": seconds, "CUSTOMERS": customers}
        done = subprocess.run(
            [
                *("locust", "--locustfile", PEOPLE, "--host", self.url, "--headless", "--json", "--users", "70"),
                # two a second come in the morning; whoever is not in after three minutes never will be
                *("--spawn-rate", "2", "--run-time", f"{seconds + 180}s", "--stop-timeout", "20"),
                *("--loglevel", "WARNING", "--only-summary", "--exit-code-on-error", "3", *self.people),
            ],
            env=os.environ | {f"LOAD_{name}": str(value) for name, value in settings.items()},
            capture_output=True,
            text=True,
            check=False,
        )
        counted = 0
        for entry in json.loads(done.stdout):
            if entry["method"] == "action":
                times = {int(took): number for took, number in entry["response_times"].items()}
                self.times.setdefault(entry["name"], Counter()).update(times)
            else:
                self.requests += entry["num_requests"]
                counted += entry["num_failures"]
        # locust also ends badly when one of the people does, without any failed request
        self.errors += counted or done.returncode
        if done.returncode:
            say(done.stderr)

    def took(self, action, percent):
        """Return in how many seconds so many percent of an action were done."""
        times = sorted(self.times[action].elements())
        return times[min(len(times) * percent // 100, len(times) - 1)] / 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", required=True, help="database:port")
    parser.add_argument("--peer", required=True, help="database:port")
    parser.add_argument("--customers", required=True, type=int, help="how many there are on both sides")
    parser.add_argument("--seconds", type=int, default=60, help="of work in a round, after all have logged in")
    parser.add_argument("--rounds", type=int, default=1, help="in turn, ours and the peer's")
    options = parser.parse_args()
    ours = Server(options.ours, ["OurClerk", "OurCaller"])
    peer = Server(options.peer, ["PeerClerk", "PeerCaller"])
    for server in (ours, peer):
        server.wait()
    for number in range(options.rounds):
        for server in (ours, peer):
            say(f"round {number + 1}: {server.database} ...")
            server.visit(options.seconds, options.customers)
    if ours.errors or peer.errors:
        raise SystemExit(f"errors: {ours.errors} of ours, {peer.errors} of the peer's")
    print("\n".join([*head(float(os.environ["SCALE"])), *map(line, compare(ours, peer))]))


def compare(ours, peer):
    for action in ACTIONS:
        for percent in (50, 95):
            name = f"{action}, p{percent} of {ours.times[action].total():,}"
            yield faster(name, ours.took(action, percent), peer.took(action, percent), 1)
    for percent in (50, 95):
        took = ours.took("next call", percent)
        name = f"next call, p{percent} of {ours.times['next call'].total():,}"
        yield Row(name, duration(took), duration(NEXT_CALL), took / NEXT_CALL, 1, most=True)
    name = f"errors in {ours.requests:,} requests (the peer's in {peer.requests:,})"
    yield Row(name, str(ours.errors), str(peer.errors), ours.errors, 0, most=True)


if __name__ == "__main__":
    main()
