"""Room: the way of a text from Markdown to parts, step by step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from markupsafe import Markup

from broadsheet.markup.blocks import find_directives
from broadsheet.markup.engine import Engine
from broadsheet.markup.limits import fenced_lines, within_limits
from broadsheet.markup.masking import masked_prose
from broadsheet.markup.quantities import figures_of, notes_of
from broadsheet.markup.records import Desk, Directive, Places, Prose, Scope
from broadsheet.markup.sanitise import clean, text_of, words_in
from broadsheet.markup.sentinels import SENTINEL, Token, mark, number_of
from broadsheet.markup.shapes import NAMES_OF_FIGURES, Written, is_sound
from broadsheet.markup.tree import name_headings, settle
from broadsheet.markup.typography import language_of, set_type, typeset
from broadsheet.markup.unbound import loose_in, unbound
from broadsheet.markup.waivers import waived_in
from broadsheet.markup.wording import Wording
from broadsheet.pages import NoteRef, Part
from broadsheet.problems import Problem, in_reading_order

MOST_OF_ONE_CODE = 50
NAMES = frozenset({"source", *NAMES_OF_FIGURES})
"""Options that are ids, and not words for readers."""
UNDERLINE = re.compile(r"(?:=+|-+) *")


def read_prose(text: str, *, file: str, first_line: int, scope: Scope) -> Prose:
    """Read the Markdown of one article, page or box.

    `file` is relative to the project's folder and `first_line` the line of it on which
    the text begins; every problem and link says its line and column there. Never raises
    for what an editor wrote.
    """
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    desk = Desk(scope, Places(even, file, first_line))
    if not within_limits(even, desk):
        return Prose(problems=told(desk.problems))
    try:
        return read_text(even, desk)
    except RecursionError:
        message = "this text is nested too deeply to be read"
        desk.tell(0, "E084", message, "nest lists, quotes and brackets less deeply")
        return Prose(problems=told(desk.problems))


def read_text(text: str, desk: Desk) -> Prose:
    """Take a text through all the steps."""
    tell_underlined(text, desk)
    marked = mark(text, desk)
    framed, written = find_directives(marked.text, desk)
    engine, wording = Engine(), Wording(marked.tokens, desk)
    if any(problem.code == "E083" for problem in desk.problems):
        return Prose(problems=told(desk.problems))
    root = engine.tree(framed)
    settle(root, wording, desk)
    set_type(root, language_of(desk.scope.locale))
    headings = name_headings(root, wording, desk)
    parts = tuple(parts_of(root, written, engine, wording))
    tell_misplaced(root, written, desk)
    wording.tell_lost()
    tell_unbound(text, marked.tokens, desk)
    return Prose(
        parts=parts,
        headings=headings,
        links=tuple(desk.links),
        words=sum(words_in(text_of(part.html)) for part in parts),
        problems=told(desk.problems),
        figures=tuple(desk.figures),
        sources=tuple(desk.sources),
        terms=tuple(desk.terms),
        waivers=tuple(desk.waivers),
        outside=tuple(desk.outside),
    )


def tell_unbound(text: str, tokens: tuple[Token, ...], desk: Desk) -> None:
    """Warn of every number of the text that stands on nothing."""
    language = language_of(desk.scope.locale)
    for loose in loose_in(masked_prose(text, tokens), language):
        desk.tell(loose.start, *unbound(loose.words, desk.scope.figures))


def told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in order; of many of one kind, the first fifty and how many more."""
    ordered = in_reading_order(problems)
    counts: Counter[str] = Counter()
    kept: dict[str, Problem] = {}
    result: list[Problem] = []
    for problem in ordered:
        counts[problem.code] += 1
        if counts[problem.code] <= MOST_OF_ONE_CODE:
            result.append(problem)
        else:
            kept.setdefault(problem.code, problem)
    for code, first in kept.items():
        more = counts[code] - MOST_OF_ONE_CODE
        result.append(Problem(first.location, code, f"and {more} more problems like this one"))
    return in_reading_order(result)


def tell_underlined(text: str, desk: Desk) -> None:
    """Refuse headings that are underlined: they are made by mistake more often than meant."""
    before, blank_before = "", True
    for index, line, in_fence in fenced_lines(text):
        underlined = blank_before and before.strip() and not before.startswith(("#", "    "))
        if underlined and not in_fence and UNDERLINE.fullmatch(line):
            hint = f"write ## before it, or leave an empty line before the {line.strip()[:3]}"
            place = desk.places.line(index - 1)
            desk.tell(place, "E082", "the line under this one makes it a heading", hint)
        blank_before, before = not before.strip(), "" if in_fence else line


