import csv
import dataclasses
import hashlib
import io
import json
import math
import re
from pathlib import Path
from typing import Any, NamedTuple

import frictionless
import pytest

from broadsheet import exports
from broadsheet.exports import csvfile, record
from broadsheet.model import (
    Agency,
    Category,
    Correction,
    Dictionary,
    Event,
    Gazetteer,
    Investigation,
    SharedAttempt,
    Site,
    Source,
    Term,
)
from broadsheet.pages import ColumnView, Download, Output

BASE = "https://news.example/listed/"
CANARY = "CANARY-7f3a"
HOSTILE = (
    "</script><script>alert(1)</script>", "<!--<script>", "a\u2028b\u2029c", "${x}", "`x`",
    "back\\slash\\", "{{ 7 * 7 }}", "=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "''-1", "'quoted'",
    '"a", "b"', "a\nb", "a\rb", "a\r\nb", "a, b; c", "日本語 é ő", "\u202eabc", "＝1+1", "#N/A",
    "&amp;", "1-5", "007", "true", "]]>", "\ufeffx",
)  # fmt: skip


class Spot(NamedTuple):
    """As `geography` gives it."""

    longitude: float
    latitude: float
    county: str | None
    approximate: bool


WAKE = Spot(-78.638612, 35.772096, "Wake", approximate=False)
MIDDLE = Spot(-79.4, 36.0, "Alamance", approximate=True)


def site(text: str = "Listed") -> Site:
    return Site.model_validate(
        {
            "title": text,
            "description": text,
            "subject": text,
            "area": "North Carolina",
            "publisher": {"name": text, "email": "desk@news.example"},
            "base_url": BASE,
            "time_zone": "America/New_York",
            "notices": {"listed": text, "absent": text, "unknown": text},
            "license": {
                "name": text,
                "spdx": "CC-BY-4.0",
                "url": "https://creativecommons.org/licenses/by/4.0/",
                "credit": text,
            },
        }
    )


def term(slug: str, text: str = "A word") -> dict[str, Any]:
    return {"id": slug, "label": text, "plural": text, "meaning": text}


def dictionary(text: str = "A word") -> Dictionary:
    return Dictionary.model_validate(
        {
            "kinds": (term("sheriff", text),),
            "replies": (term("denied", text) | {"disputes": "yes"},),
            "ranges": (
                term("few", text) | {"minimum": "1", "maximum": "5"},
                term("many", text) | {"minimum": "51"},
            ),
            "readings": (term("full", text),),
            "standings": (term("inferred", text),),
            "terms": (term("search", text),),
        }
    )


def sparse(slug: str = "wake-so", **fields: Any) -> Agency:
    """An agency of which next to nothing is known."""
    return Agency.model_validate(
        {
            "id": slug,
            "name": "Wake County Sheriff",
            "kind": "sheriff",
            "replies": ({"category": "denied"},),
            "updated": "2026-11-22",
            **fields,
        }
    )


def full(slug: str = "wake-so", text: str = "A text") -> Agency:
    """An agency with every field filled, the text in each that takes one."""
    claim = {"sources": ("wral-2021, par. 4",), "standing": "inferred"}
    return sparse(
        slug,
        name=text,
        aliases=(text,),
        place=text,
        listed=({"by": text, "basis": text, **claim},),
        searches={"range": "few", "note": text, **claim},
        attempts=(
            {
                "by": text,
                "date": "2021-03",
                "date_note": text,
                "how": text,
                "to": text,
                "asked": text,
                "deadline": "2021-04-01",
                "answered": "yes",
                "result": text,
                **claim,
            },
        ),
        replies=(
            {
                "category": "denied",
                "summary": text,
                "words": text,
                "by": text,
                "to": text,
                "date": "2021-04",
                "date_note": text,
                **claim,
            },
        ),
        spending={"amount": "0", "note": text, **claim},
        users={"authorized": "3", "at_least": "20", "note": text, **claim},
        free_trial={"answer": "possible", "note": text, **claim},
        began={"date": "2019-08-07", "note": text, **claim},
        ended={"date": "2020", "note": text, **claim},
        statements=(
            {"speaker": text, "words": text, "date": "2020", "date_note": text, "note": text},
        ),
        facts=({"text": text, "date": "2020-02", **claim},),
        context=({"text": text, **claim},),
        unclear=(text,),
        notes=CANARY,
        contact=CANARY,
    )


