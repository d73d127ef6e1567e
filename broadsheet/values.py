"""Noun: the scalar types an editor's text may become.

Content is read as text (`NO` stays `NO`, `037` keeps its zero); a field's declared type
turns it into a number, a date or a yes/no here, and says plainly what it wanted instead.
"""

from __future__ import annotations

import datetime
import ipaddress
import re
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
RESERVED_SLUGS = frozenset(
    ("index", "assets", "con", "prn", "aux", "nul", "page",
     "reply", "kind", "range", "county", "statewide", "none",
     *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)  # fmt: skip
LONGEST_SLUG = 80
# [0-9], not \d: that would let in the digits of every script.
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
BY_SLASHES = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
"""A day in the order of some country or other."""
DECEMBER = 12
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
ZONE = re.compile(r"Z|[+-][0-9]{2}:[0-9]{2}")
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
HOST = re.compile(r"(?:[\w{}-]+\.)+[^\W\d_][\w-]*\.?(?::[0-9]{1,5})?")
LONGEST_NUMBER = 15
LEAVE_OUT = ", or leave the field out"
"""What else to do about an empty field; it is cut off where the field must be there."""


def fault(message: str, hint: str = "") -> PydanticCustomError:
    """Make the error that pydantic carries and `validate` tells with its place."""
    return PydanticCustomError("broadsheet", "{message}", {"message": message, "hint": hint})


def read_text(value: Any) -> str:
    """Text of at least one visible character, its outer space removed."""
    if not isinstance(value, str):
        raise fault(f"a text is wanted here, not {kind_of(value)}")
    if not value.strip():
        raise fault("this is empty", f"write a text{LEAVE_OUT}")
    return value.strip()


def read_whole(value: Any) -> int:
    """Turn `1803` into a whole number; never `1_803`, `0x1F`, `1e3` or `1,803`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not WHOLE.fullmatch(value):
        raise fault(f"{shown(value)} is not a whole number", "write digits only, such as 1803")
    digits = len(value.removeprefix("-"))
    if digits > LONGEST_NUMBER:
        raise fault(f"this number has {digits} digits, which is too many")
    return int(value)


def read_decimal(value: Any) -> float:
    """Turn `35.7721` into a number; never `.5`, `1e3`, `.nan` or `1_000`."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str) or not DECIMAL.fullmatch(value):
        raise fault(f"{shown(value)} is not a number", "write a plain decimal, such as 35.7721")
    if len(value) > 2 * LONGEST_NUMBER:
        raise fault(f"this number has {len(value)} digits, which is too many")
    return float(value)


def read_yes_no(value: Any) -> bool:
    """Turn `yes`, `no`, `true` or `false` into a truth value."""
    if isinstance(value, bool):
        return value
    answers = {"yes": True, "true": True, "no": False, "false": False}
    if not isinstance(value, str) or value.lower() not in answers:
        raise fault(f"{shown(value)} is neither yes nor no", "write yes or no")
    return answers[value.lower()]


def other_way(value: Any, otherwise: str) -> str:
    """What to write instead of `5/1/2020`: which day that is hangs on the country."""
    found = BY_SLASHES.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return otherwise
    one, other, year = int(found[1]), int(found[2]), found[3]
    pairs = dict.fromkeys(((one, other), (other, one)))
    days = [f"{year}-{m:02}-{d:02}" for m, d in pairs if m <= DECEMBER]
    return f"write {' or '.join(days)}, whichever day is meant" if days else otherwise


def read_day(value: Any) -> datetime.date:
    """Turn `2020-02-11` into a day."""
    if type(value) is datetime.date:
        return value
    found = DAY.fullmatch(value) if isinstance(value, str) else None
    if not found:
        hint = other_way(value, "write year-month-day, such as 2020-02-11")
        raise fault(f"{shown(value)} is not a day", hint)
    year, month, day = (int(part) for part in found.groups())
    return checked_day(value, year, month, day)


def checked_day(written: str, year: int, month: int, day: int) -> datetime.date:
    """Make a day that the calendar has, or say that it has not."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise fault(f"'{written}' is not in the calendar") from None


def read_moment(value: Any) -> datetime.datetime:
    """Turn `2026-11-23T06:00-05:00` into an instant; a time without its zone is refused."""
    if isinstance(value, datetime.datetime) and value.tzinfo:
        return value
    found = MOMENT.match(value) if isinstance(value, str) else None
    zone = value[found.end() :] if found else ""
    if not found or (zone and not ZONE.fullmatch(zone)):
        raise fault(f"{shown(value)} is not a time", "write it as 2026-11-23T06:00-05:00")
    if not zone:
        hint = "end it with the offset from UTC, such as -05:00, or Z"
        raise fault(f"'{value}' does not say its time zone", hint)
    try:
        return datetime.datetime.fromisoformat(value)
    except ValueError:
        raise fault(f"'{value}' is not in the calendar") from None


def read_slug(value: Any) -> str:
    """Read an id that may stand in an address: small letters, digits, single hyphens."""
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        hint = "use small letters a-z, digits and single hyphens, such as raleigh-pd"
        raise fault(f"{shown(value)} cannot be an id", hint)
    if len(value) > LONGEST_SLUG:
        raise fault(f"this id has {len(value)} characters", f"keep it under {LONGEST_SLUG}")
    if value in RESERVED_SLUGS:
        raise fault(f"the id '{value}' is reserved", "choose another")
    return value


def read_name(value: Any) -> str:
    """Read a name that prose may use in braces: small letters, digits, underscores."""
    if not isinstance(value, str) or not NAME.fullmatch(value) or len(value) > LONGEST_SLUG:
        hint = "use small letters a-z, digits and underscores, such as listed_total"
        raise fault(f"{shown(value)} cannot name a figure", hint)
    return value


def read_web_address(value: Any) -> str:
    """Read an address a reader may follow: https (or http, told as a warning elsewhere)."""
    if not isinstance(value, str) or not WEB_ADDRESS.fullmatch(value):
        raise fault(f"{shown(value)} is not a web address", "begin it with https://")
    host = re.split(r"[/?#]", value.split("://", 1)[1], maxsplit=1)[0]
    if "@" in host:
        raise fault(f"{shown(value)} carries a user name or password", "take it out of the address")
    if is_own(host):
        hint = "give an address readers can reach"
        raise fault(f"{shown(value)} points to one machine or network only", hint)
    if not HOST.fullmatch(host) and not is_numeric(host):
        hint = "after https:// comes the name of a site, such as www.example.org"
        raise fault(f"{shown(value)} is not a web address", hint)
    return value


def is_own(host: str) -> bool:
    """Whether a host is a machine or a network of somebody's own: readers cannot reach it."""
    name = re.sub(r":[0-9]+$", "", host).rstrip(".").lower()
    try:
        return not ipaddress.ip_address(name.strip("[]")).is_global
    except ValueError:
        return f".{name}".endswith((".localhost", ".local", ".internal"))


def is_numeric(host: str) -> bool:
    """Whether a host is a whole IP address, with or without a port."""
    try:
        return bool(ipaddress.ip_address(re.sub(r":[0-9]+$", "", host).strip("[]")))
    except ValueError:
        return False


def kind_of(value: Any) -> str:
    """Name what stands there in an editor's words."""
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else "a text"


def shown(value: Any) -> str:
    """Quote a short text; describe anything else."""
    if value is None:
        return "an empty field"
    longest = 60
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= longest else f"'{value[:longest]}…'"
    return kind_of(value)


class PartialDate(NamedTuple):
    """A date as exactly as it is known: a year, a month of a year, or a day.

    `month` and `day` are 0 where they are not known, so that dates sort as they should:
    `2020` before `2020-02` before `2020-02-11`.
    """

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """`2020`, `2020-02` or `2020-02-11`."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in self[1:] if part]
        return "-".join(parts)

    @property
    def earliest(self) -> datetime.date:
        """The first day it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """Write it as an editor does."""
        return self.iso

    @classmethod
    def read(cls, value: Any) -> PartialDate:
        """Turn `2018`, `2020-02` or `2020-02-11` into a date of that exactness."""
        if isinstance(value, PartialDate):
            return value
        found = PARTIAL_DATE.fullmatch(value) if isinstance(value, str) else None
        if not found:
            hint = "write 2018, 2020-02 or 2020-02-11: as exactly as the source says"
            raise fault(f"{shown(value)} is not a date", other_way(value, hint))
        year, month, day = (int(part or 0) for part in found.groups())
        checked_day(value, year, month if found[2] else 1, day if found[3] else 1)
        return cls(year, month, day)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Let pydantic call `read`."""
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Tell a text editor what may be written."""
        return {"type": "string", "pattern": f"^{PARTIAL_DATE.pattern}$"}


Text = Annotated[str, BeforeValidator(read_text)]
Whole = Annotated[int, BeforeValidator(read_whole)]
Decimal = Annotated[float, BeforeValidator(read_decimal)]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]
Day = Annotated[datetime.date, BeforeValidator(read_day)]
Moment = Annotated[datetime.datetime, BeforeValidator(read_moment)]
Slug = Annotated[str, BeforeValidator(read_slug)]
Name = Annotated[str, BeforeValidator(read_name)]
WebAddress = Annotated[str, BeforeValidator(read_web_address)]
