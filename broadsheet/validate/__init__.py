"""Stage validate: documents become an Investigation, or problems at their places.

Shapes and types only: unknown fields, missing ones, texts that are no dates. What holds
between files is the business of `rules`. A record with a fault is left out, and its id
is kept in `faulty`, so that the rest can still be checked in the same run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeVar

from broadsheet.load import REQUIRED, Content, Document, Parts
from broadsheet.model import (
    Agency,
    Article,
    Check,
    Correction,
    Dictionary,
    Event,
    Figure,
    FrontMatter,
    Investigation,
    Origin,
    Picture,
    PublicField,
    SharedAttempt,
    Silence,
    Site,
    Source,
    Waiver,
)
from broadsheet.problems import Location, Problem
from broadsheet.validate.area import read_gazetteer
from broadsheet.validate.particulars import read_particulars
from broadsheet.validate.shapes import read_record

T = TypeVar("T")

HOME = "home"
OWN = frozenset({"type", "choices", "table", "filter", "required"})
"""What only fields have that the dictionary declares."""
GEOGRAPHY, MEDIA = "content/geography/", "content/media/"


@dataclass(frozen=True, slots=True)
class Validated:
    """What could be typed. `investigation` is None where site or dictionary could not.

    `faulty` holds the ids of what was left out, and the names of files left out as a whole.
    """

    investigation: Investigation | None
    faulty: frozenset[str]
    problems: tuple[Problem, ...]


class OwnFields(NamedTuple):
    """The fields that the dictionary declares: by name as written, and as typed if it is sound."""

    names: tuple[str, ...]
    declared: tuple[PublicField, ...]


def names_in(content: Content) -> tuple[str, ...]:
    """The names of the declared fields, even where the dictionary has a fault elsewhere."""
    documents = content.documents.get("dictionary", [])
    value: Any = documents[0].value if documents else None
    fields = value.get("fields") if isinstance(value, dict) else None
    entries = fields if isinstance(fields, list) else []
    named = (entry for entry in entries if isinstance(entry, dict) and OWN & entry.keys())
    return tuple(str(entry.get("id", "")) for entry in named)


@dataclass(slots=True)
class Bench:
    """Where records are typed, one after the other, and problems gathered."""

    content: Content
    problems: list[Problem]
    faulty: set[str]

    def record(self, model: type[T], document: Document, *path: str | int) -> T | None:
        """Type one entry, or keep what is wrong with it."""
        value: Any = document.value
        for step in path:
            value = value[step]
        origin = Origin(document.file, path)
        record, problems = read_record(model, value, origin, self.content.locate)
        self.problems += problems
        if record is None and isinstance(value, dict) and "id" in value:
            self.faulty.add(str(value["id"]))
        return record

    def one(self, role: str, model: type[T]) -> T | None:
        """The single record of a file."""
        documents = self.content.documents.get(role, [])
        if not documents or documents[0].value is None:
            return None
        return self.record(model, documents[0])

    def entries(self, role: str, model: type[T]) -> tuple[T, ...]:
        """The records of one list, or of a folder of lists."""
        return self.each(role, partial(self.record, model))

    def agency(self, own: OwnFields, document: Document, number: int) -> Agency | None:
        """An agency with what it says in the fields that the dictionary declares."""
        value, origin = document.value[number], Origin(document.file, (number,))
        if not own.names or not isinstance(value, dict):
            return self.record(Agency, document, number)
        rest = {name: each for name, each in value.items() if name not in own.names}
        locate = self.content.locate
        record, problems = read_record(Agency, rest, origin, locate, own.names)
        sources = record.sources if record else ()
        said, faults = read_particulars(own.declared, value, origin, locate, sources)
        self.problems += (*problems, *faults)
        if record and not faults:
            return record.model_copy(update={"particulars": said})
        self.faulty.add(str(value.get("id", "")))
        return None

    def each(self, role: str, read: Callable[[Document, int], T | None]) -> tuple[T, ...]:
        """What `read` makes of each entry of a list, or of a folder of lists."""
        found: list[T] = []
        documents = self.content.documents.get(role, [])
        is_whole = all(d.value is not None and not d.torn for d in documents)
        if (not documents and role in REQUIRED) or not is_whole:
            self.faulty.add(f"{role}.yaml")
        for document in documents:
            if document.value is None:
                continue
            if not isinstance(document.value, list):
                place = self.content.locate(Origin(document.file))
                hint = "begin each entry with '- ' (or write [] for none)"
                self.problems.append(Problem(place, "E044", "this file is not a list", hint))
                self.faulty.add(f"{role}.yaml")
                continue
            typed = [read(document, n) for n in range(len(document.value))]
            if role == "attempts" and None in typed:  # its entries have no ids of their own
                self.faulty.add("attempts.yaml")
            found += [record for record in typed if record is not None]
        return tuple(found)


def validate(content: Content) -> Validated:
    """Type everything that was loaded."""
    bench = Bench(content, [], set())
    site, dictionary = bench.one("site", Site), bench.one("dictionary", Dictionary)
    gazetteer, faults = read_gazetteer(content)
    bench.problems += faults
    bench.faulty |= faulty_files([*content.problems, *faults])
    own = OwnFields(names_in(content), dictionary.own_fields if dictionary else ())
    agencies = bench.each("agencies", partial(bench.agency, own))
    attempts = bench.entries("attempts", SharedAttempt)
    sources = bench.entries("sources", Source)
    figures = bench.entries("figures", Figure)
    timeline = bench.entries("timeline", Event)
    corrections = bench.entries("corrections", Correction)
    checks = bench.entries("factcheck", Check)
    waivers = bench.entries("waivers", Waiver)
    articles = read_articles(bench)
    if site is None or dictionary is None:
        return Validated(None, frozenset(bench.faulty), tuple(bench.problems))
    pictures = tuple(Picture(name=p.name, width=p.width, height=p.height) for p in content.pictures)
    investigation = Investigation(
        site, articles, with_silence(agencies, attempts, dictionary), sources, figures, timeline,
        corrections, dictionary, pictures, gazetteer, checks, waivers, attempts,
    )  # fmt: skip
    return Validated(investigation, frozenset(bench.faulty), tuple(bench.problems))


def with_silence(
    agencies: tuple[Agency, ...], attempts: tuple[SharedAttempt, ...], words: Dictionary
) -> tuple[Agency, ...]:
    """The agencies, each with the category that holds for it as long as it has no reply.

    Asked and not answered, where an attempt says so; else that nothing is known. Where the
    dictionary has no such category it stays empty, which a rule tells.
    """
    asked = next((term.id for term in words.replies if term.silent), "")
    unknown = next((term.id for term in words.replies if term.nothing_known), "")

    def silence(agency: Agency) -> Silence:
        shared = (entry for entry in attempts if entry.concerns(agency.id))
        told = any(entry.answered == "no" for entry in (*agency.attempts, *shared))
        return Silence(asked if told else unknown, told)

    return tuple(agency.model_copy(update={"silence": silence(agency)}) for agency in agencies)


def faulty_files(problems: list[Problem]) -> set[str]:
    """The names of the files of geography/ and media/ in which something is wrong."""
    files = {problem.location.file for problem in problems if problem.severity == "error"}
    folders = (GEOGRAPHY, MEDIA)
    return {file.removeprefix(f) for file in files for f in folders if file.startswith(f)}


def read_articles(bench: Bench) -> tuple[Article, ...]:
    """Type the front matter of each article; `index.md` is the front page."""
    articles = bench.content.articles.items()
    read = [read_article(bench, stem, front, parts) for stem, (front, parts) in articles]
    return tuple(article for article in read if article)


def read_article(bench: Bench, stem: str, front: Document, parts: Parts) -> Article | None:
    """Type one article; None where it is faulty, which is kept by its id."""
    article = HOME if stem == "index" else stem
    place = Location(front.file)
    record, problems = None, []
    if stem == HOME:
        hint = "the front page is index.md; call this one something else"
        problems = [Problem(place, "E043", f"the name '{HOME}' is reserved", hint)]
    elif matter := bench.record(FrontMatter, front) if isinstance(front.value, dict) else None:
        fields = {"id": article, "front": matter, "body": parts.body, "body_line": parts.body_line}
        record, problems = read_record(Article, fields, Origin(front.file), named_by_its_file)
    bench.problems += problems
    if record is None:
        bench.faulty.add(article)
    return record


def named_by_its_file(
    origin: Origin, *_path: str | int, key: bool = False, offset: int = -1
) -> Location:
    """An article's id comes from its file's name, so that is where a fault of it stands."""
    del key, offset
    return Location(origin.file)
