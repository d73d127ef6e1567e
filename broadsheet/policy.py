"""Room: the Content-Security-Policy, what a reader's browser may do with a page.

Everything comes from the site itself; nothing inline runs. Each page carries its stylesheet
inline, allowed by its hash: a reader on a slow line waits for one file, not for two. A page
whose map offers a provider's tiles may load pictures from that provider, and does so only
after the reader has asked.
"""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlsplit

FIXED = (
    "default-src 'none'",
    "script-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def page_policy(style: str, tile_host: str = "") -> str:
    """The policy of a page: `style` is its inline stylesheet, `tile_host` a host for pictures."""
    # Leaflet puts an empty picture, written as data:, in the place of a tile it lets go.
    pictures = " ".join(["img-src 'self'", *([tile_host, "data:"] if tile_host else [])])
    return "; ".join((*FIXED, f"style-src 'self' '{style_hash(style)}'", pictures))


def lone_policy(style: str) -> str:
    """The policy of a page that loads nothing at all, not even an icon: `data:,` is none."""
    return "; ".join((*FIXED, f"style-src '{style_hash(style)}'", "img-src data:"))


def style_hash(style: str) -> str:
    """The hash by which a browser knows an inline stylesheet."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def tile_origin(url: str) -> str:
    """The origin of a tile address; `{s}` stands for any subdomain."""
    host = urlsplit(url).netloc
    wild = host.replace("{s}", "*")
    return f"https://{wild}"
