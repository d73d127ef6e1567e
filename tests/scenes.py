"""The examples of the codes, put into the small sound project and run.

The right text of an example takes its place in the project (where it stands already, where
a scene says, or at the end of its file); then the wrong one takes the place of the right.
What is told of each is what an editor would be told.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from click.testing import CliRunner
from filelock import FileLock
from PIL import Image

from broadsheet.cli import command
from broadsheet.codes import COMMAND, FOLDER, Code
from broadsheet.editions import History, read_publications, write_publication
from broadsheet.load import load
from broadsheet.pipeline import make, read_content, read_proofs
from broadsheet.plan import plan
from broadsheet.plan.public import public
from broadsheet.problems import BuildError
from tests.desk import CACHE, CLOCK, NOW, ROOT, sign_everything
from tests.project import AGENCIES, SOURCES, STORY, Edit, write_project

FIRST, SECOND = datetime.date(2026, 11, 20), datetime.date(2026, 11, 22)
LISTED = re.compile(r"(?P<name>\S+)(?: -> (?P<target>\S+)| \((?P<size>\d+) MB\)| \(read-only\))?")
TOLD = re.compile(r"^\S+: (?:error|warning)\[.+(?:\n  .+)?", re.MULTILINE)
SAVED_AS = re.compile(r", saved as (?P<encoding>\S+)$")
RUN = "python build.py "
FINISHED = frozenset({"E102", "E107"})
"""Codes of content that only the finished pages show."""
SITE_FILES = "templates/"
WHOLE = frozenset({"E101", "E104", "E105", "E109"})
"""Codes whose example is all of a template, so that its lines are not those of ours."""

ENDLESS = {"E114": "a preview runs until it is stopped"}
"""Codes whose right example cannot be run to its end, and why."""
BEYOND: Mapping[str, str] = {}
"""Codes that no scene can show, and why: a test of their own must show them."""
FILLER = f"{'It says little. ' * 2500}[@first-list]\n\n"
CALM = contextlib.nullcontext


def nothing(root: Path) -> None:
    """Do no more."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an example needs around it."""

    place: str = ""
    """What the right text takes the place of, where it does not stand in the project."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
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


def taken_ports(_: Path) -> AbstractContextManager[object]:
    """Programs that hold every port that is tried."""
    return mock.patch("broadsheet.preview.Preview.listen", return_value=None)


def build_site(root: Path) -> None:
    """Write the site of the project into its folder."""
    run(root, "build --output site")


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
RELEASED = Scene(command="release", after=sign_everything)
DENIED = Scene(before=published_and_denied)

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
    "W143": DENIED,
    "E144": Scene(before=publish),
    "W145": DENIED,
    "W146": Scene(files={"agencies.yaml": AGENCIES.replace("  statements:\n", PAID, 1),
                         "timeline.yaml": EVENT.replace("213", "214")},
                  after=published_and_mended),
    "W147": Scene(before=published_and_denied, after=published_again),
}  # fmt: skip


def told_of_wrong(root: Path, code: Code) -> list[str]:
    """What is told where the wrong text of an example stands."""
    set_up(root, code)
    spoil(root, code)
    with SCENES.get(code.name, Scene()).amid(root):
        return told(root, code, code.wrong)


def told_of_right(root: Path, code: Code) -> list[str]:
    """What is told where the right one stands."""
    set_up(root, code)
    return told(root, code, code.right)


# ------------------------------------------------------------------------ setting up


def set_up(root: Path, code: Code) -> None:
    """Write the project with the right text in its place."""
    scene = SCENES.get(code.name, Scene())
    write_project(root, scene.files, scene.edits)
    if code.where.startswith(SITE_FILES):
        (root / code.where).parent.mkdir(parents=True)
        if code.name not in WHOLE:
            shutil.copy(ROOT / code.where, root / code.where)
    scene.before(root)
    if code.where == FOLDER:
        lay_out(root, code.right)
    elif code.where != COMMAND:
        put(root / file_of(code), code.right, scene.place)
    scene.after(root)


def file_of(code: Code) -> str:
    """The file in which an example stands."""
    return SAVED_AS.sub("", code.where)


def put(path: Path, right: str, place: str) -> None:
    """Put a text into a file, unless it stands there: at its place, at the end, or as all of it."""
    text = path.read_text("utf-8") if path.exists() else ""
    bare = right.rstrip("\n")
    if place:
        assert text.count(place) == 1, f"{place!r} stands {text.count(place)} times in {path}"
        path.write_text(text.replace(place, bare), "utf-8")
    elif bare not in text:
        between = "\n" if text and path.suffix == ".md" else ""
        path.write_text(f"{text}{between}{right}", "utf-8")


def spoil(root: Path, code: Code) -> None:
    """Let the wrong text take the place of the right one."""
    if code.where == FOLDER:
        lay_out(root, code.wrong, instead_of=code.right)
    elif code.where != COMMAND:
        path, bare = root / file_of(code), code.right.rstrip("\n")
        text = path.read_text("utf-8")
        assert text.count(bare) == 1, f"{bare!r} stands {text.count(bare)} times in {path}"
        saved = SAVED_AS.search(code.where)
        wrong = text.replace(bare, code.wrong.rstrip("\n"))
        path.write_bytes(wrong.encode(saved["encoding"] if saved else "utf-8"))


def lay_out(root: Path, listing: str, instead_of: str = "") -> None:
    """Let the folder hold what a listing names, and not what another one named."""
    wanted, had = (dict(named(text)) for text in (listing, instead_of))
    gone, new = sorted(had.keys() - wanted.keys()), sorted(wanted.keys() - had.keys())
    for old, fresh in zip(gone, new, strict=False):
        (root / old).rename(root / fresh)
    for old in gone[len(new) :]:
        (root / old).unlink()
    for name, (target, size) in wanted.items():
        if target:
            (root / name).unlink()
            (root / name).symlink_to(target)
        if size:
            text = (root / name).read_text("utf-8").rstrip("\n")
            (root / name).write_text(f"{text}\n{FILLER * (size // len(FILLER))}", "utf-8")
        assert target or (root / name).is_file(), name


def named(listing: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Each file of a listing, with what it leads to and how large it is, if that is said."""
    for line in listing.splitlines():
        found = LISTED.fullmatch(line)
        assert found, line
        yield found["name"], (found["target"] or "", int(found["size"] or 0) * 1_000_000)


