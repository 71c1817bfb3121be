from . import gas_callback
from . import gas_import
from . import gas_portal
from . import gas_privacy
from . import gas_request
from . import gas_track
