from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

import pytest
from markupsafe import Markup

from broadsheet.figures import FigureValue, Value
from broadsheet.markup import Directive, Prose, Scope, read_prose, relink, text_of, typeset
from broadsheet.model import Citation
from broadsheet.notes import Notes
from broadsheet.pages import Heading, NoteRef, Part
from broadsheet.problems import Location

SOURCES = {"wral-2021": "WRAL News, April 6, 2021", "cbs17-2020": "CBS 17, February 2020"}
VALUES: Mapping[str, Value] = {
    "listed_total": 10,
    "entities": 1803,
    "odd": "*a* <b>x</b> [l](https://x.org) `c` {{ entities }}",
}
FILE = "content/story/index.md"
CITE = "write [@source-id] or [@source-id, where in it]"
HOW = "write https://…, methodology.md, agency:ID, county:NAME, term:ID, /path/ or #heading"
LEFT_OUT = "this comment is left out of the site\n  for a remark, use a private notes field"


def scope(**fields: Any) -> Scope:
    given = Scope(
        notes=Notes(SOURCES),
        figures={name: FigureValue(name, "L", v, "computed") for name, v in VALUES.items()},
        sources=SOURCES,
        agencies={"raleigh-pd": "agencies/raleigh-pd/", "cary-pd": "agencies/cary-pd/"},
        counties={"Wake": "counties/wake/", "New Hanover": "counties/new-hanover/"},
        articles={"index.md": "", "methodology.md": "methodology/"},
        drafts=frozenset({"secret.md"}),
        terms=("free-trial", "search"),
        pictures=("a.jpg",),
        here="methodology/",
        taken_ids=frozenset({"main"}),
    )
    return dataclasses.replace(given, **fields)


def read(text: str, **fields: Any) -> Prose:
    return read_prose(text, file=FILE, first_line=10, scope=scope(**fields))


def html(text: str, **fields: Any) -> str:
    """The HTML of a text that has nothing wrong with it."""
    prose = read(text, **fields)
    assert told(prose) == []
    return "".join(part.html for part in prose.parts)


def told(prose: Prose) -> list[str]:
    """The problems without their file; of numbers that stand on nothing test_unbound.py tells."""
    problems = (problem for problem in prose.problems if problem.code != "W076")
    return [str(problem).removeprefix(f"{FILE}:") for problem in problems]


def faults(text: str, **fields: Any) -> list[str]:
    return told(read(text, **fields))


def directives(text: str) -> list[Directive]:
    prose = read(text)
    assert told(prose) == []
    return [part for part in prose.parts if isinstance(part, Directive)]


def linked(words: str, figure: str = "entities") -> str:
    """A figure in the HTML of prose."""
    return f'<a href="site:figures/#{figure}">{words}</a>'


def itself(anchor: str, words: str) -> str:
    """A heading's link to its own anchor."""
    return f'<a aria-label="Link to {words}" class="anchor" href="#{anchor}"></a>'


def hrefs(text: str) -> str:
    return html(text).removeprefix("<p>").removesuffix("</p>")


# ------------------------------------------------------------------- plain Markdown


def test_markdown_becomes_html() -> None:
    assert html("One *two* **three**.\n\n- a\n- b\n\n> q") == (
        "<p>One <em>two</em> <strong>three</strong>.</p>\n"
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<blockquote>\n<p>q</p>\n</blockquote>"
    )


def test_an_empty_text_has_no_parts() -> None:
    assert read("") == Prose()
    assert read("\n \n") == Prose()


def test_a_table_scrolls_in_a_frame_and_its_heads_say_so() -> None:
    assert html("| a | b |\n|:--|--:|\n| x | y |") == (
        '<div class="scroller" tabindex="0"><table>\n<thead>\n<tr>\n'
        '<th class="align-left" scope="col">a</th>\n<th class="align-right" scope="col">b</th>\n'
        '</tr>\n</thead>\n<tbody>\n<tr>\n<td class="align-left">x</td>\n'
        '<td class="align-right">y</td>\n</tr>\n</tbody>\n</table>\n</div>'
    )


def test_a_word_is_defined() -> None:
    assert html("Term\n:   Meaning") == "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"


def test_windows_line_ends_are_line_ends() -> None:
    assert html("a\r\n\r\nb") == "<p>a</p>\n<p>b</p>"


@pytest.mark.parametrize(
    ("written", "set_in_type"),
    [
        ('He said "*no*"', "He said “<em>no</em>”"),
        ('"*No*," he said', "“<em>No</em>,” he said"),
        ("it's the '80s", "it’s the ’80s"),
        ("\"'x' y\"", "“‘x’ y”"),
        ("agencies' 10--20 --- so...", "agencies’ 10–20 — so…"),
        ('("{{ entities }}")', f"(“{linked('1,803')}”)"),
        ('`"x" -- y`', '<code>"x" -- y</code>'),
    ],
)
def test_quotes_and_dashes_are_set_as_in_print(written: str, set_in_type: str) -> None:
    assert html(written) == f"<p>{set_in_type}</p>"


