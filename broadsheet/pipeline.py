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
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from broadsheet import kept
from broadsheet.assets import Assets, build_assets, inline_parts
from broadsheet.cards import draw_cards
from broadsheet.check import check, read_proof
from broadsheet.geography import places_script
from broadsheet.load import CONTENT, Content, load
from broadsheet.load.pictures import clean_copy
from broadsheet.lookup import FILE as SEARCH_INDEX
from broadsheet.maps import draw, leaflet_files, told_script
from broadsheet.model import Investigation, Source
from broadsheet.pages import Output
from broadsheet.plan import Plan, Reading, find_figures, plan, read_articles
from broadsheet.plan.confidential import without_confidential
from broadsheet.plan.public import is_public, public
from broadsheet.plan.site import HOME
from broadsheet.problems import BuildError, Problem, errors, in_reading_order
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


def timed(name: str, tell: Progress, work: Callable[[], T]) -> T:
    """Do a stage's work and tell how long it took."""
    begun = time.perf_counter()
    result = work()
    tell(name, time.perf_counter() - begun)
    return result


def make(  # noqa: PLR0913  (the same settings as a build, and what was loaded already)
    root: Path,
    now: datetime.datetime,
    *,
    cache: Path | None = None,
    mapper: Mapper = in_turn,
    tell: Progress = quiet,
    content: Content | None = None,
) -> Edition:
    """Every stage but the last. BuildError with every problem where the content has errors.

    `cache` is the folder that keeps what is slow to make (`root/.broadsheet` by default);
    it may be deleted at any time. `content` is what was loaded already, if it was.
    """
    loaded = content or timed("load", tell, lambda: load(root))
    proofs = read_proofs(loaded, now, tell=tell)
    return finish(proofs, root, cache=cache, mapper=mapper, tell=tell)


def read_proofs(content: Content, now: datetime.datetime, *, tell: Progress = quiet) -> Proofs:
    """Validate, rules and plan. BuildError with every problem where there are errors."""
    script = timed("validate", tell, lambda: read_content(content, now))
    found = public(script.found, now)
    return Proofs(content, script, found, timed("plan", tell, lambda: plan(found, script.readings)))


def finish(
    proofs: Proofs,
    root: Path,
    *,
    cache: Path | None = None,
    mapper: Mapper = in_turn,
    tell: Progress = quiet,
) -> Edition:
    """Render and check what was planned."""
    script, found, planned, folder = proofs.script, proofs.found, proofs.plan, cache or root / CACHE
    outputs, faults = timed(
        "render", tell, lambda: make_outputs(root, folder, found, planned, mapper)
    )
    stop_at_errors((*script.warnings, *faults))
    late = timed("check", tell, lambda: check_outputs(found, planned, outputs, script.secrets))
    stop_at_errors((*script.warnings, *late))
    warnings = in_reading_order((*script.warnings, *late))
    shown = {article.id for article in found.articles}
    held = tuple(f"{a.id}.md" for a in script.found.articles if a.id not in shown)
    pages = sum(page.file.endswith(".html") for page in planned.pages)
    return Edition(outputs, pages, warnings, held)


@dataclass(frozen=True, slots=True)
class Script:
    """Sound content: typed, proved and read, drafts included.

    `found` has no word of a confidential source; `secrets` are those, for the check alone.
    """

    found: Investigation
    readings: Mapping[str, Reading]
    warnings: tuple[Problem, ...]
    secrets: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Proofs:
    """Sound content with what is public of it and the plan of that, before it is rendered."""

    content: Content
    script: Script
    found: Investigation
    plan: Plan


def read_content(content: Content, now: datetime.datetime, *, as_public: bool = False) -> Script:
    """Type, prove and read everything that editors wrote; stop with all that is wrong.

    `as_public` reads what is held back as if it were out: for those who are told before.
    """
    validated = validate(content)
    problems = [*content.problems, *validated.problems]
    found = validated.investigation
    if found is None:
        raise BuildError(problems)
    problems += apply_rules(Case(found, validated.faulty, content.locate, now))
    if validated.faulty & PROSE_NEEDS:
        # Every mention of what stands there would be told as missing: first things first.
        raise BuildError(problems)
    hidden = frozenset(a.id for a in found.articles if not as_public and not is_public(a, now))
    told = without_confidential(found, hidden)
    figures, faults = find_figures(told.found, content.locate)
    readings, heard = read_articles(
        told.found, figures, content.locate, validated.faulty, hidden, told.names
    )
    problems += [*faults, *heard, *front_page_faults(found, hidden, content.locate)]
    stop_at_errors(problems)
    return Script(told.found, readings, tuple(problems), told.secrets)


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
    rendered, faults = render((*planned.pages, *planned.scripts), shell, mapper)
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
    found: Investigation, planned: Plan, outputs: Sequence[Output], secrets: tuple[Source, ...] = ()
) -> tuple[Problem, ...]:
    """What is wrong with the finished files; `secrets` are the sources that none may show."""
    return check(read_proof(found, outputs, planned.pages, secrets))


def build(  # noqa: PLR0913  (the same settings as `make`, and where to)
    root: Path, output: Path, now: datetime.datetime, *, cache: Path | None = None,
    mapper: Mapper = in_turn, tell: Progress = quiet,
) -> tuple[Edition, bool]:  # fmt: skip
    """Make the site and publish it; True if any byte of it had to be written."""
    edition = make(root, now, cache=cache, mapper=mapper, tell=tell)
    changed = timed("publish", tell, lambda: publish(edition.outputs, output, root))
    return edition, changed


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
