# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import res_company
from . import res_config_settings
from . import hr_employee
from . import hr_version
from . import gas_conduct_order
from . import gas_pay_allocation
from . import gas_pay_allocation_state
from . import gas_pay_allocation_explain
from . import hr_salary_rule_category
from . import hr_payslip
from . import hr_payslip_rules
from . import hr_payslip_take
from . import hr_payslip_confirm
from . import hr_payslip_refund
from . import hr_payslip_input
from . import hr_payslip_line
