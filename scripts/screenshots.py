#!/usr/bin/env python3
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Takes the pictures of README and guide, of a running demo company: screenshots.py http://127.0.0.1:8069 [name ...]

`make screenshots` does it with a demo company of its own; what there is to see stands in pictures.py.
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
from pictures import PICTURES
from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
SECONDS = 60

# The first record that a domain finds, looked for in the browser: numbers differ from run to run.
FIND = """
    const params = %s;
    const response = await fetch(`/web/dataset/call_kw/${params.model}/search`, {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({params}),
    });
    return (await response.json()).result[0];
"""


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


def wanted(names):
    """Return the pictures of these names, without any all."""
    pictures = [picture for page in PICTURES.values() for picture in page]
    unknown = set(names) - {picture.name for picture in pictures}
    if unknown:
        raise SystemExit(f"error: no picture is called {', '.join(sorted(unknown))}")
    return [picture for picture in pictures if not names or picture.name in names]


def take(browser, picture):
    page = picture.page
    browser.login(picture.login)
    if not isinstance(page, str):
        model, path, domain = page
        browser.open("/odoo/gas-board", picture.size, ".o_main_navbar")
        params = {"model": model, "method": "search", "args": [domain], "kwargs": {"limit": 1}}
        number = browser.run(FIND % json.dumps(params))
        if not number:
            raise SystemExit(f"error: {picture.login} finds no {model} for the picture {picture.name}")
        page = f"/odoo/{path}/{number}"
    browser.open(page, picture.size, picture.wait, picture.script)
    path = FOLDER / f"{picture.name}.png"
    browser.picture().save(path, optimize=True)
    print(f"{path.relative_to(FOLDER.parent.parent)}  {os.path.getsize(path) // 1000} kB")


def main(url, *names):
    pictures = wanted(names)
    FOLDER.mkdir(parents=True, exist_ok=True)
    browser = Browser(url.rstrip("/"))
    try:
        for picture in pictures:
            take(browser, picture)
    finally:
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
