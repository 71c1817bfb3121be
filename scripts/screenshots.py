#!/usr/bin/env python3
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Takes the README's pictures of a running demo company: screenshots.py http://127.0.0.1:8069

`make screenshots` does it with a demo company of its own.
"""

import base64
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests
import websocket
from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDE, PHONE = (1440, 900), (390, 844)
SECONDS = 60

# The form of the first ticket of a search, found in the browser: numbers differ from run to run.
FIND = """
    const response = await fetch("/web/dataset/call_kw/gas.inquiry/search", {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({params: {model: "gas.inquiry", method: "search", args: [%s], kwargs: {limit: 1}}}),
    });
    return (await response.json()).result[0];
"""

OPEN_DEADLINES = """
    document.querySelector(".o_notebook .nav-link[name='clocks']").click();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    for (const head of document.querySelectorAll(".o_gas_timeline_head")) {
        const wanted = head.innerText.includes("FI-8.2a");
        if (wanted !== (head.getAttribute("aria-expanded") === "true")) {
            head.click();
        }
    }
    document.querySelector(".o_form_sheet").scrollIntoView();
"""
TO_WORK_ON = """
    [...document.querySelectorAll(".o_kanban_group")].at(2).scrollIntoView();
"""

OPEN_ROW = """
    document.querySelectorAll(".o_data_row")[%s].querySelector(".o_data_cell").click();
    await new Promise((resolve) => setTimeout(resolve, 2500));
"""

# name, login, page or domain of a ticket, size, what must be there, script to run before
PICTURES = [
    ("board", "manager", "/odoo/gas-board", (1440, 440), ".o_gas_counter", ""),
    ("tickets", "supervisor", "/odoo/gas-tickets", WIDE, ".o_kanban_record", ""),
    # the one whose three days led across a holiday with a make-up day
    ("ticket", "supervisor", [["subject", "like", "节前来电"]], WIDE, ".o_notebook", OPEN_DEADLINES),
    # whom a caller holds, and the last month that is analysed
    ("call", "hotline", "/odoo/my-gas-callbacks", WIDE, ".o_data_row", OPEN_ROW % 0),
    ("analysis", "manager", "/odoo/gas-callback-analyses", WIDE, ".o_data_row", OPEN_ROW % 1),
    ("phone", "handler", "/odoo/gas-tickets", PHONE, ".o_kanban_record", TO_WORK_ON),
]


class Browser:
    """Chromium without a window, steered over its debugging protocol."""

    def __init__(self, url):
        self.url = url
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--hide-scrollbars", "--lang=zh-CN",
                "--remote-debugging-port=0", f"--user-data-dir={self.profile.name}", "about:blank",
            ],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.last = 0
        self.errors = []
        page = self._page()
        self.socket = websocket.create_connection(page, suppress_origin=True, timeout=SECONDS)
        self.call("Page.enable")
        self.call("Runtime.enable")
        # the pictures are the same wherever they are taken
        self.call("Emulation.setTimezoneOverride", timezoneId="Asia/Shanghai")

    def _page(self):
        port_file = Path(self.profile.name, "DevToolsActivePort")
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if port_file.exists() and port_file.read_text().count("\n"):
                port = port_file.read_text().split()[0]
                pages = requests.get(f"http://127.0.0.1:{port}/json", timeout=SECONDS).json()
                return next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
            time.sleep(0.1)
        raise SystemExit("error: Chromium does not start")

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()

    def call(self, method, **params):
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("method") == "Runtime.exceptionThrown":
                self.errors.append(answer["params"]["exceptionDetails"])
            if answer.get("method") == "Runtime.consoleAPICalled" and answer["params"]["type"] == "error":
                self.errors.append(answer["params"]["args"])
            if answer.get("id") == self.last:
                return answer.get("result", answer)

    def run(self, script):
        """Run the body of an asynchronous function in the page and return what it returns."""
        result = self.call(
            "Runtime.evaluate", expression=f"(async () => {{{script}}})()", awaitPromise=True, returnByValue=True
        )
        return result.get("result", {}).get("value")

    def login(self, login):
        session = requests.Session()
        form = session.get(f"{self.url}/web/login", timeout=SECONDS).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', form)[1]
        fields = {"login": login, "password": login, "csrf_token": token}
        if "/web/login" in session.post(f"{self.url}/web/login", data=fields, timeout=SECONDS).url:
            raise SystemExit(f"error: {login} cannot log in")
        self.call("Network.clearBrowserCookies")
        for cookie in session.cookies:
            self.call("Network.setCookie", name=cookie.name, value=cookie.value, url=self.url)

    def open(self, path, size, wait, script=""):
        """Open a page, wait for what must be there, run a script, and let everything come to rest."""
        width, height = size
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        self.call("Page.navigate", url=self.url + path)
        self.wait(wait)
        if script:
            self.run(script)
            time.sleep(1)

    def wait(self, selector):
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if self.run(f"return document.readyState === 'complete' && !!document.querySelector({selector!r})"):
                time.sleep(1.5)  # avatars and fonts
                return
            time.sleep(0.2)
        raise SystemExit(f"error: {self.url} shows no {selector}")

    def picture(self):
        """Return a picture of the page with few colours, which is a third of the size."""
        data = base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
        return Image.open(io.BytesIO(data)).convert("RGB").quantize(192, dither=Image.Dither.NONE)


def main(url):
    FOLDER.mkdir(parents=True, exist_ok=True)
    browser = Browser(url.rstrip("/"))
    try:
        for name, login, page, size, wait, script in PICTURES:
            browser.login(login)
            if not isinstance(page, str):
                browser.open("/odoo/gas-board", size, ".o_main_navbar")
                page = f"/odoo/gas-tickets/{browser.run(FIND % json.dumps(page))}"
            browser.open(page, size, wait, script)
            path = FOLDER / f"{name}.png"
            browser.picture().save(path, optimize=True)
            print(f"{path.relative_to(Path.cwd())}  {os.path.getsize(path) // 1000} kB")
    finally:
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
