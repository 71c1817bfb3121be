# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from . import gas_callback_analysis
from . import gas_callback_analysis_xlsx
from . import gas_callback_analysis_charts
from . import gas_report_table
from . import gas_sla_report
from . import gas_performance_report
from . import gas_conduct_register
from . import gas_archive_register
from . import gas_report_print
from . import gas_report_print_xlsx
from . import gas_appraisal_report
