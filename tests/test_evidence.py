"""What readers see of the evidence: each sentence's, each source's, and nothing of a secret one."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

from broadsheet.check import find_private
from broadsheet.factcheck import make_packet, open_book
from broadsheet.ledger.blocks import Sentence, block_mark, prose_blocks
from broadsheet.ledger.layer import mark_of
from broadsheet.letters import make_letters, open_folder
from broadsheet.pages import NoteView, SourceView, TermView
from broadsheet.pipeline import Edition, make
from broadsheet.plan import sources as source_pages
from broadsheet.problems import BuildError, Location
from tests.desk import ADA, change, sign_everything
from tests.project import (
    AGENCIES,
    ATTEMPTS,
    SOURCES,
    STORY,
    TIMELINE,
    Edit,
    checked,
    read,
    told,
    write_project,
)

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
LEAKED = """\
- id: canary-id
  title: CANARY title of a leak
  title_note: CANARY on its title
  outlet: CANARY outlet
  author: CANARY author
  date: 1987-06-05
  date_note: CANARY on its date
  url: https://canary-address.testland-gazette.net/leak
  archived: https://canary-archive.testland-gazette.net/leak
  read: full
  note: CANARY note to readers
  notes: CANARY note to the desk
  access: confidential
"""
SECOND = """\
- id: canary-second
  title: CANARY second leak
  outlet: CANARY second outlet
  access: confidential
  public_description: a former clerk of the town
"""
DRAFTED = """\
- id: canary-drafted
  title: CANARY leak of a draft
  outlet: CANARY outlet
  access: confidential
"""
DRAFT = """\
---
title: CANARY draft
dek: CANARY draft dek
authors: [CANARY drafter]
draft: yes
sources: ["canary-id, CANARY page"]
---
CANARY words of a draft. [@canary-drafted, CANARY folio]
"""
EMBARGOED = """\
---
title: CANARY embargo
published: 2026-01-01
publish_at: 2030-01-01T06:00:00Z
---
CANARY words under embargo. [@canary-second]
"""
CITING = """\
It is said so.[@canary-id, CANARY page 4]
It is said twice.[@canary-id; @canary-second, CANARY par. 2]
It is said and written.[@first-list; @canary-id]

/// quote | Nobody
    source: canary-id, CANARY minute 3

