"""The stages in their order: a folder becomes a site, or problems.

    load -> validate -> rules -> plan -> render -> check -> publish

Content is read to its end before anything stops, so that the problems of load, validate,
rules and prose are told in one run. Only `publish` writes.
"""

from __future__ import annotations

import datetime
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from broadsheet import kept
from broadsheet.assets import Assets, build_assets, inline_parts
from broadsheet.cards import draw_cards
from broadsheet.check import check, read_proof
from broadsheet.editions import (
    FOLDER as EDITIONS,
)
from broadsheet.editions import (
    NEVER,
    SILENT,
    History,
    Publication,
    find_misled,
    find_silent,
    read_publications,
    write_publication,
)
from broadsheet.feeds import zone
from broadsheet.figures import FigureValue
from broadsheet.geography import places_script
from broadsheet.load import CONTENT, Content, load
from broadsheet.load.pictures import clean_copy
from broadsheet.lookup import FILE as SEARCH_INDEX
from broadsheet.maps import draw, leaflet_files, told_script
from broadsheet.model import Investigation
from broadsheet.pages import Output
from broadsheet.plan import Plan, Reading, find_figures, plan, read_articles
from broadsheet.plan.public import is_public, public
from broadsheet.plan.site import HOME
from broadsheet.problems import BuildError, Location, Problem, errors, in_reading_order
from broadsheet.publish import publish
from broadsheet.render import Mapper, Shell, in_turn, render, template_folders
from broadsheet.rules import Case, apply_rules
from broadsheet.validate import validate
from broadsheet.validate.shapes import Locate

CACHE = ".broadsheet"
PROSE_NEEDS = frozenset({"agencies.yaml", "sources.yaml", "figures.yaml", "counties.geojson"})
"""The files that prose speaks of: without them it cannot be judged."""
T = TypeVar("T")
Progress = Callable[[str, float], None]
"""Told the name of each stage and the seconds it took."""


