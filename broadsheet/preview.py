"""Room: the preview's server. The only one that knows livereload, and Tornado below it.

Livereload brings the script that reloads a page and the socket it listens on. Three of its
ways are replaced: it injects an inline program, which our pages forbid; it drops a reload
that follows another within three seconds; and it answers to any host and any origin.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from tornado.routing import HostMatches
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketHandler

HOST = "127.0.0.1"
PORTS_TRIED = 20
HOSTS = r"(127\.0\.0\.1|localhost)"
WRONG_HOST, NOT_FOUND = 421, 404


class Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload carries no types
    """The socket that tells a page to reload; only our own pages may listen."""

    def check_origin(self, origin: str) -> bool:
        """As Tornado does it: the page's host must be this one."""
        return WebSocketHandler.check_origin(self, origin)


class Files(StaticFileHandler):  # type: ignore[misc]  # the same
    """The built site, without the files whose names begin with a dot."""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Nothing outside the site, and nothing hidden in it."""
        inside = os.path.relpath(absolute_path, root) if "\0" not in absolute_path else ".."
        if any(part.startswith(".") and part != "." for part in Path(inside).parts):
            raise HTTPError(NOT_FOUND)
        found: str | None = super().validate_absolute_path(root, absolute_path)
        return found


class WrongHost(RequestHandler):
    """A page elsewhere has its name point to this machine: it gets nothing."""

    def prepare(self) -> None:
        """Answer every method alike."""
        self.set_status(WRONG_HOST)
        self.finish("This preview is for this machine only.")


class Preview:
    """Serves a folder on this machine and reloads the pages that are open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loop = IOLoop.current()
        LiveReloadHandler.watcher, LiveReloadHandler.live_css = Watcher(), False

    def listen(self, first: int) -> int | None:
        """Take the first free port from `first` on; None where none is free."""
        for port in range(first, first + PORTS_TRIED):
            try:
                self.application(port).listen(port, address=HOST)
            except OSError:
                continue
            return port
        return None

    def application(self, port: int) -> Application:
        """The routes: reloading, then the site; for any other host, nothing."""

        class Injector(LiveScriptInjector):  # type: ignore[misc]  # livereload carries no types
            script = f'<script src="/livereload.js?port={port}" defer></script>'.encode()

        routes: list[Any] = [
            (r"/livereload", Socket),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", Files, {"path": str(self.folder), "default_filename": "index.html"}),
        ]
        site = Application(routes, transforms=[Injector])
        return Application([(HostMatches(HOSTS), site), (r".*", WrongHost)])

    def run(self) -> None:
        """Serve until Ctrl-C."""
        logging.getLogger("tornado.access").setLevel(logging.ERROR)
        try:
            self.loop.start()
        finally:
            self.loop.close(all_fds=True)

    def reload(self) -> None:
        """Tell every open page, from whatever thread, that there is something new."""
        self.loop.add_callback(LiveReloadHandler.reload_waiters)
