"""Room: destinations. An address becomes a destination."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from broadsheet.destinations.bucket import BucketDestination
from broadsheet.destinations.cargo import Destination, stopped
from broadsheet.destinations.copied import RsyncDestination
from broadsheet.destinations.folder import FolderDestination
from broadsheet.destinations.ghpages import PagesDestination
from broadsheet.load import load
from broadsheet.model.addresses import (
    FORMS,
    Address,
    BucketAddress,
    FolderAddress,
    NoAddress,
    PagesAddress,
    read_address,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What destinations need to know: the project, its built site, and a few of its settings.

    `base` is the folder that a relative path starts from.
    """

    root: Path
    site: Path
    base: Path
    base_url: str = ""
    email: str = ""
    endpoint: str | None = None


def read_named(written: str) -> Address:
    """The address of an option. BuildError with what would be right."""
    address = read_address(written)
    if isinstance(address, NoAddress):
        raise stopped("--to", "E151", address.message, address.hint)
    return address


def written_destination(root: Path) -> str:
    """What site.yaml names, whatever else is wrong there. BuildError where it names none."""
    documents = load(root).documents.get("site", ())
    tree: Any = documents[0].value if documents else None
    settings = tree.get("publishing") if isinstance(tree, dict) else None
    written = settings.get("to") if isinstance(settings, dict) else None
    if not isinstance(written, str):
        message = "no destination is named, and content/site.yaml has none in 'publishing'"
        raise stopped("--to", "E151", message, FORMS)
    return written


def open_destination(address: Address, around: Surroundings) -> Destination:
    """The destination of an address; nothing is asked of it yet."""
    guarded = (around.root, around.site)
    if isinstance(address, FolderAddress):
        return FolderDestination(around.base / Path(address.path).expanduser(), guarded)
    if isinstance(address, PagesAddress):
        host = urlsplit(around.base_url).hostname or ""
        return PagesDestination(address.branch, around.root, host, around.email)
    if isinstance(address, BucketAddress):
        return BucketDestination(address.bucket, address.prefix, around.endpoint, around.root)
    return RsyncDestination(address.target, around.base, guarded)
