"""Stage load: a folder becomes documents with positions. The only reader of content.

`load(root)` reads everything below `root/content` once. What comes out are plain values
(see `yamltree`), articles split in two, CSV rows, a GeoJSON tree and measured pictures,
each under the name of its file. `Content.locate` finds line and column when asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.load.columns import columns_of
from broadsheet.load.folder import find_files, shown
from broadsheet.load.frontmatter import FIRST_FRONT_LINE, Parts, split_article
from broadsheet.load.pictures import Measured, measure
from broadsheet.load.records import RECORDS_IN, Grid, in_two_places, no_table, read_records
from broadsheet.load.tables import Cells, Row, read_csv, read_json
from broadsheet.load.text import DATA_LIMIT, PROSE_LIMIT, read_text
from broadsheet.load.yamlplace import find_place
from broadsheet.load.yamltree import Value, read_yaml
from broadsheet.model import Origin
from broadsheet.problems import BuildError, Location, Problem, did_you_mean

__all__ = ["CONTENT", "REQUIRED", "Cells", "Content", "Document", "Parts", "load"]

CONTENT = "content"
REQUIRED = ("site", "agencies", "sources", "dictionary")
OPTIONAL = ("attempts", "figures", "timeline", "corrections", "factcheck", "waivers")
WORDS = "spelling.txt"
"""Words that are spelt as the newsroom means them, one a line; # begins a remark."""
FOLDERS = {
    "agencies": "files that end in .yaml",
    "story": "files that end in .md, and no folders",
    "geography": "counties.geojson, places.csv and zips.csv",
    "media": "pictures, and no folders",
}
TABLES = {
    "places": ("name", "county", "latitude", "longitude", "population"),
    "zips": ("zip", "place", "county", "latitude", "longitude"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file of YAML, the front matter of an article, or a table: its values and its text.

    A table of records has its `grid`, and is `torn` if some of its rows could not be read.
    """

    file: str
    value: Value
    text: str
    first_line: int = 1
    grid: Grid | None = None
    torn: bool = False


@dataclass(slots=True)
class Content:
    """All that `content/` holds, by the role of each file, and every problem so far."""

    root: Path
    documents: dict[str, list[Document]] = field(default_factory=dict)
    articles: dict[str, tuple[Document, Parts]] = field(default_factory=dict)
    tables: dict[str, tuple[str, list[Row]]] = field(default_factory=dict)
    boundaries: tuple[str, Any] | None = None
    pictures: list[Measured] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known_words: list[str] = field(default_factory=list)

    def locate(
        self, origin: Origin, *path: str | int, key: bool = False, offset: int = -1
    ) -> Location:
        """Where the value at `path` below an entry stands, its key, or a word inside it."""
        document = self.document(origin.file)
        if document is None:
            return Location(origin.file)
        if document.grid:
            return Location(origin.file, *document.grid.find((*origin.path, *path), offset))
        line, column = find_place(document.text, (*origin.path, *path), key=key, offset=offset)
        return Location(origin.file, line + document.first_line - 1 if line else 0, column)

    @property
    def records(self) -> str:
        """The file, below content/, that `records` of site.yaml names; empty where none is."""
        sites = self.documents.get("site", [])
        value = sites[0].value if sites else None
        named = value.get("records") if isinstance(value, dict) else None
        return named.strip() if isinstance(named, str) else ""

    def document(self, file: str) -> Document | None:
        """The YAML of a file."""
        known = [entry for group in self.documents.values() for entry in group]
        known += [front for front, _ in self.articles.values()]
        return next((entry for entry in known if entry.file == file), None)


def load(root: Path) -> Content:
    """Read `root/content`; what is wrong is in `problems`, and nothing raises but its absence."""
    folder = root / CONTENT
    if not folder.is_dir():
        message = "there is no content/ in this folder"
        hint = "run Broadsheet in a project's folder, or name one with --root"
        raise BuildError([Problem(Location(CONTENT), "E010", message, hint)])
    content = Content(root)
    files, faults = find_files(folder, root)
    content.problems += faults
    for path in sorted(files, key=lambda path: path != folder / "site.yaml"):
        load_file(content, path)
    if content.records:
        load_records(content, files)
    present = set(content.documents)
    content.problems += [
        Problem(Location(f"{CONTENT}/{name}.yaml"), "E010", "this file is missing")
        for name in REQUIRED
        if name not in present
    ]
    return content


def load_file(content: Content, path: Path) -> None:
    """Read one file by its place in the folder."""
    parts = path.relative_to(content.root / CONTENT).parts
    name = shown(path, content.root)
    if path.stem.upper() == "README" or name == f"{CONTENT}/{content.records}":
        return
    top, suffix, flat = parts[0], path.suffix, len(parts) == len(("folder", "file"))
    if len(parts) == 1 and suffix == ".yaml" and path.stem in REQUIRED + OPTIONAL:
        load_yaml(content, path, name, path.stem)
    elif parts == (WORDS,):
        load_words(content, path, name)
    elif top == "agencies" and suffix == ".yaml":
        load_yaml(content, path, name, "agencies")
    elif top == "story" and suffix == ".md" and flat:
        load_article(content, path, name)
    elif top == "geography" and path.name == "counties.geojson" and flat:
        load_boundaries(content, path, name)
    elif top == "geography" and suffix == ".csv" and path.stem in TABLES and flat:
        load_table(content, path, name)
    elif top == "media" and flat:
        picture, problems = measure(path, name)
        content.problems += problems
        content.pictures += [picture] if picture else []
    else:
        content.problems.append(nobody_reads(parts, name))


def load_records(content: Content, files: tuple[Path, ...]) -> None:
    """Read the records from the table that site.yaml names, and from no other file."""
    name = f"{CONTENT}/{content.records}"
    unread = content.documents.pop("agencies", [])
    content.problems += [in_two_places(document.file, name) for document in unread]
    group = content.documents.setdefault("agencies", [])
    path = next((path for path in files if shown(path, content.root) == name), None)
    text = None
    if not path or path.suffix.casefold() not in RECORDS_IN:
        place = content.locate(Origin(f"{CONTENT}/site.yaml"), "records")
        below = [shown(path, content.root).removeprefix(f"{CONTENT}/") for path in files]
        content.problems.append(no_table(content.records, place, below))
    else:
        text = text_of(content, path, name, DATA_LIMIT)
    if text is None:
        group.append(Document(name, None, ""))
        return
    words = content.documents.get("dictionary", [])
    table = read_records(text, name, columns_of(words[0].value if words else None))
    content.problems += table.problems
    group.append(Document(name, table.records, text, grid=table.grid, torn=table.torn))


def nobody_reads(parts: tuple[str, ...], name: str) -> Problem:
    """A file that has no place in content/ is most likely misspelled."""
    message = "nothing reads this file"
    if len(parts) > 1 and parts[0] in FOLDERS:
        hint = f"{parts[0]}/ holds {FOLDERS[parts[0]]}"
        return Problem(Location(name), "E017", message, hint)
    if len(parts) == 1 and name.casefold().endswith(RECORDS_IN):
        hint = f"if the records stand in it, write 'records: {parts[0]}' into site.yaml"
        return Problem(Location(name), "E017", message, hint)
    files = [*(f"{stem}.yaml" for stem in REQUIRED + OPTIONAL), WORDS]
    expected = files + [f"{f}/" for f in FOLDERS]
    hint = did_you_mean(parts[-1] if len(parts) == 1 else f"{parts[0]}/", expected)
    return Problem(Location(name), "E017", message, hint or f"content/ holds {', '.join(expected)}")


def text_of(content: Content, path: Path, name: str, limit: int) -> str | None:
    """A file's text; None where it has problems, which are kept."""
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        message, hint = f"this file cannot be read: {error.strerror}", "save it again"
        content.problems.append(Problem(Location(name), "E014", message, hint))
        return None
    text, problems = read_text(raw, name, limit)
    content.problems += problems
    return None if problems else text


def load_yaml(content: Content, path: Path, name: str, role: str) -> None:
    """Read a YAML file into its role."""
    group = content.documents.setdefault(role, [])
    text = text_of(content, path, name, DATA_LIMIT)
    if text is None:
        group.append(Document(name, None, ""))
        return
    value, problems = read_yaml(text, name)
    content.problems += problems
    group.append(Document(name, value, text))


def load_words(content: Content, path: Path, name: str) -> None:
    """Read the words that the newsroom spells as it does on purpose."""
    text = text_of(content, path, name, PROSE_LIMIT) or ""
    lines = (line.partition("#")[0] for line in text.split("\n"))
    content.known_words += [word for line in lines for word in line.split()]


def load_article(content: Content, path: Path, name: str) -> None:
    """Read an article; one that cannot be read keeps its place, so that nobody misses it."""
    content.articles[path.stem] = (Document(name, None, ""), Parts(None, "", "", 1))
    text = text_of(content, path, name, PROSE_LIMIT)
    if text is None:
        return
    parts, problems = split_article(text, name)
    content.problems += problems
    if parts:
        front = Document(name, parts.front, parts.front_text, FIRST_FRONT_LINE)
        content.articles[path.stem] = (front, parts)


def load_boundaries(content: Content, path: Path, name: str) -> None:
    """Read the boundaries of the counties."""
    text = text_of(content, path, name, DATA_LIMIT)
    if text is not None:
        tree, problems = read_json(text, name)
        content.problems += problems
        content.boundaries = None if problems else (name, tree)


def load_table(content: Content, path: Path, name: str) -> None:
    """Read a table of the gazetteer."""
    text = text_of(content, path, name, DATA_LIMIT)
    if text is not None:
        rows, problems = read_csv(text, name, TABLES[path.stem])
        content.problems += problems
        content.tables[path.stem] = (name, rows)
