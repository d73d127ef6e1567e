"""Stage rules: whatever is named exists, and addresses are fit for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.exports import COLUMNS
from broadsheet.model import Agency, Correction, Event, Origin, SharedAttempt
from broadsheet.model.replies import ALL
from broadsheet.problems import Problem, did_you_mean, one_of
from broadsheet.rules.case import Case, find_answers, find_citations, find_claims

ROW = frozenset(("at", "approximate", "range", "record", "type", "origin"))
"""What a row of the table says of a record by names that no field has."""
RESERVED = (".example", ".test", ".invalid", ".localhost", "example.com", "example.org")


def everything_mentioned_exists(case: Case) -> Iterator[Problem]:
    """Every source, agency and word of the dictionary that is mentioned is declared."""
    yield from sources_exist(case)
    yield from words_exist(case)
    yield from agencies_exist(case)
    yield from articles_exist(case)
    yield from parts_exist(case)
    yield from pictures_exist(case)
    yield from columns_exist(case)


def missing(  # noqa: PLR0913, PLR0917  (a sentence has that many parts)
    case: Case, origin: Origin, path: tuple[str | int, ...], word: str, what: str,
    choices: Iterable[str],
) -> Iterator[Problem]:  # fmt: skip
    """Tell a word that is not among the choices, unless its own entry is faulty."""
    options = list(choices)
    if word in options or word in case.faulty:
        return
    hint = did_you_mean(word, options) or one_of(options)
    yield case.problem("E052", origin, path, f"there is no {what} '{word}'", hint)


def sources_exist(case: Case) -> Iterator[Problem]:
    """Every cited source is in sources.yaml; a hint names none that is confidential."""
    if "sources.yaml" in case.faulty:
        return
    sources = case.investigation.sources
    known = {source.id for source in sources}
    open_ = [source.id for source in sources if source.access != "confidential"]
    for origin, path, citations in find_citations(case.investigation):
        for number, citation in enumerate(citations):
            if citation.source not in known:
                yield from missing(case, origin, (*path, number), citation.source, "source", open_)


def words_exist(case: Case) -> Iterator[Problem]:
    """Every kind, reply, range, reading and standing is in the dictionary."""
    words = case.investigation.dictionary
    readings = [term.id for term in words.readings]
    standings = [term.id for term in words.standings]
    for agency in case.investigation.agencies:
        for path, word, what, terms in words_of(agency, words):
            yield from missing(case, agency.origin, path, word, what, [t.id for t in terms])
    for source in case.investigation.sources:
        if source.read:
            yield from missing(case, source.origin, ("read",), source.read, "reading", readings)
    for entry in case.investigation.attempts:
        if entry.standing:
            word = entry.standing
            yield from missing(case, entry.origin, ("standing",), word, "standing", standings)


def words_of(agency: Agency, words: Any) -> Iterator[tuple[tuple[str | int, ...], str, str, Any]]:
    """The words of the dictionary that a record uses: path, word, what it is, where it must be."""
    yield ("kind",), agency.kind, "kind", words.kinds
    for number, reply in enumerate(agency.replies):
        if reply.category:
            path = ("replies", number, "category")
            yield path, reply.category, "reply category", words.replies
    if agency.searches:
        yield ("searches", "range"), agency.searches.range, "range", words.ranges
    for told in (*find_answers(agency), *find_claims(agency)):
        if told.claim.standing:
            yield (*told.path, "standing"), told.claim.standing, "standing", words.standings


def agencies_exist(case: Case) -> Iterator[Problem]:
    """Every agency of an event, a correction or a shared attempt has a record."""
    if "agencies.yaml" in case.faulty:
        return
    known = [agency.id for agency in case.investigation.agencies]
    entries: tuple[Event | Correction | SharedAttempt, ...] = (
        *case.investigation.timeline,
        *case.investigation.corrections,
        *(entry for entry in case.investigation.attempts if entry.agencies != (ALL,)),
    )
    for entry in entries:
        for number, word in enumerate(entry.agencies):
            what = case.investigation.dictionary.records.singular
            yield from missing(case, entry.origin, ("agencies", number), word, what, known)


def articles_exist(case: Case) -> Iterator[Problem]:
    """Every article of a correction is there."""
    known = [article.id for article in case.investigation.articles]
    for entry in case.investigation.corrections:
        for number, word in enumerate(entry.articles):
            yield from missing(case, entry.origin, ("articles", number), word, "article", known)


def parts_exist(case: Case) -> Iterator[Problem]:
    """Every figure that is a part of another, or has one for its part, is there."""
    figures = case.investigation.figures
    known = [figure.id for figure in figures]
    for figure in figures:
        others = [name for name in known if name != figure.id]
        for number, word in enumerate(figure.parts):
            yield from missing(case, figure.origin, ("parts", number), word, "figure", others)
        if figure.part_of:
            word = figure.part_of
            yield from missing(case, figure.origin, ("part_of",), word, "figure", others)


def pictures_exist(case: Case) -> Iterator[Problem]:
    """The picture of every article is in media/."""
    known = [picture.name for picture in case.investigation.pictures]
    for article in case.investigation.articles:
        name = article.front.image
        if name:
            yield from missing(case, article.front.origin, ("image",), name, "picture", known)


def columns_exist(case: Case) -> Iterator[Problem]:
    """Every column that the dictionary words is one that the downloads have."""
    known, words = [column.name for column in COLUMNS], case.investigation.dictionary
    for number, column in enumerate(words.fields):
        path = ("fields", number, "id")
        if not column.type and column.id not in known:
            message = f"there is no column '{column.id}'"
            hint = did_you_mean(column.id, known)
            hint = hint or "to declare a field of your own, say of what 'type' it is"
            yield case.problem("E052", words.origin, path, message, hint)


def fields_have_names_of_their_own(case: Case) -> Iterator[Problem]:
    """No field that the dictionary declares has the name, or the address, of something else."""
    words, ids = case.investigation.dictionary, {a.id: a for a in case.investigation.agencies}
    taken = {*(column.name for column in COLUMNS), *Agency.model_fields, *ROW}
    named = {field.id for field in words.own_fields}
    made = {f"{field.id}{part}" for field in words.own_fields for part in ("_label", "_note")}
    for number, field in enumerate(words.fields):
        if field.type and field.id in taken | (made & named):
            message = f"'{field.id}' is the name of something that every record has"
            path = ("fields", number, "id")
            yield case.problem("E201", words.origin, path, message, "choose another name")
        if field.filter and field.in_address in ids:
            message = f"the id '{field.in_address}' is the address of the filter '{field.id}'"
            origin = ids[field.in_address].origin
            yield case.problem("E051", origin, ("id",), message, "give the record another id")


def web_addresses_are_fit_to_publish(case: Case) -> Iterator[Problem]:
    """Addresses begin with https and lead to a real host."""
    site = case.investigation.site
    if not site.base_url.endswith("/"):
        message = f"'{site.base_url}' does not end in /"
        yield case.problem("E053", site.origin, ("base_url",), message, "add / to its end")
    if host_of(site.base_url).endswith(RESERVED):
        message = f"'{host_of(site.base_url)}' is a reserved name; no reader can reach it"
        hint = "before you publish, set base_url to the address of your site"
        yield case.problem("W053", site.origin, ("base_url",), message, hint)
    yield from readers_can_write(case)
    for source in case.investigation.sources:
        for name in ("url", "archived"):
            address = getattr(source, name)
            if address and address.startswith("http://"):
                secret = source.access == "confidential"
                told = "the address of a confidential source" if secret else f"'{address}'"
                message = f"{told} is not encrypted"
                yield case.problem("W054", source.origin, (name,), message, "try https://")


def readers_can_write(case: Case) -> Iterator[Problem]:
    """The newsroom's address for email is one that can be reached."""
    site = case.investigation.site
    host = site.publisher.email.rpartition("@")[2].lower()
    if f".{host}".endswith(RESERVED):
        message = f"'{site.publisher.email}' is at a reserved name; nobody can write there"
        hint = "before you publish, set email to the address that your readers write to"
        yield case.problem("W053", site.origin, ("publisher", "email"), message, hint)


def host_of(address: str) -> str:
    """The host of a web address."""
    return address.split("://", 1)[1].split("/", 1)[0].split(":", 1)[0].lower()
