"""Room: the area of a new investigation, as far as somebody has said which it is.

As long as nobody has, it is one square county that is nowhere: it lies in the sea off Africa,
where both degrees begin.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from broadsheet.entries import quoted
from broadsheet.gazetteers import CreditLine

NOWHERE = "TK"
CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))


class Area(NamedTuple):
    """The files of content/geography/ by their names, and what else follows from the area.

    `county` is one that the example may stand in; `credit` stands under the map; `counties` are
    the lines of dictionary.yaml that say what its parts are called, where that is not county.
    """

    files: Mapping[str, str]
    county: str = NOWHERE
    credits: tuple[CreditLine, ...] = ()
    counties: str = ""
    credit: str = "TK: whose boundaries and places the map shows."

    def words(self) -> dict[str, str]:
        """What stands in the files of a new folder for it."""
        return {
            "county": quoted(self.county) if self.county != NOWHERE else NOWHERE,
            "area_credits": "".join(f"{line}\n" for line in self.credit_lines()),
            "map_credit": quoted(self.credit),
            "county_words": f"\n{self.counties}" if self.counties else "",
        }

    def credit_lines(self) -> Iterator[str]:
        """The credits as lines of site.yaml."""
        for credit in self.credits:
            yield f"  - name: {quoted(credit.name)}"
            yield f"    text: {quoted(credit.text)}"
            yield f"    url: {quoted(credit.url)}"


def neutral_area() -> Area:
    """An area still to come."""
    county = {
        "type": "Feature",
        "id": "00001",
        "properties": {"name": NOWHERE},
        "geometry": {"type": "Polygon", "coordinates": [[list(corner) for corner in CORNERS]]},
    }
    tree = {"type": "FeatureCollection", "features": [county]}
    return Area({"counties.geojson": json.dumps(tree, indent=1) + "\n"})
