"""Room: maps. The only one that knows folium and Leaflet.

`view` plans what a map shows: `marks` its marks, `pocket` its narrow form, `locator` the small
map of one place. `layout` finds room for marks and words, `foliummap` has Folium write the
script that takes the drawing's place, `told` the words of its cards; `assets` holds Leaflet's
files.
"""

from __future__ import annotations

from broadsheet.maps.assets import leaflet_files
from broadsheet.maps.foliummap import MapFaultError, draw, faults
from broadsheet.maps.locator import plan_locator
from broadsheet.maps.told import told_script
from broadsheet.maps.view import plan_map

__all__ = [
    "MapFaultError",
    "draw",
    "faults",
    "leaflet_files",
    "plan_locator",
    "plan_map",
    "told_script",
]
