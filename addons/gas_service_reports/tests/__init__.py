from . import test_gas_callback_analysis
