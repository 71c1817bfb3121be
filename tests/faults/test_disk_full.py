# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The disk of files is full while a work order is printed or a photograph comes in: all of it is there, or nothing."""

import base64
import json
import os
from pathlib import Path

import pytest

from odoo.tools import config

from .server import Person, RefusedError, Server

KB = 1024
# a file system of its own, which only the server sees, with a copy of the files; $0: where, $1: from where
_MOUNT = 'mount -t tmpfs -o size=16m none "$0" && mkdir "$0/tmp" "$0/filestore" && cp -r "$1" "$0/filestore/" && shift'


class Disk:
    """A small file system with the data folder of a server and its temporary files."""

    def __init__(self, database, folder):
        namespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", f'{_MOUNT} && exec "$@"', folder]
        self.server = Server(
            database,
            data=folder,
            within=[*namespace, config.filestore(database)],
            environment={**os.environ, "TMPDIR": f"{folder}/tmp"},
        )
        # what the server sees
        self.path = Path(f"/proc/{self.server.process.pid}/root{folder}")

    def leave(self, size):
        """Fill it up but for so many bytes; None: empty it again."""
        ballast = self.path / "ballast"
        ballast.unlink(missing_ok=True)
        if size is not None:
            room = os.statvfs(self.path)
            ballast.write_bytes(bytes(room.f_bavail * room.f_frsize - size))

    def whole(self, scene):
        """Every invariant holds, and every file that is known is there; return how many."""
        scene.look()
        folder = self.path / "filestore" / scene.database
        with scene.env() as env:
            # without the second term Odoo would leave out the files of fields
            files = env["ir.attachment"].search([("store_fname", "!=", False), ("id", ">", 0)])
            missing = [file for file in files if (folder / file.store_fname).stat().st_size != file.file_size]
        assert not missing
        return len(files)


@pytest.fixture(scope="module")
def disk(scene, tmp_path_factory):
    made = Disk(scene.database, str(tmp_path_factory.mktemp("disk")))
    yield made
    made.server.stop()


@pytest.fixture(scope="module")
def ticket(scene):
    with scene.env() as env:
        return env["gas.inquiry"].search([("state", "=", "new")], limit=1).id


@pytest.fixture
def print_order(disk, ticket):
    """Prints the work order with so many bytes left; returns the file, or the words of the error."""
    person = Person(disk.server, "service_manager")
    asked = json.dumps([f"/report/pdf/gas_service.report_work_order/{ticket}", "qweb-pdf"])

    def print_order(left):
        disk.leave(left)
        answer = person.web.get(f"{disk.server.url}/report/download", params={"data": asked}, timeout=60)
        return answer.content if answer.headers["Content-Type"] == "application/pdf" else answer.text

    yield print_order
    disk.leave(None)


def is_whole(pdf):
    return pdf.startswith(b"%PDF") and pdf.rstrip().endswith(b"%%EOF")


def test_printing(scene, disk, print_order):
    """No room for what is to be printed: the error says so, nothing is stored, and it is printed later."""
    before = disk.whole(scene)
    # for nothing; for the session of the printer; for the parts of the page but not for all
    for left in (0, 4 * KB, 12 * KB):
        assert "No space left on device" in print_order(left)
        assert disk.whole(scene) == before
    assert is_whole(print_order(None))
    assert disk.whole(scene) == before


@pytest.mark.xfail(
    reason="wkhtmltopdf says that all went well, and Odoo believes it", raises=AssertionError, strict=True
)
@pytest.mark.parametrize("left", [32 * KB, 64 * KB])
def test_printing_half(print_order, left):
    """No room for the printed file: an error, not a part of it."""
    printed = print_order(left)
    assert isinstance(printed, str) or is_whole(printed)


@pytest.fixture
def upload(disk, ticket):
    """Uploads a photograph to the ticket."""
    clerk = Person(disk.server, "agent")

    def upload(content):
        values = {"name": "燃气表.jpg", "datas": base64.b64encode(content).decode()}
        return clerk.call("ir.attachment", "create", {**values, "res_model": "gas.inquiry", "res_id": ticket})

    yield upload
    disk.leave(None)


def test_uploading(scene, disk, upload):
    """No room for a photograph: the error says so, the ticket has none, and another one comes in later."""
    before = disk.whole(scene)
    disk.leave(40 * KB)
    with pytest.raises(RefusedError, match="No space left on device"):
        upload(os.urandom(100 * KB))
    assert disk.whole(scene) == before
    disk.leave(None)
    upload(os.urandom(100 * KB))
    assert disk.whole(scene) == before + 1


@pytest.mark.xfail(
    reason="Odoo leaves the half of the file in the way of the whole one", raises=RefusedError, strict=True
)
def test_uploading_again(disk, upload):
    """The same photograph comes in once there is room."""
    photograph = os.urandom(100 * KB)
    disk.leave(40 * KB)
    with pytest.raises(RefusedError, match="No space left on device"):
        upload(photograph)
    disk.leave(None)
    upload(photograph)