It was so.
///
"""


def leaky(root: Path, body: str = CITING, edits: Iterable[Edit] = ()) -> Path:
    """The sound project with secrets in every place that may cite."""
    files: dict[str, str | bytes | None] = {
        "sources.yaml": SOURCES + LEAKED + SECOND + DRAFTED,
        "story/index.md": f"{STORY}\n{body}",
        "story/draft.md": DRAFT,
        "story/embargo.md": EMBARGOED,
        "agencies.yaml": AGENCIES.replace(
            '["gazette-2020, par. 4"]', '["canary-id, CANARY page 9"]'
        ).replace(
            "  updated: 2020-05-01\n- id: birch",
            "  facts:\n    - text: It is a fact.\n      sources: [canary-second, canary-id]\n"
            "  notes: CANARY private note\n  contact: CANARY contact\n"
            "  updated: 2020-05-01\n- id: birch",
        ),
        "attempts.yaml": ATTEMPTS.replace("[gazette-2020]", '["canary-id, CANARY call"]'),
        "timeline.yaml": TIMELINE.replace("[gazette-2020]", '["canary-id, CANARY row"]'),
        "figures.yaml": "- {id: named, label: Named, count: agencies}\n"
        "- {id: leaked, label: Leaked, value: 7, sources: ['canary-id, CANARY sheet']}\n",
    }
    return write_project(root, files, edits)


def editions(root: Path, body: str = CITING, edits: Iterable[Edit] = ()) -> Edition:
    """Its site."""
    return make(leaky(root, body, edits), NOW)


def unpacked(path: str, content: bytes) -> Iterator[bytes]:
    """The bytes of a file, and what is compressed in it."""
    yield path.encode()
    yield content
    if path.endswith(".gz"):
        yield gzip.decompress(content)
    if path.endswith(".br"):
        yield brotli.decompress(content)
    if content.startswith(b"\x89PNG"):
        packed = b"".join(re.findall(rb"IDAT(.*?).{4}(?=.{4}I(?:DAT|END))", content, re.DOTALL))
        yield zlib.decompressobj().decompress(packed)
    if content.startswith(b"wOF2"):
        font = TTFont(io.BytesIO(content), lazy=True)
        yield from (font.reader[tag] for tag in font.reader.keys())  # noqa: SIM118  (no mapping)


# ------------------------------------------------------------------- confidential sources


def test_no_byte_of_any_output_has_a_word_of_what_is_confidential(tmp_path: Path) -> None:
    outputs = editions(tmp_path).outputs
    assert {Path(path).suffix for path, _ in outputs} >= {
        ".html", ".js", ".json", ".geojson", ".csv", ".xml", ".txt", ".css", ".png", ".woff2"
    }  # fmt: skip
    for path, content in outputs:
        for one in unpacked(path, content):
            assert b"canary" not in one.lower(), path
            assert b"1987" not in one or path.endswith((".png", ".woff2")), path


def test_no_letter_to_an_agency_has_a_word_of_what_is_confidential(tmp_path: Path) -> None:
    letters = make_letters(open_folder(leaky(tmp_path), NOW), datetime.date(2026, 12, 24))
    assert b"Source: A confidential source" in letters[0].content
    for path, content in letters:
        # A draft's own words are what the agency shall read before they are published.
        own = content.replace(b"CANARY draft", b"").replace(b"CANARY embargo", b"")
        own = own.replace(b"CANARY words", b"")
        assert b"canary" not in own.lower(), path


def test_no_file_of_the_packet_has_a_word_of_what_is_confidential(tmp_path: Path) -> None:
    root = leaky(tmp_path)
    for path, content in make_packet(open_book(root, NOW), root):
        own = re.sub(rb"CANARY (draft(er)?|embargo|words)", b"", content)
        assert b"canary" not in own.lower(), path


def test_readers_see_how_many_there_are_and_what_the_editor_says_of_them(tmp_path: Path) -> None:
    pages = {path: content.decode() for path, content in editions(tmp_path).outputs
             if path.endswith((".html", ".js"))}  # fmt: skip
    story, agency = pages["index.html"], pages["agencies/alderton-police/index.html"]
    assert 'aria-label="Note 2: A confidential source"' in story
    assert 'aria-label="Note 3: a former clerk of the town"' in story
    assert "A confidential source</a>: a former clerk of the town." in story
    assert "Where this note stands alone, nothing else carries what is said." in story
    assert "This rests on a confidential source alone." in agency
    assert "This rests on 2 confidential sources alone." in agency
    alone = '["confidential","1 confidential source","It rests on a confidential source alone."]'
    assert alone in pages["evidence.js"]
    assert '"1 source, 1 confidential source"' in pages["evidence.js"]


def test_one_that_only_a_draft_cites_is_not_even_counted(tmp_path: Path) -> None:
    outputs = dict(editions(tmp_path).outputs)
    listed = json.loads(outputs["data/agencies.json"])["sources"]
    assert [source["id"] for source in listed if source["access"] == "confidential"] == [
        "confidential-1", "confidential-2"
    ]  # fmt: skip
    assert listed[0] == {
        "id": "confidential-1", "title": "A confidential source", "title_note": None,
        "outlet": "Not named", "author": None, "date": None, "date_note": None, "url": None,
        "archived": None, "access": "confidential", "public_description": None, "read": None,
        "note": None,
    }  # fmt: skip


def test_no_hint_gives_the_id_of_a_confidential_source(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as stopped:
        editions(tmp_path, CITING + "\nIt is misspelt.[@canary-ids]\n")
    assert [str(problem) for problem in stopped.value.problems] == [
        "content/story/index.md:18:17: error[E073]: there is no source 'canary-ids'"
    ]


def test_a_private_text_is_found_between_any_other_words(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    change(root, "agencies.yaml", "  county: Birch\n",
           "  county: Birch\n  notes: one two three\n  contact: canary@x\n")  # fmt: skip
    texts = ("tone two threes", "one two", "the canary x", "two three one two")
    places = [Location(text) for text in texts]
    told = find_private(checked(read(root)[1]), (), zip(places, texts, strict=True))
    assert [problem.location.file for problem in told] == ["tone two threes", "the canary x"]


MEMO = """\
- id: memo
  title: CANARY of a memo
  outlet: CANARY outlet
  access: confidential
