"""What the examples of the codes need around them, in the small sound project."""

from __future__ import annotations

import contextlib
import datetime
import io
import shutil
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from filelock import FileLock
from PIL import Image

from broadsheet.destinations import FolderDestination
from broadsheet.editions import History, read_publications, write_publication
from broadsheet.load import load
from broadsheet.pipeline import read_content
from broadsheet.plan import plan
from broadsheet.plan.public import public
from tests import shipment
from tests.desk import CACHE, NOW, run, sign_everything
from tests.project import AGENCIES, CORRECTIONS, SITE, SOURCES, STORY

FINISHED = frozenset({"E102", "E107"})
"""Codes of content that only the finished pages show."""
SITE_FILES = "templates/"
WHOLE = frozenset({"E101", "E104", "E105", "E109"})
"""Codes whose example is all of a template, so that its lines are not those of ours."""

ENDLESS = {"E114": "a preview runs until it is stopped"}
"""Codes whose right example cannot be run to its end, and why."""
BEYOND: Mapping[str, str] = {
    "E155": "it takes a remote and two who publish at once",
    "E162": "a picture that moves would have to be drawn",
    "W164": "a picture of many megabytes would have to be drawn",
    "W175": "a picture of six megabytes would have to be drawn",
    "W177": "another site would have to be asked",
    "W178": "another site would have to be asked",
}
"""Codes that no scene can show, and why: a test of their own must show them."""
CALM = contextlib.nullcontext
FIRST, SECOND = datetime.date(2026, 11, 20), datetime.date(2026, 11, 22)


def nothing(root: Path) -> None:
    """Do no more."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an example needs around it."""

    place: str = ""
    """What the right text takes the place of, where it does not stand in the project."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    before: Callable[[Path], None] = nothing
    """Done before the right text is in its place."""
    after: Callable[[Path], None] = nothing
    """Done after it is."""
    command: str = ""
    """What is run, where it is not the reading of the content."""
    amid: Callable[[Path], AbstractContextManager[object]] = CALM
    """What goes on while the wrong example is run."""
    leaves: frozenset[str] = frozenset()
    """Errors that remain when this one is mended."""


def picture(form: str) -> bytes:
    """A small picture."""
    held = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(held, form)
    return held.getvalue()


def article(title: str) -> str:
    """A small sound article."""
    return f"---\ntitle: {title}\n---\nIt says little. [@first-list]\n"


def publish(root: Path, day: datetime.date = FIRST) -> None:
    """Keep what a project shows, as if it had been published on that day."""
    history = History(read_publications(root), day)
    script = read_content(load(root), NOW, history)
    planned = plan(public(script.found, NOW), script.readings, history, script.figures)
    assert planned.publication is not None
    write_publication(root, planned.publication)


def change(root: Path, file: str, old: str, new: str) -> None:
    """Edit a text that stands once in a file of the project."""
    path = root / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), "utf-8")


def published_and_denied(root: Path) -> None:
    """Publish the project; then the reply turns out to have been another."""
    publish(root)
    change(root, "content/agencies.yaml", "category: confirmed", "category: denied")


def published_again(root: Path) -> None:
    """Publish the project for the second time."""
    publish(root, SECOND)


def full_disk(_: Path) -> AbstractContextManager[object]:
    """A disk with no room left."""
    return mock.patch("os.fsync", side_effect=OSError(28, "No space left on device"))


def closed_disk(_: Path) -> AbstractContextManager[object]:
    """A disk on which nobody may write."""
    return mock.patch("os.fsync", side_effect=OSError(13, "Permission denied"))


def another_build(root: Path) -> AbstractContextManager[object]:
    """A build that is writing the site."""
    return FileLock(root / ".site.broadsheet.lock")


def no_packages(_: Path) -> AbstractContextManager[object]:
    """The packages of the gazetteers are not installed."""
    return mock.patch("broadsheet.gazetteers.find_spec", return_value=None)


def no_geography(root: Path) -> None:
    """Take away the small project's own."""
    shutil.rmtree(root / "content" / "geography")


def taken_ports(_: Path) -> AbstractContextManager[object]:
    """Programs that hold every port that is tried."""
    return mock.patch("broadsheet.preview.Preview.listen", return_value=None)


def build_site(root: Path) -> None:
    """Write the site of the project into its folder."""
    run("build", "--root", root, "--output", root / "site", "--cache", CACHE)


def no_programs(_: Path) -> AbstractContextManager[object]:
    """A system without the programs that a destination needs."""
    return mock.patch("shutil.which", return_value=None)


def photographs(root: Path) -> None:
    """Put a folder of somebody else beside the project."""
    folder = root.parent / "photos"
    folder.mkdir(exist_ok=True)
    (folder / "holiday.jpg").write_bytes(picture("JPEG"))


def live_twice(root: Path) -> None:
    """Publish two small sites into a folder beside the project."""
    folder = root.parent / "live"
    shutil.rmtree(folder, ignore_errors=True)
    for number in (1, 2):
        FolderDestination(folder).send(shipment.site(number), NOW)


PAID = "  spending:\n    amount: 48213\n    sources: [gazette-2020]\n  statements:\n"
EVENT = "- date: 2020-03-05\n  event: Alderton Police pays $48,213.\n  sources: [gazette-2020]\n"
MENDED = """\
- id: spending
  date: 2026-11-22
  datum: agencies/alderton-police.spending_amount
  was: 48213
  is: 48214
"""


def published_and_mended(root: Path) -> None:
    """Publish a payment, and correct it in the record alone."""
    change(root, "content/timeline.yaml", "48,214", "48,213")
    publish(root)
    change(root, "content/agencies.yaml", "48213", "48214")
    (root / "content/corrections.yaml").write_text(MENDED, "utf-8")
    change(root, "content/timeline.yaml", "48,213", "48,214")


