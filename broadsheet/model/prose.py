"""Noun: what editors write as prose, and the pictures that go with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from broadsheet.model.base import Citations, Entry
from broadsheet.values import Day, Moment, Slug, Text, YesNo

CITED = re.compile(
    r"\[@([^\]]+)\]"
    # What an option says may go on below it.
    r"|^[ \t]+source:(.*(?:\n[ \t]+(?![\w-]+:)\S.*)*)",
    re.MULTILINE,
)
AROUND = " \t\n@'\">|+-"
"""What may stand around an id: it can be quoted, or folded as in YAML."""


class FrontMatter(Entry):
    """What stands between the `---` lines at the top of an article."""

    title: Text = Field(description="the headline; figures may stand in it")
    dek: Text | None = Field(default=None, description="the sentence under the headline")
    kicker: Text | None = Field(default=None, description="the word or two above it")
    menu: Text | None = Field(
        default=None, description="its short name in the navigation; else the title"
    )
    authors: tuple[Text, ...] = Field(default=(), description="the byline")
    key_figures: tuple[Text, ...] = Field(
        default=(),
        description="the figures of the opening, three or four: each a number and a few words",
    )
    published: Day | None = Field(default=None, description="the day it was first published")
    updated: Day | None = Field(default=None, description="the day it was last changed")
    draft: YesNo = Field(default=False, description="yes keeps it out of the site")
    publish_at: Moment | None = Field(
        default=None, description="keeps it out of the site until then; with its time zone"
    )
    summary: Text | None = Field(default=None, description="for feeds and search; else the dek")
    image: Text | None = Field(default=None, description="a picture of it, in media/")
    sources: Citations = Field(default=(), description="sources of the article as a whole")


class Article(Entry):
    """An article or page: its front matter and its body as the editor wrote it."""

    id: Slug = Field(description="from the file's name: its address; `home` is index.md")
    front: FrontMatter
    body: str
    body_line: int = Field(description="the line of the file on which the body begins")

    def cited_in_body(self) -> Iterator[str]:
        """The ids that stand in brackets or after `source:`; a word of the text is none of them."""
        for bracket, option in CITED.findall(self.body):
            for part in (bracket or option).split(";"):
                yield part.split(",")[0].strip(AROUND)


class Picture(Entry):
    """A file in content/media/, already measured."""

    name: Text
    width: int
    height: int