"""


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("No memo was found, [not one](https://memo.testland-gazette.net/memo).[@first-list]", 2),
        ("It is so.[@first-list, in the memo]", 2),
        ("It is so.[@first-list; @memo, CANARY p. 4]", 3),
        ("/// quote | Nobody\n    source: 'memo, CANARY'\n\nIt was so.\n///", 3),
        ("/// quote | Nobody\n    source: first-list;\n        memo\n\nIt was so.\n///", 3),
    ],
)
def test_a_confidential_source_counts_where_it_is_cited_and_not_where_a_word_is_its_name(
    tmp_path: Path, body: str, count: int
) -> None:
    root = leaky(tmp_path)
    (root / "content" / "sources.yaml").write_text(
        MEMO + SOURCES + LEAKED + SECOND + DRAFTED, encoding="utf-8"
    )
    change(root, "story/index.md", "It is said twice.", f"{body}\n\nIt is said twice.")
    change(root, "story/draft.md", "@canary-drafted,", "@memo; @canary-drafted,")
    listed = json.loads(dict(make(root, NOW).outputs)["data/agencies.json"])["sources"]
    names = [source["id"] for source in listed if source["access"] == "confidential"]
    assert names == [f"confidential-{number}" for number in range(1, count + 1)]


def test_a_draft_that_cites_one_above_leaves_the_checks_of_what_is_public(tmp_path: Path) -> None:
    root = leaky(tmp_path)
    (root / "content" / "sources.yaml").write_text(
        DRAFTED + MEMO + SOURCES + LEAKED + SECOND, encoding="utf-8"
    )
    sign_everything(root, ADA._replace(on=NOW.date()))
    change(root, "story/draft.md", "@canary-drafted,", "@memo; @canary-drafted,")
    book = open_book(root, NOW)
    reopened = [line.claim.page for line in book.states.lines if line.is_reopened]
    assert reopened == ["draft/"]
    public = json.loads(dict(make(root, NOW).outputs)["data/agencies.json"])["sources"]
    shown = {source["id"] for source in public}
    assert shown < set(book.exhibits.sources)
    assert set(book.exhibits.sources) - shown == {"confidential-3", "confidential-4"}


def test_another_confidential_source_reopens_what_cites_it_and_nothing_else(
    tmp_path: Path,
) -> None:
    root = leaky(tmp_path)
    sign_everything(root, ADA._replace(on=NOW.date()))
    (root / "content" / "sources.yaml").write_text(
        MEMO + SOURCES + LEAKED + SECOND + DRAFTED, encoding="utf-8"
    )
    change(root, "story/index.md", "written.[@first-list; @canary-id]",
           "written.[@first-list; @canary-id; @memo]")  # fmt: skip
    opened = [line.claim for line in open_book(root, NOW).states.lines if not line.checks]
    assert [claim.text for claim in opened] == ["It is said and written."]
    assert [one.source for one in opened[0].evidence] == [
        "first-list", "confidential-2", "confidential-1",
    ]  # fmt: skip


def test_words_of_a_confidential_source_in_an_article_stop_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as stopped:
        editions(tmp_path, "We have the canary title of a leak. The CANARY title of a leak.\n")
    assert (
        "site/index.html: error[E107]: a private text of content/sources.yaml stands in this file\n"
        "  an article or a record repeats the entry of a confidential source: say it otherwise"
    ) in map(str, stopped.value.problems)


LEAKING = (
    "agencies.yaml", "- text: It is a fact.", "- text: We have the CANARY title of a leak."
)  # fmt: skip
NAMED = "a private text of content/sources.yaml stands in this file"
SAY_OTHERWISE = (
    "an article or a record repeats the entry of a confidential source: say it otherwise"
)


def leaks(folder: str, names: Iterable[str]) -> list[str]:
    """What is told of files with a word of a confidential source."""
    return [f"{folder}/{name}: error[E107]: {NAMED}\n  {SAY_OTHERWISE}" for name in names]


def with_leak(root: Path) -> Path:
    """The project with secrets, one of which an editor has put into a fact."""
    leaky(root)
    change(root, *LEAKING)
    return root


def test_words_of_a_confidential_source_in_a_fact_stop_the_letters(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as stopped:
        make_letters(open_folder(with_leak(tmp_path), NOW), datetime.date(2026, 12, 24))
    names = ("alderton-police.html", "alderton-police.txt")
    assert sorted(map(str, stopped.value.problems)) == leaks("letters", names)


def test_words_of_a_confidential_source_in_a_fact_stop_the_packet(tmp_path: Path) -> None:
    root = with_leak(tmp_path)
    with pytest.raises(BuildError) as stopped:
        make_packet(open_book(root, NOW), root)
    names = (
        "agencies/alderton-police.html", "claims.csv", "claims.xlsx", "index.html", "open.html",
        "open.txt",
    )  # fmt: skip
    assert sorted(map(str, stopped.value.problems)) == leaks("factcheck", names)


def test_a_private_note_in_a_fact_stops_letters_and_packet(tmp_path: Path) -> None:
    root = leaky(tmp_path)
    change(root, "agencies.yaml", "- text: It is a fact.", "- text: It is a CANARY private note.")
    told = (
        "error[E107]: a private text of 'alderton-police' in content/agencies.yaml stands in "
        "this file\n"
        "  if readers may read it, take it out of 'notes' or 'contact' there"
    )
    with pytest.raises(BuildError) as letters:
        make_letters(open_folder(root, NOW), datetime.date(2026, 12, 24))
    assert f"letters/alderton-police.txt: {told}" in map(str, letters.value.problems)
    with pytest.raises(BuildError) as packet:
        make_packet(open_book(root, NOW), root)
    assert f"factcheck/claims.xlsx: {told}" in map(str, packet.value.problems)


def test_a_site_without_secrets_is_as_it_was(tmp_path: Path) -> None:
    outputs = dict(make(write_project(tmp_path), NOW).outputs)
    assert not [path for path, content in outputs.items() if b"confidential-" in content]


# ------------------------------------------------------------------------------ on file


def test_a_source_on_file_is_described_and_has_no_link(tmp_path: Path) -> None:
    edit = ("sources.yaml", "  date: 2020-03-02\n", "  date: 2020-03-02\n  access: on-file\n")
    outputs = dict(make(write_project(tmp_path, edits=[edit]), NOW).outputs)
    told = b"March 2, 2020</time>. On file with The Testland Gazette."
    assert told in outputs["sources/index.html"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  read: full\n", "  read: full\n  access: on-file\n",
            ("content/sources.yaml:1:3: error[E043]: the source 'first-list' is on file, but has a"
            " link in 'url'\n  leave 'url' out, or write access: public"),
        ),
        (
            "  read: full\n", "  read: full\n  public_description: a clerk\n",
            ("content/sources.yaml:1:3: error[E043]: the source 'first-list' has a"
            " 'public_description', but is not confidential\n"
            "  describe it in 'note', or write access: confidential"),
        ),
        (
            "- id: gazette-2020", "- id: confidential-1",
            ("content/sources.yaml:7:3: error[E043]: no source may be called 'confidential-1':"
            " readers see confidential ones so\n"
            "  choose an id that does not begin with 'confidential-'"),
        ),
    ],
)  # fmt: skip
def test_an_access_that_does_not_fit_is_told(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert message in told(write_project(tmp_path, edits=[("sources.yaml", old, new)]))


# ------------------------------------------------------------------------------- the layer


class Words(HTMLParser):
    """The paragraphs of a page as its layer reads them."""

    BLOCKS = frozenset(
        ["p", "li", "h2", "h3", "h4", "td", "th", "dt", "dd", "blockquote", "figcaption"]
    )

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found, self.cited = [""], 0
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.cited += tag == "sup"
        if tag in self.BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.cited -= tag == "sup"
        if tag in self.BLOCKS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not self.cited:
            self.found[-1] += data

    def marks(self) -> set[int]:
        """The numbers by which the layer knows them."""
        return {text_mark(" ".join(text.split())) for text in self.found}


def text_mark(text: str) -> int:
    """The number of a text, by the rule that the program of the layer has, too."""
    number = 0
    for sign in text:
        number = (number * 31 + ord(sign)) % 2**32
    return number


def data_of(script: bytes) -> dict[str, list[list[object]]]:
    """What a page's script tells its layer."""
    found = re.search(r"layer\.evidence = (\{.*\});\n", script.decode())
    assert found
    data: dict[str, list[list[object]]] = json.loads(found[1])
    return data


