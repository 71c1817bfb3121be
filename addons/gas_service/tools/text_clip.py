# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Fit a text into a box of a printed form."""

import unicodedata


def width(text):
    """Width in columns of half a Chinese character. Latin letters are rather over- than underestimated."""
    return sum(map(_char_width, text))


def _char_width(char):
    if unicodedata.east_asian_width(char) in "WFA" or char in "MWmw@%":
        return 2
    return 1.5 if char.isupper() else 1.3 if char.isalnum() else 1


def fit(text, columns, lines=None):
    """Return (list of at most ``lines`` lines of at most ``columns`` columns each, whether something is left out).

    Line breaks of the text are kept, empty lines and control characters are not; a word of Latin
    letters moves to the next line whole where it can.
    """
    result = []
    for paragraph in (text or "").splitlines():
        rest = "".join(char for char in paragraph.replace("\t", " ") if unicodedata.category(char)[0] != "C").strip()
        while rest:
            if lines is not None and len(result) == lines:
                return result, True
            line, rest = _first_line(rest, columns)
            result.append(line)
    return result, False


def _first_line(text, columns):
    used = 0
    cut = None
    for position, char in enumerate(text):
        used += _char_width(char)
        if used > columns:
            cut = max(position, 1)
            break
    if cut is None or cut == len(text):
        return text, ""
    if _is_latin(text[cut - 1]) and _is_latin(text[cut]):
        space = text.rfind(" ", 0, cut)
        if space > 0:
            cut = space
    return text[:cut].rstrip(), text[cut:].lstrip()


def _is_latin(char):
    return char.isalnum() and unicodedata.east_asian_width(char) not in "WFA"
