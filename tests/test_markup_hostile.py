from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.figures import FigureValue
from broadsheet.markup import Prose, Scope, read_prose, relink
from broadsheet.notes import Notes

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {"href", "id", "rel", "aria-label", "start", "scope", "tabindex", "class"}
HREF = re.compile(r"(?:https?://[a-z0-9.-]+\.[a-z]+(?:[:/?#].*)?|mailto:\S+@\S+|site:\S*|#[\w-]+)")

SCRIPTS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1);//<</script>",
    "</p><script>alert(1)</script><p>",
    "</code></pre><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'",
    '<img """><script>alert(1)</script>">',
    "<img src=`x`onerror=alert(1)>",
    "<image/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>",
    "<math><a xlink:href='javascript:alert(1)'>x</a></math>",
    "<math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=x src>'>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a onmouseover=alert(1)>x</a>",
    "<b style='width:expression(alert(1))'>x</b>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style><!--</style><script>alert(1)//--></script>",
    "<link rel=stylesheet href=//evil.org/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.org/>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><img title='</title><img src=x onerror=alert(1)>'></title>",
    "<xmp><img title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--<img src='--><img src=x onerror=alert(1)>'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php alert(1) ?>",
    "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3cscript&#x3ealert(1)",
    "\\<script>alert(1)\\</script>",
    "`<script>`alert(1)`</script>`",
    "{: onclick=alert(1) }",
    "{: #x style='position:fixed' onmouseover='alert(1)' }",
    "wzxhzdk:0 klzzwxh:0000 amp",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ odd.__init__.__globals__ }}{% include '/etc/passwd' %}{{ 7*7 }}",
    "${alert(1)} `${alert(1)}` </script><script>",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "java\u00adscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "javascript:alert(1)//https://x.org",
    "https://x.org\njavascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//evil.org",
    "/\\evil.org",
    "\\\\evil.org",
    "https:evil.org",
    "https:/evil.org",
    "https:\\\\evil.org",
    "https://user:pw@x.org",
    "https://x.org@evil.org",
    "https://localhost/",
    "https://[::1]/",
    'https://x.org" onclick="alert(1)',
    "https://x.org' onclick='alert(1)",
    "https://x.org/><script>alert(1)</script>",
    "https://x.org/`onclick=alert(1)",
    "site:javascript:alert(1)",
    "/../../etc/passwd",
    "blob:https://x.org/1",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    '#" onclick=alert(1)',
    'mailto:x@y.org"onclick=alert(1)',
    'agency:raleigh-pd"onclick=alert(1)',
    'agency:raleigh-pd#"onclick=alert(1)',
    "methodology.md#'onclick=alert(1)",
)
PLACES = (
    "{0}",
    "a {0} b",
    "*{0}*",
    "- {0}",
    "> {0}",
    "## {0}",
    "| a |\n|---|\n| {0} |",
    "term\n: {0}",
    "```\n{0}\n```",
    "    {0}",
    "[{0}](https://x.org)",
    "/// note | {0}\n{0}\n///",
    "/// quote | {0}\n    source: wral\n{0}\n///",
    "{{{{ odd }}}} [@wral, {0}]",
)
LINKS = ("[x]({0})", "[x](<{0}>)", "[x][r]\n\n[r]: {0}", "<{0}>", "[x]({0} 'title')", "![x]({0})")


def read(text: str, odd: str = "x") -> Prose:
    figures = {"odd": FigureValue("odd", "L", odd, "reported")}
    sources = {"wral": f"WRAL {odd}"}
    scope = Scope(
        notes=Notes(sources),
        figures=figures,
        sources=sources,
        agencies={"raleigh-pd": "agencies/raleigh-pd/"},
        articles={"methodology.md": "methodology/"},
    )
    return read_prose(text, file="content/story/x.md", first_line=1, scope=scope)


def elements(prose: Prose) -> Iterator[Any]:
    """Every element of the text, as a browser's parser sees it after the links are made."""
    for part in prose.parts:
        html = relink(part.html, lambda target: f"site:{target}")
        assert html == part.html
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parseFragment(html)
        assert parser.errors == []
        yield from (element for element in tree.iter() if element.tag != "DOCUMENT_FRAGMENT")


def assert_harmless(prose: Prose) -> None:
    for element in elements(prose):
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES
        if "href" in element.attrib:
            assert HREF.fullmatch(element.attrib["href"])


@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_script_runs_wherever_it_is_written(payload: str) -> None:
    for place in PLACES:
        assert_harmless(read(place.format(payload)))


@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_script_runs_from_a_figure_or_the_name_of_a_source(payload: str) -> None:
    prose = read("## {{ odd }}\n\n*{{ odd }}* [@wral]", odd=payload)
    assert prose.problems == ()
    assert_harmless(prose)
    labels = [element.attrib.get("aria-label") for element in elements(prose)]
    assert f"Note 1: WRAL {payload}" in labels


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_disguise_makes_a_link_of_what_readers_must_not_follow(address: str) -> None:
    for link in LINKS:
        prose = read(link.format(address))
        assert_harmless(prose)
        for element in elements(prose):
            assert "evil" not in element.attrib.get("href", "")
            assert "javascript" not in element.attrib.get("href", "")


