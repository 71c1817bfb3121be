from . import test_gas_account_phones
from . import test_gas_account_rules
from . import test_gas_account_search
from . import test_phone_normalize
from . import test_row_file_read
from . import test_working_time_examples
from . import test_working_time_properties
