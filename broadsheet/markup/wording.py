"""Room: every sentinel becomes what it stands for, or a problem at its place."""

from __future__ import annotations

import html
import re

from markdown.util import code_escape

from broadsheet.figures import Evaluated, ExpressionFault, evaluate
from broadsheet.markup.links import lead
from broadsheet.markup.records import Desk
from broadsheet.markup.sentinels import MARKS, PIECE, SENTINEL, Token, number_of, swap
from broadsheet.model import Citation
from broadsheet.pages import NoteRef, WrittenLink
from broadsheet.problems import Location, did_you_mean

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FIGURES = "figures/#"
"""Where a figure's link leads, before its name: to what makes it up."""
CITE = "write [@source-id] or [@source-id, where in it]"
COMMENTS = frozenset({"comment", "opening"})
NO_COMMENT = ("this comment is left out of the site", "for a remark, use a private notes field")
ESCAPED = re.compile(r"\\([{\[!`\\])")


class Wording:
    """Words the sentinels of one text. `seen` are those that have found their place."""

    def __init__(self, tokens: tuple[Token, ...], desk: Desk) -> None:
        self.tokens, self.desk = tokens, desk
        self.seen: set[int] = set()
        self.results: dict[str, Evaluated | ExpressionFault] = {}
        self.unlinked: set[int] = set()

    def token(self, number: int) -> Token:
        """Give a token; a sentinel that Markdown cut and joined anew stands for nothing."""
        return self.tokens[number] if number < len(self.tokens) else Token("gap", "", 0)

    def tokens_in(self, text: str) -> list[Token]:
        """Give the tokens of all sentinels in a text."""
        return [self.token(number_of(found)) for found in SENTINEL.finditer(text)]

    def leave_unlinked(self, text: str) -> None:
        """Let the figures of a text be plain words: a link's, a heading's."""
        self.unlinked.update(number_of(found) for found in SENTINEL.finditer(text))

    def literal(self, text: str) -> str:
        """Put back what was written."""

        def written(number: int) -> str:
            self.seen.add(number)
            return self.token(number).literal

        return swap(text, written)

    def code(self, text: str, *, in_block: bool) -> str:
        """Put back what was written as code; `text` is escaped already, as Markdown does it.

        An indented line may be code by mistake, so that no comment is shown there.
        """

        def written(number: int) -> str:
            token = self.token(number)
            self.seen.add(number)
            if in_block and token.kind in COMMENTS:
                return html.escape(self.as_text(token))
            return code_escape(token.literal)

        return swap(text, written)

    def without_marks(self, text: str) -> str:
        """Take out the sentinels that only keep a place."""

        def unmarked(found: re.Match[str]) -> str:
            return "" if self.token(number_of(found)).kind in MARKS else found[0]

        return SENTINEL.sub(unmarked, text)

    def html(self, text: str) -> str:
        """Word every sentinel in a stretch of HTML; notes stick to the word before them."""
        pieces, position = [], 0
        for found in SENTINEL.finditer(text):
            token = self.token(number_of(found))
            before = text[position : found.start()]
            pieces.append(before.rstrip() if token.kind == "citation" else before)
            pieces.append(self.as_html(number_of(found), token))
            position = found.end()
        return "".join(pieces) + text[position:]

    def as_html(self, number: int, token: Token) -> str:
        """Word one sentinel in HTML."""
        self.seen.add(number)
        if token.kind == "citation":
            refs = self.notes(token)
            links = (note_link(ref) for ref in refs)
            return f'<sup class="cite">{", ".join(links)}</sup>' if refs else ""
        if token.kind == "autolink":
            return self.autolink(token)
        words = html.escape(self.as_text(token))
        if token.kind != "expression" or not words or number in self.unlinked:
            return words
        return f'<a href="site:{FIGURES}{token.inner.split("|")[0].strip()}">{words}</a>'

    def plain(self, text: str, *, strict: bool = False) -> str:
        """Word a text that stays plain: a heading's, an option's (`strict`: no citations)."""

        def worded(number: int) -> str:
            token = self.token(number)
            self.seen.add(number)
            if strict and token.kind == "citation":
                message = f"the citation {token.literal} cannot stand here"
                self.desk.tell(token.start, "E087", message, "cite in the text beside it")
            if token.kind == "autolink":
                return token.inner
            return "" if token.kind == "citation" else self.as_text(token)

        worded_text = PIECE.sub("", swap(text, worded))
        return ESCAPED.sub(r"\1", worded_text) if strict else worded_text

    def as_text(self, token: Token) -> str:
        """Word a sentinel that is neither a note nor a link, or tell what is wrong with it."""
        if token.kind == "expression":
            return self.figure(token)
        if token.kind == "tag":
            message = f"{token.literal} is shown as it is written: HTML is not read here"
            hint = "use Markdown, such as **bold**, or put it between ` signs as code"
            self.desk.tell(token.start, "W073", message, hint)
            return token.literal
        self.tell_wrong(token)
        return ""

    def tell_wrong(self, token: Token) -> None:
        """Tell of what cannot stand in prose."""
        told = {
            "braces": ("E072", token.inner, token.hint),
            "image": (
                "E077",
                "a picture cannot stand inside a text",
                "use /// figure | photo.jpg with its alt, caption and credit",
            ),
            "footnote": ("E074", f"{token.literal} is not how we cite", CITE),
            "open-citation": ("E074", "this '[@' is not closed", f"{CITE}; a plain bracket is \\["),
            "comment": ("W071", *NO_COMMENT),
            "opening": (
                "E072",
                "this comment begins beside a code sign and may not be left out",
                "take it out, or give it a line of its own",
            ),
        }
        if token.kind in told:
            self.desk.tell(token.start, *told[token.kind])

    def figure(self, token: Token) -> str:
        """Work out an expression."""
        result = self.worked_out(token.inner)
        if isinstance(result, ExpressionFault):
            at = token.at + result.offset
            self.desk.tell(at, result.code, result.message, result.hint)
            return ""
        self.desk.figures.setdefault(result.figure)
        return result.text

    def worked_out(self, expression: str) -> Evaluated | ExpressionFault:
        """Evaluate an expression, once for all places where it stands."""
        if expression not in self.results:
            scope = self.desk.scope
            self.results[expression] = evaluate(
                expression, scope.figures, scope.locale, currency=scope.currency
            )
        return self.results[expression]

    def notes(self, token: Token) -> tuple[NoteRef, ...]:
        """Number the citations of `[@id, where; @id2]`."""
        refs, at = [], token.at
        for part in token.inner.split(";"):
            lead_in = len(part) - len(part.lstrip())
            citation = self.citation(part.strip(), at + lead_in)
            if citation:
                refs.append(self.desk.scope.notes.cite(citation))
            at += len(part) + 1
        return tuple(refs)

    def citation(self, written: str, at: int) -> Citation | None:
        """Read `@id, where`, or tell what is wrong with it."""
        name, _, where = written.removeprefix("@").partition(",")
        name, where = name.strip(), " ".join(where.split())
        if not written.startswith("@") or not ID.fullmatch(name):
            self.desk.tell(at, "E074", f"'{written}' is not a citation", CITE)
            return None
        return self.source(name, where, at)

    def source(self, name: str, where: str, at: int | Location) -> Citation | None:
        """Find the source that a citation names."""
        sources = self.desk.scope.sources
        if name not in sources:
            hidden = self.desk.scope.notes.withholds
            hint = did_you_mean(name, (known for known in sources if not hidden(known)))
            self.desk.tell(at, "E073", f"there is no source '{name}'", hint)
            return None
        self.desk.sources.setdefault(name)
        return Citation.model_validate(f"{name}, {where}" if where else name)

    def autolink(self, token: Token) -> str:
        """Make a link of a bare address."""
        mail = "@" in token.inner and "://" not in token.inner
        address = token.inner
        if mail and not address.startswith("mailto:"):
            address = f"mailto:{address}"
        href = html.escape(self.href(address, token.at))
        shown = html.escape(token.inner.removeprefix("mailto:"))
        rel = ' rel="external noopener"' if "://" in href else ""
        return f'<a href="{href}"{rel}>{shown}</a>' if href else shown

    def href(self, written: str, at: int) -> str:
        """Give a link's `href`, tell what is wrong with it, and note where it leads."""
        found = lead(written, self.desk.scope)
        if found.code:
            self.desk.tell(at, found.code, found.message, found.hint)
        if found.target is not None:
            self.desk.links.append(WrittenLink(written, found.target, self.desk.places.at(at)))
        elif found.href.startswith("http"):
            self.desk.outside.append(WrittenLink(written, found.href, self.desk.places.at(at)))
        if found.term:
            self.desk.terms.setdefault(found.term)
        return found.href

    def tell_lost(self) -> None:
        """Tell of figures and citations that stand where Markdown drops them."""
        for number, token in enumerate(self.tokens):
            if number not in self.seen and token.kind in {"expression", "citation", "braces"}:
                message = f"{token.literal} stands where readers would not see it"
                self.desk.tell(token.start, "E087", message, "move it into the text")


def note_link(ref: NoteRef) -> str:
    """Link a mark to its note."""
    label = html.escape(f"Note {ref.number}: {ref.label}")
    own = f' id="{ref.id}"' if ref.id else ""
    return f'<a{own} href="#{ref.target}" aria-label="{label}">{ref.number}</a>'
