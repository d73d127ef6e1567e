"""Room: editions. Whom a sentence that was published names, by the records of that time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from broadsheet.editions.facts import field_of, is_in_record
from broadsheet.editions.records import Shown
from broadsheet.exports import BETWEEN_VALUES
from broadsheet.ledger import Subjects

NAMES = ("name", "aliases")


class Named:
    """Finds the records that texts name.

    To gather their names takes its time, and so does a text: each is done once, when it is asked.
    """

    def __init__(self, state: Mapping[str, Shown]) -> None:
        """Take the data of a publication."""
        self._state = state
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def _subjects(self) -> Subjects:
        return Subjects.called(dict(called(self._state)))

    def may_be_of(self, text: str, datum: str) -> bool:
        """Whether a text may speak of the record that a datum is of: it names nobody else alone."""
        if not is_in_record(datum):
            return True
        if text not in self._known:
            self._known[text] = frozenset(self._subjects.named_in(text))
        named = self._known[text]
        return not named or datum.partition(".")[0] in named


def called(state: Mapping[str, Shown]) -> Iterator[tuple[str, str]]:
    """The names of each record, with the beginning of the ids of its data."""
    for name, shown in state.items():
        if field_of(name) in NAMES:
            for one in shown.value.split(BETWEEN_VALUES):
                yield one, name.partition(".")[0]
