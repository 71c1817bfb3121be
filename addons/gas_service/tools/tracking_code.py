# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Short codes that people read from paper and type on a phone: eight characters, 40 bits."""

import re
import unicodedata

# Crockford's: no I, L, O and U, which are misread
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
LENGTH = 8
_BITS = 5


def encode(digest):
    """Return the code of a digest (hexadecimal text), eight characters."""
    number = int(digest[: LENGTH * _BITS // 4], 16)
    return "".join(_ALPHABET[number >> _BITS * place & 31] for place in reversed(range(LENGTH)))


def display(code):
    """Return the code in two groups, as it is printed."""
    return f"{code[:4]}-{code[4:]}"


def normalize(text):
    """Return what was typed as a code: full-width and small letters, gaps and misread characters put right.

    What is no code at all comes back as something no code can be.
    """
    code = _plain(text).translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(_ALPHABET) else "-" * LENGTH


def normalize_number(text):
    """Return what was typed as the number of a document, such as ``SW2026-000001``."""
    return re.sub(r"[^A-Z0-9-]", "", _wide(text))[:40]


def _plain(text):
    return re.sub(r"[\s-]", "", _wide(text))


def _wide(text):
    text = unicodedata.normalize("NFKC", text or "").upper()
    return re.sub(r"[‐-―−]", "-", text)
