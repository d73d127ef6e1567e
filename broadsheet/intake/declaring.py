"""Room: spreadsheets that are brought in. A column that is no field yet becomes one, if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadsheet.geography import slug
from broadsheet.intake.mapping import Mapped, folded
from broadsheet.intake.sheet import Sheet
from broadsheet.intake.worth import guess_type, words_in
from broadsheet.intake.writing import entry_lines, read
from broadsheet.load.yamledit import list_end

MEANING = "TK: what it holds, in plain words."
WORD_MEANING = "TK: what it means, in plain words."


def field_entry(sheet: Sheet, column: Mapped) -> dict[str, Any]:
    """The entry for `fields` of dictionary.yaml, its type guessed from what the column holds."""
    cells = sheet.column(column.number)
    kind, name = guess_type(cells), folded(column.header)
    id_ = name if name[:1].isalpha() else f"field_{name}"
    entry: dict[str, Any] = {
        "id": id_, "label": column.header, "meaning": MEANING, "type": kind,
    }  # fmt: skip
    if kind == "choice":
        entry["choices"] = [
            {"id": slug(word), "label": word, "meaning": WORD_MEANING} for word in words_in(cells)
        ]
    return entry


def with_fields(raw: str, entries: Sequence[dict[str, Any]]) -> str | None:
    """The dictionary with further fields at the end of `fields`; None where that is unsafe."""
    text, tree = raw.removeprefix("\ufeff"), read(raw.removeprefix("\ufeff"))
    end = "\r\n" if "\r\n" in text else "\n"
    if not isinstance(tree, dict):
        return None
    old = tree.get("fields")
    gap = list_end(text, ("fields",))
    if old and gap is None:
        return None
    indent = " " * (gap.indent if gap else 2)
    own = [line for entry in entries for line in entry_lines(entry)]
    lines = "".join(f"{indent}{line}{end}" for line in own)
    if gap:
        before = text[: gap.at] if text[: gap.at].endswith("\n") else text[: gap.at] + end
        made = before + lines + text[gap.at :]
    elif "fields" in tree:
        return None
    else:
        made = text.rstrip("\r\n") + f"{end}fields:{end}{lines}"
    wanted = {**tree, "fields": [*(old or []), *read("\n".join(own))]}
    return raw[: len(raw) - len(text)] + made if read(made) == wanted else None
