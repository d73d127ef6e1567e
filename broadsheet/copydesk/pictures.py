"""Room: the copy desk. Pictures too large to hand over, and descriptions that describe nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.copydesk.remarks import Remark, named, or_waive
from broadsheet.load import CONTENT, Content
from broadsheet.model import Article
from broadsheet.problems import Location, Problem

MOST_BYTES, LONGEST_SIDE = 5_000_000, 6_000
SMALLER = "save a copy of at most 5 MB, and of 6,000 pixels on its longer side"
OPENED = re.compile(r"[ ]{0,3}/// *figure *\|(?P<name>.*)")
CLOSED = re.compile(r"[ ]{0,3}/// *")
ALT = re.compile(r"(?P<before>[ \t]+alt:[ \t]*)(?P<alt>.*)")
EMPTY = re.compile(
    r"(?:an?\s+|the\s+)?(?:photo(?:graph)?|picture|image|graphic|chart|map|screenshot|figure"
    r"|alt(?:\s+text)?|todo|tbd|n/?a|none|x+|\W*)(?:\s+\d+)?\W*",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|heic)", re.IGNORECASE)


def large_pictures(content: Content) -> Iterator[Remark]:
    """Pictures that are slower to build with, to keep and to hand on than they are worth."""
    for picture in content.pictures:
        file = f"{CONTENT}/media/{picture.name}"
        size = (content.root / file).stat().st_size
        if size > MOST_BYTES:
            message = f"this picture has {size / 1e6:.1f} MB, and 5 MB are plenty"
        elif max(picture.width, picture.height) > LONGEST_SIDE:
            message = f"this picture has {picture.width:,} by {picture.height:,} pixels"
        else:
            continue
        id_ = f"picture:{picture.name}"
        yield Remark(id_, Problem(Location(file), "W175", message, or_waive(SMALLER, id_)))


def empty_descriptions(article: Article) -> Iterator[Remark]:
    """Alt texts that tell nothing to those who do not see the picture."""
    picture = ""
    for number, line in enumerate(article.body.split("\n")):
        if opened := OPENED.fullmatch(line):
            picture = opened["name"].strip()
        elif CLOSED.fullmatch(line):
            picture = ""
        elif picture and (found := ALT.fullmatch(line)):
            told = found["alt"].strip().strip("\"'").strip()
            if EMPTY.fullmatch(told) or FILE_NAME.fullmatch(told):
                column = len(found["before"]) + 1
                place = Location(article.front.origin.file, article.body_line + number, column)
                yield says_nothing(article, place, picture, told)


def says_nothing(article: Article, place: Location, picture: str, told: str) -> Remark:
    """The remark on an alt text that says nothing."""
    id_ = named("alt", article.id, picture)
    message = f"the alt text of '{picture}' is '{told}', which does not say what it shows"
    hint = or_waive("say in words what the picture shows, for those who do not see it", id_)
    return Remark(id_, Problem(place, "W179", message, hint))
