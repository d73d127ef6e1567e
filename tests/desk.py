"""The desk of the tests: a small site, its book of claims, and the command line at hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from broadsheet.cli import command
from broadsheet.factcheck import Book, Signature, open_book, record_checks, sign_claims
from tests.project import Edit, write_project

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
CLOCK = NOW.isoformat()
ROOT = Path(__file__).parents[1]
# The cuts of the typefaces are slow to make and the same for all.
CACHE = ROOT / ".broadsheet"
ADA = Signature("Ada Alder", datetime.date(2026, 11, 24), "it needs none")


def run(*words: str | Path) -> Result:
    """Run a command as an editor does, on the day of the tests."""
    return CliRunner().invoke(command, [*map(str, words), "--clock", CLOCK])


def book_of(
    root: Path, edits: Iterable[Edit] = (), more: Mapping[str, str | bytes | None] | None = None
) -> Book:
    """Write the sound project, edited, and open its book."""
    return open_book(write_project(root, more, edits), NOW)


def sign_everything(root: Path, signature: Signature = ADA) -> None:
    """Let somebody sign every claim of a project."""
    book = open_book(root, NOW)
    names = [line.claim.id for line in book.states.lines]
    record_checks(root, book, sign_claims(book, names, signature))


def change(root: Path, file: str, old: str, new: str) -> None:
    """Edit a text that stands exactly once in a file of content/."""
    path = root / "content" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def record_of(root: Path) -> str:
    """What content/factcheck.yaml says."""
    return (root / "content" / "factcheck.yaml").read_text(encoding="utf-8")
