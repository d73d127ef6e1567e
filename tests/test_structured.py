import json
import math
from typing import Any

import html5lib
import jinja2
import pytest
from markupsafe import Markup

from broadsheet import structured
from broadsheet.pages import ColumnView, Download, PageLink, SiteView, When

HOSTILE = (
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", "a\u2028b\u2029c", "&amp;&lt;",
    "${x}", "`x`", "back\\slash", '"quoted"', "{{ 7 * 7 }}", "日本語", "a\nb\tc",
)  # fmt: skip


def site(**changes: Any) -> SiteView:
    told: dict[str, Any] = {
        "title": "Listed",
        "description": "Who is listed",
        "subject": "facial recognition",
        "area": "North Carolina",
        "language": "en-US",
        "base_url": "https://news.example/listed/",
        "publisher": "The Newsroom",
        "publisher_url": "https://news.example/",
        "email": "desk@news.example",
        "singular": "agency",
        "records": "agencies/",
        "has_lists": True,
        "plural": "agencies",
        "listed_notice": "",
        "absent_notice": "",
        "unknown_notice": "",
        "license_name": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "credit": "The Newsroom, 2026",
        "credits": (),
        "navigation": (),
        "principles": "methodology/",
        "footer": (),
    }
    return SiteView(**(told | changes))


NEWSROOM = {
    "@type": "NewsMediaOrganization",
    "name": "The Newsroom",
    "url": "https://news.example/",
    "email": "desk@news.example",
    "publishingPrinciples": "https://news.example/listed/methodology/",
    "correctionsPolicy": "https://news.example/listed/corrections/",
}
APRIL = When("April 2021", "2021-04")


def read_back(*objects: dict[str, Any]) -> Any:
    """What a browser finds in the page, through an autoescaping template and a strict parser."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    page = environment.from_string(
        "<!doctype html><html><head><title>t</title>"
        '<script type="application/ld+json">{{ told }}</script></head><body>x</body></html>'
    ).render(told=structured.as_script_json(*objects))
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    scripts = tree.findall(".//script")
    assert len(scripts) == 1
    return json.loads(scripts[0].text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_equal_from_the_page(text: str) -> None:
    told = structured.news_article(
        site(title=text, publisher=text),
        path="",
        headline=text,
        description=text,
        authors=(text, "Someone"),
    )
    assert read_back(told) == told
    assert told["headline"] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_sign_that_could_end_a_script_is_left(text: str) -> None:
    told = structured.as_script_json({text: text})
    assert isinstance(told, Markup)
    assert not set(told) & set("<>&\u2028\u2029")


def test_several_objects_become_a_list() -> None:
    assert structured.as_script_json({"a": 1}, {"b": 2}) == '[{"a":1},{"b":2}]'
    assert structured.as_script_json({"a": 1}) == '{"a":1}'


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_number_that_is_not_finite_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        structured.as_script_json({"x": number})


def test_an_article_tells_who_wrote_it_and_when() -> None:
    told = structured.news_article(
        site(),
        path="",
        headline="Sixty-four",
        description="What the list says",
        authors=("A. Reporter", "The Newsroom"),
        published=When("November 22, 2026", "2026-11-22"),
        updated=When("November 23, 2026", "2026-11-23"),
        images=("cards/index.png", "media/a b.png"),
    )  # fmt: skip
    assert told == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://news.example/listed/",
        "url": "https://news.example/listed/",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/listed/"},
        "headline": "Sixty-four",
        "description": "What the list says",
        "datePublished": "2026-11-22",
        "dateModified": "2026-11-23",
        "author": [{"@type": "Person", "name": "A. Reporter"}, NEWSROOM],
        "publisher": NEWSROOM,
        "publishingPrinciples": "https://news.example/listed/methodology/",
        "image": [
            "https://news.example/listed/cards/index.png",
            "https://news.example/listed/media/a%20b.png",
        ],
        "inLanguage": "en-US",
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_what_an_article_does_not_know_is_left_out() -> None:
    told = structured.news_article(
        site(publisher_url=""), path="methodology/", headline="How", description="How it was done"
    )
    assert not {"datePublished", "dateModified", "image"} & set(told)
    assert "url" not in told["publisher"]
    assert told["author"] == [told["publisher"]]


def test_an_article_never_changed_was_last_modified_when_it_was_published() -> None:
    told = structured.news_article(
        site(), path="", headline="A", description="B", published=When("2026", "2026-11-22")
    )
    assert told["dateModified"] == "2026-11-22"


def test_a_data_set_tells_its_files_its_columns_and_its_bounds() -> None:
    told = structured.dataset(
        site(),
        path="data/",
        name="The records",
        description="x" * 6000,
        downloads=(
            Download("agencies.csv", "Rows", "11 KB", "ab" * 32),
            Download("agencies.geojson", "Points", "2 KB", "cd" * 32),
            Download("README.txt", "Read me", "1 KB", "ef" * 32),
            Download("SHA256SUMS", "Sums", "1 KB", "ef" * 32),
        ),
        columns=(ColumnView("id", "Id", "text", "Its id"),),
        updated=When("", "2026-11-22"),
        period=(When("2018", "2018"), When("February 2020", "2020-02")),
    )
    assert told["@type"] == "Dataset"
    assert told["url"] == "https://news.example/listed/data/"
    assert len(told["description"]) == 5000
    assert told["temporalCoverage"] == "2018/2020-02"
    assert told["spatialCoverage"] == {"@type": "Place", "name": "North Carolina"}
    assert told["creator"] == told["publisher"] == NEWSROOM
    assert told["variableMeasured"] == [
        {"@type": "PropertyValue", "name": "id", "alternateName": "Id", "description": "Its id"}
    ]
    assert [file["contentUrl"] for file in told["distribution"]] == [
        "https://news.example/listed/data/agencies.csv",
        "https://news.example/listed/data/agencies.geojson",
    ]
    assert told["distribution"][1] == {
        "@type": "DataDownload",
        "name": "agencies.geojson",
        "description": "Points",
        "contentUrl": "https://news.example/listed/data/agencies.geojson",
        "encodingFormat": "application/geo+json",
        "contentSize": "2 KB",
        "sha256": "cd" * 32,
    }


def test_a_data_set_without_dates_claims_none() -> None:
    told = structured.dataset(
        site(), path="data/", name="N", description="D", downloads=(), columns=()
    )
    assert not {"temporalCoverage", "dateModified", "distribution"} & set(told)


def test_breadcrumbs_are_numbered_from_the_front_page_on() -> None:
    crumbs = (PageLink("Home", ""), PageLink("Agencies", "agencies/"))
    assert structured.breadcrumb_list(crumbs, "https://news.example/listed/") == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": 1,
                "name": "Home",
                "item": "https://news.example/listed/",
            },
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Agencies",
                "item": "https://news.example/listed/agencies/",
            },
        ],
    }


def test_a_newsroom_that_tells_no_method_points_to_none() -> None:
    told = structured.organization(site(principles=""))
    assert "publishingPrinciples" not in told