BOMBS = {
    "footnotes": "[^1]" * 8000,
    "half links": "[a](b" * 8000,
    "markers in a line": "- " * 1000 + "x",
    "nested lists": "".join("    " * depth + "- x\n" for depth in range(400)),
    "nested quotes": ">" * 400 + " x",
    "quotes line by line": "\n".join("> " * depth + "x" for depth in range(400)),
    "brackets": "[" * 40_000,
    "brackets in paragraphs": ("[" * 600 + "\n\n") * 40,
    "closed brackets": "[" * 5000 + "]" * 5000,
    "half links by the paragraph": ("[a](b " * 90 + "\n\n") * 300,
    "emphasis": "*a **b " * 8000,
    "emphasis by the paragraph": ("*a* **b** " * 160 + "\n\n") * 100,
    "code signs": " ".join("`" * length + "a" for length in range(1, 400)),
    "paragraphs": "a\n\n" * 30_000,
    "empty lines": "\n" * 1_000_000,
    "rows": "a|b\n-|-\n" + "x|y\n" * 30_000,
    "headings": "# a\n" * 5000,
    "directives": "/// map\n" * 5000,
    "fences": "```a\n" * 50_000,
    "comments": "<!---->" * 100_000,
    "comments by the line": "<!-- x -->\n" * 40_000,
    "braces": "{{ " * 100_000,
    "tags": "<b " * 100_000,
    "spaces": "x" + " " * 1_000_000,
    "spaces before a citation": "x" + " " * 40_000 + "[@wral]",
    "options": "/// note | x\n" + "    a: b\n" * 40_000,
    "definitions": "[a]: b\n" * 20_000,
    "a huge text": "word " * 500_000,
    "backslashes": "\\" * 100_000,
    "underscores": "_" * 100_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_or_read_in_a_moment(bomb: str) -> None:
    assert_harmless(read(bomb))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a\n\n" + "[^1]" * 8000,
            (
                "3:1: error[E084]: this paragraph holds too many brackets and marks to be read\n"
                "  leave an empty line between paragraphs"
            ),
        ),
        (
            "- " * 1000 + "x",
            (
                "1:1: error[E084]: this line stands 1000 levels deep, and 20 is the most\n"
                "  nest lists and quotes less deeply"
            ),
        ),
        (
            "a" * 2_000_001,
            (
                "1:1: error[E084]: this text has 2,000,001 bytes, and 2,000,000 is the most\n"
                "  split it into several articles"
            ),
        ),
        (
            "a " * 30_000,
            (
                "1:1: error[E084]: this paragraph has 60,000 characters; 50,000 is the most\n"
                "  leave an empty line between paragraphs"
            ),
        ),
        (
            "a\n\n" * 5001,
            (
                "1:1: error[E084]: this text has 5,001 paragraphs, items and rows;"
                " 5,000 is the most\n  split it into several articles"
            ),
        ),
        (
            "\n" * 50_001,
            (
                "1:1: error[E084]: this text has 50,001 lines, and 50,000 is the most\n"
                "  split it into several articles"
            ),
        ),
        (
            "## a\n\n" * 501,
            (
                "1:1: error[E084]: this text has 501 headings, and 500 is the most\n"
                "  split it into several articles"
            ),
        ),
    ],
)
def test_what_is_too_much_is_told_in_an_editor_s_words(text: str, told: str) -> None:
    assert [str(problem) for problem in read(text).problems] == [f"content/story/x.md:{told}"]


def test_an_ordinary_long_article_is_within_the_limits() -> None:
    paragraph = "Words and *words*, [a link](https://x.org/a_b) and a note. [@wral] " * 12
    text = f"## Part\n\n{paragraph}\n\n- one\n- more\n\n" * 300
    prose = read(text)
    assert prose.problems == ()
    assert prose.words == 29_700


PIECES = st.sampled_from(
    [
        "/// map\n",
        "///\n",
        "/// note / T\n",
        "    title: x\n",
        "{{ odd }}",
        "{{",
        "}}",
        "{%",
        "[@wral]",
        "[@",
        "]",
        "](",
        "[",
        "(",
        ")",
        "`",
        "``",
        "```\n",
        "\n",
        "\n\n",
        "<!--",
        "-->",
        "<b>",
        "<script>",
        "javascript:",
        "#",
        "## ",
        "- ",
        "> ",
        "1. ",
        "    ",
        "\\",
        "*",
        "_",
        "&lt;",
        "&",
        "<",
        "'",
        '"',
        "x",
        "word ",
        "https://a.org",
        ":   ",
        "[r]: ",
        "===\n",
        "---\n",
        "wzxhzdk:0",
        "klzzwxh:0001",
        "\u2028",
        "é",
        "[^1]",
        "![",
        "\t",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES | st.just("a|b\n-|-\n") | st.just("|"), max_size=40).map("".join))
def test_no_mixture_of_signs_makes_a_traceback_or_broken_html(text: str) -> None:
    assert_harmless(read(text))


@settings(max_examples=300, deadline=None)
@given(st.text(), st.text())
def test_any_text_is_read_and_any_figure_is_shown(text: str, odd: str) -> None:
    prose = read(text + "\n\n{{ odd }}", odd=odd)
    for problem in prose.problems:
        assert problem.location.line <= text.count("\n") + text.count("\r") + 3
    if not any(ord(sign) < 0xA0 and not sign.isprintable() for sign in text + odd):
        assert_harmless(prose)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=10).map("".join), st.lists(PIECES, max_size=10).map("".join))
def test_no_comment_is_ever_published(before: str, after: str) -> None:
    prose = read(f"{before}\n\n<!-- SECRET -->\n\n{after}")
    shown = "".join(part.html for part in prose.parts)
    code = "".join("".join(e.itertext()) for e in elements(prose) if e.tag == "code")
    assert "SECRET" not in shown or "SECRET" in code