def test_quotes_of_another_language_are_left_alone() -> None:
    assert html('"x" -- y', locale="fr-FR") == '<p>"x" – y</p>'


def test_a_plain_text_is_set_in_type_too() -> None:
    assert typeset('The "list" -- what it\'s worth...') == "The “list” – what it’s worth…"
    assert typeset('"x"', "de-DE") == '"x"'


# ------------------------------------------------------------------------- figures


def test_a_figure_stands_in_a_sentence_a_link_and_a_heading() -> None:
    text = "## The {{ entities }}\n\n*{{ entities }}* [{{ listed_total }} x](https://x.org)"
    assert html(text) == (
        f'<h2 id="the-entities">The 1,803{itself("the-entities", "The 1,803")}</h2>\n'
        f"<p><em>{linked('1,803')}</em> "
        '<a href="https://x.org" rel="external noopener">10 x</a></p>'
    )


def test_what_a_figure_says_is_never_read_as_markdown_html_or_figures() -> None:
    assert html("{{ odd }}") == (
        f"<p>{linked('*a* &lt;b&gt;x&lt;/b&gt; [l](https://x.org) `c` {{ entities }}', 'odd')}</p>"
    )


def test_a_figure_may_run_over_a_line_end_and_lines_still_count() -> None:
    assert html("a {{ entities\n| number }} b") == f"<p>a {linked('1,803')}\n b</p>"
    assert faults("a {{ entities\n| number }} b\n{{ x }}") == [
        "12:4: error[E071]: there is no figure 'x'\n  it is one of listed_total, entities, odd"
    ]


def test_code_shows_what_is_written_in_it() -> None:
    sign = "{{ x }} [@y] <b> <!-- z --> {% a %} [^1] ![p](q) <https://a.b>"
    escaped = sign.replace("<", "&lt;").replace(">", "&gt;")
    assert html(f"`{sign}`") == f"<p><code>{escaped}</code></p>"
    assert html(f"```yaml\n{sign}\n/// map\n```") == f"<pre><code>{escaped}\n/// map\n</code></pre>"
    assert html("    {{ x }} [@y] <b>") == "<pre><code>{{ x }} [@y] &lt;b&gt;\n</code></pre>"


def test_escaped_signs_stay_signs() -> None:
    assert html(r"\{{ x }} \[@y] \![z]") == "<p>{{ x }} [@y] ![z]</p>"


def test_the_figures_and_sources_that_a_text_uses_are_known() -> None:
    prose = read("{{ entities }} {{ entities | words }} [@cbs17-2020]\n\n`{{ odd }}`")
    assert (prose.figures, prose.sources) == (("entities",), ("cbs17-2020",))


def test_what_is_no_figure_is_told_at_its_place() -> None:
    text = "a {{ listed_totl }} {{ entities | wrods }}\nb {% if x %} {# y #} {{ c"
    assert faults(text) == [
        "10:6: error[E071]: there is no figure 'listed_totl'\n  did you mean 'listed_total'?",
        "10:35: error[E071]: there is no filter 'wrods'\n  did you mean 'words'?",
        (
            "11:3: error[E072]: statements such as {% … %} are not available in prose\n"
            "  only figures are, such as {{ listed_total }}"
        ),
        (
            "11:14: error[E072]: {# … #} is not available in prose\n"
            "  for a remark, use a private notes field; headings get their anchors by themselves"
        ),
        (
            "11:22: error[E072]: this '{{' is not closed\n"
            "  close it with }}, or write \\{{ for two braces"
        ),
    ]


def test_a_figure_that_markdown_would_drop_is_told() -> None:
    assert faults("[a](https://x.org '{{ entities }}')\n\n[r]: https://x.org '[@wral-2021]'") == [
        (
            "10:20: error[E087]: {{ entities }} stands where readers would not see it\n"
            "  move it into the text"
        ),
        (
            "12:21: error[E087]: [@wral-2021] stands where readers would not see it\n"
            "  move it into the text"
        ),
    ]


# ----------------------------------------------------------------------- citations


def test_a_citation_is_a_numbered_mark_that_sticks_to_its_word() -> None:
    assert html("So it is [@wral-2021, par. 4].") == (
        '<p>So it is<sup class="cite"><a id="ref-1" href="#note-1" '
        'aria-label="Note 1: WRAL News, April 6, 2021, par. 4">1</a></sup>.</p>'
    )


def test_two_sources_share_a_mark_and_notes_are_numbered_by_first_mention() -> None:
    notes = Notes(SOURCES)
    prose = read("a[@cbs17-2020; @wral-2021] b[@cbs17-2020]", notes=notes)
    assert told(prose) == []
    assert [(n.id, n.citation.source, n.back) for n in notes.cited()] == [
        ("note-1", "cbs17-2020", "ref-1"),
        ("note-2", "wral-2021", "ref-2"),
    ]
    html = prose.parts[0].html
    assert '>1</a>, <a id="ref-2"' in html
    assert re.findall(r'<a(?: id="([^"]*)")? href="#note-1"', html) == ["ref-1", ""]