def quiet(_stage: str, _seconds: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A sound site that is not yet published, what was warned of, which articles are held back."""

    outputs: tuple[Output, ...]
    pages: int
    warnings: tuple[Problem, ...]
    held_back: tuple[str, ...] = ()
    publication: Publication | None = None
    """What is to be kept of it, where it is being published and shows anything new."""


def timed(name: str, tell: Progress, work: Callable[[], T]) -> T:
    """Do a stage's work and tell how long it took."""
    begun = time.perf_counter()
    result = work()
    tell(name, time.perf_counter() - begun)
    return result


def make(  # noqa: PLR0913  (settings, each by its name)
    root: Path,
    now: datetime.datetime,
    *,
    cache: Path | None = None,
    mapper: Mapper = in_turn,
    tell: Progress = quiet,
    publishing: bool = False,
) -> Edition:
    """Every stage but the last. BuildError with every problem where the content has errors.

    `cache` is the folder that keeps what is slow to make (`root/.broadsheet` by default);
    it may be deleted at any time. `publishing`: what changed since the site was last published
    is told in it, as of today.
    """
    folder = cache or root / CACHE
    content = timed("load", tell, lambda: load(root))
    history = History(read_publications(root))
    script = timed("validate", tell, lambda: read_content(content, now, history))
    found = public(script.found, now)
    today = now.astimezone(zone(found.site.time_zone)).date() if publishing else None
    past = replace(history, today=today)
    planned = timed("plan", tell, lambda: plan(found, script.readings, past, script.figures))
    script = replace(script, warnings=(*script.warnings, *told_of(found, planned, content.locate)))
    stop_at_errors(script.warnings)
    outputs, faults = timed(
        "render", tell, lambda: make_outputs(root, folder, found, planned, mapper)
    )
    stop_at_errors((*script.warnings, *faults))
    late = timed("check", tell, lambda: check_outputs(found, planned, outputs))
    stop_at_errors((*script.warnings, *late))
    warnings = in_reading_order((*script.warnings, *late))
    shown = {article.id for article in found.articles}
    held = tuple(f"{a.id}.md" for a in script.found.articles if a.id not in shown)
    return Edition(outputs, len(planned.pages), warnings, held, planned.publication)


def told_of(found: Investigation, planned: Plan, locate: Locate) -> Iterator[Problem]:
    """What is wrong with corrections of sentences, and which changes nobody told of."""
    yield from find_misled(found.corrections, planned.record, locate)
    yield from find_silent(found, planned.pages, planned.record, locate)


@dataclass(frozen=True, slots=True)
class Script:
    """Sound content: typed, proved and read, drafts included."""

    found: Investigation
    readings: Mapping[str, Reading]
    warnings: tuple[Problem, ...]
    figures: Mapping[str, FigureValue] = field(default_factory=dict)


def read_content(content: Content, now: datetime.datetime, history: History = NEVER) -> Script:
    """Type, prove and read everything that editors wrote; stop with all that is wrong."""
    validated = validate(content)
    problems = [*content.problems, *validated.problems]
    found = validated.investigation
    if found is None:
        raise BuildError(problems)
    problems += apply_rules(Case(found, validated.faulty, content.locate, now, history))
    if validated.faulty & PROSE_NEEDS:
        # Every mention of what stands there would be told as missing: first things first.
        raise BuildError(problems)
    figures, faults = find_figures(found, content.locate)
    hidden = frozenset(a.id for a in found.articles if not is_public(a, now))
    readings, told = read_articles(found, figures, content.locate, validated.faulty, hidden)
    problems += [*faults, *told, *front_page_faults(found, hidden, content.locate)]
    stop_at_errors(problems)
    return Script(found, readings, tuple(problems), figures)


def front_page_faults(
    found: Investigation, hidden: frozenset[str], locate: Locate
) -> Iterator[Problem]:
    """A site whose front page is held back has nothing to open with."""
    for article in found.articles:
        if article.id == HOME and HOME in hidden:
            field = "draft" if article.front.draft else "publish_at"
            message = f"the front page is held back by its '{field}'"
            hint = "publish it, or hold back the other articles only"
            yield Problem(locate(article.front.origin, field), "E068", message, hint)


def stop_at_errors(problems: Sequence[Problem]) -> None:
    """Go no further with an error at hand."""
    if errors(problems):
        raise BuildError(problems)


def make_outputs(
    root: Path, cache: Path, found: Investigation, planned: Plan, mapper: Mapper
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """Every file of the site, and what the templates did wrong."""
    folders = template_folders(root)
    assets = make_assets(cache, folders, found, planned)
    shell = Shell(planned.site, folders, assets.names, assets.styles, inline_parts(assets))
    rendered, faults = render(planned.pages, shell, mapper)
    pictures = (
        Output(f"media/{name}", clean_copy(root / CONTENT / "media" / name))
        for name in planned.pictures
    )
    cards = draw_cards(planned.cards, tuple(map(Path, folders)), cache)
    return (*rendered, *planned.files, *assets.outputs, *pictures, *cards), faults


def make_assets(
    cache: Path, folders: tuple[str, ...], found: Investigation, planned: Plan
) -> Assets:
    """Styles, scripts, fonts, Leaflet and the script that Folium writes."""
    leaflet = leaflet_files()
    extra = (
        ("leaflet.js", leaflet.script),
        ("live-map.css", leaflet.style),
        ("leaflet-LICENSE.txt", leaflet.license),
        ("map.js", f"{draw(planned.map, found.gazetteer)}{told_script(planned.map)}".encode()),
        ("places.js", places_script(found.gazetteer).encode()),
        (SEARCH_INDEX, planned.search),
    )
    paths = tuple(Path(folder) for folder in folders)
    return build_assets(paths, planned.characters(), extra, cache=cache)


def check_outputs(
    found: Investigation, planned: Plan, outputs: Sequence[Output]
) -> tuple[Problem, ...]:
    """What is wrong with the finished files."""
    return check(read_proof(found, outputs, planned.pages))


def build(  # noqa: PLR0913  (the same settings as `make`, and where to)
    root: Path, output: Path, now: datetime.datetime, *, cache: Path | None = None,
    mapper: Mapper = in_turn, tell: Progress = quiet,
) -> tuple[Edition, bool]:  # fmt: skip
    """Make the site and publish it; True if any byte of it had to be written."""
    edition = make(root, now, cache=cache, mapper=mapper, tell=tell)
    changed = timed("publish", tell, lambda: publish(edition.outputs, output, root))
    return edition, changed


def refuse_silent(edition: Edition) -> None:
    """BuildError where a published fact has changed and nobody tells of it."""
    if any(problem.code == SILENT for problem in edition.warnings):
        raise BuildError(edition.warnings)


def publish_edition(root: Path, output: Path, edition: Edition) -> tuple[bool, Path | None]:
    """Publish a site that was made for it, then keep what it shows; the file, if it is new."""
    changed = publish(edition.outputs, output, root)
    if edition.publication is None:
        return changed, None
    try:
        return changed, write_publication(root, edition.publication)
    except OSError as error:
        message = f"what was published cannot be kept: {error.strerror}"
        hint = "the site is written; run it again once the project's folder can be written to"
        raise BuildError([Problem(Location(EDITIONS), "E112", message, hint)]) from error


def clear_cache(root: Path, cache: Path | None = None) -> None:
    """Remove what is kept between builds, and its folder if nothing else is in it."""
    kept.clear(cache or root / CACHE)


@contextmanager
def borrowed_cache(root: Path, cache: Path | None) -> Iterator[Path]:
    """The cache that is there; where there is none, one that is forgotten at the end.

    A check writes nothing into a project that was never built.
    """
    own = cache or root / CACHE
    if own.is_dir():
        yield own
    else:
        with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
            yield Path(folder)
