from . import gas_document_report
from . import gas_inquiry_report
from . import gas_project_funnel
from . import gas_project_report
from . import gas_callback_report
from . import gas_callback_dimension
from . import gas_callback_audit_report
from . import gas_conduct_notice_report