def test_a_citation_after_an_exclamation_mark_is_no_picture() -> None:
    assert "!<sup" in html("No![@wral-2021]")


def test_a_link_whose_text_begins_with_an_at_sign_is_a_link() -> None:
    assert html("[@wral](https://x.org)") == (
        '<p><a href="https://x.org" rel="external noopener">@wral</a></p>'
    )


def test_what_is_no_citation_is_told_at_its_place() -> None:
    text = "a [@wral-201] b [@cbs17-2020; wral] c[^1] d [@x\n\n[a [@cbs17-2020]](#b)"
    assert faults(text) == [
        "10:4: error[E073]: there is no source 'wral-201'\n  did you mean 'wral-2021'?",
        f"10:31: error[E074]: 'wral' is not a citation\n  {CITE}",
        f"10:38: error[E074]: [^1] is not how we cite\n  {CITE}",
        f"10:45: error[E074]: this '[@' is not closed\n  {CITE}; a plain bracket is \\[",
        (
            "12:4: error[E087]: [@cbs17-2020] cannot stand in the text of a link\n"
            "  put it after the link"
        ),
    ]


# ------------------------------------------------------------------ comments and HTML


@pytest.mark.parametrize(
    ("text", "left", "place"),
    [
        ("a <!-- SECRET --> b", "<p>a  b</p>", "10:3"),
        ("a\n\n<!-- SECRET\n\nSECRET -->\n\nb", "<p>a</p>\n<p>b</p>", "12:1"),
        ("<!-- SECRET -->\n- a", "<ul>\n<li>a</li>\n</ul>", "10:1"),
        ("- a\n    - <!-- SECRET -->b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>", "11:7"),
        ("    code <!-- SECRET -->", "<pre><code>code \n</code></pre>", "10:10"),
        ("a <!-- ` SECRET --> ` b", "<p>a  ` b</p>", "10:3"),
        ("a <!-- ```\nSECRET\n``` -->", "<p>a </p>", "10:3"),
        ("<!--> SECRET -->", "", "10:1"),
    ],
)
def test_a_comment_is_in_no_output_and_told(text: str, left: str, place: str) -> None:
    prose = read(text)
    assert "".join(part.html for part in prose.parts) == left
    assert told(prose) == [f"{place}: warning[W071]: {LEFT_OUT}"]


def test_nothing_after_an_unclosed_comment_is_published() -> None:
    prose = read("a\n\n<!-- SECRET\n\nSECRET {{ x }} /// map")
    assert [part.html for part in prose.parts] == ["<p>a</p>"]
    assert told(prose) == [
        (
            "12:1: warning[W074]: this comment is not closed, so all that follows is left out"
            " of the site\n  close it with -->; for a remark, use a private notes field"
        )
    ]


def test_a_comment_in_an_option_is_left_out_too() -> None:
    prose = read("/// note | A <!-- SECRET --> title\nx\n///")
    assert told(prose) == [f"10:14: warning[W071]: {LEFT_OUT}"]
    assert [p.argument for p in prose.parts if isinstance(p, Directive)] == ["A  title"]


def test_a_comment_that_may_be_code_stops_the_build() -> None:
    text = "- a ` b\n- <!-- SECRET\n- c ` d -->"
    assert faults(text) == [
        (
            "11:3: error[E072]: this comment begins beside a code sign and may not be left out\n"
            "  take it out, or give it a line of its own"
        )
    ]


def test_html_is_shown_as_it_is_written_and_told() -> None:
    prose = read("A <b>bold</b> & <x")
    assert [part.html for part in prose.parts] == ["<p>A &lt;b&gt;bold&lt;/b&gt; &amp; &lt;x</p>"]
    hint = "use Markdown, such as **bold**, or put it between ` signs as code"
    assert told(prose) == [
        f"10:3: warning[W073]: <b> is shown as it is written: HTML is not read here\n  {hint}",
        f"10:10: warning[W073]: </b> is shown as it is written: HTML is not read here\n  {hint}",
    ]


