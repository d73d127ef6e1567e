"""Room: what a new investigation is told of itself, and what stands there until it is."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import available_timezones

from broadsheet.entries.scalars import quoted
from broadsheet.geography import slug
from broadsheet.load.text import UNSEEN, sign_name
from broadsheet.pages import FOLDERS
from broadsheet.problems import did_you_mean
from broadsheet.values import LONGEST_SLUG, RESERVED_SLUGS

USUAL = "agencies"
OTHER_LINKS = frozenset({"county", "term", "mailto", "http", "https"})
"""What a link may begin with that is no record."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Answers:
    """The answers of whoever starts it; each is a line of text."""

    title: str = "TK: the site's title"
    subject: str = "TK: the subject"
    area: str = "TK"
    singular: str = "agency"
    plural: str = "agencies"
    publisher: str = "TK: the newsroom"
    email: str = "TK@newsroom.example"
    time_zone: str = "America/New_York"

    @cached_property
    def email_link(self) -> str:
        """The address as prose shows it; one still to come leads nowhere."""
        return self.email if "TK" in self.email else f"[{self.email}](mailto:{self.email})"

    @property
    def noun(self) -> str:
        """How a link names a record, as in `nursing-home:example`; `agency` can always stand."""
        noun = slug(self.singular) if re.search(r"\w", self.singular) else "agency"
        return "agency" if noun in OTHER_LINKS or not noun.isascii() else noun

    def words(self, today: datetime.date) -> dict[str, str]:
        """What stands in the files for each name between angle brackets."""
        as_yaml = {
            "title": self.title,
            "subject": self.subject,
            "area": self.area,
            "publisher": self.publisher,
            "email": self.email,
            "time_zone": self.time_zone,
            "singular": self.singular,
            "plural": self.plural,
            "address": address_of(self.plural),
            "map_title": f"The {self.plural} that our sources name",
            "example_name": f"TK: an example {self.singular}",
            "named_label": f"The {self.plural} that our sources name",
            "confirmed_label": f"The {self.plural} that confirmed it",
            "credit": f"{self.publisher}, “{self.title},” {today.year}. CC BY 4.0.",
        }
        plain = {
            "today": today.isoformat(), "noun": self.noun, "heading": self.title,
            "email_link": self.email_link,
        }  # fmt: skip
        return {name: quoted(text) for name, text in as_yaml.items()} | plain


DEFAULTS = Answers()


def several(one: str) -> str:
    """What several are called, as English makes it of most words: `agency` to `agencies`."""
    if re.search(r"[^aeiou]y$", one):
        return f"{one[:-1]}ies"
    return f"{one}es" if re.search(r"(?:s|x|z|ch|sh)$", one) else f"{one}s"


def address_of(plural: str) -> str:
    """The folder of the records' pages: `nursing-homes`; the usual one where none can be made."""
    if not re.search(r"\w", plural):
        return USUAL
    address = slug(plural)[:LONGEST_SLUG].strip("-")
    taken = address in RESERVED_SLUGS or address in FOLDERS
    return USUAL if taken else address


def answer_fault(name: str, text: str) -> str:
    """What is wrong with an answer; empty for one that can stand."""
    if not text:
        return f"the answer for '{name}' is empty"
    if found := UNSEEN.search(text):
        return f"{sign_name(found[0])} must not stand in the answer for '{name}'"
    if name == "time_zone" and text not in (zones := available_timezones()):
        near = did_you_mean(text, zones) or "write it as America/New_York"
        return f"there is no time zone '{text}'; {near}"
    if name == "email" and not ADDRESS.fullmatch(text):
        return f"'{text}' is not an address for email; write it as desk@newsroom.org"
    return ""
