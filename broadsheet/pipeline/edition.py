"""The pipeline: what was planned becomes an edition: rendered, checked, and then published."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broadsheet import kept
from broadsheet.assets import Assets, build_assets, inline_parts
from broadsheet.cards import draw_cards
from broadsheet.check import check, read_proof
from broadsheet.editions import FOLDER as EDITIONS
from broadsheet.editions import GONE, SILENT, Publication, write_publication
from broadsheet.geography import places_script
from broadsheet.headers import headers_output
from broadsheet.load import CONTENT, Content
from broadsheet.lookup import FILE as SEARCH_INDEX
from broadsheet.maps import draw, leaflet_files, told_script
from broadsheet.model import Investigation, Source
from broadsheet.pages import PICTURES, Output
from broadsheet.photos import Photos, make_photos
from broadsheet.pipeline.script import Progress, Proofs, quiet, read_proofs, stop_at_errors, timed
from broadsheet.placeholders import WARNED, as_refused
from broadsheet.plan import Plan
from broadsheet.problems import BuildError, Location, Problem, in_reading_order
from broadsheet.publish import publish
from broadsheet.render import Mapper, Shell, in_turn, render, template_folders, templates_mark

CACHE = ".broadsheet"


@dataclass(frozen=True, slots=True)
class Edition:
    """A sound site that is not yet published, what was warned of, which articles are held back."""

    outputs: tuple[Output, ...]
    pages: int
    warnings: tuple[Problem, ...]
    held_back: tuple[str, ...] = ()
    publication: Publication | None = None
    """What is to be kept of it, where it is being published and shows anything new."""


def make(  # noqa: PLR0913  (settings, each by its name)
    root: Path,
    now: datetime.datetime,
    *,
    cache: Path | None = None,
    mapper: Mapper = in_turn,
    tell: Progress = quiet,
    content: Content | None = None,
    publishing: bool = False,
) -> Edition:
    """Every stage but the last. BuildError with every problem where the content has errors.

    `cache` is the folder that keeps what is slow to make (`root/.broadsheet` by default);
    it may be deleted at any time. `content` and `publishing` are those of `read_proofs`.
    """
    proofs = read_proofs(root, now, content=content, publishing=publishing, tell=tell)
    return finish(proofs, root, cache=cache, mapper=mapper, tell=tell)


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
    photos = timed("pictures", tell, lambda: make_pictures(root, folder, planned))
    told = (*script.warnings, *photos.problems)
    stop_at_errors(told)
    outputs, faults = timed(
        "render", tell, lambda: make_outputs(root, folder, found, planned, photos, mapper)
    )
    stop_at_errors((*told, *faults))
    late = timed("check", tell, lambda: check_outputs(found, planned, outputs, script.secrets))
    stop_at_errors((*told, *late))
    warnings = in_reading_order((*told, *late))
    shown = {article.id for article in found.articles}
    held = tuple(f"{a.id}.md" for a in script.found.articles if a.id not in shown)
    pages = sum(page.file.endswith(".html") for page in planned.pages)
    return Edition(outputs, pages, warnings, held, planned.publication)


def make_outputs(  # noqa: PLR0913, PLR0917  (what each kind of file is made from)
    root: Path, cache: Path, found: Investigation, planned: Plan, photos: Photos, mapper: Mapper
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """Every file of the site, and what the templates did wrong."""
    shell, made = make_shell(root, cache, found, planned, photos, planned.characters())
    rendered, faults = render((*planned.pages, *planned.scripts), shell, mapper)
    cards = draw_cards(planned.cards, tuple(map(Path, shell.folders)), cache)
    files = (*rendered, *planned.files, *made, *cards)
    return (*files, headers_output(file.path for file in files)), faults


def make_pictures(root: Path, cache: Path, planned: Plan) -> Photos:
    """The pictures that pages show, in the sizes that readers need."""
    return make_photos(root / CONTENT / PICTURES, planned.pictures, planned.images, cache)


def make_shell(  # noqa: PLR0913, PLR0917  (what pages are rendered with)
    root: Path, cache: Path, found: Investigation, planned: Plan, photos: Photos,
    characters: frozenset[str],
) -> tuple[Shell, tuple[Output, ...]]:  # fmt: skip
    """What every page is rendered with, and the files of `assets/` and of the pictures.

    `characters` are those that the typefaces must hold.
    """
    folders = template_folders(root)
    assets = make_assets(cache, folders, found, planned, characters)
    inline, mark = inline_parts(assets), templates_mark(folders)
    shell = Shell(
        planned.site, folders, assets.names, assets.styles, inline, photos.views, mark
    )  # fmt: skip
    return shell, (*assets.outputs, *photos.outputs)


def make_assets(
    cache: Path,
    folders: tuple[str, ...],
    found: Investigation,
    planned: Plan,
    characters: frozenset[str],
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
    return build_assets(paths, characters, extra, cache=cache)


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


def refuse_unfinished(edition: Edition) -> None:
    """BuildError where words are still to come in what would be published."""
    if any(problem.code == WARNED for problem in edition.warnings):
        raise BuildError(map(as_refused, edition.warnings))


def refuse_silent(edition: Edition) -> None:
    """BuildError where a published fact has changed untold, or a correction is taken back."""
    if any(problem.code in {SILENT, GONE} for problem in edition.warnings):
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
