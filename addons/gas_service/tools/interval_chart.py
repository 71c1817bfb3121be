# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Shares over months as an SVG drawing, each with its interval: the same on the screen and on paper. No Odoo here.

A point of few answers is hollow, and its bar shows how little it says; a month without answers stays empty, and no
line jumps over it.
"""

from html import escape
from typing import NamedTuple

PANEL_WIDTH, PANEL_HEIGHT, COLUMNS = 380, 170, 2
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 10, 28, 26
_INK = "currentColor"


class Point(NamedTuple):
    share: float  # 0 to 1
    low: float
    high: float
    few: bool
    title: str  # shown under the mouse


def svg(panels, ticks):
    """Return the SVG element.

    :param panels: list of (title, points); a point is None for a month without answers
    :param ticks: labels of the months, as many as points
    """
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * PANEL_WIDTH, max(rows, 1) * PANEL_HEIGHT
    drawn = "".join(
        f'<g transform="translate({number % COLUMNS * PANEL_WIDTH} {number // COLUMNS * PANEL_HEIGHT})">'
        f"{_panel(title, points, ticks)}</g>"
        for number, (title, points) in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' style="max-width: 100%" role="img" font-size="11" fill="{_INK}">{drawn}</svg>'
    )


def _panel(title, points, ticks):
    parts = [f'<text x="{_LEFT}" y="16" font-size="13" font-weight="bold">{escape(title)}</text>']
    for percent in (0, 50, 100):
        y = _y(percent / 100)
        parts.append(f'<path d="M{_LEFT} {y}H{PANEL_WIDTH - _RIGHT}" stroke="#888" stroke-opacity=".4"/>')
        parts.append(f'<text x="{_LEFT - 5}" y="{y + 4}" text-anchor="end">{percent}%</text>')
    step = (PANEL_WIDTH - _LEFT - _RIGHT) / max(len(ticks), 1)
    middles = [round(_LEFT + step * (number + 0.5), 1) for number in range(len(ticks))]
    for number, (x, tick) in enumerate(zip(middles, ticks, strict=True)):
        if len(ticks) <= 6 or (len(ticks) - 1 - number) % 2 == 0:
            parts.append(f'<text x="{x}" y="{PANEL_HEIGHT - 8}" text-anchor="middle">{escape(tick)}</text>')
    previous = None
    for x, point in zip(middles, points, strict=True):
        if point:
            y = _y(point.share)
            if previous:
                parts.append(f'<path d="M{previous[0]} {previous[1]}L{x} {y}" stroke="#017e84" stroke-opacity=".5"/>')
            parts.append(_mark(x, y, point))
        previous = point and (x, y)
    return "".join(parts)


def _mark(x, y, point):
    fill = "#fff" if point.few else "#017e84"
    return (
        f"<g><title>{escape(point.title)}</title>"
        f'<path d="M{x} {_y(point.low)}V{_y(point.high)}" stroke="#017e84" stroke-width="2" stroke-opacity=".45"/>'
        f'<circle cx="{x}" cy="{y}" r="4" fill="{fill}" stroke="#017e84" stroke-width="1.5"/></g>'
    )


def _y(share):
    return round(_TOP + (1 - share) * (PANEL_HEIGHT - _TOP - _BOTTOM), 1)
