from . import gas_callback_analysis
from . import gas_callback_analysis_xlsx
from . import gas_callback_analysis_charts
