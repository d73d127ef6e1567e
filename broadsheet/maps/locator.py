"""Room: maps. The small map that shows where one county or one agency is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from broadsheet import geography
from broadsheet.geography import Projection
from broadsheet.maps.marks import NOWHERE_IN_PARTICULAR, UNSEEN, Sheet
from broadsheet.model import Gazetteer
from broadsheet.pages import (
    LocatorView,
)

if TYPE_CHECKING:
    from broadsheet.geography import Spot

# So small a drawing is written in whole numbers of half a pixel.
GRAIN = 2
LOCATOR = Sheet(width=320, tallest=260, margin=4, gap=0, radius=0, letters=0, label=0)


def plan_locator(
    gazetteer: Gazetteer, label: str, *, county: str | None = None, spot: Spot | None = None
) -> LocatorView:
    """Plan the small map of one county or spot; with neither, the area as a whole is meant.

    `label` is what the picture says, in words: it is the picture's alternative.
    """
    projection, area, outline = locator_sheet(gazetteer)
    name = county or (spot.county if spot else None)
    rings = next((c.rings for c in area.counties if c.name == name), ())
    return LocatorView(
        projection.width,
        projection.height,
        outline,
        geography.svg_path(rings, projection.enlarged(GRAIN)),
        label,
        projection.at(spot.longitude, spot.latitude) if spot else None,
    )


@lru_cache(maxsize=2)
def locator_sheet(gazetteer: Gazetteer) -> tuple[Projection, Gazetteer, str]:
    """Draw once what the locators of all pages share: the area, no finer than it shows."""
    box = geography.bounds(gazetteer) or NOWHERE_IN_PARTICULAR
    projection = Projection.fit(box, LOCATOR.width, LOCATOR.tallest, LOCATOR.margin)
    area = geography.simplified(gazetteer, projection.degrees(UNSEEN))
    outline = geography.svg_path(geography.outline(area), projection.enlarged(GRAIN))
    return projection, area, outline
