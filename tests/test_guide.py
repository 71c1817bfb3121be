# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The guide holds together: its links lead somewhere, its pictures can be taken again, both languages have every page."""

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*/*.md"))]
PICTURES = runpy.run_path(str(ROOT / "scripts" / "pictures.py"))["PICTURES"]


def links(page):
    """Return the files that a page links to or shows, without what lies on the web."""
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    return {(page.parent / target).resolve() for target in targets if "://" not in target}


def test_links_lead_somewhere():
    for page in PAGES:
        assert not [target for target in links(page) if not target.exists()], page


def test_every_picture_can_be_taken_again_and_is_shown():
    taken = {picture.name for pictures in PICTURES.values() for picture in pictures}
    shown = {target.stem for page in PAGES for target in links(page) if target.parent == IMAGES}
    assert taken == shown == {path.stem for path in IMAGES.iterdir()}


def test_pictures_stand_where_the_table_says():
    for page, pictures in PICTURES.items():
        shown = {target.stem for target in links(ROOT / page)}
        assert {picture.name for picture in pictures} <= shown, page


def test_the_repository_stays_light():
    sizes = {path.name: path.stat().st_size for path in IMAGES.iterdir()}
    assert len(sizes) <= 20
    assert not {name: size for name, size in sizes.items() if size > 130_000}


def test_both_languages_have_every_page():
    chinese, english = ({path.name for path in (ROOT / "docs" / lang).glob("*.md")} for lang in ("zh", "en"))
    assert chinese == english
    for name in chinese:
        pictures = [
            {target for target in links(ROOT / "docs" / lang / name) if target.parent == IMAGES}
            for lang in ("zh", "en")
        ]
        assert pictures[0] == pictures[1], name
