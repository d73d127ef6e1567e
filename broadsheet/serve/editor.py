"""Room: the preview's desk. The editor's own text editor, and how it is opened at a place.

`$VISUAL` or `$EDITOR` names it. One with a window can be opened from the browser; one that
lives in a terminal cannot, so its command is shown to be copied.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from broadsheet.problems import Location

AT_PLACE = ("{file}:{line}:{column}",)
PLUS_LINE = ("+{line}", "{file}")
LINE_BEFORE = ("--line", "{line}", "{file}")
WINDOWS: Mapping[str, tuple[str, ...]] = {
    "code": ("--goto", *AT_PLACE), "code-insiders": ("--goto", *AT_PLACE),
    "codium": ("--goto", *AT_PLACE), "cursor": ("--goto", *AT_PLACE),
    "subl": AT_PLACE, "zed": AT_PLACE, "pulsar": AT_PLACE,
    "gedit": PLUS_LINE, "gnome-text-editor": PLUS_LINE, "bbedit": PLUS_LINE, "gvim": PLUS_LINE,
    "mvim": PLUS_LINE, "kate": LINE_BEFORE, "mate": LINE_BEFORE, "idea": LINE_BEFORE,
    "pycharm": LINE_BEFORE,
    "notepad++": ("-n{line}", "{file}"),
}  # fmt: skip
"""The editors with a window of their own, and how each is told where to open a file."""


@dataclass(frozen=True, slots=True)
class Editor:
    """A text editor by the words of its command."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """What people call it: `vim` of `/usr/bin/vim -p`."""
        return Path(self.words[0]).name.removesuffix(".exe")

    @property
    def has_window(self) -> bool:
        """Whether it can be opened from elsewhere than a terminal."""
        return self.name in WINDOWS

    def command(self, file: Path, place: Location) -> tuple[str, ...]:
        """What opens a file at a place."""
        line, column = max(place.line, 1), max(place.column, 1)
        way = WINDOWS.get(self.name, PLUS_LINE)
        told = (part.format(file=file, line=line, column=column) for part in way)
        return (*self.words, *told)


def editor_of(environment: Mapping[str, str]) -> Editor | None:
    """The editor that this machine's owner has chosen; None where none is named."""
    for name in ("BROADSHEET_EDITOR", "VISUAL", "EDITOR"):
        try:
            words = tuple(shlex.split(environment.get(name, "")))
        except ValueError:  # a quotation mark that is not closed
            continue
        if words:
            return Editor(words)
    return None


def vscode_link(file: Path, place: Location) -> str:
    """The address at which VS Code opens a file."""
    return f"vscode://file{quote(file.as_posix())}:{max(place.line, 1)}:{max(place.column, 1)}"
