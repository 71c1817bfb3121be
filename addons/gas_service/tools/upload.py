# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Files that strangers send: what they are is read from their content, not from their name.

Pictures, PDF and AutoCAD drawings are taken; nothing that a browser or office program would run.
"""

import unicodedata

MAX_FILE = 10 * 1024 * 1024
MAX_FILES = 5
LONGEST_STEM = 60
# what a form with so many files can weigh; the rest is text
MAX_REQUEST = MAX_FILES * MAX_FILE + 1024 * 1024
# for the file dialog of the browser
ACCEPT = ".jpg,.jpeg,.png,.gif,.webp,.heic,.pdf,.dwg"

_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1")


class UploadError(Exception):
    """The file is not taken; ``code`` says why: empty, large or type."""

    def __init__(self, code, name):
        super().__init__(code, name)
        self.code = code
        self.name = name


def check(name, content):
    """Return (clean name, MIME type) of a file.

    :param content: bytes
    :raises UploadError: nothing in it, too large, or of no kind that is taken
    """
    clean = clean_stem(name)
    if not content:
        raise UploadError("empty", clean)
    if len(content) > MAX_FILE:
        raise UploadError("large", clean)
    kind = sniff(content)
    if not kind:
        raise UploadError("type", clean)
    extension, mimetype = kind
    return f"{clean}.{extension}", mimetype


def sniff(content):
    """Return (extension, MIME type) by the first bytes, or None."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg", "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png", "image/png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif", "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp", "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "heic", "image/heic"
    if content.startswith(b"%PDF-"):
        return "pdf", "application/pdf"
    if content.startswith(b"AC10") and content[4:6].isdigit():
        return "dwg", "image/vnd.dwg"
    return None


def clean_stem(name):
    """Return a file name without folders, extension and everything that does not print, never empty."""
    text = unicodedata.normalize("NFC", name or "").replace("\\", "/").rsplit("/", 1)[-1]
    # control and format characters: among them those that turn the direction of reading
    text = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    text = "".join("_" if char in '<>:"|?*' else char for char in text)
    stem = text.rsplit(".", 1)[0] if "." in text.strip(". ") else text
    return " ".join(stem.split()).strip(". ")[:LONGEST_STEM] or "file"
