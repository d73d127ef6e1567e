"""The examples of the codes, put into the small sound project and run.

The right text of an example takes its place in the project (where it stands already, where
a scene says, or at the end of its file); then the wrong one takes the place of the right.
What is told of each is what an editor would be told.
"""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from click.testing import CliRunner

from broadsheet.cli import command
from broadsheet.codes import COMMAND, FOLDER, Code
from broadsheet.pipeline import make, read_proofs
from broadsheet.problems import BuildError
from tests.desk import CACHE, CLOCK, NOW, ROOT
from tests.project import write_project
from tests.scenes import FINISHED, SCENES, SITE_FILES, WHOLE, Scene

LISTED = re.compile(r"(?P<name>\S+)(?: -> (?P<target>\S+)| \((?P<size>\d+) MB\)| \(read-only\))?")
TOLD = re.compile(r"^\S+: (?:error|warning)\[.+(?:\n  .+)?", re.MULTILINE)
SAVED_AS = re.compile(r", saved as (?P<encoding>\S+)$")
RUN = "python build.py "
FILLER = f"{' ' * 39}\n"


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
    write_project(root, scene.files)
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
        return tell(root, words)
    try:
        if code.where.startswith(SITE_FILES) or code.name in FINISHED:
            return [str(problem) for problem in make(root, NOW, cache=CACHE).warnings]
        return [str(problem) for problem in read_proofs(root, NOW).script.warnings]
    except BuildError as error:
        return [str(problem) for problem in error.problems]


def tell(root: Path, words: str) -> list[str]:
    """Run a command in a project and give back what it tells."""
    told_plainly = words.startswith(("serve", "geography", "new"))
    options = [] if told_plainly else ["--format", "json"]
    timeless = words.startswith(("serve", "geography", "rollback", "new"))
    options += [] if timeless else ["--clock", CLOCK]
    with contextlib.chdir(root):
        runner = CliRunner(env={"BROADSHEET_CACHE": str(CACHE)})
        done = runner.invoke(command, [*shlex.split(words), *options])
    if not options:
        return TOLD.findall(done.stderr)
    records = [json.loads(line) for line in done.stdout.splitlines() if line[:1] in {"[", "{"}]
    # `check` tells more than problems.
    lists = (record if isinstance(record, list) else record["problems"] for record in records)
    return [as_told(problem) for found in lists for problem in found]


def as_told(problem: Mapping[str, str | int]) -> str:
    """A problem for programs, as it is told to people."""
    place = ":".join(str(problem[name]) for name in ("file", "line", "column") if problem[name])
    first = f"{place}: {problem['severity']}[{problem['code']}]: {problem['message']}"
    return f"{first}\n  {problem['hint']}" if problem["hint"] else first
