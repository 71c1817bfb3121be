# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the pictures of README and guide show: data for screenshots.py.

PICTURES is {page of the documentation: list of Picture}. A picture stands on the first page that shows it.
"""

from typing import NamedTuple

WIDE, PHONE = (1440, 900), (390, 844)

DEADLINES_OF_THE_TICKET = """
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
# a clerk types a surname: the accounts are listed below
TYPE_A_NAME = """
    const input = document.querySelector(".o_field_widget[name=account_id] input");
    input.focus();
    input.value = "王桂兰";
    input.dispatchEvent(new InputEvent("input", {bubbles: true}));
    await new Promise((resolve) => setTimeout(resolve, 2500));
"""


class Picture(NamedTuple):
    """One picture: ``page`` is a path, or a record as (model, path of its action, domain)."""

    name: str
    login: str
    page: str | tuple
    size: tuple
    wait: str
    script: str = ""


PICTURES = {
    "README.md": [
        Picture("board", "manager", "/odoo/gas-board", (1440, 440), ".o_gas_counter"),
        Picture("tickets", "supervisor", "/odoo/gas-tickets", WIDE, ".o_kanban_record"),
        # the one whose three days led across a holiday with a make-up day
        Picture(
            "ticket", "supervisor", ("gas.inquiry", "gas-tickets", [["subject", "like", "节前来电"]]),
            WIDE, ".o_notebook", DEADLINES_OF_THE_TICKET,
        ),
        # whom a caller holds, and the last month that is analysed
        Picture("call", "hotline", "/odoo/my-gas-callbacks", WIDE, ".o_data_row", OPEN_ROW % 0),
        Picture("analysis", "manager", "/odoo/gas-callback-analyses", WIDE, ".o_data_row", OPEN_ROW % 1),
        Picture("phone", "handler", "/odoo/gas-tickets", PHONE, ".o_kanban_record", TO_WORK_ON),
    ],
    "docs/zh/clerk.md": [
        Picture("register", "hotline", "/odoo/gas-tickets/new", (1440, 640), ".o_gas_rhyme", TYPE_A_NAME),
        Picture("request", "clerk", "/gas/request", PHONE, "form"),
    ],
    "docs/zh/lead.md": [
        Picture("projects", "market_manager", "/odoo/gas-projects", (1440, 640), ".o_kanban_record"),
        Picture(
            "project", "market", ("gas.project", "gas-projects", [["state", "=", "survey"]]), WIDE, ".o_notebook"
        ),
    ],
    "docs/zh/manager.md": [
        Picture("dashboard", "manager", "/odoo/gas-dashboard", (1440, 600), ".o_gas_dashboard"),
    ],
    "docs/zh/general.md": [
        Picture("archive", "general", "/odoo/action-gas_service.gas_archive_batch_action", (1440, 480), ".o_data_row"),
    ],
    "docs/zh/supervision.md": [
        Picture(
            "case", "supervision", ("gas.conduct.case", "gas-conduct", [["state", "=", "notice"]]), WIDE, ".o_notebook"
        ),
    ],
    "docs/zh/payroll.md": [
        Picture(
            "allocations", "payroll", "/odoo/action-gas_service_reports.gas_pay_allocation_action", (1440, 300),
            ".o_data_row",
        ),
    ],
    "docs/zh/administrator.md": [
        Picture("getting-started", "admin", "/odoo/gas-getting-started", (1440, 740), ".o_kanban_record"),
        Picture("settings", "admin", "/odoo/action-gas_service.res_config_settings_action", WIDE, ".app_settings_block"),
    ],
}  # fmt: skip
