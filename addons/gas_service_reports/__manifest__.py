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
        "security/gas_pay_allocation_security.xml",
        "security/gas_appraisal_security.xml",
        "security/ir.model.access.csv",
        "data/hr_salary_rule_data.xml",
        "data/gas_appraisal_data.xml",
        "views/gas_pay_allocation_views.xml",
        "views/gas_conduct_order_views.xml",
        "views/hr_payslip_views.xml",
        "views/hr_employee_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/hr_payslip_demo.xml"],
}
