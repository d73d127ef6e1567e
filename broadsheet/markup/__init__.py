"""Room: Markdown. A text becomes parts in order, with its problems, links and headings.

The only room that knows Python-Markdown, pymdownx and nh3. `read_prose` is its door;
`relink` turns the placeholders of internal links into links for the page at hand.
"""

from __future__ import annotations

from broadsheet.markup.reading import read_prose
from broadsheet.markup.records import Directive, Prose, Scope
from broadsheet.markup.sanitise import relink, text_of
from broadsheet.markup.typography import typeset

__all__ = ["Directive", "Prose", "Scope", "read_prose", "relink", "text_of", "typeset"]
