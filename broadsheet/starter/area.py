"""Room: the area of a new investigation, as long as nobody has said which it is.

One square county that is nowhere: it lies in the sea off Africa, where both degrees begin.
"""

from __future__ import annotations

import json

NOWHERE = "TK"
CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))


def neutral_area() -> dict[str, str]:
    """The files of content/geography/ for an area still to come, by their names."""
    county = {
        "type": "Feature",
        "id": "00001",
        "properties": {"name": NOWHERE},
        "geometry": {"type": "Polygon", "coordinates": [[list(corner) for corner in CORNERS]]},
    }
    tree = {"type": "FeatureCollection", "features": [county]}
    return {"counties.geojson": json.dumps(tree, indent=1) + "\n"}
