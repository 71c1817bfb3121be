# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The programs that Odoo calls are there and do what the addons need of them."""

import subprocess

from pypdf import PdfReader

PAGE = "<html><meta charset='utf-8'><body lang='zh-CN'>{}</body></html>"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_wkhtmltopdf_prints_headers_and_simplified_chinese(tmp_path):
    names = {"head": "页眉", "body": "首问责任业务工作单"}
    for name, text in names.items():
        (tmp_path / f"{name}.html").write_text("<!DOCTYPE html>" + PAGE.format(text))
    pdf = tmp_path / "out.pdf"
    run(
        *("wkhtmltopdf", "--quiet", "--header-html", f"{tmp_path}/head.html", "--margin-top", "30"),
        *(f"{tmp_path}/body.html", str(pdf)),
    )
    page = PdfReader(pdf).pages[0]
    assert all(text in page.extract_text() for text in names.values())
    fonts = {font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()}
    assert any("WenQuanYi" in font for font in fonts), fonts


def test_chromium_runs(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("<script>document.write(6 * 7)</script>"))
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    unlimited = ("prlimit", "--as=unlimited")  # Odoo limits this process's memory, which browsers don't survive
    assert "42" in run(
        *unlimited, "chromium", *flags, f"--user-data-dir={tmp_path}/profile", "--dump-dom", page.as_uri()
    )