def test_each_block_of_the_data_stands_on_its_page(tmp_path: Path) -> None:
    outputs = dict(editions(tmp_path).outputs)
    scripts = [path for path in outputs if path.endswith("evidence.js")]
    assert sorted(scripts) == [
        "agencies/alderton-police/evidence.js", "agencies/birch-sheriff/evidence.js",
        "agencies/state-bureau/evidence.js", "evidence.js",
    ]  # fmt: skip
    for path in scripts:
        page = outputs[path.replace("evidence.js", "index.html")].decode()
        blocks = data_of(outputs[path])["blocks"]
        assert blocks
        assert {block[0] for block in blocks} <= Words(page).marks(), path


def test_a_block_is_known_by_its_words_and_by_nothing_else() -> None:
    (one,) = prose_blocks("<p>It is so. Ünd 🙂 <em>so</em>.</p>")
    (same,) = prose_blocks("<p>It is so.<sup><a href='#note-1'>1</a></sup> Ünd 🙂 so.</p>")
    (other,) = prose_blocks("<p>It was so. Ünd 🙂 so.</p>")
    assert block_mark(one) == block_mark(same) == text_mark("It is so. Ünd 🙂 so.")
    assert block_mark(other) != block_mark(one)


def test_a_mark_counts_sources_and_not_the_places_in_them() -> None:
    source = SourceView(id="a", title="A", outlet="B", path="sources/", anchor="source-a")
    places = [NoteView(n, f"note-{n}", source, at, "") for n, at in enumerate(("", "par. 4"), 1)]
    (sentence,) = next(prose_blocks("<p>So.</p>"))
    assert mark_of(sentence, places) == ("sourced", "1 source", "")


