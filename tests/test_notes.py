from __future__ import annotations

from broadsheet.model import Citation
from broadsheet.notes import Cited, Notes
from broadsheet.pages import NoteRef

LABELS = {"wral-2021": "WRAL News, April 6, 2021", "cbs17-2020": "CBS 17, February 2020"}


def cite(notes: Notes, written: str) -> NoteRef:
    return notes.cite(Citation.model_validate(written))


def test_the_first_mention_gets_the_first_number() -> None:
    notes = Notes(LABELS)
    assert [cite(notes, written).number for written in ("cbs17-2020", "wral-2021")] == [1, 2]


def test_a_second_mention_leads_to_the_same_note_which_leads_back_to_the_first() -> None:
    notes = Notes(LABELS)
    cite(notes, "wral-2021")
    expected = NoteRef(1, "", "note-1", "WRAL News, April 6, 2021")
    assert cite(notes, "wral-2021") == expected


def test_another_place_in_the_same_source_is_another_note() -> None:
    notes = Notes(LABELS)
    cite(notes, "wral-2021")
    expected = NoteRef(2, "ref-2", "note-2", "WRAL News, April 6, 2021, par. 4")
    assert cite(notes, "wral-2021, par. 4") == expected


def test_a_source_without_a_label_is_called_by_its_id() -> None:
    assert cite(Notes({}), "wral-2021").label == "wral-2021"


def test_the_notes_come_in_order_with_the_first_mark_that_leads_to_each() -> None:
    notes = Notes(LABELS)
    for written in ("cbs17-2020", "wral-2021, p. 1", "cbs17-2020"):
        cite(notes, written)
    assert notes.cited() == (
        Cited(1, "note-1", Citation.model_validate("cbs17-2020"), "ref-1"),
        Cited(2, "note-2", Citation.model_validate("wral-2021, p. 1"), "ref-2"),
    )
