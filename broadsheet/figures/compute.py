"""Room: the declared figures become values; each fault becomes data with its place."""

from __future__ import annotations

from collections.abc import Collection as Known
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from broadsheet.figures.conditions import (
    Records,
    WrongFieldError,
    chosen_agencies,
    values_of,
    wrong_conditions,
)
from broadsheet.figures.values import (
    Collection,
    FigureFault,
    FigureValue,
    Value,
    described,
    is_number,
    reported_value,
)
from broadsheet.model import Agency, Event, Figure, Origin, PublicField, Source
from broadsheet.problems import did_you_mean, one_of

NUMBER_FIELDS = {
    "spending.amount": "money",
    "users.authorized": "people",
    "users.at_least": "people",
}
TEXT_FIELDS = ("name", "county", "place")


def compute(  # noqa: PLR0913 (the records come from five files, and a caller names them)
    *,
    agencies: Sequence[Agency],
    sources: Sequence[Source],
    timeline: Sequence[Event],
    figures: Sequence[Figure],
    county_of: Mapping[str, str],
    known: Mapping[str, Known[str]] | None = None,
    own: Sequence[PublicField] = (),
) -> tuple[dict[str, FigureValue], list[FigureFault]]:
    """Compute every figure that can be, in the order of the file; tell what is wrong with the rest.

    `county_of` gives the county's name for an agency's id (it may follow from the place).
    `known` may give, for a field of `where` such as `reply`, all the words that the
    dictionary allows: a condition with any other word is then a fault, not a count of 0.
    `own` are the fields that the dictionary declares: figures count, sum and list them, too.
    A figure that only leans on a faulty one is left out without a fault of its own.
    """
    by_id = {figure.id: figure for figure in reversed(figures)}
    records = Records(agencies, sources, timeline, county_of, known or {}, by_id, own)
    order, faults = order_of(by_id)
    for figure_id in order:
        figure = by_id[figure_id]
        if all(operand in records.values for operand in operands(figure) if operand in by_id):
            faults.extend(computed_into(records, figure))
    in_file_order = {f.id: records.values[f.id] for f in figures if f.id in records.values}
    return in_file_order, sorted(faults, key=lambda fault: fault.place.path)


def operands(figure: Figure) -> tuple[str, ...]:
    """Name the figures it is computed from."""
    return figure.subtract or ((figure.share,) if figure.share else ())


def with_operands(names: Iterable[str], figures: Iterable[Figure]) -> tuple[str, ...]:
    """Give the names, each once, with those of all figures that they are computed from."""
    by_id = {figure.id: figure for figure in figures}
    waiting, found = list(names), dict[str, None]()
    while waiting:
        name = waiting.pop(0)
        if name in by_id and name not in found:
            found[name] = None
            waiting += operands(by_id[name])
    return tuple(found)


def order_of(by_id: Mapping[str, Figure]) -> tuple[list[str], list[FigureFault]]:
    """Put every figure after those it is computed from; a circle is a fault of each in it."""
    graph = {i: {o for o in operands(f) if o in by_id} for i, f in sorted(by_id.items())}
    faults: list[FigureFault] = []
    while True:
        try:
            return list(TopologicalSorter(graph).static_order()), faults
        except CycleError as error:
            # graphlib gives the circle with its first member repeated at the end.
            circle = list(dict.fromkeys(error.args[1]))
            faults += [circle_fault(by_id[name], circle) for name in circle]
            graph = {i: needs for i, needs in graph.items() if i not in circle}
            graph = {i: needs - set(circle) for i, needs in graph.items()}


def circle_fault(figure: Figure, circle: Sequence[str]) -> FigureFault:
    """Say that a figure is computed from itself."""
    way = "subtract" if figure.subtract else "share"
    named = " and ".join(f"'{name}'" for name in sorted(circle))
    message = f"the figure '{figure.id}' is computed from itself, by way of {named}"
    if circle == [figure.id]:
        message = f"the figure '{figure.id}' is computed from itself"
    return fault_of(figure, (way,), message, "compute one of them from the records instead")


def fault_of(
    figure: Figure, path: tuple[str | int, ...], message: str, hint: str = ""
) -> FigureFault:
    """Make a fault with its whole place."""
    place = Origin(figure.origin.file, (*figure.origin.path, *path))
    return FigureFault(figure.id, place, message, hint)


def computed_into(records: Records, figure: Figure) -> list[FigureFault]:
    """Compute one figure into `records.values`, or give what is wrong with it."""
    faults = [
        fault_of(figure, wrong.path, wrong.message, wrong.hint)
        for wrong in wrong_conditions(records, figure)
    ]
    if faults:
        return faults
    try:
        records.values[figure.id] = value_of(records, figure)
    except WrongFieldError as wrong:
        return [fault_of(figure, wrong.path, wrong.message, wrong.hint)]
    return []


def value_of(records: Records, figure: Figure) -> FigureValue:
    """Come by the value in the way that the figure declares."""
    if figure.value is not None:
        value = reported_value(figure.value)
        return made(figure, value, kind="reported")
    if figure.count:
        return counted(records, figure)
    if figure.subtract:
        return subtracted(records, figure)
    if figure.share:
        return shared(records, figure)
    return gathered(records, figure)


