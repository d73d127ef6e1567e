"""Stage check: what the checks look at, each HTML file read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from broadsheet.model import Investigation, Source
from broadsheet.pages import Output, Page
from broadsheet.problems import Location

ICON_INSIDE = "data:image/svg+xml,"
"""How the address of an icon begins that stands in the page itself."""


class Tag(NamedTuple):
    """A start tag, its attributes (without value: empty) and its line in the output."""

    name: str
    attributes: Mapping[str, str]
    line: int


@dataclass(slots=True)
class Sheet:
    """An HTML file as its start tags, and the texts inside `style` and `script` elements."""

    path: str
    tags: list[Tag] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def ids(self) -> set[str]:
        """Every anchor of the page."""
        return {tag.attributes["id"] for tag in self.tags if tag.attributes.get("id")}


class Reader(HTMLParser):
    """Gathers the tags of one file."""

    def __init__(self, path: str) -> None:
        """Begin with an empty sheet."""
        super().__init__(convert_charrefs=True)
        self.sheet = Sheet(path)
        self.open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a start tag."""
        attributes = {name: value or "" for name, value in attrs}
        self.sheet.tags.append(Tag(tag, attributes, self.getpos()[0]))
        self.open = {"style": self.sheet.styles, "script": self.sheet.scripts}.get(tag)
        if self.open is not None:
            self.open.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave a style or a script."""
        if tag in {"style", "script"}:
            self.open = None

    def handle_data(self, data: str) -> None:
        """Keep what stands in a style or a script."""
        if self.open is not None:
            self.open[-1] += data


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that is about to be published, and what it was made from.

    `secrets` are the confidential sources as editors wrote them.
    """

    investigation: Investigation
    outputs: Mapping[str, bytes]
    sheets: Mapping[str, Sheet]
    pages: Mapping[str, Page]
    secrets: tuple[Source, ...] = ()

    def place(self, path: str) -> Location:
        """The file of an output, as a fault of it is told."""
        return Location(f"site/{path}")

    def places(self, path: str, target: str) -> tuple[Location, ...]:
        """Every line on which an editor wrote a page's link to `target`; else the page's file."""
        page = self.pages.get(path)
        wanted = target.removeprefix("/")
        written = [link.location for link in page.links if link.target == wanted] if page else []
        return tuple(written) or (self.place(path),)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every output that is text, with its path."""
        for path, content in self.outputs.items():
            if path.rpartition(".")[2] in {"html", "xml", "json", "geojson", "csv", "txt", "js"}:
                yield path, content.decode()


def read_proof(
    investigation: Investigation,
    outputs: Sequence[Output],
    pages: Sequence[Page],
    secrets: tuple[Source, ...] = (),
) -> Proof:
    """Read every HTML file once."""
    sheets = {}
    for output in outputs:
        if output.path.endswith(".html"):
            reader = Reader(output.path)
            reader.feed(output.content.decode())
            reader.close()
            sheets[output.path] = reader.sheet
    return Proof(
        investigation,
        {output.path: output.content for output in outputs},
        sheets,
        {page.file: page for page in pages},
        secrets,
    )
