# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import test_gas_callback_analysis
from . import test_deduction
from . import test_hr_payslip
from . import test_hr_payslip_states
from . import test_hr_payslip_forgery
from . import test_pay_conservation
from . import test_score
from . import test_gas_appraisal
from . import test_gas_check_money
from . import test_gas_appraisal_steps
from . import test_gas_appraisal_access
from . import test_gas_pay_access
from . import test_gas_pay_explain
from . import test_gas_pay_transactions
from . import test_gas_setup_step
from . import test_res_config_settings
from . import test_gas_structure
from . import test_gas_pay_json2
from . import test_hr_payslip_speed
from . import test_demo
from . import test_gas_sla_report
from . import test_gas_report_print
from . import test_gas_archive_register
from . import test_gas_conduct_register
from . import test_gas_performance_report
from . import test_gas_dashboard
