import pickle
from dataclasses import fields, is_dataclass
from typing import Any

import pydantic
import pytest

from broadsheet import model
from broadsheet.model import (
    FIGURE_WAYS,
    Agency,
    Citation,
    Figure,
    Origin,
    Record,
    Reply,
    Tiles,
)

RECORDS = [kind for name in model.__all__ if isinstance(kind := getattr(model, name), type)]
DECLARED = [kind for kind in RECORDS if issubclass(kind, Record)]
MADE: set[type[Record]] = {model.Article, model.Picture, model.Condition}
"""What no editor writes: it is read from a file's name or body, or from a shorter form."""

AGENCY = {"id": "a-police", "name": "A", "kind": "police", "updated": "2020-05-01"}


def refusal(kind: type[Record], **written: Any) -> tuple[str, str]:
    """The message and the hint with which a record refuses what is written."""
    with pytest.raises(pydantic.ValidationError) as refused:
        kind.model_validate(written)
    (error,) = refused.value.errors()
    return error["ctx"]["message"], error["ctx"]["hint"]


@pytest.mark.parametrize("kind", DECLARED)
def test_every_record_is_frozen_and_takes_no_unknown_field(kind: type[Record]) -> None:
    assert kind.model_config["frozen"] is True
    assert kind.model_config["extra"] == "forbid"


@pytest.mark.parametrize("kind", sorted(set(DECLARED) - MADE, key=str))
def test_every_field_that_an_editor_writes_is_described(kind: type[Record]) -> None:
    machine = {"field", "origin", "particulars", "silence"}
    bare = [n for n, field in kind.model_fields.items() if not field.description]
    assert set(bare) <= machine


@pytest.mark.parametrize("kind", DECLARED)
def test_no_field_of_a_record_can_be_changed_within(kind: type[Record]) -> None:
    changeable = [
        name
        for name, field in kind.model_fields.items()
        if any(word in str(field.annotation) for word in ("list[", "dict[", "set["))
    ]
    assert changeable == []


def test_an_investigation_holds_tuples_and_records_only() -> None:
    assert is_dataclass(model.Investigation)
    kinds = {field.name: str(field.type) for field in fields(model.Investigation)}
    plural = {name: kind for name, kind in kinds.items() if kind.startswith("tuple[")}
    assert set(kinds) - set(plural) == {"site", "dictionary", "gazetteer"}


def test_an_agency_cannot_be_changed() -> None:
    agency = Agency.model_validate(AGENCY)
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        agency.name = "B"  # type: ignore[misc]  # that is the fault


def test_a_record_crosses_a_process_and_comes_out_equal() -> None:
    agency = Agency.model_validate({**AGENCY, "@origin": Origin("content/agencies.yaml", (0,))})
    arrived = pickle.loads(pickle.dumps(agency))  # noqa: S301  (our own bytes)
    assert arrived == agency
    assert arrived.origin == Origin("content/agencies.yaml", (0,))
    assert hash(arrived) == hash(agency)


def test_a_place_in_a_file_is_not_part_of_what_a_record_says() -> None:
    agency = Agency.model_validate({**AGENCY, "@origin": Origin("secret.yaml")})
    assert "secret" not in agency.model_dump_json()
    assert "secret" not in repr(agency)


@pytest.mark.parametrize(
    ("written", "source", "at"),
    [
        ("wral-2021", "wral-2021", None),
        ("wral-2021, par. 4", "wral-2021", "par. 4"),
        ("wral-2021,par. 4, 5", "wral-2021", "par. 4, 5"),
        (" wral-2021 , ", "wral-2021", None),
    ],
)
def test_a_citation_is_a_source_and_where_in_it(written: str, source: str, at: str | None) -> None:
    citation = Citation.model_validate(written)
    assert (citation.source, citation.at) == (source, at)
    assert Citation.model_validate(citation) == citation


@pytest.mark.parametrize(
    ("written", "what"),
    [(["a"], "a list"), ({"source": "a"}, "a group of fields"), (None, "nothing")],
)
def test_a_citation_is_written_as_a_text(written: Any, what: str) -> None:
    with pytest.raises(pydantic.ValidationError) as refused:
        Reply.model_validate({"category": "silent", "sources": [written]})
    (error,) = refused.value.errors()
    assert error["ctx"]["message"] == f"a source's id is wanted here, not {what}"


def test_a_citation_of_nothing_is_refused() -> None:
    with pytest.raises(pydantic.ValidationError) as refused:
        Citation.model_validate(", par. 4")
    assert refused.value.errors()[0]["ctx"]["message"] == "'' cannot be an id"


WAYS = "value, count, sum, minimum, maximum, list, share, subtract"


def test_a_figure_is_reported_or_computed() -> None:
    assert ", ".join(FIGURE_WAYS) == WAYS
    assert refusal(Figure, id="named", label="Named") == (
        "the figure 'named' does not say how it is come by",
        f"give exactly one of {WAYS}; it has none of them",
    )


def test_a_figure_is_not_reported_and_computed_at_once() -> None:
    written = {"id": "named", "label": "Named", "value": "5", "count": "agencies"}
    assert refusal(Figure, **written) == (
        "the figure 'named' does not say how it is come by",
        f"give exactly one of {WAYS}; it has value and count",
    )


@pytest.mark.parametrize("way", FIGURE_WAYS)
def test_each_way_alone_makes_a_figure(way: str) -> None:
    how: Any = {"subtract": ["all_of_it", "named"], "count": "sources"}.get(way, "named")
    figure = Figure.model_validate({"id": "n", "label": "N", way: how})
    assert getattr(figure, way)


def test_a_condition_takes_one_word_or_several() -> None:
    figure = Figure.model_validate(
        {"id": "n", "label": "N", "count": "agencies",
         "where": {"reply": "denied", "kind": ["police", "sheriff"]}}
    )  # fmt: skip
    assert [(c.field, c.values) for c in figure.where] == [
        ("reply", ("denied",)),
        ("kind", ("police", "sheriff")),
    ]


@pytest.mark.parametrize("place", ["{z}", "{x}", "{y}"])
def test_a_tile_address_has_its_three_places(place: str) -> None:
    url = "https://tiles.testland-gazette.net/{z}/{x}/{y}.png".replace(place, "1")
    told = (f"'{url}' is not a tile address", "it needs {z}, {x} and {y}")
    assert refusal(Tiles, provider="T", url=url, attribution="T") == told