def test_a_confidential_source_is_told_as_such_however_firmly_a_claim_stands() -> None:
    source = SourceView("confidential-1", "A", "B", "sources/", "source-a", access="confidential")
    likely = TermView("likely", "Likely", "", "It is likely.")
    told = mark_of(Sentence("So.", (1,), standing=likely), [NoteView(1, "note-1", source, "", "")])
    assert told == (
        "confidential", "1 confidential source, likely", "It rests on a confidential source alone."
    )  # fmt: skip


# ----------------------------------------------------------------------- the list of sources


def test_each_claim_stands_under_each_of_its_sources(tmp_path: Path) -> None:
    page = dict(editions(tmp_path).outputs)["sources/index.html"].decode()
    entries = page.split('<li class="source" id="')[1:]
    told = {entry.split('"')[0]: entry for entry in entries}
    assert "It is said and written.</a>" in told["source-first-list"]
    assert "It is said and written.</a>" in told["source-confidential-1"]
    assert 'href="../agencies/alderton-police/index.html#ref-' in told["source-confidential-2"]


def test_claims_that_do_not_fit_get_pages_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_pages, "MANY", 5)
    body = "".join(f"Claim number {number} is made here.[@first-list]\n" for number in range(9))
    outputs = dict(make(write_project(tmp_path, {"story/index.md": STORY + body}), NOW).outputs)
    assert b"<details>\n    <summary>The other" not in outputs["sources/index.html"]
    assert b'href="first-list/index.html">All ' in outputs["sources/index.html"]
    first, second, third = (
        outputs[f"sources/first-list/{name}index.html"].decode() for name in ("", "2/", "3/")
    )
    assert "sources/first-list/4/index.html" not in outputs
    for number in range(9):
        line = f"Claim number {number} is made here.</a>"
        assert sum(line in page for page in (first, second, third)) == 1
    assert 'rel="next" href="2/index.html"' in first
    assert 'rel="prev" href="../2/index.html"' in third


def test_the_downloads_have_a_row_for_each_source_of_each_claim(tmp_path: Path) -> None:
    rows = dict(editions(tmp_path).outputs)["data/claims.csv"].decode().splitlines()
    assert rows[0] == "claim,text,page,standing,source,at"
    mine = [row.split(",", 1)[1] for row in rows if "It is said and written." in row]
    base = "https://register.testland-gazette.net/"
    assert mine == [
        f"It is said and written.,{base},,first-list,",
        f"It is said and written.,{base},,confidential-1,",
    ]