# --------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("agency:raleigh-pd", "site:agencies/raleigh-pd/"),
        ("agency:raleigh-pd#reply", "site:agencies/raleigh-pd/#reply"),
        ("county:Wake", "site:counties/wake/"),
        ("county:New Hanover", "site:counties/new-hanover/"),
        ("<county:New Hanover>", "site:counties/new-hanover/"),
        ("methodology.md", "site:methodology/"),
        ("./methodology.md#limits", "site:methodology/#limits"),
        ("index.md", "site:"),
        ("/agencies/", "site:agencies/"),
        ("/data/agencies.csv", "site:data/agencies.csv"),
        ("/", "site:"),
        ("/agencies/#table", "site:agencies/#table"),
        ("#limits", "site:methodology/#limits"),
        ("#見出し", "site:methodology/#見出し"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_a_link_inside_the_site_is_a_placeholder(written: str, href: str) -> None:
    assert hrefs(f"[x]({written})") == f'<a href="{href}">x</a>'


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("[x](https://example.org/a_b?c=1&d=2#e)", "https://example.org/a_b?c=1&amp;d=2#e"),
        ("[x](HTTPS://example.org 'title')", "https://example.org"),
        ("[x](https://example.org/?a&amp;copy=1)", "https://example.org/?a&amp;copy=1"),
        ("[x][ref]\n\n[ref]: https://example.org", "https://example.org"),
        ("[x]\n\n[x]: <https://example.org>", "https://example.org"),
        ("[x](https://example.org/a_(b))", "https://example.org/a_(b)"),
    ],
)
def test_a_link_to_another_site_says_that_it_leads_outside(written: str, href: str) -> None:
    assert hrefs(written) == f'<a href="{href}" rel="external noopener">x</a>'


def test_a_bare_address_is_a_link() -> None:
    assert hrefs("<https://x.org/a> <me@x.org>") == (
        '<a href="https://x.org/a" rel="external noopener">https://x.org/a</a>'
        ' <a href="mailto:me@x.org">me@x.org</a>'
    )


def test_links_inside_the_site_are_known_with_the_place_where_they_were_written() -> None:
    prose = read("a [x](agency:raleigh-pd) [y][r]\n\n[z](https://x.org)\n\n[r]: #a")
    assert prose.links == (
        ("agency:raleigh-pd", "agencies/raleigh-pd/", Location(FILE, 10, 7)),
        ("#a", "methodology/#a", Location(FILE, 14, 6)),
    )


ONE_MACHINE = "points to one machine or network only"
REACH = "give an address readers can reach"


def for_nobody(written: str) -> str:
    scheme = written.partition(":")[0].lower()
    return f"'{written}' cannot be linked: {scheme}: is not an address for readers"


NO_SPACE = f"no space, quote or backslash; {HOW}"


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("//evil.org", "'//evil.org' does not say https", "write https://evil.org"),
        (
            "javascript:alert(1)",
            for_nobody("javascript:alert(1)"),
            HOW,
        ),
        (
            "JavaScript:x",
            for_nobody("JavaScript:x"),
            HOW,
        ),
        ("&#106;avascript:x", "'&#106;avascript:x' leads nowhere", HOW),
        ("java\u00adscript:x", "'javaU+00ADscript:x' cannot be an address", NO_SPACE),
        ("java script:x", "'java script:x' cannot be an address", NO_SPACE),
        ("data:text/html,x", for_nobody("data:text/html,x"), HOW),
        ("file:///etc/passwd", for_nobody("file:///etc/passwd"), HOW),
        ("site:agencies/", for_nobody("site:agencies/"), HOW),
        ("mailto:x", "'mailto:x' is not a mail address", HOW),
        (r"https:\evil.org", r"'https:\evil.org' cannot be an address", NO_SPACE),
        (r"/\evil.org", r"'/\evil.org' cannot be an address", NO_SPACE),
        (
            "https://a:b@x.org",
            "'https://a:b@x.org' carries a user name or password",
            "take it out of the address",
        ),
        ("http://localhost:80/", f"'http://localhost:80/' {ONE_MACHINE}", REACH),
        ("https://127.0.0.1/", f"'https://127.0.0.1/' {ONE_MACHINE}", REACH),
        (
            "www.example.com/x",
            "'www.example.com/x' leads nowhere",
            "write https://www.example.com/x",
        ),
        ("elsewhere", "'elsewhere' leads nowhere", HOW),
        ("/a/../b", "'/a/../b' leads nowhere", HOW),
        ("/a/%2e%2e/b", "'/a/%2e%2e/b' leads nowhere", HOW),
        ("", "this link leads nowhere", HOW),
        ("{{ entities }}", "'{{ entities }}' cannot be an address", NO_SPACE),
    ],
)
def test_a_link_that_readers_must_not_follow_is_refused(
    written: str, message: str, hint: str
) -> None:
    prose = read(f"[x]({written})")
    assert told(prose) == [f"10:5: error[E075]: {message}\n  {hint}"]
    assert [part.html for part in prose.parts] == ["<p>x</p>"]


def test_a_link_to_what_is_not_there_is_told_with_the_nearest() -> None:
    text = "[a](agency:raleigh-p) [b](county:Wak)\n[c](methodolgy.md#x) [d](secret.md)"
    assert faults(text) == [
        "10:5: error[E076]: there is no agency 'raleigh-p'\n  did you mean 'raleigh-pd'?",
        "10:27: error[E076]: there is no county 'Wak'\n  did you mean 'Wake'?",
        "11:5: error[E076]: there is no article 'methodolgy.md'\n  did you mean 'methodology.md'?",
        (
            "11:26: error[E076]: 'secret.md' is not published, so readers cannot be led to it\n"
            "  publish it, or take the link out"
        ),
    ]


