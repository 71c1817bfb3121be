# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Chinese telephone numbers: one stored form, whatever was typed.

Pure Python, no Odoo.  The stored form is digits only: a mobile number has 11
digits, a landline carries its area code with the leading zero (045183289588),
a number of another country starts with 00.  Extensions are kept apart.
"""

import re
import unicodedata
from contextlib import suppress
from typing import NamedTuple

MASK = "****"
#: the fewest digits that are looked for: fewer would find half of the town
MIN_SEARCH_DIGITS = 4
MAX_TEXT = 64

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－ー·."), "-")
_LABEL = re.compile(
    r"^(?:联系电话|联系方式|联络电话|手机号码|电话号码|手机号|手机|电话|座机|tel|mobile|phone)[:.\s-]*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\s*(?:转|轉|分机号?|分機號?|内线|內線|extension|ext|x|#)[-:.\s]*(\d{1,6})$",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0(?:10|2\d|(?![48]00)[3-9]\d{2}))([2-8]\d{6,7})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_TOLL = re.compile(r"[48]00\d{7}")
_SHORT = re.compile(r"1[0-2]\d{1,4}|[2-9]\d{2,5}|9[56]\d{3,6}")
_FOREIGN = re.compile(r"00(?!86)[1-9]\d{6,12}")
_WITHOUT_ZERO = re.compile(r"(?:10|2\d|(?![48]00)[3-9]\d{2})[2-8]\d{6,7}")
# a number inside a sentence that can be nothing else, not a part of a longer run of digits; one
# character for one, so that its place in the text stays known
_NARROW = str.maketrans("０１２３４５６７８９＋－—（）", "0123456789+--()")
_IN_TEXT = re.compile(
    r"(?<!\d)(?:(?:(?:\+|00)?86[ -]?)?1[3-9](?:[ -]?\d){9}|\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]?[2-8](?:[ -]?\d){6,7})(?!\d)"
)
_SEPARATORS = re.compile(r"[\s()\[\]/-]+")


class Phone(NamedTuple):
    number: str
    extension: str


class PhoneError(ValueError):
    """The text is no telephone number."""


def normalize(text):
    """Return the stored form of what somebody typed.

    >>> normalize("+86 (0451) 8328-9588 转 801")
    Phone(number='045183289588', extension='801')

    :raises PhoneError: no number, or one with a digit too many or too few
    """
    clean = _clean(text)
    if len(clean) > MAX_TEXT:
        raise PhoneError(text)
    extension = ""
    match = _EXTENSION.search(clean)
    if match:
        extension = match.group(1)
        clean = clean[: match.start()]
    number = _number(clean)
    if number:
        return Phone(number, extension)
    if not extension and "-" in clean:
        # 0451-83289588-801: the last group is an extension when the rest is a number
        head, _dash, tail = clean.rpartition("-")
        number = _number(head)
        if number and len(number) >= 7 and re.fullmatch(r"\s*\d{1,6}\s*", tail):
            return Phone(number, tail.strip())
    number = _number(clean, lost_zero=True)
    if not number:
        raise PhoneError(text)
    return Phone(number, extension)


def split_many(text):
    """Split a cell that holds several numbers (、 , ; / new line) into texts."""
    parts = re.split(r"[,，、;；\n\r]+", text or "")
    result = []
    for part in parts:
        pieces = part.split("/") if "/" in part else [part]
        result += [piece.strip() for piece in pieces if piece.strip()]
    return result


def search_numbers(text):
    """Return the digit strings to look for inside stored numbers, best first.

    Any written form works, also only a part of a number of at least
    MIN_SEARCH_DIGITS digits.  Empty when the text cannot be part of a number.
    """
    clean = _clean(text)
    digits = _SEPARATORS.sub("", _EXTENSION.sub("", clean))
    digits = re.sub(r"^(?:\+|00)86", "", digits)
    found = []
    with suppress(PhoneError):
        number = normalize(clean).number
        landline = _LANDLINE.fullmatch(number)
        # a number may have been noted without its area code
        found = [number, landline.group(2)] if landline else [number]
        if digits.endswith(number):
            digits = number  # only a prefix in front of it
    if re.fullmatch(r"[0-9]+", digits):
        found.append(digits)
    return tuple(dict.fromkeys(n for n in found if len(n) >= MIN_SEARCH_DIGITS))


def whole_patterns(text):
    """Return LIKE patterns of stored numbers for somebody who may not see them: he must know the number whole.

    With parts he could guess a number digit by digit.  The last four digits of a mobile number are an
    exception, because its mask shows them; a landline may be known without its area code.
    """
    found = []
    with suppress(PhoneError):
        number = normalize(text).number
        found.append(number)
        if landline := _LANDLINE.fullmatch(number):
            found.append(landline.group(2))
        elif _LOCAL.fullmatch(number):
            found.append(f"0__{number}")
            found.append(f"0___{number}")
    last = re.fullmatch(r"[0-9]{4}", _clean(text))
    if last:
        found.append(f"1______{last.group()}")
    return tuple(found)


def take_from_text(text):
    """Return (free text with the telephone numbers in it masked, the list of those numbers).

    Only what can be nothing else: mobile numbers, and landlines with their area code. Service numbers
    (400, 800) are nobody's own.

    >>> take_from_text("请回电138 1234 5678，户号100200301")
    ('请回电138****5678，户号100200301', [Phone(number='13812345678', extension='')])
    """
    text, taken, parts, end = text or "", [], [], 0
    for match in _IN_TEXT.finditer(text.translate(_NARROW)):
        with suppress(PhoneError):
            phone = normalize(match.group())
            taken.append(phone)
            parts += [text[end : match.start()], mask(phone.number)]
            end = match.end()
    return "".join([*parts, text[end:]]), list(dict.fromkeys(taken))


def mask(number):
    """Return a stored number with its middle hidden: 138****1234, 0451****588."""
    if not number:
        return ""
    if _MOBILE.fullmatch(number):
        return number[:3] + MASK + number[-4:]
    landline = _LANDLINE.fullmatch(number)
    if landline:
        return landline.group(1) + MASK + number[-3:]
    if len(number) >= 10:
        return number[:3] + MASK + number[-3:]
    if len(number) >= 7:
        return MASK + number[-3:]
    return MASK


def is_mobile(number):
    """Return whether a stored number can get an SMS."""
    return bool(_MOBILE.fullmatch(number or ""))


def display(number, extension=""):
    """Return a stored number as people write it: 0451-83289588转801."""
    number = number or ""
    landline = _LANDLINE.fullmatch(number)
    if landline:
        number = "-".join(landline.groups())
    elif _TOLL.fullmatch(number):
        number = "-".join((number[:3], number[3:6], number[6:]))
    return f"{number}转{extension}" if extension else number


def _clean(text):
    """Narrow characters, plain dashes, no label and no invisible characters."""
    text = unicodedata.normalize("NFKC", str(text or "").translate(_DASHES))
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
    # a spreadsheet turned the number into 13812345678.0 (the dot is a dash by now)
    text = re.sub(r"^(\d{7,})-0$", r"\1", text.strip())
    return _LABEL.sub("", text.translate(_DASHES).strip()).strip()


def _number(text, lost_zero=False):
    """Return the stored form of a number without extension, or ''."""
    digits = _SEPARATORS.sub("", text)
    country = re.match(r"(?:\+|00)86", digits)
    if country:
        digits = digits[country.end() :]
        lost_zero = True
    elif digits.startswith("+"):
        digits = "00" + digits[1:]
    if not re.fullmatch(r"[0-9]{3,15}", digits):
        return ""
    number = _complete(digits, lost_zero)
    if not number and digits.startswith("86") and not country:
        # 86 written without + or 00, only when the rest is a whole number
        rest = digits[2:]
        number = _complete(rest, True) if len(rest) >= 10 else ""
    return number


def _complete(digits, lost_zero):
    for pattern in (_MOBILE, _LANDLINE, _TOLL, _LOCAL, _SHORT, _FOREIGN):
        if pattern.fullmatch(digits):
            return digits
    if digits.startswith("0") and _MOBILE.fullmatch(digits[1:]):
        return digits[1:]  # dialled as long distance
    if lost_zero and _WITHOUT_ZERO.fullmatch(digits):
        return "0" + digits  # a spreadsheet ate the zero, or it followed +86
    return ""
