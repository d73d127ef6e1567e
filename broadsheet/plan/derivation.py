"""Stage plan: how a figure is come by, in a sentence that a reader can check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from broadsheet.figures import FigureValue, worded
from broadsheet.markup import typeset
from broadsheet.model import Condition, Figure, PublicField
from broadsheet.pages.figures import Told
from broadsheet.plan.desk import Desk

Values = Mapping[str, FigureValue]

FIELDS = {
    "spending.amount": "amounts spent",
    "users.authorized": "numbers of authorized users",
    "users.at_least": "least numbers of people with access",
    "name": "names",
    "county": "counties",
    "place": "places",
}
"""What the fields of the records are called, of which a figure takes a sum or a list."""
GATHERED = {
    "sum": "We added up the {field} of {of}.",
    "minimum": "The least of the {field} of {of}.",
    "maximum": "The greatest of the {field} of {of}.",
    "list": "The {field} of {of}.",
}
WORDS = {"reply": ("reply", "replies"), "kind": ("kind", "kinds"), "range": ("range", "ranges")}
"""What a condition is called, and the dictionary's group that has the label of its values."""

ANSWERS = {
    "yes": "that answered",
    "no": "that were asked and did not answer",
    "unknown": "of which no source says whether they answered",
}


def derivation(desk: Desk, figure: Figure, values: Values) -> tuple[Told, ...]:
    """`We counted the agencies whose reply is …`; `64 less 10`; `Reported by …, par. 4`."""
    if figure.subtract:
        first, second = (named(desk, values[name]) for name in figure.subtract)
        return (first, Told(" less "), second, Told("."))
    if figure.share:
        sentence = f"{capital(chosen(desk, figure))}, as a share of "
        return (Told(sentence), named(desk, values[figure.share]), Told("."))
    return (Told(sentence_of(desk, figure)),)


def sentence_of(desk: Desk, figure: Figure) -> str:
    """The sentence for a figure that leans on no other."""
    if figure.value is not None:
        cited = (
            f"{desk.source_names[c.source]}, {c.at}" if c.at else desk.source_names[c.source]
            for c in figure.sources
        )  # fmt: skip
        return f"Reported by {'; '.join(cited)}."
    if figure.count:
        return f"We counted {counted(desk, figure)}."
    way = next(way for way in GATHERED if getattr(figure, way))
    name = getattr(figure, way)
    own = desk.found.dictionary.own_field(name)
    field = f"values of “{own.label}”" if own else FIELDS[name]
    return GATHERED[way].format(field=field, of=chosen(desk, figure))


def named(desk: Desk, value: FigureValue) -> Told:
    """A figure that another is computed from: its value, and what it is the value of."""
    return Told(f"{in_words(desk, value)} ({typeset(value.label, desk.locale)})", value.id)


def in_words(desk: Desk, value: FigureValue) -> str:
    """The value as the site writes it."""
    return worded(value, desk.site.language, currency=desk.found.site.currency)


def counted(desk: Desk, figure: Figure) -> str:
    """What was counted."""
    if figure.count == "sources":
        return "the sources that this site cites"
    if figure.count == "timeline":
        return "the events of the timeline"
    of = f"the {desk.site.counties} of " if figure.count == "counties" else ""
    return f"{of}{chosen(desk, figure)}"


def chosen(desk: Desk, figure: Figure) -> str:
    """`the agencies whose reply is “X” or “Y” and that are in Wake County`."""
    plural = desk.site.plural
    if not figure.where:
        return f"all the {plural} that this site names"
    ids = [condition for condition in figure.where if condition.field == "id"]
    others = [condition for condition in figure.where if condition.field != "id"]
    names = [desk.rows[name].name for condition in ids for name in condition.values]
    first = one_or_another(names, "and") if names else f"the {plural}"
    return " ".join([first, " and ".join(clause(desk, condition) for condition in others)]).strip()


def clause(desk: Desk, condition: Condition) -> str:
    """One condition in words."""
    if field := desk.found.dictionary.own_field(condition.field):
        return of_own_field(desk, condition, field)
    return CLAUSES.get(condition.field, of_the_dictionary)(desk, condition)


def of_the_dictionary(desk: Desk, condition: Condition) -> str:
    """`whose reply is “X” or “Y”`."""
    name, group = WORDS[condition.field]
    labels = [f"“{desk.words[f'{group}/{value}'].label}”" for value in condition.values]
    called = "listed range" if name == "range" else name
    return f"whose {called} is {one_or_another(labels)}"


def of_own_field(desk: Desk, condition: Condition, field: PublicField) -> str:
    """`whose “Ownership” is “Nonprofit”`; of a list `whose “Services” include …`."""
    labels = {term.id: term.label for term in desk.group(field.id)}
    words = [f"“{labels.get(value, capital(value))}”" for value in condition.values]
    verb = "include" if field.type == "list" else "is"
    return f"whose “{field.label}” {verb} {one_or_another(words)}"


def in_counties(desk: Desk, condition: Condition) -> str:
    """`that are in Wake County`."""
    return f"that are in {one_or_another([desk.county(name).title for name in condition.values])}"


def in_places(_desk: Desk, condition: Condition) -> str:
    """`that are in Apex or Cary`."""
    return f"that are in {one_or_another(condition.values)}"


def statewide(desk: Desk, condition: Condition) -> str:
    """`that serve all of North Carolina`; a condition may say no."""
    serve = condition.values[0].lower() in {"yes", "true"}
    return f"that {'serve' if serve else 'do not serve'} all of {desk.site.area}"


def on_trial(_desk: Desk, condition: Condition) -> str:
    """`for which a free trial is recorded as “possible”`."""
    answers = [f"“{value}”" for value in condition.values]
    return f"for which a free trial is recorded as {one_or_another(answers)}"


def answered(_desk: Desk, condition: Condition) -> str:
    """`that answered or that were asked and did not answer`."""
    return one_or_another([ANSWERS[value] for value in condition.values])


CLAUSES: Mapping[str, Callable[[Desk, Condition], str]] = {
    "county": in_counties,
    "place": in_places,
    "statewide": statewide,
    "free_trial": on_trial,
    "answered": answered,
}


def one_or_another(words: Sequence[str], last: str = "or") -> str:
    """`a, b or c`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def capital(text: str) -> str:
    """The first letter as a capital."""
    return text[:1].upper() + text[1:]