def test_a_word_leads_to_what_it_means_on_the_same_page() -> None:
    prose = read("a [free trial](term:free-trial), [again](term:free-trial)\n\n## Term search")
    assert told(prose) == []
    assert prose.parts[0].html.startswith(
        '<p>a <a class="term" href="#term-free-trial">free trial</a>, '
        '<a class="term" href="#term-free-trial">again</a></p>'
    )
    assert prose.terms == ("free-trial",)
    assert prose.links[0] == (
        "term:free-trial", "methodology/#term-free-trial", Location(FILE, 10, 16)
    )  # fmt: skip
    # No heading may take the anchor of a word.
    assert prose.headings[0].id == "section-term-search"


def test_a_word_that_the_dictionary_does_not_explain_is_told_with_the_nearest() -> None:
    assert faults("[a](term:fre-trial) [b](term:Panopticon)") == [
        "10:5: error[E076]: there is no term 'fre-trial'\n  did you mean 'free-trial'?",
        (
            "10:25: error[E076]: there is no term 'Panopticon'\n"
            "  terms are explained in dictionary.yaml"
        ),
    ]


def test_http_is_kept_and_told() -> None:
    prose = read("[x](http://example.org)")
    assert 'href="http://example.org"' in prose.parts[0].html
    assert told(prose) == [
        (
            "10:5: warning[W072]: 'http://example.org' is not encrypted on its way to the reader\n"
            "  write https:// if the site has it"
        )
    ]


def test_a_picture_in_a_text_is_refused_with_the_way_to_show_one() -> None:
    assert faults("a ![alt](x.jpg)") == [
        (
            "10:3: error[E077]: a picture cannot stand inside a text\n"
            "  use /// figure | photo.jpg with its alt, caption and credit"
        )
    ]


def test_placeholders_become_links_for_the_page_at_hand() -> None:
    prose = Markup(
        '<p><a href="site:agencies/a/#b">x</a> <a id="r" href="#note-1">1</a> '
        '<a href="site:">y</a> &lt;a href="site:z"&gt;</p>'
    )
    assert relink(prose, lambda target: f'../{target}"&') == (
        '<p><a href="../agencies/a/#b&#34;&amp;">x</a> <a id="r" href="#note-1">1</a> '
        '<a href="../&#34;&amp;">y</a> &lt;a href="site:z"&gt;</p>'
    ).replace("&#34;", "&quot;")


# ------------------------------------------------------------------------- headings


def test_headings_have_unique_stable_anchors() -> None:
    first = "## What's {{ listed_total }}?\n\n### a_b *c*\n\n## 見出し"
    text = f"{first}\n\n## Note 1\n\n## main\n\n## a b c"
    prose = read(text)
    assert told(prose) == []
    assert prose.headings == (
        Heading(2, "whats-listed-total", "What’s 10?"),
        Heading(3, "a-b-c", "a_b c"),
        Heading(2, "見出し", "見出し"),
        Heading(2, "section-note-1", "Note 1"),
        Heading(2, "main-2", "main"),
        Heading(2, "a-b-c-2", "a b c"),
    )


def test_an_empty_heading_has_an_anchor_and_is_told() -> None:
    prose = read("##\n\n## ！")
    assert [heading.id for heading in prose.headings] == ["section", "section-2"]
    assert told(prose) == [
        "10:1: warning[W075]: this heading has no words\n  give it some, or take it out"
    ]


def test_a_citation_in_a_heading_is_not_part_of_its_name() -> None:
    assert read("## The list [@wral-2021]").headings == (Heading(2, "the-list", "The list"),)


def test_a_heading_links_to_itself_without_a_word_more() -> None:
    prose = read('## "A" & *b* {{ entities }}[@wral-2021]\n\n### c\n\n#### d')
    assert told(prose) == []
    assert [heading.text for heading in prose.headings] == ["“A” & b 1,803", "c", "d"]
    assert prose.parts[0].html == (
        '<h2 id="a-b-entities">“A” &amp; <em>b</em> 1,803<sup class="cite">'
        '<a id="ref-1" href="#note-1" aria-label="Note 1: WRAL News, April 6, 2021">1</a></sup>'
        f"{itself('a-b-entities', '“A” &amp; b 1,803')}</h2>\n"
        f'<h3 id="c">c{itself("c", "c")}</h3>\n<h4 id="d">d</h4>'
    )
    assert text_of(prose.parts[0].html) == "“A” & b 1,803 c d"


