# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Gas Service Reports",
    "summary": "Appraisal, payroll link and reports on the promises a gas company keeps",
    "version": "19.0.1.0.0",
    "category": "Services/Gas Service",
    "author": "Gas Service contributors",
    "license": "AGPL-3",
    "depends": ["gas_service", "payroll", "report_xlsx"],
    "data": [
        "report/gas_callback_analysis.xml",
    ],
}
