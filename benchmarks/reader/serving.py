"""Room: what a browser asks for becomes bytes, as a good host would send them.

HTTP/1.1 with long-lived connections, brotli at its best level, and files whose name holds their
hash kept for ever. There is no HTTP/2 in the standard library, and none of our packages brings it.
"""

import functools
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import brotli

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}
UNKNOWN_KIND = "application/octet-stream"
# Packed already: a second packing makes them no smaller.
PACKED = frozenset({".png", ".jpg", ".webp", ".avif", ".woff2"})
HASHED = re.compile(r"\.[0-9a-f]{10}\.\w+$")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True)
class Found:
    """What stands at an address."""

    name: str
    """The file's name: it tells the kind of its content, and whether it may be kept for ever."""
    body: bytes


# Host (without port) and path (decoded, from the slash on) become what stands there, if anything.
Find = Callable[[str, str], Found | None]


@functools.cache
def packed(body: bytes) -> bytes:
    """Bytes as brotli packs them at its best; each content is packed once."""
    return bytes(brotli.compress(body, quality=11))


def from_folder(folder: Path) -> Find:
    """Whatever host is asked: the files of a folder, a page's folder for its `index.html`."""
    root = folder.resolve()

    def find(_: str, path: str) -> Found | None:
        file = (root / path.lstrip("/")).resolve()
        named = file / "index.html" if path.endswith("/") else file
        inside = named.is_relative_to(root) and named.is_file()
        return Found(named.name, named.read_bytes()) if inside else None

    return find


class _Host(BaseHTTPRequestHandler):
    find: Find
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answers a browser's question."""
        host = self.headers.get("Host", "").partition(":")[0]
        found = self.find(host, unquote(urlsplit(self.path).path))
        if found:
            self._send(found)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, found: Found) -> None:
        suffix = Path(found.name).suffix
        packs = suffix not in PACKED and "br" in self.headers.get("Accept-Encoding", "")
        body = packed(found.body) if packs else found.body
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", KINDS.get(suffix, UNKNOWN_KIND))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", FOR_EVER if HASHED.search(found.name) else ASK_AGAIN)
        self.send_header("Vary", "Accept-Encoding")
        if packs:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: what is asked for is counted in the browser."""


class _Hosting(ThreadingHTTPServer):
    # A page may open many connections at one moment.
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Says nothing: a browser that leaves in the middle of an answer is no fault."""


@contextmanager
def serving(find: Find, secured: ssl.SSLContext | None = None) -> Iterator[int]:
    """Answers on 127.0.0.1 for as long as the block runs; gives the port."""
    handler = type("Host", (_Host,), {"find": staticmethod(find)})
    with _Hosting(("127.0.0.1", 0), handler) as host:
        if secured:
            # The hand is shaken by the connection's own thread: nobody waits for another's.
            host.socket = secured.wrap_socket(
                host.socket, server_side=True, do_handshake_on_connect=False
            )
        Thread(target=host.serve_forever, daemon=True).start()
        yield host.server_port
        host.shutdown()
