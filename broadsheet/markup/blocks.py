"""Room: directives, `/// kind | argument` … `///`, are read before Markdown runs.

Their header and options are read here, as plain texts with their places, and are never
YAML. What is left for pymdownx.blocks is the frame with the body, so that the body is
Markdown like any other.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from broadsheet.markup.limits import fenced_lines
from broadsheet.markup.records import Desk
from broadsheet.markup.sentinels import SENTINEL, sentinel
from broadsheet.markup.shapes import SHAPES, Shape, Written
from broadsheet.problems import Location

HEADER = re.compile(r" {0,3}(?P<fence>/{3,}) *(?P<name>[^|]*?) *(?:\|(?P<argument>.*))?")
CLOSING = re.compile(r" {0,3}(/{3,})\s*")
NESTED = re.compile(r"(?:(?: {4,}|\t)|\s*(?:(?:>|[-*+] |\d+\. )\s*)+)/{3,}")
OPTION = re.compile(r"(?P<lead>[ \t]+)(?P<key>[\w-]+):(?:[ \t]+(?P<value>.*))?")
FOLDED = {"|", ">", "|-", ">-"}


class Frame(Block):  # type: ignore[misc]
    """What pymdownx.blocks sees of a directive: its number and its body."""

    NAME = "directive"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Make the element that the directive is cut out at; its number is a sentinel."""
        return SubElement(parent, "div", {"directive": self.argument})


class FrameExtension(BlocksExtension):  # type: ignore[misc]
    """Makes the frame known to Markdown."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: object) -> None:  # noqa: N802, ARG002
        """Register the one block."""
        block_mgr.register(Frame, self.getConfigs())  # type: ignore[attr-defined]


def find_directives(text: str, desk: Desk) -> tuple[str, list[Written]]:
    """Read every directive, and give the text with nothing but their frames and bodies."""
    reader = Reader(desk)
    for index, line, in_fence in fenced_lines(text):
        reader.read(index, line, in_fence=in_fence)
    reader.finish()
    return "\n".join(reader.lines), reader.found


class Reader:
    """Goes through the lines once; at most one directive is open at a time."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lines: list[str] = []
        self.found: list[Written] = []
        self.open: Written | None = None
        self.in_options = False
        self.last_key = ""
        # How far options are indented; what stands further in goes on with a value.
        self.option_lead = 0
        # Closing lines that belong to a directive which we closed ourselves.
        self.forgiven = 0

    def read(self, index: int, line: str, *, in_fence: bool) -> None:
        """Take the next line."""
        if in_fence:
            self.body_line(line)
        elif self.open and self.in_options and self.option_line(index, line):
            return
        elif closing := CLOSING.fullmatch(line):
            self.close(index, closing[1])
        elif header := HEADER.fullmatch(line):
            self.begin(index, header)
        else:
            if NESTED.match(line):
                hint = "move the directive to the left margin, with an empty line before it"
                message = "a directive cannot stand in a list, a quotation or indented text"
                self.desk.tell(self.place(index, line.index("///")), "E081", message, hint)
            self.body_line(line)

    def place(self, index: int, column: int) -> Location:
        """Give the place of a column of a line."""
        return self.desk.places.line(index, column)

    def begin(self, index: int, header: re.Match[str]) -> None:
        """Open a directive."""
        place = self.place(index, header.start("fence"))
        if self.open:
            self.forgiven += 1
            self.cut_short(place)
        argument = header["argument"] or ""
        lead = len(argument) - len(argument.lstrip())
        at = self.place(index, max(header.start("argument"), 0) + lead)
        self.open = Written(header["name"], argument.strip(), place, header["fence"], at)
        if not argument.strip():
            self.open.argument_at = place
        self.in_options, self.last_key = True, ""
        self.lines += ["", f"/// directive | {sentinel(len(self.found))}", ""]
        self.found.append(self.open)

    def cut_short(self, place: Location) -> None:
        """Tell that a directive begins before another has ended."""
        opened = self.open
        if opened and SHAPES.get(opened.kind, Shape()).body:
            message = f"a directive cannot stand inside the '{opened.kind}' of line"
            hint = "close that one with /// first"
            self.desk.tell(place, "E081", f"{message} {opened.location.line}", hint)
        elif opened:
            self.tell_unclosed(opened)
        self.lines += ["", "///", ""]

    def tell_unclosed(self, opened: Written) -> None:
        """Tell that a directive has no end."""
        message = f"the directive '{opened.kind}' is not closed"
        self.desk.tell(opened.location, "E080", message, "end it with a line of ///")

    def close(self, index: int, slashes: str) -> None:
        """End the directive at hand."""
        if self.open:
            if slashes != self.open.fence:
                message = f"{slashes} does not close the {self.open.fence} of line"
                place = self.place(index, 0)
                hint = "write as many slashes as there"
                self.desk.tell(place, "E080", f"{message} {self.open.location.line}", hint)
            self.lines += ["", "///", ""]
            self.open = None
        elif self.forgiven:
            self.forgiven -= 1
        else:
            hint = "a directive begins as /// map or /// note | Title"
            self.desk.tell(self.place(index, 0), "E080", "this /// closes nothing", hint)

    def body_line(self, line: str) -> None:
        """Leave a line to Markdown."""
        self.in_options = False
        if self.open and SENTINEL.sub("", line).strip():
            self.open.body = True
        self.lines.append(line)

    def option_line(self, index: int, line: str) -> bool:
        """Take an indented `key: value`, or the next line of a long value."""
        directive = self.open
        option = OPTION.fullmatch(line)
        indented = line[:1] in " \t" and line.strip() and not CLOSING.fullmatch(line)
        if not directive or not indented:
            return False
        if option and (not self.last_key or len(option["lead"]) <= self.option_lead):
            self.option_lead = len(option["lead"])
            self.take_option(directive, index, option)
            return True
        if self.last_key:
            directive.options[self.last_key] += f" {line.strip()}"
            return True
        return False

    def take_option(self, directive: Written, index: int, option: re.Match[str]) -> None:
        """Keep an option, its first value if it is given twice."""
        key, value = option["key"], (option["value"] or "").strip()
        place = self.place(index, option.start("key"))
        self.last_key = key
        if key in directive.options:
            first = directive.places[key].line
            message = f"'{key}' is given twice; first on line {first}"
            self.desk.tell(place, "E079", message, "take one of them out")
            directive.options[key], value = "", directive.options[key]
        directive.options[key] = "" if value in FOLDED else value
        directive.places[key] = place
        directive.values_at[key] = self.place(index, max(option.start("value"), 0))

    def finish(self) -> None:
        """Tell what the last line left open."""
        if self.open:
            self.tell_unclosed(self.open)
            self.lines += ["", "///", ""]
