from . import test_working_time_examples
from . import test_working_time_properties
