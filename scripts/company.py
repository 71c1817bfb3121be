# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run in Odoo's shell when docker-compose starts with an empty database."""

import os

env = globals()["env"]  # given by the shell

env["ir.default"].set("res.partner", "lang", "zh_CN")
env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
env.ref("base.user_admin").write({"lang": "zh_CN", "tz": "Asia/Shanghai", "password": os.environ["ADMIN_PASSWORD"]})
# PDFs are made inside the container, where the proxy's address is unknown.
env["ir.config_parameter"].set_param("report.url", "http://127.0.0.1:8069")
env.cr.commit()
