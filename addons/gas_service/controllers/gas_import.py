# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.http import Controller, content_disposition, request, route

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class GasImportController(Controller):
    """Downloads of imports."""

    @route("/gas_service/import/template/<string:kind>", type="http", auth="user", methods=["GET"], readonly=True)
    def template(self, kind):
        imports = request.env["gas.import"]
        imports.check_access("create")
        if kind not in imports._kind_models():
            raise request.not_found()
        return self._send(imports._template_file(kind), f"{kind}.xlsx")

    @route("/gas_service/import/<int:import_id>/bad_rows", type="http", auth="user", methods=["GET"], readonly=True)
    def bad_rows(self, import_id):
        record = request.env["gas.import"].browse(import_id).exists()
        if not record:
            raise request.not_found()
        record.check_access("read")
        return self._send(record._bad_rows_file(), f"{record.kind}-{record.id}-bad-rows.xlsx")

    def _send(self, content, name):
        headers = [("Content-Type", _XLSX), ("Content-Disposition", content_disposition(name))]
        return request.make_response(content, headers)
