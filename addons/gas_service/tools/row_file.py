# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Rows of uploaded spreadsheets: reading and writing them, row by row.

Pure Python, no Odoo.  Files are read as a stream: memory does not grow with the
number of rows (but for the table of shared strings inside an xlsx file).
"""

import codecs
import csv
import datetime
import io
import re
import unicodedata
import zipfile
from contextlib import contextmanager

import openpyxl
import xlsxwriter

#: bytes of an upload, and of what an xlsx file may unpack to
MAX_FILE = 64 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_COLUMNS = 200

XLSX, CSV = "xlsx", "csv"
_CHUNK = 1 << 20
# everything that does not print, but for tab and line ends; lone surrogates cannot be stored
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_INVISIBLE = re.compile(r"[\ufeff\u200b\u2060\u202a-\u202e\u2066-\u2069]")
# what a spreadsheet would compute; "-请问" and "+86 138" are ordinary text
_FORMULA = re.compile(r"\s*=\s*[-+@A-Za-z0-9(\"'{$]|\s*[+\-@][^\u3400-\u9fff]*[(|!]")


class RowFileError(Exception):
    """The file as a whole cannot be read; ``code`` says why.

    too_big (limit in MB), empty, binary, old_excel, damaged, encoding (line), quotes (line),
    columns (limit)
    """

    def __init__(self, code, **details):
        super().__init__(code)
        self.code = code
        self.details = details


@contextmanager
def open_rows(data):
    """Yield an iterator of (row number, list of texts), the header first.

    :param bytes data: xlsx, or text with separators in UTF-8, UTF-16 or GB18030
    Row numbers are those the spreadsheet program shows; blank rows are left out.
    Cells are texts without spaces around, dates as YYYY-MM-DD HH:MM:SS.
    :raises RowFileError: also while iterating
    """
    check_size(data)
    if kind(data) == XLSX:
        book = _open_book(data)
        try:
            yield _not_blank(_book_rows(book))
        finally:
            book.close()
    else:
        yield _not_blank(_text_rows(data, encoding(data)))


def count_rows(data):
    """Return the number of filled rows below the header, having read them all."""
    with open_rows(data) as rows:
        return max(sum(1 for _row in rows) - 1, 0)


def estimate_rows(data):
    """Return about how many rows there are below the header, in a moment.

    What an xlsx file says of its own size is believed; text is read, which checks it as well.
    """
    check_size(data)
    if kind(data) == XLSX:
        book = _open_book(data)
        try:
            stated = book.worksheets[0].max_row
        except Exception as error:  # whatever a library says about a broken file
            raise RowFileError("damaged") from error
        finally:
            book.close()
        if stated and stated > 1:
            return stated - 1
    return count_rows(data)


def check_size(data):
    if len(data) > MAX_FILE:
        raise RowFileError("too_big", limit=MAX_FILE // 1024 // 1024)
    if not data.strip():
        raise RowFileError("empty")


def kind(data):
    """Return what the content is, whatever the file's name says."""
    if data[:4] == b"PK\x03\x04":
        return XLSX
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise RowFileError("old_excel")
    if data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = data[:4096]
        odd = len(_NOT_TEXT.findall(head))
        # one such character in a cell makes a bad row, many of them are no text at all
        if head.startswith(b"%PDF") or odd * 50 > len(head) or _NOT_TEXT.search(head.split(b"\n", 1)[0]):
            raise RowFileError("binary")
    return CSV


def encoding(data):
    """Return the encoding in which the whole text can be read."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        candidates = ("utf-16",)
    elif data[:3] == codecs.BOM_UTF8:
        candidates = ("utf-8-sig",)
    elif _is_utf8_line(data):
        candidates = ("utf-8",)
    else:
        candidates = ("utf-8", "gb18030")
    lines = []
    for name in candidates:
        line = _broken_line(data, name)
        if line is None:
            return name
        lines.append(line)
    # the encoding that goes furthest is what the file was meant to be
    raise RowFileError("encoding", line=max(lines))


def clean(text):
    """Return a cell's text without what nobody sees."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n").strip()


