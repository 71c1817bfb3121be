from . import gas_import