def test_headings_out_of_order_are_told_at_their_place() -> None:
    text = "# Title\n\n#### Deep\n\n##### Deeper\n\nLine\n---\n\n> ## In a quote"
    assert faults(text) == [
        (
            "10:1: error[E082]: this is a second title of the page\n"
            "  the title stands in the front matter; begin with ##, or write \\# for the sign"
        ),
        "12:1: error[E082]: this heading skips a level: #### where ## would come next\n  write ##",
        "14:1: error[E082]: headings go down to ####, and this is one of 5 signs\n  use ## to ####",
        (
            "16:1: error[E082]: the line under this one makes it a heading\n"
            "  write ## before it, or leave an empty line before the ---"
        ),
        (
            "19:3: error[E082]: a heading cannot stand in a list, a quotation or a box\n"
            "  use **bold** there, or write \\# for the sign itself"
        ),
    ]


# ----------------------------------------------------------------------- directives


def test_directives_come_in_order_between_stretches_of_prose() -> None:
    prose = read("a\n\n/// map\n///\n\nb\n/// agency | cary-pd\n///\n/// timeline\n///")
    assert told(prose) == []
    assert [part.kind for part in prose.parts] == ["prose", "map", "prose", "agency", "timeline"]
    assert prose.parts[0] == Part("prose", Markup("<p>a</p>"))
    assert prose.parts[3] == Directive(
        "agency", "cary-pd", (), Markup(""), "", (), Location(FILE, 16, 1)
    )


def test_a_quote_has_its_words_its_speaker_and_its_sources() -> None:
    text = (
        "/// quote | Ann Lee, chief\n    source: wral-2021, par. 3; cbs17-2020\n"
        "We *never* {{ entities }}.\n///"
    )
    (quote,) = directives(text)
    assert (quote.argument, quote.text) == ("Ann Lee, chief", "We never 1,803.")
    assert quote.html == f"<p>We <em>never</em> {linked('1,803')}.</p>"
    assert quote.refs == (
        NoteRef(1, "ref-1", "note-1", "WRAL News, April 6, 2021, par. 3"),
        NoteRef(2, "ref-2", "note-2", "CBS 17, February 2020"),
    )


def test_a_quote_that_cites_in_its_words_needs_no_source_option() -> None:
    (quote,) = directives("/// quote | Ann Lee\nNo. [@wral-2021]\n///")
    assert quote.refs == ()
    assert 'href="#note-1"' in quote.html


def test_a_note_holds_markdown_with_citations_and_figures() -> None:
    (note,) = directives('/// note | What "listed" means\n- {{ entities }} [@wral-2021]\n\nx\n///')
    assert note.argument == "What “listed” means"
    assert note.html.startswith(f'<ul>\n<li>{linked("1,803")}<sup class="cite">')
    assert note.text == "1,803 x"


def test_what_is_known_and_what_is_not_hold_markdown_and_need_a_title() -> None:
    known, unknown = directives(
        '/// known | What we "know"\n- {{ entities }}.[@wral-2021]\n///\n'
        "/// unknown | What we do not\n*Why.*\n///"
    )
    assert (known.kind, known.argument, known.text) == ("known", "What we “know”", "1,803.")
    assert (unknown.kind, unknown.html) == ("unknown", "<p><em>Why.</em></p>")
    assert faults("/// known\nx\n///\n\n/// unknown | T\n///") == [
        (
            "10:1: error[E079]: the directive 'known' does not say the title\n"
            "  write /// known | and then the title"
        ),
        (
            "14:1: error[E079]: this unknown is empty\n"
            "  write what is not known between its first line and ///"
        ),
    ]


def test_options_are_texts_and_never_yaml() -> None:
    text = (
        "/// figure | a.jpg\n    alt: NO\n    caption: 'It''s: {{ entities }}'\n"
        "    credit: 037 *x* &a\n        and on\n///"
    )
    (figure,) = directives(text)
    assert figure.options == (
        ("alt", "NO"),
        ("caption", "It’s: 1,803"),
        ("credit", "037 *x* &a and on"),
    )
    assert (figure.option("alt"), figure.option("none")) == ("NO", "")


def test_a_chart_may_have_a_title_a_note_and_sources() -> None:
    (chart,) = directives(
        '/// chart | replies\n    title: What they said\n    note: In {{ entities }} "words"\n'
        "    source: wral-2021, par. 3\n///"
    )
    assert (chart.argument, chart.option("title")) == ("replies", "What they said")
    assert chart.option("note") == "In 1,803 “words”"
    assert chart.refs == (NoteRef(1, "ref-1", "note-1", "WRAL News, April 6, 2021, par. 3"),)


def figure(value: Value, *, name: str = "f", sources: tuple[Citation, ...] = ()) -> FigureValue:
    return FigureValue(name, "L", value, "reported", sources=sources)