MEMO = {"media/memo.png": picture("PNG")}
SHOWN = f"{STORY}\n/// figure | memo.png\n    alt: A\n    caption: A.\n    credit: A\n///\n"
COUNCIL = f"{SOURCES}- id: council-minutes\n  title: The minutes\n  outlet: The Council\n"
RETURNED = Scene(command="sign --import returned.csv")
CHECKED = Scene(command="check")
RELEASED = Scene(command="release", after=sign_everything)
UNRELEASED = "publish --to ../live --dry-run"
DENIED = Scene(before=published_and_denied)

TABLE = """\
id,name,kind,place,county,statewide,sources,reply_category,updated
alderton-police,Alderton Police,police,Alderton,Alder,,gazette-2020,confirmed,2020-05-01
birch-sheriff,Birch County Sheriff,sheriff,,Birch,,,,2020-05-01
state-bureau,Testland Bureau,police,,,yes,gazette-2020,denied,2020-05-01
"""
LISTED = """\
id,name,kind,statewide,listed_by,listed_basis,sources,updated
alderton-police,Alderton Police,police,yes,,,,2020-05-01
state-bureau,Testland Bureau,police,yes,A; B; C,Each of them says so.,first-list,2020-05-01
"""


def without_yaml(root: Path) -> None:
    """Let the table alone hold the records."""
    (root / "content/agencies.yaml").unlink()


def with_spreadsheets(root: Path) -> None:
    """Put spreadsheets into the project's folder, one of them damaged, and how one is read."""
    (root / "homes.xlsx").write_bytes(b"PK damaged")
    (root / "homes.csv").write_text("Name,Town\nCrossways Police,Crossways\n", "utf-8")
    (root / "imports").mkdir(exist_ok=True)
    (root / "imports/homes.yaml").write_text('columns:\n  "Town": "place"\n', "utf-8")


IN_A_TABLE = Scene(
    files={"site.yaml": f"{SITE}records: homes.csv\n", "homes.csv": TABLE}, before=without_yaml
)
IN_ANOTHER = Scene(
    files={"site.yaml": f"{SITE}records: listed.csv\n", "listed.csv": LISTED}, before=without_yaml
)
BROUGHT = Scene(before=with_spreadsheets)

SCENES: Mapping[str, Scene] = {
    "E011": Scene("      by: Ada Alder, chief"),
    "E014": Scene(files={"story/old.md": article("What was")}),
    "E015": Scene(files={"story/methodology.md": article("How we counted"),
                         "story/methods.md": article("What we used")}),
    "E016": Scene(files=MEMO),
    "E021": Scene("title: What the list says"),
    "W021": Scene("title: What the list says"),
    "E057": Scene("  county: Birch"),
    "E065": Scene("  count: agencies"),
    "E066": Scene(files=MEMO),
    "E077": Scene(files=MEMO),
    "W061": Scene("- date: 2020-04-01\n  event: Alderton stops.\n  agencies: [alderton-police]\n"
                  "  sources: [gazette-2020]", {"sources.yaml": COUNCIL}),
    "E181": IN_A_TABLE,
    "E182": IN_A_TABLE,
    "E183": Scene(files={"homes.csv": TABLE}, leaves=frozenset({"E017"})),
    "E184": IN_A_TABLE,
    "E185": IN_A_TABLE,
    "E186": IN_ANOTHER,
    "E187": BROUGHT,
    "E188": Scene(before=with_spreadsheets, command="import homes.csv --dry-run"),
    "E189": BROUGHT,
    "E103": Scene(files={**MEMO, "story/index.md": SHOWN}),
    "E107": Scene("- id: alderton-police\n  name: Alderton Police"),
    "E112": Scene(amid=full_disk),
    "E113": Scene(amid=another_build),
    "E114": Scene(amid=taken_ports),
    "E122": RETURNED,
    "E123": RETURNED,
    "E124": RETURNED,
    "E125": Scene(command="sign figures.named --by Ada --note so"),
    "E126": Scene(files={"factcheck.yaml": "[]\n"}, amid=closed_disk,
                  command="sign figures.named --by Ada --note so"),
    "E127": Scene(before=build_site),
    "E131": Scene(command="release", before=sign_everything, leaves=frozenset({"E132"})),
    "E132": RELEASED,
    "E133": RELEASED,
    "E134": RELEASED,
    "E135": RELEASED,
    "E152": Scene(before=photographs),
    "E153": Scene(amid=no_programs),
    "E156": Scene(command=UNRELEASED, after=sign_everything),
    "W151": Scene(command=f"{UNRELEASED} --unreleased", after=sign_everything),
    "E157": Scene(before=live_twice),
    "W191": Scene("authors: [An Invented Reporter]"),
    "E161": Scene(files={"media/march.png": picture("PNG")}),
    "W163": Scene(files=MEMO),
    "E191": Scene("authors: [An Invented Reporter]", command="publish"),
    "E192": Scene(CORRECTIONS.strip(), command='new correction "It was wrong."'),
    "E195": Scene(before=no_geography),
    "E196": Scene(before=no_geography, amid=no_packages),
    "W143": DENIED,
    "E144": Scene(before=publish),
    "W145": DENIED,
    "W146": Scene(files={"agencies.yaml": AGENCIES.replace("  statements:\n", PAID, 1),
                         "timeline.yaml": EVENT.replace("213", "214")},
                  after=published_and_mended),
    "W147": Scene(before=published_and_denied, after=published_again),
    **dict.fromkeys(("W171", "W172", "W173", "W174", "W176"), CHECKED),
    "W179": Scene(command="check", files=MEMO),
}  # fmt: skip
