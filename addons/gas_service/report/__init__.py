from . import gas_inquiry_report
from . import gas_project_funnel