def parts_of(
    root: Element, written: list[Written], engine: Engine, wording: Wording
) -> Iterator[Part | Directive]:
    """Cut the tree at its directives and give the parts in order."""
    blocks: list[Element] = []
    for block in [*root, Element("div", {"directive": ""})]:
        number = block.get("directive")
        if number is None:
            blocks.append(scrolled(block))
            continue
        html = html_of(blocks, engine, wording)
        blocks = []
        if html:
            yield Part("prose", html)
        if found := SENTINEL.search(number):
            yield from directive(written[number_of(found)], block, engine, wording)


def tell_misplaced(root: Element, written: list[Written], desk: Desk) -> None:
    """Tell of a directive that Markdown took for a part of something else."""
    cut = "".join(block.get("directive", "") for block in root)
    numbers = {number_of(found) for found in SENTINEL.finditer(cut)}
    for number, directive_written in enumerate(written):
        if number not in numbers:
            message = "this directive stands inside something else"
            hint = "move it to the left margin, with an empty line before it"
            desk.tell(directive_written.location, "E081", message, hint)


def scrolled(block: Element) -> Element:
    """Let a table scroll in a frame of its own, which the keyboard can reach."""
    if block.tag != "table":
        return block
    frame = Element("div", {"class": "scroller", "tabindex": "0"})
    frame.append(block)
    return frame


def html_of(blocks: Iterable[Element], engine: Engine, wording: Wording) -> Markup:
    """Turn blocks into sanitised HTML, their sentinels into words."""
    kept = [block for block in blocks if not is_empty(block)]
    return clean(wording.html(engine.html(kept)))


def is_empty(block: Element) -> bool:
    """Tell whether a paragraph has nothing left in it."""
    return block.tag == "p" and not len(block) and not (block.text or "").strip()


def directive(
    written: Written, block: Element, engine: Engine, wording: Wording
) -> Iterator[Directive]:
    """Make a directive's record, if it is all that it must be."""
    desk = wording.desk
    word_options(written, wording)
    html = html_of([scrolled(child) for child in block], engine, wording)
    if not is_sound(written, desk):
        return
    figures = tuple(figures_of(written, desk))
    refs = (*quoted_from(written, wording), *notes_of(figures, desk))
    if written.kind == "quote" and not refs and 'class="cite"' not in html:
        hint = "write source: and its id on a line indented by four spaces"
        desk.tell(written.location, "E079", "this quote does not say its source", hint)
    yield Directive(
        kind=written.kind,
        argument=written.argument,
        options=tuple(written.options.items()),
        html=html,
        text=text_of(html),
        refs=refs,
        location=written.location,
        figures=figures,
    )


def word_options(written: Written, wording: Wording) -> None:
    """Put figures and typographic quotes into what readers see of a directive's first lines."""
    locale = wording.desk.scope.locale
    for key, value in written.options.items():
        text, waived = waived_in(unquoted(wording.plain(value, strict=True)))
        for one in waived:
            wording.desk.waive(one.words, one.reason, written.values_at[key])
        written.options[key] = text if key in NAMES else typeset(text, locale)
    argument = wording.plain(written.argument, strict=True)
    seen = written.kind in {"note", "quote", "find", "known", "unknown"}
    written.argument = typeset(argument, locale) if seen else argument


def unquoted(value: str) -> str:
    """Take off the quotation marks that an editor put around a value, as in YAML."""
    around = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].replace(value[0] * 2, value[0]) if around else value


def quoted_from(written: Written, wording: Wording) -> Iterator[NoteRef]:
    """Number the sources of a quote or a chart: `id, where; id2`."""
    value = written.options.get("source", "")
    place, offset = written.values_at.get("source", written.location), 0
    for part in value.split(";") if value else ():
        name, _, where = part.partition(",")
        lead = len(name) - len(name.lstrip())
        at = replace(place, column=place.column + offset + lead)
        citation = wording.source(name.strip().removeprefix("@"), where.strip(), at)
        if citation:
            yield wording.desk.scope.notes.cite(citation)
        offset += len(part) + 1
