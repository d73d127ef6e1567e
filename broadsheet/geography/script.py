"""Room: where things are. The gazetteer becomes a script in which a page finds a town.

Columns instead of objects, and coordinates in whole hundredths of a degree (within some
half a mile): the file is small enough for a phone. It sets `window.broadsheetPlaces`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from broadsheet.geography.places import slug
from broadsheet.geography.rings import middle_of

if TYPE_CHECKING:
    from broadsheet.model import Gazetteer, Place, Zip

UNIT = 100
"""Parts of a degree."""


@lru_cache(maxsize=2)
def places_script(gazetteer: Gazetteer) -> str:
    """Write counties, places and ZIP codes; any text in them is a string of ASCII letters."""
    number = {county.name: n for n, county in enumerate(gazetteer.counties)}
    places = sorted(gazetteer.places, key=lambda place: (-place.population, place.name))
    zips = sorted(gazetteer.zips)
    names = list(dict.fromkeys(entry.place for entry in zips))
    position = {name: n for n, name in enumerate(names)}
    told: dict[str, Any] = {
        "unit": UNIT,
        "counties": [
            [county.title, slug(county.name), *parts(latitude, longitude)]
            for county in gazetteer.counties
            for longitude, latitude in [middle_of(county)]
        ],
        "places": {
            "name": [place.name for place in places],
            "county": [number[place.county] for place in places],
            **coordinates(places),
        },
        "zips": {
            "code": [entry.code for entry in zips],
            "names": names,
            "name": [position[entry.place] for entry in zips],
            "county": [number[entry.county] for entry in zips],
            **coordinates(zips),
        },
    }
    return f"window.broadsheetPlaces={json.dumps(told, separators=(',', ':'))};\n"


def coordinates(entries: Iterable[Place | Zip]) -> dict[str, list[int]]:
    """The columns of degrees north and east, in parts."""
    pairs = [parts(entry.latitude, entry.longitude) for entry in entries]
    return {"north": [north for north, _ in pairs], "east": [east for _, east in pairs]}


def parts(latitude: float, longitude: float) -> tuple[int, int]:
    """Degrees in whole parts."""
    return round(latitude * UNIT), round(longitude * UNIT)
