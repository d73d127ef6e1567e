"""Room: Markdown. A text becomes parts in order, with its problems, links and headings.

The only room that knows Python-Markdown, pymdownx and nh3. `read_prose` is its door;
`relink` turns the placeholders of internal links into links for the page at hand.
"""

from __future__ import annotations

from broadsheet.markup.masking import masked_line
from broadsheet.markup.ownwords import own_words
from broadsheet.markup.reading import read_prose
from broadsheet.markup.records import Directive, Prose, Scope, Waiver
from broadsheet.markup.sanitise import relink, text_of
from broadsheet.markup.typography import language_of, typeset
from broadsheet.markup.unbound import CITED, FIGURE, loose_in, sentences, unbound
from broadsheet.markup.waivers import NO_REASON, waived_in

__all__ = [
    "CITED",
    "FIGURE",
    "NO_REASON",
    "Directive",
    "Prose",
    "Scope",
    "Waiver",
    "language_of",
    "loose_in",
    "masked_line",
    "own_words",
    "read_prose",
    "relink",
    "sentences",
    "text_of",
    "typeset",
    "unbound",
    "waived_in",
]
