"""Stage load: what the columns of the records are called, and which field each one fills.

They are called as the columns of `data/agencies.csv` are, so that the table which the site
offers can be edited and read back. `<field>_sources` names the sources of a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

PLAIN = (
    "id", "name", "kind", "place", "county", "statewide", "latitude", "longitude",
    "unanswered", "updated", "notes", "contact",
)  # fmt: skip
"""Columns that hold a field of the same name."""
SEVERAL = ("aliases", "unclear", "sources")
"""Columns that hold several texts."""
GROUPS: Mapping[str, Mapping[str, str]] = {
    "listed": {"listed_by": "by", "listed_basis": "basis"},
    "searches": {"searches_range": "range", "searches_note": "note"},
    "replies": {
        "reply_category": "category", "reply_summary": "summary", "reply_words": "words",
        "reply_by": "by", "reply_to": "to", "reply_date": "date", "reply_date_note": "date_note",
    },
    "spending": {"spending_amount": "amount", "spending_note": "note"},
    "users": {"users_authorized": "authorized", "users_at_least": "at_least",
              "users_note": "note"},
    "free_trial": {"free_trial": "answer", "free_trial_note": "note"},
    "began": {"began": "date", "began_note": "note"},
    "ended": {"ended": "date", "ended_note": "note"},
}  # fmt: skip
"""Of each claim of a record, its columns and the field within it that each holds."""
SOURCES_OF = {
    "replies": "reply_sources",
    **{group: f"{group}_sources" for group in GROUPS if group != "replies"},
}
DERIVED = frozenset(
    ("kind_label", "location_is_approximate", "searches_minimum", "searches_maximum",
     "reply_label", "reply_disputes_listing", "spending_currency", "statements", "page")
)  # fmt: skip
"""Columns of the downloads that follow from others: they are not read."""
VOCABULARIES = {"kind": "kinds", "searches_range": "ranges", "reply_category": "replies"}
"""Columns that hold a word of a list of dictionary.yaml."""

Labels = Mapping[str, str]
"""Ids of words by their labels in small letters."""


class OwnColumn(NamedTuple):
    """A field that the dictionary declares, as far as it has been read: nothing is typed yet."""

    id: str
    type: str
    label: str
    labels: Labels


class Columns(NamedTuple):
    """What a project's columns may be: its own fields, and the labels of its words.

    `silent` are the categories that stand for no reply.
    """

    own: Mapping[str, OwnColumn]
    words: Mapping[str, Labels]
    silent: frozenset[str] = frozenset()

    def names(self) -> tuple[str, ...]:
        """Every column that is read, in the order of the fields."""
        groups = (name for group in GROUPS.values() for name in group)
        own = (name for field in self.own for name in (field, f"{field}_note", f"{field}_sources"))
        fixed = (*PLAIN, *SEVERAL, *groups, *SOURCES_OF.values())
        return tuple(dict.fromkeys((*fixed, *own)))

    def is_derived(self, name: str) -> bool:
        """Whether a column of the downloads follows from others."""
        is_label = name.endswith("_label") and name.removesuffix("_label") in self.own
        return name in DERIVED or is_label

    def column_of(self, path: Sequence[str | int]) -> tuple[str, ...]:
        """The columns that may hold what stands at a path of a record, the likeliest first."""
        steps = [step for step in path if isinstance(step, str)]
        if not steps:
            return ()
        field, inner = steps[0], steps[1] if len(steps) > 1 else ""
        if field in self.own:
            named = {"note": f"{field}_note", "sources": f"{field}_sources"}.get(inner, field)
            return (named, "sources" if inner == "sources" else field)
        if field in GROUPS:
            if inner == "sources":
                return (SOURCES_OF[field], "sources", *GROUPS[field])
            exact = (name for name, part in GROUPS[field].items() if part == inner)
            return (*exact, *GROUPS[field])
        if field == "unanswered":
            return ("unanswered", "reply_summary")
        return ("reply_category",) if field == "attempts" else (field,)


def columns_of(dictionary: Any) -> Columns:
    """The columns of a project, from its dictionary as it was written; faults in it are skipped."""
    lists = {key: groups_in(dictionary, key) for key in ("kinds", "ranges", "replies", "fields")}
    own = {
        str(field["id"]): OwnColumn(
            str(field["id"]), str(field["type"]), str(field.get("label", "")),
            labels_of(groups_in(field, "choices")),
        )
        for field in lists["fields"]
        if field.get("type") and field.get("id")
    }  # fmt: skip
    silent = frozenset(
        str(word.get("id"))
        for word in lists["replies"]
        if any(word.get(key) in {"yes", "true"} for key in ("nothing_known", "silent"))
    )
    words = {column: labels_of(lists[key]) for column, key in VOCABULARIES.items()}
    return Columns(own, words, silent)


def groups_in(value: Any, key: str) -> list[dict[str, Any]]:
    """The groups of fields of a list that stands in a group, if it does."""
    found = value.get(key) if isinstance(value, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def labels_of(words: Sequence[Mapping[str, Any]]) -> Labels:
    """Ids by label and, so that capitals do not matter, by themselves."""
    return dict(pairs_of(words))


def pairs_of(words: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Labels first: where a label is the id of another word, the id counts."""
    yield from ((str(w["label"]).casefold(), str(w.get("id"))) for w in words if w.get("label"))
    yield from ((str(w["id"]).casefold(), str(w["id"])) for w in words if w.get("id"))
