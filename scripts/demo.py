# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run in Odoo's shell: loads the demo data of our addons, and of ours alone.

Odoo loads an addon's demo data only where all addons below it have theirs, and theirs is an
English-speaking company. What is done here is what Odoo does itself for `--with-demo`.
"""

from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph

env = globals()["env"]  # given by the shell

installed = env["ir.module.module"].search([("state", "=", "installed")])
ours = installed.filtered(lambda module: module.name.startswith("gas_service"))
graph = ModuleGraph(env.cr, mode="load")
graph.extend(installed.mapped("name"))
for package in graph:
    if package.name in ours.mapped("name") and not load_demo(env, package, {}, "init"):
        raise SystemExit(f"error: the demo data of {package.name} does not load")
ours.write({"demo": True})

# A Chinese company from the first page on, also for users who are created later.
env["res.lang"].search([("code", "=", "zh_CN")]).active = True
env["ir.default"].set("res.partner", "lang", "zh_CN")
env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
env.ref("base.user_admin").write({"lang": "zh_CN", "tz": "Asia/Shanghai"})

# What two customers have in their hands, for `make run` to print: a ticket and a project, looked up at /gas/track.
tracked = (
    env["gas.inquiry"].search([("state", "=", "processing"), ("kind", "=", "request")], limit=1),
    env["gas.project"].search([("state", "=", "design")], limit=1),
)
codes = "\n".join(f"{record.name}  {record._tracking_code()}" for record in tracked if record)
env["ir.config_parameter"].set_param("gas_service.demo_tracked", codes)
env.cr.commit()
