# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import csv
import io

from ..tools import row_file
from .common import GasServiceCase

HEADER = ["用气户号", "用户名称", "用户类别", "地址", "联系电话", "免打扰", "备注"]


class GasImportCase(GasServiceCase):
    """A supervisor with files of rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = cls.make_employee("supervisor", cls.service, "gas_service.group_supervisor")
        cls.supervisor.user_id.lang = "en_US"  # reasons come in the language of who pushes
        cls.imports = cls.env["gas.import"].with_user(cls.supervisor.user_id)

    @staticmethod
    def csv_bytes(header, *rows, encoding="utf-8-sig"):
        target = io.StringIO()
        csv.writer(target).writerows([header, *rows])
        return target.getvalue().encode(encoding)

    @classmethod
    def make_import(cls, data, imports=None, **values):
        """Return an import of the file ``data``; ``imports``: gas.import as another user than the supervisor."""
        return (cls.imports if imports is None else imports).create(
            {"file": base64.b64encode(data), "file_name": "rows.csv", **values}
        )

    def run_cron(self):
        """Run the scheduled action as the server does, commits included."""
        with self.enter_registry_test_mode():
            self.env.ref("gas_service.ir_cron_gas_import").method_direct_trigger()

    def run_import(self, *rows, header=HEADER, encoding="utf-8-sig", **values):
        """Return the import of these rows, done."""
        record = self.make_import(self.csv_bytes(header, *rows, encoding=encoding), **values)
        record.action_start()
        self.run_cron()
        self.assertEqual(record.state, "done", record.message)
        return record

    def reasons(self, record):
        return {line.row_number: line.reason for line in record.line_ids}

    def read_table(self, data):
        with row_file.open_rows(data) as rows:
            return [row for _number, row in rows]

    def accounts(self, *numbers):
        return self.env["gas.account"].search([("number", "in", numbers)])
