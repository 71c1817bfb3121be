# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Gas Service",
    "summary": "First-inquiry tickets, deadlines in working time, archive of a city-gas company",
    "version": "19.0.1.0.0",
    "category": "Services/Gas Service",
    "author": "Gas Service contributors",
    "license": "AGPL-3",
    "application": True,
    "depends": ["hr", "resource", "mail", "calendar", "portal", "rating"],
    "external_dependencies": {"python": ["chinesecalendar", "openpyxl", "xlsxwriter"]},
    "data": [
        "security/gas_service_groups.xml",
        "security/ir.model.access.csv",
        "security/gas_sla_policy_security.xml",
        "data/gas_sla_policy_data.xml",
        "data/mail_activity_type_data.xml",
        "data/ir_cron_data.xml",
        "security/gas_account_security.xml",
        "security/gas_import_security.xml",
        "security/gas_phone_security.xml",
        "data/gas_account_data.xml",
        "data/gas_import_data.xml",
        "views/gas_service_menus.xml",
        "views/gas_account_views.xml",
        "views/gas_import_views.xml",
        "views/gas_phone_reveal_views.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": ["gas_service/static/src/**/*"],
    },
}
