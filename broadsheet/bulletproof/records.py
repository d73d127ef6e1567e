"""Room: what a record says in one field and takes back in another."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.bulletproof.desk import Desk, Path, counted, number
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.model import Agency

FILLED = frozenset({"n/a", "na", "none", "unknown", "tbd", "tba", "tk", "tktk", "xxx", "?", "-",
                    "null", "nil", "todo", "test"})  # fmt: skip
"""What people write into a field that they have nothing for."""
WORDS = tuple((name,) for name in ("kind", "category", "range", "standing", "answer"))
"""Fields that hold a word of the dictionary: a category may well be called unknown."""


def no_record_contradicts_itself(desk: Desk) -> Iterator[Line]:
    """Replies that dispute the list beside payments and users; trials beside a denial of them."""
    disputing = {term.id for term in desk.found.dictionary.replies if term.disputes}
    disputed = [a for a in desk.found.agencies if a.reply.category in disputing]
    findings = [f for agency in disputed for f in against_the_reply(desk, agency)]
    told = f"replies that dispute the list: {number(len(disputed))}, each beside the payments,"
    yield Line("contradictions", f"{told} users and dates of its record", tuple(findings))


def against_the_reply(desk: Desk, agency: Agency) -> Iterator[Finding]:
    """What a record holds besides a reply that disputes the list."""
    held: tuple[tuple[Path, object], ...] = (
        (("spending", "amount"), agency.spending and agency.spending.amount),
        (("users", "authorized"), agency.users and agency.users.authorized),
        (("users", "at_least"), agency.users and agency.users.at_least),
        (("began", "date"), agency.began and agency.began.date),
    )
    for path, value in held:
        if value:
            name = ".".join(str(step) for step in path)
            shown = number(value) if isinstance(value, int) else str(value)
            message = f"'{agency.id}' replied '{agency.reply.category}', and its {name} is {shown}"
            remedy = "check both against their sources; if both stand, say so under 'unclear'"
            yield desk.look(f"contradictions:{agency.id}:{name}", agency, path, message, remedy)


def no_text_fills_a_blank(desk: Desk) -> Iterator[Line]:
    """Texts such as "N/A" and "TBD", which say nothing: a field that is not known is left out."""
    findings, count = [], 0
    for agency in desk.found.agencies:
        for path, text in texts_in(agency.model_dump(mode="json")):
            count += 1
            if text.strip(" .").casefold() in FILLED:
                name = ".".join(str(step) for step in path)
                message = f"{name} of '{agency.id}' is '{text}'"
                id_ = f"fillers:{agency.id}:{name}"
                remedy = "leave the field out: the site says itself that nobody knows"
                findings.append(desk.look(id_, agency, path, message, remedy))
    yield Line("fillers", f"{counted(count, 'text')} of records read", tuple(findings))


def texts_in(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a record, with its path; a word of the dictionary is none."""
    if isinstance(value, str) and path[-1:] not in WORDS:
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, (*path, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from texts_in(inner, (*path, at))
