"""Room: maps. Leaflet's own two files, from the installed package, fit to be published.

They are read when a site is built, never fetched: no host is asked for anything.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Declarations that point to a picture beside the stylesheet, or to Internet Explorer's parts.
# We draw our own marks and have no layers button, so that nothing misses the pictures.
POINTS_ELSEWHERE = re.compile(r"[^{};]*\burl\([^)]*\)[^;}]*;?|[^{};]*\bprogid:[^;}]*;?")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


class LeafletFiles(NamedTuple):
    """Leaflet's script and stylesheet, ready to be written, and the terms that go with them."""

    script: bytes
    style: bytes
    license: bytes


@cache
def leaflet_files() -> LeafletFiles:
    """Read Leaflet from the package XStatic-Leaflet, without its pictures and source map.

    The stylesheet goes into the cascade layer `blocks.leaflet`: it beats the reset and the
    base styles as it would anywhere, and our own map styles in `blocks` beat it.
    """
    folder = files("xstatic.pkg.leaflet") / "data"
    script = SOURCE_MAP.sub("", (folder / "leaflet.js").read_text("utf-8")).rstrip() + "\n"
    style = without_pictures((folder / "leaflet.css").read_text("utf-8"))
    layered = f"@layer blocks.leaflet {{\n{style}}}\n"
    # The package carries no licence; publishing Leaflet's files asks for its text beside them.
    terms = (files("broadsheet.maps") / "leaflet-license.txt").read_bytes()
    return LeafletFiles(script.encode(), layered.encode(), terms)


def without_pictures(style: str) -> str:
    """Drop the comments, and each declaration that has a `url()`."""
    lines = POINTS_ELSEWHERE.sub("", COMMENT.sub("", style)).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines if line.strip())
