from . import gas_holiday_import
from . import gas_inquiry_complaint
from . import gas_inquiry_dialog
from . import gas_inquiry_correction
from . import gas_inquiry_report
from . import gas_inquiry_result
from . import gas_inquiry_step
from . import gas_inquiry_transfer
