from . import gas_holiday_import