def control_character(text):
    """Return the first character that cannot be stored or printed as U+0007, or None."""
    found = _CONTROL.search(text)
    return found and f"U+{ord(found.group()):04X}"


def looks_like_formula(text):
    return bool(_FORMULA.match(text))


def header_key(text):
    """Return what is compared of a column's title: 用气户 号* is 用气户号."""
    text = unicodedata.normalize("NFKC", str(text or "")).lower()
    return re.sub(r"\(.*?\)|[\s_*:/.\-\ufeff\u200b]+", "", text)


def cell_text(value):
    """Return the text of a cell of a spreadsheet or of a JSON row."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return clean(str(value))


def write_rows(target, header, rows, widths=()):
    """Write an xlsx file of texts; nothing in it is ever computed.

    Every cell is stored as text and marked as text (what a typed ' does), so that
    neither opening nor editing it makes a formula of it.
    :param target: path or binary file
    :return: the number of rows written
    """
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "quote_prefix": True})
    text = book.add_format({"num_format": "@", "quote_prefix": True})
    for column, title in enumerate(header):
        sheet.set_column(column, column, widths[column] if column < len(widths) else 20)
        sheet.write_string(0, column, title, bold)
    number = 0
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            # 32,767 characters are what a cell of a spreadsheet can hold
            sheet.write_string(number, column, printable(value)[:32767], text)
    sheet.freeze_panes(1, 0)
    book.close()
    return number


def printable(value):
    """Return the text with every control character made visible (U+0007 as ␇)."""

    def replace(match):
        code = ord(match.group())
        return chr(0x2400 + code) if code < 0x20 else "\ufffd"

    return _CONTROL.sub(replace, str(value))


def _broken_line(data, name):
    """Return the number of the first line that is not text in this encoding, or None."""
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        try:
            text = decoder.decode(chunk, start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return line + error.object[: error.start].count(b"\n")
        if name == "gb18030" and re.search("[\ue000-\uf8ff]", text):
            # private characters come out where the text was never Chinese
            return line + text[: re.search("[\ue000-\uf8ff]", text).start()].count("\n")
        line += text.count("\n")
    return None


def _is_utf8_line(data):
    """Tell whether the first line is Chinese in UTF-8: as GB18030 it would be garbage that decodes."""
    line = data.split(b"\n", 1)[0]
    try:
        return len(line.decode("utf-8")) < len(line)
    except UnicodeDecodeError:
        return False


def _text_rows(data, name):
    stream = io.TextIOWrapper(io.BytesIO(data), encoding=name, newline="")
    first = stream.readline()
    stream.seek(0)
    delimiter = max(",\t;，", key=first.count)
    # strict: a quote that is never closed would silently swallow the rows behind it
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    started = 0
    try:
        for row in reader:
            yield started + 1, [clean(cell) for cell in row]
            started = reader.line_num
    except csv.Error as error:
        raise RowFileError("quotes", line=started + 1) from error


def _open_book(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise RowFileError("too_big", limit=MAX_UNPACKED // 1024 // 1024)
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except RowFileError:
        raise
    except Exception as error:  # whatever a library says about a broken file
        raise RowFileError("damaged") from error


def _book_rows(book):
    try:
        sheet = book.worksheets[0]
        # the stated size is often wrong, and 16,384 empty columns are slow
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, [cell_text(value) for value in row]
    except RowFileError:
        raise
    except Exception as error:  # whatever a library says about a broken file
        raise RowFileError("damaged") from error


def _not_blank(rows):
    for number, row in rows:
        while row and not row[-1]:
            row.pop()
        if len(row) > MAX_COLUMNS:
            raise RowFileError("columns", limit=MAX_COLUMNS)
        if row:
            yield number, row
