"""Room: destinations. A finished site is sent to where readers get it.

`open_destination` makes a `Destination` of an address. It can `compare` what is there with
what would be sent, and `send` it. Each deletes only what it has put there itself, and knows it
by a marker. What goes wrong is raised as a BuildError.
"""

from __future__ import annotations

from broadsheet.destinations.bucket import BucketDestination
from broadsheet.destinations.cargo import (
    Cargo,
    Destination,
    Difference,
    Sent,
    differences,
    load_cargo,
)
from broadsheet.destinations.copied import RsyncDestination
from broadsheet.destinations.folder import FolderDestination
from broadsheet.destinations.found import (
    Surroundings,
    open_destination,
    read_named,
    written_destination,
)
from broadsheet.destinations.ghpages import PagesDestination
from broadsheet.destinations.here import SiteHere
from broadsheet.destinations.rollback import Rolled, generations_at, roll_back

__all__ = [
    "BucketDestination",
    "Cargo",
    "Destination",
    "Difference",
    "FolderDestination",
    "PagesDestination",
    "Rolled",
    "RsyncDestination",
    "Sent",
    "SiteHere",
    "Surroundings",
    "differences",
    "generations_at",
    "load_cargo",
    "open_destination",
    "read_named",
    "roll_back",
    "written_destination",
]