def test_a_waffle_has_two_figures_whose_sources_become_notes_and_which_count_as_used() -> None:
    cited = (Citation.model_validate("wral-2021"),)
    figures = {"named": figure(3), "listed": figure(10, sources=cited)}
    text = "/// chart | waffle\n    part: named\n    whole: listed\n    part_label: those\n///"
    prose = read(text, figures=figures)
    assert told(prose) == []
    (chart,) = prose.parts
    assert isinstance(chart, Directive)
    assert [one.value for one in chart.figures] == [3, 10]
    assert [ref.label for ref in chart.refs] == ["WRAL News, April 6, 2021"]
    assert (prose.figures, prose.sources) == (("named", "listed"), ("wral-2021",))


def waffle_faults(part: Value, whole: Value) -> list[str]:
    figures = {"some": figure(part, name="some"), "every": figure(whole, name="every")}
    return faults("/// chart | waffle\n    part: some\n    whole: every\n///", figures=figures)


def test_a_waffle_of_figures_that_no_squares_can_show_is_told_at_the_option() -> None:
    whole_number = "squares show a whole number from 0 up\n  name a figure that counts something"
    assert waffle_faults(3, 10) == waffle_faults(0, 1_000) == waffle_faults(4, 4) == []
    assert waffle_faults(-3, ("a", "b")) == [
        f"11:11: error[E079]: 'some' is -3, and {whole_number}",
        f"12:12: error[E079]: 'every' is a list, and {whole_number}",
    ]
    assert waffle_faults("many", 0.25) == [
        f"11:11: error[E079]: 'some' is a text, and {whole_number}",
        f"12:12: error[E079]: 'every' is 0.25, and {whole_number}",
    ]
    assert waffle_faults(10, 3) == [
        (
            "11:11: error[E079]: 'some' is 10, more than 'every', which is 3\n"
            "  perhaps part and whole have changed places"
        )
    ]
    assert waffle_faults(10, 1_803) == [
        "12:12: error[E079]: 'every' is 1,803, and 1,000 squares are the most\n  say it in the text"
    ]
    assert waffle_faults(0, 0) == [
        "12:12: error[E079]: 'every' is 0, and nothing is a part of that\n  say it in the text"
    ]


def test_a_waffle_of_figures_that_are_not_there_is_told_with_the_nearest() -> None:
    text = "/// chart | waffle\n    part: '{{ entities }}'\n    whole: listed_totl\n///"
    assert faults(text) == [
        (
            "11:11: error[E071]: there is no figure '1,803'\n"
            "  write its name alone, such as part: named"
        ),
        "12:12: error[E071]: there is no figure 'listed_totl'\n  did you mean 'listed_total'?",
    ]


@pytest.mark.parametrize(("part", "whole"), [("faulty", "sound"), ("sound", "faulty")])
def test_a_figure_with_a_fault_of_its_own_is_not_told_of_again(part: str, whole: str) -> None:
    figures = {"faulty": FigureValue("faulty", "", 0, "computed"), "sound": figure(3)}
    text = f"/// chart | waffle\n    part: {part}\n    whole: {whole}\n///"
    assert faults(text, figures=figures) == []


def test_what_a_waffle_lacks_is_told_and_other_charts_have_no_part() -> None:
    text = "/// chart | waffle\n///\n\n/// chart | kinds\n    part: named\n///\n\n"
    text += "/// chart | county\n///\n\n/// chart | x\n///"
    line = "on a line of its own: four spaces,"
    assert faults(text) == [
        (
            "10:1: error[E079]: this chart has no 'part'\n"
            f"  name the figure that is filled in, {line} part: and its name"
        ),
        (
            "10:1: error[E079]: this chart has no 'whole'\n"
            f"  name the figure that all squares are, {line} whole: and its name"
        ),
        (
            "14:5: error[E079]: the directive 'chart' has no option 'part'\n"
            "  it is one of title, note, source"
        ),
        (
            "17:13: error[E079]: a chart of 'county' is not among those we draw\n"
            "  did you mean 'counties'?"
        ),
        (
            "20:13: error[E079]: a chart of 'x' is not among those we draw\n"
            "  it is one of replies, kinds, counties, ranges, timeline, waffle"
        ),
    ]


def test_notes_are_numbered_in_reading_order_across_directives() -> None:
    notes = Notes(SOURCES)
    text = "/// note | A\nx[@cbs17-2020]\n///\n\ny[@wral-2021]"
    read(text, notes=notes)
    assert [note.citation.source for note in notes.cited()] == ["cbs17-2020", "wral-2021"]


def test_a_wrong_directive_is_told_with_the_right_one() -> None:
    text = "/// maps\n///\n/// agency raleigh-pd\n///\n///\n///\n"
    text += "/// agency | raleigh\n///\n/// quote\nx\n///"
    assert faults(text) == [
        "10:1: error[E078]: there is no directive 'maps'\n  did you mean 'map'?",
        (
            "12:1: error[E078]: the directive 'agency' is not divided from 'raleigh-pd'\n"
            "  put a | between: /// agency | raleigh-pd"
        ),
        (
            "14:1: error[E080]: this /// closes nothing\n"
            "  a directive begins as /// map or /// note | Title"
        ),
        (
            "15:1: error[E080]: this /// closes nothing\n"
            "  a directive begins as /// map or /// note | Title"
        ),
        "16:14: error[E076]: there is no agency 'raleigh'\n  did you mean 'raleigh-pd'?",
        (
            "18:1: error[E079]: the directive 'quote' does not say the speaker\n"
            "  write /// quote | and then the speaker"
        ),
    ]


