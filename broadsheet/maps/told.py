"""Room: maps. What the moving map's cards tell of each mark, behind the script that Folium wrote.

Text of editors', which therefore never meets Folium: it is JSON here, and a browser is given
it as text. The drawing does not show it, so that it need not be in the page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.pages import MapView, Mark


def told_script(view: MapView) -> str:
    """Write `window.broadsheetMap.told`: by a mark's number its place, its lists, its range."""
    told = {mark.number: told_of(mark) for mark in view.marks}
    return f"window.broadsheetMap.told={json.dumps(told, separators=(',', ':'))};\n"


def told_of(mark: Mark) -> dict[str, str]:
    """What stands on a card besides the name and the reply, which are in the page."""
    row = mark.row
    words = {
        "where": row.where,
        "listed": ", ".join(row.listed_by),
        "range": row.range.label if row.range else "",
    }
    return {name: word for name, word in words.items() if word}
