"""What is recalled equals what is made anew, byte for byte, after each of a day's edits."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from broadsheet.load import load
from broadsheet.pipeline import Standing, make_pictures, make_shell, read_everything
from broadsheet.serve.galley import Galley, open_galley
from tests.golden.renew import CLOCK
from tests.previewing import ROOT, golden_copy

CACHE = ROOT / ".broadsheet"
CLEAN = """
import datetime, hashlib, sys
from pathlib import Path
from tests.test_standing import files_of, galley_of
from broadsheet.pipeline import Standing
for path, mark in files_of(galley_of(Path(sys.argv[1]), Standing())): print(path, mark)
"""
Edit = Callable[[Path], None]


def galley_of(root: Path, standing: Standing) -> Galley:
    """The site of a project as it is now, set with what is remembered."""
    proofs = read_everything(load(root), CLOCK)
    photos, letters = make_pictures(root, CACHE, proofs.plan), proofs.plan.characters()
    made = make_shell(root, CACHE, proofs.found, proofs.plan, photos, letters)
    galley = open_galley(1, proofs, photos.problems, made, standing)
    assert [path for path in galley.rest() if not isinstance(path, bytes)] == []
    standing.sweep()
    return galley


def files_of(galley: Galley) -> Iterator[tuple[str, str]]:
    """Every file by its path, with the hash of what is in it."""
    import hashlib  # noqa: PLC0415  (for the other process as well)

    for path, content in sorted(galley.made.items()):
        yield path, hashlib.sha256(content).hexdigest()


def replaced(name: str, old: str, new: str) -> Edit:
    """An edit of one place in a file, which must be there."""

    def edit(root: Path) -> None:
        file = root / "content" / name
        text = file.read_text(encoding="utf-8")
        assert old in text, (name, old)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def added(root: Path) -> None:
    (root / "content/story/extra.md").write_text("---\ntitle: Extra\n---\nWords.\n", "utf-8")


def renamed(root: Path) -> None:
    (root / "content/story/extra.md").rename(root / "content/story/other.md")


def deleted(root: Path) -> None:
    (root / "content/story/other.md").unlink()


def own_template(root: Path) -> None:
    (root / "templates").mkdir()
    ours = (ROOT / "templates/404.html").read_text("utf-8")
    (root / "templates/404.html").write_text(ours.replace("It may have", "It has"), "utf-8")


def own_style(root: Path) -> None:
    blocks = root / "templates/assets/css/blocks"
    blocks.mkdir(parents=True)
    (blocks / "page.css").write_text(".page { outline: 1px solid; }", "utf-8")


EDITS: tuple[Edit, ...] = (
    replaced("story/index.md", "kicker: Example", "kicker: Another"),
    replaced("agencies.yaml", "  name: ", "  name: New "),
    replaced("site.yaml", "  name: ", "  name: New "),
    added,
    renamed,
    deleted,
    own_template,
    own_style,
    replaced("story/index.md", "kicker: Another", "kicker: Example"),
)


def clean(root: Path) -> list[tuple[str, str]]:
    """The same from a process that remembers nothing."""
    done = subprocess.run(
        [sys.executable, "-c", CLEAN, str(root)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [(line.rpartition(" ")[0], line.rpartition(" ")[2]) for line in done.stdout.splitlines()]


def test_a_build_that_recalls_equals_a_clean_one_after_each_edit(tmp_path: Path) -> None:
    root, standing = golden_copy(tmp_path), Standing()
    before = list(files_of(galley_of(root, standing)))
    for number, edit in enumerate(EDITS):
        edit(root)
        after = list(files_of(galley_of(root, standing)))
        assert after != before, f"edit {number} changed nothing"
        assert after == clean(root), f"edit {number}"
        before = after


def test_what_no_build_asks_for_any_more_is_let_go() -> None:
    standing, made = Standing(), list[str]()

    def make() -> str:
        made.append("a")
        return "a"

    for _ in range(2):
        standing.kept("a", make)
        standing.sweep()
    assert made == ["a"]
    standing.sweep()
    standing.kept("a", make)
    assert made == ["a", "a"]