# ------------------------------------------------------------------------ running


def told(root: Path, code: Code, example: str) -> list[str]:
    """Every problem that an editor is told of the project."""
    scene = SCENES.get(code.name, Scene())
    if code.where == COMMAND or scene.command:
        words = scene.command or example.strip().rpartition(RUN)[2]
        return run(root, words)
    try:
        if code.where.startswith(SITE_FILES) or code.name in FINISHED:
            return [str(problem) for problem in make(root, NOW, cache=CACHE).warnings]
        return [str(problem) for problem in read_proofs(root, NOW).script.warnings]
    except BuildError as error:
        return [str(problem) for problem in error.problems]


def run(root: Path, words: str) -> list[str]:
    """Run a command in a project and give back what it tells."""
    options = [] if words.startswith("serve") else ["--format", "json", "--clock", CLOCK]
    with contextlib.chdir(root):
        runner = CliRunner(env={"BROADSHEET_CACHE": str(CACHE)})
        done = runner.invoke(command, [*shlex.split(words), *options])
    if not options:
        return TOLD.findall(done.stderr)
    records = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    return [as_told(problem) for record in records for problem in record]


def as_told(problem: Mapping[str, str | int]) -> str:
    """A problem for programs, as it is told to people."""
    place = ":".join(str(problem[name]) for name in ("file", "line", "column") if problem[name])
    first = f"{place}: {problem['severity']}[{problem['code']}]: {problem['message']}"
    return f"{first}\n  {problem['hint']}" if problem["hint"] else first
