"""Room: fact-checking. What stands between a sound site and its release, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.editions import SILENT
from broadsheet.factcheck.book import Book
from broadsheet.factcheck.drafts import draft_words
from broadsheet.factcheck.states import Line
from broadsheet.factcheck.verbs import typed
from broadsheet.model import Article
from broadsheet.pipeline import Edition
from broadsheet.placeholders import WARNED, as_refused
from broadsheet.problems import Problem

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Things of one kind that stand in the way, and how to clear them away."""

    title: str
    problems: tuple[Problem, ...]
    clear: str


def find_obstacles(book: Book, edition: Edition) -> tuple[Obstacle, ...]:
    """All that stands in the way, a group a kind; empty where the site may go out."""
    lines = [line for line in book.states.lines if line.claim.page not in book.held]
    reopened = [line for line in lines if line.is_reopened]
    fresh = [line for line in lines if not line.checks and not line.is_reopened]
    grouped = {SILENT, WARNED}
    warnings = tuple(problem for problem in edition.warnings if problem.code not in grouped)
    packet = typed("factcheck", book.root)
    groups = (
        Obstacle(
            f"{counted(len(reopened), 'claim has', 'claims have')} changed since the check",
            tuple(reopened_problem(book, line) for line in reopened),
            f"look at each again ({packet}), then {typed('sign CLAIM --by NAME', book.root)}"
            + ", with --note REASON where there is no source"
            * any(line.claim.needs_a_reason for line in reopened),
        ),
        unsigned(book, [line for line in fresh if line.claim.needs_a_reason], "E131"),
        unsigned(book, [line for line in fresh if not line.claim.needs_a_reason], "E132"),
        drafts_left(book, edition),
        held_back(book),
        untold(edition),
        Obstacle(
            counted(len(warnings), "warning", "warnings"),
            warnings,
            f"mend what {typed('check', book.root)} tells",
        ),
    )
    return tuple(group for group in groups if group.problems)


def counted(number: int, one: str, many: str) -> str:
    """`1 claim has`, `2 claims have`."""
    return f"{number:,} {one if number == 1 else many}"


def unsigned(book: Book, lines: list[Line], code: str) -> Obstacle:
    """Claims that nobody signed, with a source or without one."""
    if code == "E131":
        title = f"{counted(len(lines), 'claim rests', 'claims rest')} on no source"
        sign = typed("sign CLAIM --by NAME --note REASON", book.root)
        clear = f"cite a source, or say why it needs none: {sign}"
        problems = (unsourced_problem(book, line) for line in lines)
    else:
        title = f"{counted(len(lines), 'claim is', 'claims are')} not checked"
        packet, sign = typed("factcheck", book.root), typed("sign CLAIM --by NAME", book.root)
        clear = f"check them ({packet}), then {sign}"
        problems = (unchecked_problem(book, line) for line in lines)
    return Obstacle(title, tuple(problems), clear)


def shortened(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"


def unsourced_problem(book: Book, line: Line) -> Problem:
    """A claim that rests on nothing, for which nobody has given a reason."""
    message = f"'{line.claim.id}' rests on no source: {shortened(line.claim.text)}"
    return Problem(book.places.of(line.claim), "E131", message)


def unchecked_problem(book: Book, line: Line) -> Problem:
    """A claim that nobody has held against its sources."""
    message = f"'{line.claim.id}' is not checked: {shortened(line.claim.text)}"
    return Problem(book.places.of(line.claim), "E132", message)


def reopened_problem(book: Book, line: Line) -> Problem:
    """A claim whose words, values or sources are others than those that were checked."""
    checks = line.lapsed or [former.check for former in line.former]
    last = max(checks, key=lambda check: check.on)
    if not line.lapsed:
        told = f"is worded otherwise than what {last.by} checked on {last.on}"
    elif last.mark == line.claim.mark:
        told = f"was signed by {last.by} without a reason why it needs no source"
    else:
        told = f"has changed since {last.by} checked it on {last.on}"
    message = f"'{line.claim.id}' {told}: {shortened(line.claim.text)}"
    return Problem(book.places.of(line.claim), "E133", message)


def drafts_left(book: Book, edition: Edition) -> Obstacle:
    """Words that say that something is still to come."""
    written = (as_refused(told) for told in edition.warnings if told.code == WARNED)
    found = (*written, *draft_words(book.proofs.content, edition.outputs))
    title = counted(len(found), "draft word is", "draft words are")
    return Obstacle(f"{title} left in the text", found, "write what is still to come")


def held_back(book: Book) -> Obstacle:
    """Articles that are drafts, or whose time has not come."""
    public = {article.id for article in book.proofs.found.articles}
    held = [a for a in book.proofs.script.found.articles if a.id not in public]
    title = f"{counted(len(held), 'article is', 'articles are')} held back"
    problems = tuple(held_problem(book, article) for article in held)
    return Obstacle(title, problems, "publish it, wait for its time, or take it away")


def held_problem(book: Book, article: Article) -> Problem:
    """An article that is held back, and why."""
    field = "draft" if article.front.draft else "publish_at"
    until = article.front.publish_at
    why = "is a draft" if field == "draft" or not until else f"waits until {until.isoformat()}"
    place = book.proofs.content.locate(article.front.origin, field)
    return Problem(place, "E135", f"'{article.id}.md' {why}")


def untold(edition: Edition) -> Obstacle:
    """Facts that were published otherwise, and of whose change nobody tells."""
    problems = tuple(problem for problem in edition.warnings if problem.code == SILENT)
    title = f"{counted(len(problems), 'published fact has', 'published facts have')} changed untold"
    clear = "add a correction to content/corrections.yaml, or an update (kind: update)"
    return Obstacle(title, problems, clear)
