"""Room: what search engines and archives are told of a page, as JSON-LD by schema.org.

Each maker returns a plain dict of facts that the page itself shows. No date comes from
the clock: a rebuild must not re-date a story.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from broadsheet.pages import ColumnView, CorrectionView, Download, PageLink, SiteView, When

SCHEMA = "https://schema.org"
CORRECTIONS = "corrections/"
WORKS = frozenset({"NewsArticle", "Dataset"})
DATA_FOLDER = "data/"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".json": "application/json",
}
# Search engines cut a headline, and refuse a data set's description, beyond these.
LONGEST_DESCRIPTION = 5000

# Whatever could end the script, open a comment in it, or break a line of it.
HARMLESS = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def as_script_json(*objects: dict[str, Any]) -> Markup:
    """JSON to stand inside `<script type="application/ld+json">`; several become a list.

    It is `Markup`, so that a template does not escape what is safe as it is. ValueError for
    NaN and infinity.
    """
    told = objects[0] if len(objects) == 1 else list(objects)
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(HARMLESS))  # noqa: S704 - every `<`, `>` and `&` is escaped


def news_article(  # noqa: PLR0913 - a page's facts, each by its name
    site: SiteView,
    *,
    path: str,
    headline: str,
    description: str,
    authors: tuple[str, ...] = (),
    published: When | None = None,
    updated: When | None = None,
    images: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Schema.org's NewsArticle. `path` and `images` are addresses from the site's top."""
    address = site.base_url + path
    return stated(
        {
            "@context": SCHEMA,
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "mainEntityOfPage": {"@type": "WebPage", "@id": address},
            "headline": headline,
            "description": description,
            "datePublished": published.iso if published else "",
            "dateModified": (updated or published or When("", "")).iso,
            "author": [author(name, site) for name in authors] or [organization(site)],
            "publisher": organization(site),
            "publishingPrinciples": principles(site),
            "image": [site.base_url + quote(image) for image in images],
            "inLanguage": site.language,
            "isAccessibleForFree": True,
            "license": site.license_url,
        }
    )


def dataset(  # noqa: PLR0913 - a data set's facts, each by its name
    site: SiteView,
    *,
    path: str,
    name: str,
    description: str,
    downloads: tuple[Download, ...],
    columns: tuple[ColumnView, ...],
    updated: When | None = None,
    period: tuple[When, When] | None = None,
) -> dict[str, Any]:
    """Schema.org's Dataset; `period` is the first and the last day that the data tell of."""
    address = site.base_url + path
    return stated(
        {
            "@context": SCHEMA,
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": name,
            "description": description[:LONGEST_DESCRIPTION],
            "creator": organization(site),
            "publisher": organization(site),
            "license": site.license_url,
            "creditText": site.credit,
            "dateModified": updated.iso if updated else "",
            "spatialCoverage": {"@type": "Place", "name": site.area},
            "temporalCoverage": "/".join(day.iso for day in period) if period else "",
            "inLanguage": site.language,
            "isAccessibleForFree": True,
            "variableMeasured": [variable(column) for column in columns],
            "distribution": [data_download(file, site) for file in downloads if is_data(file)],
        }
    )


def breadcrumb_list(crumbs: tuple[PageLink, ...], base_url: str) -> dict[str, Any]:
    """Schema.org's BreadcrumbList, from the front page on."""
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.title,
                "item": base_url + crumb.path,
            }
            for position, crumb in enumerate(crumbs, start=1)
        ],
    }


def organization(site: SiteView) -> dict[str, Any]:
    """The newsroom, and where it tells its principles and its mistakes."""
    return stated(
        {
            "@type": "NewsMediaOrganization",
            "name": site.publisher,
            "url": site.publisher_url,
            "email": site.email,
            "publishingPrinciples": principles(site),
            "correctionsPolicy": site.base_url + CORRECTIONS,
        }
    )


def principles(site: SiteView) -> str:
    """Where the newsroom tells how it worked; empty where it does not."""
    return site.base_url + site.principles if site.principles else ""


def author(name: str, site: SiteView) -> dict[str, Any]:
    """A person of the byline; the newsroom itself where it signs."""
    return organization(site) if name == site.publisher else {"@type": "Person", "name": name}


def is_data(file: Download) -> bool:
    """Tell the data from the checksums and the README."""
    return suffix(file) in MEDIA_TYPES


def suffix(file: Download) -> str:
    """`.csv` of `agencies.csv`."""
    return file.name[file.name.rfind(".") :]


def data_download(file: Download, site: SiteView) -> dict[str, Any]:
    """A file of the data set, with its checksum."""
    return {
        "@type": "DataDownload",
        "name": file.name,
        "description": file.description,
        "contentUrl": site.base_url + DATA_FOLDER + file.name,
        "encodingFormat": MEDIA_TYPES[suffix(file)],
        "contentSize": file.size,
        "sha256": file.sha256,
    }


def variable(column: ColumnView) -> dict[str, Any]:
    """A column of the data."""
    return {
        "@type": "PropertyValue",
        "name": column.name,
        "alternateName": column.label,
        "description": column.meaning,
    }


def with_corrections(
    told: Markup, path: str, corrections: tuple[CorrectionView, ...], site: SiteView
) -> Markup:
    """A page's JSON-LD with what was corrected on it, as schema.org's CorrectionComment.

    It stands in the article or data set that the page is; else in the page itself.
    """
    found: list[dict[str, Any]] = []
    if told:
        read = json.loads(told)
        found = read if isinstance(read, list) else [read]
    comments = [correction_comment(correction, site) for correction in corrections]
    for work in found:
        if work["@type"] in WORKS:
            work["correction"] = comments
            return as_script_json(*found)
    address = site.base_url + path
    page = {"@context": SCHEMA, "@type": "WebPage", "@id": address, "url": address}
    return as_script_json(*found, {**page, "correction": comments})


def correction_comment(correction: CorrectionView, site: SiteView) -> dict[str, Any]:
    """A correction, with the address where it stands for good."""
    return {
        "@type": "CorrectionComment",
        "text": correction.in_full,
        "datePublished": correction.date.iso,
        "url": f"{site.base_url}{CORRECTIONS}#{correction.anchor}",
    }


def stated(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: an empty text or list would be a claim."""
    return {name: value for name, value in facts.items() if value not in ("", [], None)}
