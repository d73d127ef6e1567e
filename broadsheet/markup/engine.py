"""Room: Python-Markdown as we use it: no HTML, no pictures, no attributes; a tree comes out."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.tables import TableExtension

from broadsheet.markup.blocks import FrameExtension

# Raw HTML and entities stay text; pictures and bare addresses are read by `sentinels`.
INLINE_OFF = (
    "html",
    "entity",
    "autolink",
    "automail",
    "image_link",
    "image_reference",
    "short_image_ref",
)


class Engine:
    """Markdown for one text."""

    def __init__(self) -> None:
        self.markdown = Markdown(
            extensions=[
                TableExtension(use_align_attribute=True),
                DefListExtension(),
                FencedCodeExtension(),
                FrameExtension(),
            ],
            output_format="html",
        )
        self.markdown.preprocessors.deregister("html_block")
        for name in INLINE_OFF:
            self.markdown.inlinePatterns.deregister(name)

    def tree(self, text: str) -> Element:
        """Turn Markdown into a tree, whose children are the text's blocks."""
        lines = text.split("\n")
        for before in self.markdown.preprocessors:
            lines = before.run(lines)
        root: Element | None = self.markdown.parser.parseDocument(lines).getroot()
        for change in self.markdown.treeprocessors:
            if root is not None:
                changed = change.run(root)
                root = root if changed is None else changed
        return Element("div") if root is None else root

    def html(self, blocks: list[Element]) -> str:
        """Turn blocks of the tree into HTML."""
        whole = Element("div")
        whole.extend(blocks)
        written = self.markdown.serializer(whole)
        for after in self.markdown.postprocessors:
            written = after.run(written)
        return written.strip().removeprefix("<div>").removesuffix("</div>")
