"""Room: the preview's server. The only one that knows livereload, and Tornado below it.

Livereload brings the socket on which open pages hear of a new build. Three of its ways are
replaced: it injects an inline program, which our pages forbid; it drops what follows within
three seconds; and it answers to any host and any origin. What is served comes from `Asked`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from tornado.routing import HostMatches
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

HOST = "127.0.0.1"
PORTS_TRIED = 20
NAMES = (HOST, "localhost")
HOSTS = r"(127\.0\.0\.1|localhost)"
WRONG_HOST, WRONG_ORIGIN = 421, 403
BIGGEST_BODY = 64 * 1024
FOR_US_ONLY = "This preview is for this machine only."


class Answer(NamedTuple):
    """What a browser gets."""

    status: int
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Cache-Control", "no-store"),)


class Asked(Protocol):
    """Whoever knows the answers."""

    def get(self, address: str, page: str) -> Answer:
        """What lies at an address; `page` is the page that asks about itself."""

    def post(self, address: str, token: str, body: bytes) -> Answer:
        """What comes of a wish; the token is one that only our own pages know."""


class Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload carries no types
    """The socket that tells a page of a build; only our own pages may listen."""

    def check_origin(self, origin: str) -> bool:
        """As Tornado does it: the page's host must be this one."""
        return WebSocketHandler.check_origin(self, origin)


class Desk(RequestHandler):
    """Hands each request on, and the answer back."""

    def initialize(self, asked: Asked, origins: frozenset[str]) -> None:
        """Learn who answers, and who may ask."""
        self.asked, self.origins = asked, origins

    def prepare(self) -> None:
        """Refuse a page from elsewhere."""
        origin = self.request.headers.get("Origin")
        if origin is not None and origin not in self.origins:
            self.set_status(WRONG_ORIGIN)
            self.finish(FOR_US_ONLY)

    def get(self) -> None:
        """A page or a file."""
        page = self.get_query_argument("page", "")
        self.give(self.asked.get(self.request.uri or "/", page))

    def head(self) -> None:
        """The same; Tornado leaves the body out."""
        self.get()

    def post(self) -> None:
        """A wish of our own script."""
        token = self.request.headers.get("X-Broadsheet", "")
        self.give(self.asked.post(self.request.uri or "/", token, self.request.body))

    def give(self, answer: Answer) -> None:
        """Send an answer."""
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.kind)
        self.set_header("X-Content-Type-Options", "nosniff")
        for name, value in answer.headers:
            self.set_header(name, value)
        self.finish(answer.body)

    def write_error(self, status_code: int, **_: Any) -> None:
        """A word, and never a traceback: that is for the terminal."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}")


class WrongHost(RequestHandler):
    """A page elsewhere has its name point to this machine: it gets nothing."""

    def prepare(self) -> None:
        """Answer every method alike."""
        self.set_status(WRONG_HOST)
        self.finish(FOR_US_ONLY)


class Preview:
    """Serves answers on this machine and tells the pages that are open of each build."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.loop = IOLoop.current()
        LiveReloadHandler.watcher, LiveReloadHandler.live_css = Watcher(), False

    def listen(self, first: int) -> int | None:
        """Take the first free port from `first` on; None where none is free."""
        for port in range(first, first + PORTS_TRIED):
            try:
                self.application(port).listen(port, address=HOST, max_body_size=BIGGEST_BODY)
            except OSError:
                continue
            return port
        return None

    def application(self, port: int) -> Application:
        """The routes: the socket, then whatever is asked; for any other host, nothing."""
        origins = frozenset(f"http://{name}:{port}" for name in NAMES)
        told = {"asked": self.asked, "origins": origins}
        site = Application([(r"/livereload", Socket), (r".*", Desk, told)])
        return Application([(HostMatches(HOSTS), site), (r".*", WrongHost)])

    def run(self) -> None:
        """Serve until Ctrl-C."""
        for name in ("tornado.access", "tornado.general"):
            logging.getLogger(name).setLevel(logging.ERROR)
        try:
            self.loop.start()
        finally:
            self.loop.close(all_fds=True)

    def tell(self, word: str) -> None:
        """Let every open page know, from whatever thread, that there is something new."""
        later: Callable[[str], None] = LiveReloadHandler.reload_waiters
        self.loop.add_callback(later, word)
