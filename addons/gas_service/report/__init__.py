from . import gas_inquiry_report
