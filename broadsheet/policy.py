"""Room: the Content-Security-Policy, what a reader's browser may do with a page.

Everything comes from the site itself. Each page carries its stylesheet and one small script
inline, allowed by their hashes: a reader on a slow line waits for one file. A page
whose map offers a provider's tiles may load pictures from that provider, and does so only
after the reader has asked.
"""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlsplit

FIXED = (
    "default-src 'none'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def page_policy(style: str, script: str, tile_host: str = "") -> str:
    """The policy of a page with a stylesheet and a script inline.

    `tile_host` is a host for pictures. `data:` is for the icon, which stands in the page, and
    for the empty picture that Leaflet puts in the place of a tile it lets go.
    """
    pictures = " ".join(filter(None, ("img-src 'self'", tile_host, "data:")))
    scripts = f"script-src 'self' '{inline_hash(script)}'"
    return "; ".join((*FIXED, scripts, f"style-src 'self' '{inline_hash(style)}'", pictures))


def lone_policy(style: str) -> str:
    """The policy of a page that loads nothing at all: its icon stands in it."""
    styles = f"style-src '{inline_hash(style)}'"
    return "; ".join((*FIXED, "script-src 'none'", styles, "img-src data:"))


def inline_hash(text: str) -> str:
    """The hash by which a browser knows a stylesheet or a script that stands in a page."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def tile_origin(url: str) -> str:
    """The origin of a tile address; `{s}` stands for any subdomain."""
    host = urlsplit(url).netloc
    wild = host.replace("{s}", "*")
    return f"https://{wild}"
