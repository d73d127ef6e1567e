"""Room: the fields of a new entry; `TK` stands for what only its editor knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from broadsheet.entries.desk import Desk
from broadsheet.entries.scalars import Fields, Value, written
from broadsheet.geography import slug
from broadsheet.problems import did_you_mean, one_of
from broadsheet.values import LONGEST_SLUG, SLUG

LONGEST_MADE = 50
"""An id that is made from a title goes on for no more than this."""


class UnfitError(Exception):
    """An option that cannot be; carries a sentence for whoever gave it."""


def unfit(told: str, *hints: str) -> UnfitError:
    """Say what is wrong, and what would be right if that is known."""
    hint = next(filter(None, hints), "")
    return UnfitError(f"{told}; {hint}" if hint else told)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a new record beside its name; `file` is one of a folder agencies/."""

    kind: str = ""
    place: str = ""
    county: str = ""
    statewide: bool = False
    source: str = ""
    file: str = ""


def made_id(text: str) -> str:
    """An id from a name or a title, cut between two words."""
    whole = slug(text)
    if len(whole) <= LONGEST_MADE:
        return whole
    return whole[: LONGEST_MADE + 1].rpartition("-")[0] or whole[:LONGEST_MADE]


def given_id(text: str) -> str:
    """An id that somebody chose. UnfitError where it is none."""
    if not SLUG.fullmatch(text) or len(text) > LONGEST_SLUG:
        hint = "use small letters a-z, digits and single hyphens, such as raleigh-pd"
        raise unfit(f"'{text}' cannot be an id", hint)
    return text


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """An id that nobody has: with a number behind it, if need be."""
    known = set(taken)
    number, free = 1, wanted
    while free in known:
        number += 1
        free = f"{wanted}-{number}"
    return free


def declared(told: str, word: str, words: tuple[str, ...]) -> str:
    """A word that the project declares. UnfitError for one that it does not."""
    if word in words:
        return word
    raise unfit(f"there is no {told} '{word}'", did_you_mean(word, words), one_of(words))


def agency_fields(desk: Desk, name: str, id_: str, known: Known) -> Fields:
    """A record that is found on the map; who lists it is said where a source is named."""
    fields: dict[str, Value] = {"id": id_, "name": name, "kind": kind_of(desk, known.kind)}
    fields |= where_fields(desk, known)
    if known.source:
        cited = declared("source", known.source, desk.words.sources)
        listing = {
            "by": "TK: whose list names it", "basis": "TK: how we know that the list names it.",
            "sources": [cited],
        }  # fmt: skip
        fields["listed"] = [listing]
    fields |= needed_fields(desk, known.source)
    fields["unanswered"] = "TK: what is known of whether and how it replied."
    return fields | {"updated": desk.today.isoformat()}


def needed_fields(desk: Desk, source: str) -> dict[str, Value]:
    """The fields that the dictionary wants of every record, and the source that they rest on."""
    needed = [field for field in desk.words.own if field.required]
    if not needed:
        return {}
    if not source:
        raise unfit(f"every record has '{needed[0].id}', which rests on a source", "give --source")
    own: dict[str, Value] = {field.id: {"note": f"TK: {field.label}"} for field in needed}
    return {"sources": [source], **own}


def kind_of(desk: Desk, kind: str) -> str:
    """The kind that was given, or the only one that there is."""
    kinds = desk.words.kinds
    if kind:
        return declared("kind", kind, kinds)
    if len(kinds) == 1:
        return kinds[0]
    raise unfit("--kind is missing", one_of(kinds), "dictionary.yaml declares the kinds")


def where_fields(desk: Desk, where: Known) -> dict[str, str]:
    """Its place, its county, or that it serves the whole area. UnfitError without any."""
    if where.statewide:
        return {"statewide": "yes"}
    counties = tuple(county.name for county in desk.area.counties)
    if where.county:
        declared("county", where.county, counties)
    if not where.place:
        if where.county:
            return {"county": where.county}
        raise unfit("it is not said where it is", "give --place, --county or --statewide")
    named = [place for place in desk.area.places if place.name == where.place]
    if not named:
        declared("place", where.place, tuple(dict.fromkeys(p.name for p in desk.area.places)))
    inside = tuple(place.county for place in named)
    if where.county and where.county not in inside:
        raise unfit(f"'{where.place}' is not in the county '{where.county}'", one_of(inside))
    if len(inside) > 1 and not where.county:
        raise unfit(f"there are several places '{where.place}'",
                    f"give --county: {one_of(inside)}")  # fmt: skip
    return {"place": where.place, "county": where.county or inside[0]}


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of a new source, beside its title."""

    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    read: str = ""
    access: str = ""


def source_fields(desk: Desk, title: str, id_: str, known: Listed) -> Fields:
    """A source; an outlet that nobody gave is still to come."""
    if known.read:
        declared("reading", known.read, desk.words.readings)
    fields = {
        "id": id_, "title": title, "outlet": known.outlet or "TK: who published it",
        "author": known.author, "date": known.date, "url": known.url, "access": known.access,
        "read": known.read,
    }  # fmt: skip
    return {name: text for name, text in fields.items() if text}


def correction_fields(desk: Desk, id_: str, told: Mapping[str, str]) -> Fields:
    """A correction of today; without any words it says that they are still to come."""
    words = {name: text for name, text in told.items() if text}
    if not words.keys() & {"text", "was", "is"}:
        words["text"] = "TK: what was wrong and what is right, in full sentences."
    return {"id": id_, "date": desk.today.isoformat()} | words


def article_text(title: str) -> str:
    """A new article: held back as a draft until somebody takes that line out."""
    return (
        f"---\ntitle: {written(title)}\n"
        'dek: "TK: what it says, in a sentence."\n'
        'authors: ["TK: who wrote it"]\n'
        "# Take this line out when the article is done: it keeps it out of the site.\n"
        "draft: yes\n---\n\n"
        "TK: the first paragraph.\n"
    )