def test_every_wrong_option_of_a_directive_is_told_at_once() -> None:
    text = "/// figure | a.jpg\n    altt: x\n    credit:\n    credit: y\n    credit: z\n///"
    four = "on a line of its own: four spaces,"
    assert faults(text) == [
        (
            "10:1: error[E079]: this figure has no 'alt'\n  say in words what the picture shows,"
            f" for those who do not see it, {four} alt: and the words"
        ),
        (
            "10:1: error[E079]: this figure has no 'caption'\n  say what readers should know of"
            f" the picture, {four} caption: and the words"
        ),
        "11:5: error[E079]: the directive 'figure' has no option 'altt'\n  did you mean 'alt'?",
        "13:5: error[E079]: 'credit' is given twice; first on line 12\n  take one of them out",
        "14:5: error[E079]: 'credit' is given twice; first on line 13\n  take one of them out",
        "14:5: error[E079]: the option 'credit' is empty\n  say whose picture it is",
    ]


def test_text_in_a_directive_that_holds_none_is_told() -> None:
    text = (
        "/// map | x\n///\n/// figure | a.jpg\nalt: x\n///\n/// note | T\n///\n/// chart | x\n///"
    )
    messages = [problem.message for problem in read(text).problems]
    assert messages == [
        "the directive 'map' takes nothing after its name",
        "the directive 'figure' holds no text",
        "this figure has no 'alt'",
        "this figure has no 'caption'",
        "this figure has no 'credit'",
        "this note is empty",
        "a chart of 'x' is not among those we draw",
    ]


def test_an_unclosed_directive_is_told_where_it_begins() -> None:
    assert faults("/// map\n\ntext\n\n/// timeline\n///\n\n/// note | T\nx") == [
        "10:1: error[E079]: the directive 'map' holds no text\n  close it with /// before the text",
        "10:1: error[E080]: the directive 'map' is not closed\n  end it with a line of ///",
        "17:1: error[E080]: the directive 'note' is not closed\n  end it with a line of ///",
    ]


def test_a_directive_stands_on_its_own_only() -> None:
    text = "/// note | T\nx\n/// map\n///\n///\n\n> /// map\n\n- a\n\n    /// map\n\n//// map\n///"
    remedy = "move the directive to the left margin, with an empty line before it"
    nested = "a directive cannot stand in a list, a quotation or indented text"
    assert faults(text) == [
        (
            "12:1: error[E081]: a directive cannot stand inside the 'note' of line 10\n"
            "  close that one with /// first"
        ),
        f"16:3: error[E081]: {nested}\n  {remedy}",
        f"20:5: error[E081]: {nested}\n  {remedy}",
        (
            "23:1: error[E080]: /// does not close the //// of line 22\n"
            "  write as many slashes as there"
        ),
    ]


def test_a_citation_cannot_stand_in_an_option() -> None:
    text = "/// note | T [@wral-2021]\nx\n///\n\n/// quote | S\n    source: nope; wral-2021\nx\n///"
    assert faults(text) == [
        (
            "10:14: error[E087]: the citation [@wral-2021] cannot stand here\n"
            "  cite in the text beside it"
        ),
        "15:13: error[E073]: there is no source 'nope'",
    ]


# --------------------------------------------------------------------------- limits


def test_an_unclosed_block_of_code_is_told() -> None:
    assert faults("a\n\n```\n{{ x }}") == [
        (
            "12:1: error[E083]: this block of code is not closed\n"
            "  close it with a line of ``` at the left margin"
        )
    ]
    assert faults("```a b\n```") == [
        (
            "10:1: error[E083]: 'a b' cannot stand after the ``` of a block of code\n"
            "  one word at most, such as yaml"
        )
    ]


def test_signs_that_no_page_may_hold_are_named() -> None:
    assert faults("a\ufdd0\n\x02\ud800") == [
        "10:2: error[E085]: the character U+FDD0 cannot stand in a text\n  delete it",
        "11:1: error[E085]: the character U+0002 cannot stand in a text\n  delete it",
        "11:2: error[E085]: the character U+D800 cannot stand in a text\n  delete it",
    ]


def test_of_many_problems_of_one_kind_fifty_are_told() -> None:
    messages = [problem.message for problem in read("{{ x }}\n\n" * 60).problems]
    assert messages == [*["there is no figure 'x'"] * 50, "and 10 more problems like this one"]


def test_words_are_counted_without_marks_and_signs() -> None:
    prose = read("## One two\n\nThree[@wral-2021] -- four `five`\n\n/// note | T\nsix\n///")
    assert prose.words == 6