def source(text: str = "A title", slug: str = "wral-2021") -> Source:
    return Source.model_validate(
        {
            "id": slug,
            "title": text,
            "title_note": text,
            "outlet": text,
            "author": text,
            "date": "2021-04-06",
            "date_note": text,
            "url": "https://wral.example/=1?a=b&c",
            "read": "full",
            "note": text,
            "notes": CANARY,
        }
    )


def event(text: str = "It happened", date: str = "2020-02-11") -> Event:
    return Event.model_validate(
        {
            "date": date,
            "event": text,
            "agencies": ("wake-so",),
            "sources": ("wral-2021",),
            "date_note": text,
        }
    )


def investigation(*agencies: Agency, text: str = "A word") -> Investigation:
    return Investigation(
        site=site(text),
        articles=(),
        agencies=agencies,
        sources=(source(text),),
        figures=(),
        timeline=(event(text),),
        corrections=(),
        dictionary=dictionary(text),
        pictures=(),
        gazetteer=Gazetteer(),
    )


def made(told: Investigation, spots: dict[str, Spot | None] | None = None) -> dict[str, bytes]:
    outputs = exports.data_files(told, spots or {}, BASE)
    return {output.path.removeprefix("data/"): output.content for output in outputs}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def unguarded(cell: str) -> str:
    """The rule as README.txt gives it."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


def strict_json(content: bytes) -> Any:
    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    return json.loads(content, parse_constant=refuse)


# --- what is made


def test_the_files_are_those_that_the_readme_names_and_no_others() -> None:
    assert tuple(made(investigation(full()))) == tuple(exports.FILES)


def test_the_same_records_give_the_same_bytes_in_whatever_order_they_were_written() -> None:
    one, two = full("alpha-pd"), full("beta-pd")
    told = investigation(one, two)
    assert made(told) == made(investigation(two, one))
    assert made(told) == made(told)


def test_no_agency_at_all_gives_files_with_headers_only() -> None:
    told = dataclasses.replace(investigation(), sources=(), timeline=())
    files = made(told)
    assert rows(files["agencies.csv"]) == []
    assert strict_json(files["agencies.json"])["agencies"] == []
    assert strict_json(files["agencies.json"])["updated"] is None
    assert "version" not in strict_json(files["datapackage.json"])
    assert b"There is no record yet." in files["README.txt"]


def test_every_surface_has_each_agency_once() -> None:
    files = made(investigation(full("alpha-pd"), sparse("beta-pd"), sparse("gamma-pd")))
    ids = ["alpha-pd", "beta-pd", "gamma-pd"]
    assert [row["id"] for row in rows(files["agencies.csv"])] == ids
    assert [one["id"] for one in strict_json(files["agencies.json"])["agencies"]] == ids
    features = strict_json(files["agencies.geojson"])["features"]
    assert [feature["id"] for feature in features] == ids


# --- nothing private


def test_nothing_private_reaches_any_file() -> None:
    for name, content in made(investigation(full()), {"wake-so": WAKE}).items():
        assert CANARY.encode() not in content, name


def test_every_field_of_every_record_is_declared_public_or_known_to_be_private() -> None:
    looks: dict[type, set[str]] = {Category: {"colour", "symbol"}}
    # Whom an attempt concerned is told at each of them; which reply counts follows from all, and
    # where there is none, its summary tells what is known of that.
    told: dict[type, set[str]] = {SharedAttempt: {"agencies"}, Agency: {"unanswered", "sources"}}
    for kind, fields in record.PUBLIC.items():
        public = set(fields) - ({"reply"} if kind is Agency else set())
        private = {"notes", "contact", "origin", "silence", "particulars", "field"} | looks.get(
            kind, set()
        )
        assert set(kind.model_fields) - private - told.get(kind, set()) == public, kind


def test_a_record_that_is_not_declared_public_is_refused() -> None:
    with pytest.raises(TypeError, match="Site is not declared public"):
        record.plain(site())
    with pytest.raises(TypeError, match="set is not declared public"):
        record.plain({1})


# --- hostile texts come back as they were


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_in_every_field_of_an_agency_reads_back_equal(text: str) -> None:
    files = made(investigation(full(text=text), text=text), {"wake-so": WAKE})
    agency = full(text=text)
    cells = {name: unguarded(cell) for name, cell in rows(files["agencies.csv"])[0].items()}
    properties = strict_json(files["agencies.geojson"])["features"][0]["properties"]
    for name in (
        "name", "aliases", "place", "kind_label", "listed_by", "listed_basis", "reply_label",
        "reply_summary", "reply_words", "reply_by", "reply_date_note", "spending_note",
        "users_note", "free_trial_note", "began_note", "ended_note", "unclear",
    ):  # fmt: skip
        assert cells[name] == agency.name, name
        assert properties[name] == agency.name, name


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_equal_from_the_full_record(text: str) -> None:
    agency = full(text=text)
    files = made(investigation(agency, text=text))
    told = strict_json(files["agencies.json"])
    read_back = Agency.model_validate(
        {
            name: as_written(told["agencies"][0][name])
            for name in record.PUBLIC[Agency]
            if name in Agency.model_fields  # `reply` follows from the replies
        }
    )
    private = {"notes": None, "contact": None}
    assert read_back == agency.model_copy(update=private)
    assert told["title"] == site(text).title
    sources = [Source.model_validate(one) for one in told["sources"]]
    assert sources == [source(text).model_copy(update={"notes": None})]


def as_written(value: Any) -> Any:
    """What JSON holds, in the form that the model reads: lists as tuples, citations as text."""
    if isinstance(value, list):
        return tuple(as_written(one) for one in value)
    if isinstance(value, dict) and set(value) == {"source", "at"}:
        return f"{value['source']}, {value['at']}" if value["at"] else value["source"]
    if isinstance(value, dict):
        return {name: as_written(one) for name, one in value.items()}
    return value


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_equal_from_the_other_tables(text: str) -> None:
    files = made(investigation(full(), text=text))
    wanted = source(text).title
    told = {name: unguarded(cell) for name, cell in rows(files["sources.csv"])[0].items()}
    for name in ("title", "title_note", "outlet", "author", "date_note", "note"):
        assert told[name] == wanted, name
    happened = {name: unguarded(cell) for name, cell in rows(files["timeline.csv"])[0].items()}
    assert (happened["event"], happened["date_note"]) == (wanted, wanted)
    words = [row for row in rows(files["dictionary.csv"]) if not row["list"].endswith(".csv")]
    assert {unguarded(row["meaning"]) for row in words} == {wanted}
    assert strict_json(files["dictionary.json"])["kinds"][0]["label"] == wanted


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_with_a_hostile_text_could_be_taken_for_a_formula(text: str) -> None:
    numbers = {"latitude", "longitude"}
    files = made(investigation(full(text=text), text=text), {"wake-so": WAKE})
    for name in ("agencies", "sources", "citations", "timeline", "dictionary"):
        for row in rows(files[f"{name}.csv"]):
            for column, cell in row.items():
                assert column in numbers or not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)


# --- the form of CSV


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("\rx", "'\rx"), ("'=x", "''=x"), ("'x", "'x"), ("a=b", "a=b"), ("", ""),
        (-5, "-5"), (-78.638612, "-78.63861"), (1e-07, "0"), (1e15, "1000000000000000"),
        (36.0, "36"), (True, "true"), (False, "false"), (None, ""), (0, "0"),
    ],
)  # fmt: skip
def test_a_cell_is_guarded_if_it_is_a_text_and_never_if_it_is_a_number(
    text: exports.declared.Cell, written: str
) -> None:
    assert csvfile.written(text) == written


def test_lines_end_in_cr_lf_and_there_is_no_byte_order_mark() -> None:
    content = made(investigation(full()))["agencies.csv"]
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert content.startswith(b"id,name,aliases,kind,")


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_refused(number: float) -> None:
    broken = Spot(number, 35.0, "Wake", approximate=False)
    with pytest.raises(ValueError, match="cannot stand in a download"):
        made(investigation(full()), {"wake-so": broken})
    with pytest.raises(ValueError, match="JSON compliant"):
        exports.json_bytes({"x": number})


# --- what the columns say


def test_a_full_record_fills_every_column() -> None:
    row = rows(made(investigation(full()), {"wake-so": WAKE})["agencies.csv"])[0]
    assert [name for name, cell in row.items() if not cell] == []
    wanted = {
        "county": "Wake", "statewide": "false", "latitude": "35.7721", "longitude": "-78.63861",
        "location_is_approximate": "false", "searches_range": "few", "searches_minimum": "1",
        "searches_maximum": "5", "reply_disputes_listing": "true", "reply_date": "2021-04",
        "spending_amount": "0", "spending_currency": "USD", "users_authorized": "3",
        "users_at_least": "20", "free_trial": "possible", "began": "2019-08-07", "ended": "2020",
        "statements": "1", "sources": "wral-2021", "updated": "2026-11-22",
        "page": f"{BASE}agencies/wake-so/",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_what_is_not_known_is_empty_and_never_zero() -> None:
    files = made(investigation(sparse()))
    row = rows(files["agencies.csv"])[0]
    assert {name for name, cell in row.items() if cell} == {
        "id", "name", "kind", "kind_label", "statewide", "reply_category", "reply_label",
        "reply_disputes_listing", "statements", "updated", "page",
    }  # fmt: skip
    assert strict_json(files["agencies.json"])["agencies"][0]["spending"] is None


def test_a_statewide_agency_has_no_point_even_if_it_has_a_spot() -> None:
    files = made(investigation(sparse(statewide="yes")), {"wake-so": MIDDLE})
    feature = strict_json(files["agencies.geojson"])["features"][0]
    assert feature["geometry"] is None
    assert feature["properties"]["latitude"] is None
    assert feature["properties"]["location_is_approximate"] is None
    assert strict_json(files["agencies.json"])["agencies"][0]["longitude"] is None


def test_a_point_stands_longitude_first_with_five_decimals() -> None:
    files = made(investigation(sparse()), {"wake-so": WAKE})
    feature = strict_json(files["agencies.geojson"])["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-78.63861, 35.7721]}
    assert strict_json(files["agencies.json"])["agencies"][0]["latitude"] == 35.7721


def test_the_county_follows_from_the_spot_and_says_if_it_is_only_its_middle() -> None:
    row = rows(made(investigation(sparse()), {"wake-so": MIDDLE})["agencies.csv"])[0]
    assert (row["county"], row["location_is_approximate"]) == ("Alamance", "true")


def test_sources_are_told_once_each_in_the_order_in_which_they_are_cited() -> None:
    facts = tuple({"text": "So.", "sources": (slug,)} for slug in ("b-1", "a-1", "b-1"))
    row = rows(made(investigation(sparse(facts=facts)))["agencies.csv"])[0]
    assert row["sources"] == "b-1; a-1"


def test_every_source_of_every_claim_has_a_row_that_says_where_in_it() -> None:
    cites = rows(made(investigation(full()))["citations.csv"])
    assert [row["part"] for row in cites] == [
        part for part in record.CLAIMS if part != "statements"
    ]
    assert {(row["source"], row["at"], row["standing"]) for row in cites} == {
        ("wral-2021", "par. 4", "inferred")
    }


def test_editors_name_and_explain_the_columns_in_their_own_words() -> None:
    words = dictionary().model_copy(
        update={
            "fields": Dictionary.model_validate(
                {
                    "kinds": (),
                    "replies": (),
                    "fields": ({"id": "name", "label": "Agency", "meaning": "As it signs"},),
                }
            ).fields
        }
    )
    assert exports.columns(words, ())[1] == ColumnView("name", "Agency", "text", "As it signs")
    assert exports.columns(words, ())[2].label == "Other names"
    told = dataclasses.replace(investigation(full()), dictionary=words)
    schema = strict_json(made(told)["datapackage.json"])["resources"][0]["schema"]
    assert schema["fields"][1]["description"] == "As it signs"


def test_the_dictionary_explains_every_column_of_every_file_and_every_word() -> None:
    files = made(investigation(full()))
    explained = rows(files["dictionary.csv"])
    for name in ("agencies", "sources", "citations", "timeline", "dictionary"):
        header = files[f"{name}.csv"].split(b"\r\n")[0].decode().split(",")
        assert [row["id"] for row in explained if row["list"] == f"{name}.csv"] == header
    words = [(row["list"], row["id"]) for row in explained if not row["list"].endswith(".csv")]
    assert words == [
        ("kinds", "sheriff"), ("replies", "denied"), ("ranges", "few"), ("ranges", "many"),
        ("readings", "full"), ("standings", "inferred"), ("terms", "search"),
    ]  # fmt: skip
    assert [row["maximum"] for row in explained if row["list"] == "ranges"] == ["5", ""]


def test_the_last_update_is_that_of_the_newest_record_or_correction() -> None:
    corrected = Correction.model_validate({"id": "c1", "date": "2027-01-02", "text": "Mended."})
    told = dataclasses.replace(investigation(full()), corrections=(corrected,))
    assert strict_json(made(told)["agencies.json"])["updated"] == "2027-01-02"
    assert strict_json(made(told)["datapackage.json"])["version"] == "2027-01-02"


# --- the package


def written_to(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def faults(folder: Path) -> list[Any]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert len(report.tasks) == 10 or report.errors
    return list(report.flatten(["name", "type", "message"]))


def test_the_data_package_is_valid(tmp_path: Path) -> None:
    told = investigation(full(), sparse("zebulon-pd"))
    assert faults(written_to(tmp_path, made(told, {"wake-so": WAKE}))) == []


def test_the_data_package_is_valid_with_every_hostile_text(tmp_path: Path) -> None:
    agencies = [full(f"a-{number}", text) for number, text in enumerate(HOSTILE)]
    told = dataclasses.replace(
        investigation(*agencies, text="=1+1"),
        sources=(source(), *(source(text, f"s-{n}") for n, text in enumerate(HOSTILE))),
        timeline=tuple(event(text) for text in HOSTILE),
    )
    assert faults(written_to(tmp_path, made(told))) == []


def test_the_data_package_notices_a_changed_file(tmp_path: Path) -> None:
    files = made(investigation(full()))
    files["agencies.csv"] = files["agencies.csv"].replace(b"USD", b"EUR")
    assert [kind for _, kind, _ in faults(written_to(tmp_path, files))] == ["hash-count"]


def test_the_data_package_notices_a_word_outside_the_vocabulary_and_a_lost_source(
    tmp_path: Path,
) -> None:
    files = made(investigation(full()))
    package = strict_json(files["datapackage.json"])
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    files["datapackage.json"] = json.dumps(package).encode()
    files["agencies.csv"] = files["agencies.csv"].replace(b",denied,", b",vanished,")
    files["sources.csv"] = files["sources.csv"].replace(b"wral-2021", b"wral-2022")
    kinds = {kind for _, kind, _ in faults(written_to(tmp_path, files))}
    assert kinds == {"constraint-error", "foreign-key"}


def test_the_data_package_tells_license_publisher_and_sources() -> None:
    package = strict_json(made(investigation(full()))["datapackage.json"])
    assert package["name"] == "a-word"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["contributors"] == [
        {"title": "A word", "role": "publisher", "email": "desk@news.example"}
    ]
    assert package["sources"] == [
        {"title": "A word (A word)", "path": "https://wral.example/=1?a=b&c"}
    ]


def test_a_title_without_a_latin_letter_still_names_the_package() -> None:
    package = strict_json(made(investigation(full(), text="日本語"))["datapackage.json"])
    assert package["name"] == "data"


def test_the_checksums_are_those_of_all_other_files() -> None:
    files = made(investigation(full()))
    lines = files.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in sorted(files)]


def test_the_readme_names_every_file_and_the_rules_of_reading() -> None:
    text = " ".join(made(investigation(full()))["README.txt"].decode().split())
    for name in exports.FILES:
        assert f"{name}: " in text
    for told in ("apostrophe", "WGS 84", "How to cite: A word", "desk@news.example"):
        assert told in text


def test_the_readme_keeps_its_lines_short() -> None:
    lines = made(investigation(full()))["README.txt"].decode().splitlines()
    assert max(map(len, lines)) <= 78


# --- what the data page shows


def test_the_data_page_is_told_of_every_download_with_size_and_checksum() -> None:
    outputs = exports.data_files(investigation(full()), {}, BASE)
    told = exports.downloads((Output("index.html", b""), *outputs))
    assert [download.name for download in told] == list(exports.FILES)
    assert told[0] == Download(
        "agencies.csv",
        "One row a record, for spreadsheets.",
        exports.size_in_words(len(outputs[0].content)),
        hashlib.sha256(outputs[0].content).hexdigest(),
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1499, "1 KB"), (54_321, "54 KB"), (1_250_000, "1.2 MB")],
)
def test_a_size_is_told_in_words(count: int, words: str) -> None:
    assert exports.size_in_words(count) == words


def test_every_column_has_a_label_a_type_in_words_and_a_meaning() -> None:
    for column in exports.columns(dictionary(), ()):
        assert all(column), column
    names = [column.name for column in exports.COLUMNS]
    assert len(names) == len(set(names))


def test_an_undeclared_word_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="militia"):
        made(investigation(sparse(kind="militia")))


def test_a_term_without_a_plural_has_an_empty_cell() -> None:
    bare = Term.model_validate({"id": "a", "label": "A", "meaning": "First"})
    words = dictionary().model_copy(update={"terms": (bare,)})
    told = dataclasses.replace(investigation(full()), dictionary=words)
    assert rows(made(told)["dictionary.csv"])[-1]["plural"] == ""