def made(  # noqa: PLR0913 (one place gives every figure its common parts)
    figure: Figure,
    value: Value,
    *,
    rows: Iterable[str] = (),
    kind: str = "computed",
    of: Collection = "agencies",
    unit: str = "",
) -> FigureValue:
    """Give a value the figure's own words."""
    return FigureValue(
        id=figure.id,
        label=figure.label,
        value=value,
        kind="reported" if kind == "reported" else "computed",
        of=of,
        rows=tuple(rows),
        sources=figure.sources,
        unit=unit,
        note=figure.note or "",
    )


def counted(records: Records, figure: Figure) -> FigureValue:
    """Count entries of a collection; `where` chooses among agencies."""
    chosen = chosen_agencies(records, figure)
    if figure.count == "agencies":
        return made(figure, len(chosen), rows=[agency.id for agency in chosen])
    if figure.count == "counties":
        names = [records.county_of.get(agency.id, "") for agency in chosen]
        rows = tuple(dict.fromkeys(name for name in names if name))
        return made(figure, len(rows), rows=rows, of="counties")
    if figure.where:
        message = f"`where` chooses among agencies; it cannot choose among the {figure.count}"
        raise WrongFieldError(("where",), message, "leave out `where`")
    if figure.count == "sources":
        ids = [source.id for source in records.sources]
        return made(figure, len(ids), rows=ids, of="sources")
    return made(figure, len(records.timeline), of="timeline")


def gathered(records: Records, figure: Figure) -> FigureValue:
    """Sum a field, take its least or most, or list its values."""
    way = next(way for way in ("sum", "minimum", "maximum", "list") if getattr(figure, way))
    name, numeric = getattr(figure, way), number_fields(records)
    fields = (*numeric, *TEXT_FIELDS, *(f.id for f in records.own if f.id not in numeric))
    if name not in fields:
        hint = did_you_mean(name, fields) or one_of(fields)
        raise WrongFieldError((way,), f"there is no field '{name}' to take the {way} of", hint)
    if way != "list" and name not in numeric:
        message = f"'{name}' holds texts, and a {way} needs numbers"
        raise WrongFieldError((way,), message, one_of(numeric))
    chosen = chosen_agencies(records, figure)
    known = [(a.id, value) for a in chosen for value in values_of(records, a, name)]
    rows = tuple(dict.fromkeys(agency_id for agency_id, _ in known))
    if way == "list":
        labels = labels_of(records, name)
        texts = tuple(dict.fromkeys(labels.get(str(v), str(v)) for _, v in known))
        return made(figure, texts, rows=rows)
    if not known:
        message = f"no agency that it counts has a number in '{name}'"
        raise WrongFieldError((way,), message, "without one, 0 would be a claim that nobody made")
    numbers = [Decimal(str(value)) for _, value in known]
    result = {"sum": sum(numbers), "minimum": min(numbers), "maximum": max(numbers)}[way]
    number = int(result) if result == int(result) else float(result)
    return made(figure, number, rows=rows, unit=numeric[name])


def number_fields(records: Records) -> dict[str, str]:
    """The fields that hold numbers, with what they are counted in."""
    own = {f.id: f.unit or "" for f in records.own if f.type == "number"}
    return NUMBER_FIELDS | own | {f.id: "money" for f in records.own if f.type == "money"}


def labels_of(records: Records, name: str) -> dict[str, str]:
    """The labels of the words that a declared field may hold."""
    return {term.id: term.label for f in records.own if f.id == name for term in f.choices}


def subtracted(records: Records, figure: Figure) -> FigureValue:
    """Take the second figure from the first; the rows left over make it up."""
    first, second = (
        number_for(records, figure, name, ("subtract", index))
        for index, name in enumerate(figure.subtract or ())
    )
    left = [row for row in first.rows if row not in second.rows]
    whole = set(second.rows) <= set(first.rows) and first.of == second.of
    difference = as_number(first.value) - as_number(second.value)
    rows = left if whole and len(left) == difference else []
    return made(figure, difference, rows=rows, of=first.of, unit=first.unit)


def shared(records: Records, figure: Figure) -> FigureValue:
    """Take the agencies that `where` chooses as a share (0 to 1) of another figure."""
    whole = number_for(records, figure, figure.share or "", ("share",))
    if as_number(whole.value) <= 0:
        message = f"'{whole.id}' is {whole.value}, and nothing is a share of that"
        raise WrongFieldError(("share",), message, "leave the figure out until there is something")
    chosen = [agency.id for agency in chosen_agencies(records, figure)]
    if len(chosen) > as_number(whole.value):
        message = f"`where` chooses {len(chosen):,} records, more than '{whole.id}', {whole.value}"
        raise WrongFieldError(("share",), message, "name the figure that counts the whole")
    return made(figure, len(chosen) / as_number(whole.value), rows=chosen, unit="share")


def number_for(
    records: Records, figure: Figure, name: str, path: tuple[str | int, ...]
) -> FigureValue:
    """Find the figure that another is computed from: it must exist and be a number."""
    if name not in records.figures:
        hint = did_you_mean(name, (i for i in records.figures if i != figure.id))
        raise WrongFieldError(path, f"there is no figure '{name}'", hint)
    value = records.values[name]
    if not is_number(value.value):
        message = f"'{name}' is {described(value.value)}, and a number is needed here"
        raise WrongFieldError(path, message, "name a figure that is a number")
    return value


def as_number(value: Value) -> float | int:
    """Give the number that `number_for` has made sure of."""
    return value if isinstance(value, int | float) else 0
