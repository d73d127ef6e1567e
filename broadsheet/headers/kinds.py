"""Room: headers. The type of each file of a site, and how long a browser may keep it."""

from __future__ import annotations

import re

TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json",
    "geojson": "application/geo+json", "csv": "text/csv", "txt": "text/plain",
    "md": "text/markdown", "xml": "application/xml", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "woff2": "font/woff2",
    "zip": "application/zip",
}  # fmt: skip
OF_A_FEED = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}
UNKNOWN = "application/octet-stream"
IN_LETTERS = frozenset({"html", "css", "js", "json", "geojson", "csv", "txt", "md", "xml", "svg"})
"""Files of text, by their endings: they are UTF-8, and worth compressing."""

HASHED = re.compile(r"assets/(?:.*/)?[^/]+\.[0-9a-f]{10}\.\w+")
FOR_EVER = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
FOR_A_WHILE = "public, max-age=600"
ASK_EACH_TIME = "no-cache"
"""A browser keeps the page, and asks whether it has changed: a correction is seen at once."""
FEEDS = ("feed.xml", "feed.json", "sitemap.xml", "robots.txt")
PICTURES = ("cards", "media")
"""Folders of pictures, whose names stay when they change."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # The explorer compares the reader's position on their device, if they offer it.
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "Strict-Transport-Security": "max-age=31536000",
}
OWN_FRAMES = "frame-ancestors 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
ALL_FRAMES = "frame-ancestors *; object-src 'none'; base-uri 'none'; form-action 'self'"
EMBEDDED = "embed"
"""The folder of what other newsrooms may show in a frame."""


def ending(path: str) -> str:
    """`csv` for `data/agencies.csv`."""
    return path.rpartition("/")[2].rpartition(".")[2].lower()


def content_type(path: str) -> str:
    """The type of a file, with its encoding where it is text."""
    kind = OF_A_FEED.get(path) or TYPES.get(ending(path), UNKNOWN)
    return f"{kind}; charset=utf-8" if ending(path) in IN_LETTERS else kind


def cache_control(path: str) -> str:
    """How long a file may be kept without asking for it again."""
    if is_hashed(path):
        return FOR_EVER
    if path in FEEDS:
        return FOR_A_WHILE
    return FOR_AN_HOUR if path.partition("/")[0] in PICTURES else ASK_EACH_TIME


def is_hashed(path: str) -> bool:
    """Whether the name of a file carries the hash of what it holds."""
    return bool(HASHED.fullmatch(path))


def is_page(path: str) -> bool:
    """Whether a file is a page: it goes out after all that it loads."""
    return path.endswith(".html")
