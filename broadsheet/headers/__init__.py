"""Room: what a web server says of a file: its type, how long it may be kept, who may frame it.

The Content-Security-Policy of a page stands in the page, where the hashes of its own style
and script are right with every build (`policy`). A header repeats none of them: one that is
a build older than the page would take the page's style away. It says what a page cannot say
of itself, and holds for every build.
"""

from __future__ import annotations

from broadsheet.headers.hosts import FILE, headers_output
from broadsheet.headers.kinds import cache_control, content_type, is_hashed, is_page
from broadsheet.headers.nginx import nginx_site

__all__ = [
    "FILE",
    "cache_control",
    "content_type",
    "headers_output",
    "is_hashed",
    "is_page",
    "nginx_site",
]
