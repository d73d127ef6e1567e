"""Room: spreadsheets that are brought in. What a spreadsheet writes becomes what a record writes.

Only what can mean one thing is changed: `$2,500` is 2500, `Y` is yes, `May 1, 2020` is a day.
`5/1/2020` is two days, and stays to be told.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from broadsheet.geography import slug
from broadsheet.load.columns import Columns
from broadsheet.load.rows import BETWEEN_VALUES
from broadsheet.values import BY_SLASHES, WEB_ADDRESS

NUMBER = re.compile(r"([$€£]?)\s?(-?)([$€£]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
MONEY_SIGNS = "$€£"
WORDED_DAYS = ("%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%d %B %Y", "%d %b %Y")
WORDED_MONTHS = ("%B %Y", "%b %Y")
ISO = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
YES = frozenset({"y", "yes", "true", "t", "x", "✓"})
NO = frozenset({"n", "no", "false", "f"})
TYPES: Mapping[str, str] = {
    "latitude": "number", "longitude": "number", "statewide": "yes-no", "updated": "date",
    "spending_amount": "number", "users_authorized": "number", "users_at_least": "number",
    "reply_date": "date", "began": "date", "ended": "date",
}  # fmt: skip
"""What columns hold that every record may have; the others hold text."""


def type_of(column: str, columns: Columns) -> str:
    """What a column holds."""
    own = columns.own.get(column)
    return own.type if own else TYPES.get(column, "text")


def worth(text: str, kind: str) -> str:
    """A cell as its type writes it; as it stands where it cannot be read as that."""
    if kind in {"number", "money"}:
        return number_of(text)
    if kind == "yes-no":
        answer = text.casefold()
        return "yes" if answer in YES else "no" if answer in NO else text
    return day_of(text) if kind == "date" else text


def number_of(text: str) -> str:
    """`2500` for `$2,500.00`."""
    found = NUMBER.fullmatch(text)
    if not found:
        return text
    whole, fraction = found[4].replace(",", ""), found[5] or ""
    fraction = fraction if fraction.strip(".0") else ""
    return f"{found[2]}{whole.lstrip('0') or '0'}{fraction}"


def day_of(text: str) -> str:
    """`2020-05-01` for `May 1, 2020`, `2020-05` for `May 2020`."""
    for forms, length in ((WORDED_DAYS, len("2020-05-01")), (WORDED_MONTHS, len("2020-05"))):
        for form in forms:
            try:
                day = datetime.datetime.strptime(text, form).date()  # noqa: DTZ007  (a day)
            except ValueError:
                continue
            return day.isoformat()[:length]
    return text


MOST_CHOICES = 8
LONGEST_CHOICE = 40
OFTEN = 2
"""A word of a choice stands that often, on average."""


def guess_type(cells: Sequence[str]) -> str:
    """The type of a field for what stands in a column."""
    if not cells:
        return "text"
    numbers = [NUMBER.fullmatch(cell) for cell in cells]
    if all(numbers):
        marked = any(cell.strip("-")[0] in MONEY_SIGNS for cell in cells)
        coded = any(cell[0] == "0" and cell.isdigit() and len(cell) > 1 for cell in cells)
        return "text" if coded else "money" if marked else "number"
    if all(ISO.fullmatch(day_of(cell)) or BY_SLASHES.fullmatch(cell) for cell in cells):
        return "date"
    if all(cell.casefold() in YES | NO for cell in cells):
        return "yes-no"
    if all(WEB_ADDRESS.fullmatch(cell) for cell in cells):
        return "link"
    return "choice" if is_choice(cells) else "text"


def is_choice(cells: Sequence[str]) -> bool:
    """Whether a few short words stand in a column again and again."""
    words = set(cells)
    few = len(words) <= MOST_CHOICES and len(cells) >= OFTEN * len(words)
    apart = len({slug(word) for word in words}) == len(words)
    return few and apart and all(len(word) <= LONGEST_CHOICE for word in words)


def words_in(cells: Iterable[str]) -> list[str]:
    """Each word of a choice once, in the order of the alphabet."""
    return sorted(dict.fromkeys(cells), key=str.casefold)


def several(cells: Iterable[str]) -> str:
    """Several values as one cell."""
    return f"{BETWEEN_VALUES} ".join(cells)
