from . import gas_guarded_mixin
from . import gas_hosted_mixin
from . import hr_department
from . import hr_employee
from . import hr_version
from . import res_company
from . import res_users
