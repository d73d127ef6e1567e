"""Room: the preview. The only one that knows livereload.

A thread of its own watches what editors write and builds when it has been quiet for a
moment; the server watches only the marker that a finished build leaves, and then reloads
the browser. So a build never holds the server up, and a failed one changes nothing.
"""

from __future__ import annotations

import datetime
import errno
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.pipeline import build
from broadsheet.problems import BuildError, Problem
from broadsheet.publish.marker import MARKER

HOST = "127.0.0.1"
PORTS_TRIED = 20
POLL_SECONDS = 0.2
WATCHED = ("content", "templates")
Snapshot = dict[str, tuple[int, int]]
Tell = Callable[[Sequence[Problem]], None]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the preview builds, and how it tells what it finds."""

    root: Path
    target: Path
    tell: Tell
    say: Say

    def build(self) -> bool:
        """Build once; tell what is wrong, and keep the old site where something is."""
        begun = time.perf_counter()
        try:
            edition, changed = build(self.root, self.target, datetime.datetime.now(datetime.UTC))
        except BuildError as error:
            self.tell(error.problems)
            self.say("The site as it was before is still shown.")
            return False
        self.tell(edition.warnings)
        word = "built" if changed else "unchanged"
        self.say(f"{edition.pages} pages {word} in {time.perf_counter() - begun:.2f} s")
        return True


def snapshot(root: Path) -> Snapshot:
    """Every watched file with its time and size. Half-written files are seen again later."""
    found: Snapshot = {}
    for name in WATCHED:
        for base, _, files in os.walk(root / name):
            for file in files:
                path = os.path.join(base, file)  # noqa: PTH118  (a thousand files, five times a second)
                try:
                    state = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                found[path] = (state.st_mtime_ns, state.st_size)
    return found


def watch(desk: Desk, stop: threading.Event) -> None:
    """Build after every burst of saves, once it has been quiet for one look."""
    built = snapshot(desk.root)
    before = built
    while not stop.wait(POLL_SECONDS):
        now = snapshot(desk.root)
        if now == before and now != built:
            built = now
            build_safely(desk)
        before = now


def build_safely(desk: Desk) -> None:
    """A fault of our own must not end the watch."""
    try:
        desk.build()
    except Exception as error:  # noqa: BLE001  (told, and the next save is built again)
        desk.say(f"our own fault, not yours: {type(error).__name__}: {error}")


def free_port(first: int) -> int:
    """The first port from `first` on that nobody listens at."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                    raise
            else:
                return port
    raise BuildError(no_port(first))


def no_port(first: int) -> list[Problem]:
    """Say that no port is free."""
    from broadsheet.problems import Location  # noqa: PLC0415

    message = f"no port from {first} to {first + PORTS_TRIED - 1} is free"
    return [Problem(Location("serve"), "E114", message, "name another with --port")]


def serve_site(  # noqa: PLR0913  (an option each)
    root: Path, target: Path, port: int, *, open_browser: bool, tell: Tell, say: Say
) -> None:
    """Build, serve on this machine only, and follow every save until Ctrl-C."""
    from livereload import Server  # noqa: PLC0415  (150 ms that only this command pays)

    desk, stop = Desk(root, target, tell, say), threading.Event()
    desk.build()
    if not target.is_dir():
        raise BuildError([])
    chosen = free_port(port)
    logging.getLogger("livereload").setLevel(logging.WARNING)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    threading.Thread(target=watch, args=(desk, stop), daemon=True).start()
    server = Server()
    server.watch(str(target / MARKER))
    say(f"http://{HOST}:{chosen}/ shows the site; Ctrl-C ends it.")
    delay = 0.5 if open_browser else None
    try:
        server.serve(port=chosen, host=HOST, root=str(target), open_url_delay=delay, debug=False)
    finally:
        stop.set()
