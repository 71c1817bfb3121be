# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A QR code as an SVG drawing: sharp at any size, and no picture library is needed to make it."""

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

# light margin in modules, demanded by the standard
QUIET = 4


def modules(text):
    """Return the rows of the code as lists of truth values (dark)."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(cell) for cell in row] for row in code.modules]


def svg(text, pixels):
    """Return the SVG element of a code ``pixels`` wide, its light margin included."""
    rows = modules(text)
    size = len(rows) + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{pixels}" height="{pixels}"'
        f' viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path d="{path}"/></svg>'
    )


def _runs(row):
    """Yield (start, length) of the dark stretches of a row."""
    start = None
    for position, dark in enumerate([*row, False]):
        if dark and start is None:
            start = position
        elif not dark and start is not None:
            yield start, position - start
            start = None
