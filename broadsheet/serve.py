"""Room: the preview's desk: it watches what editors write, builds, and has the browser reload.

A thread of its own builds when it has been quiet for a moment. So a build never holds the
server up, a burst of saves is one build, the last state always wins, and a failed build
changes nothing that is shown.
"""

from __future__ import annotations

import datetime
import os
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.pipeline import build
from broadsheet.problems import BuildError, Location, Problem

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
    cache: Path | None = None

    def build(self) -> bool:
        """Build once; tell what is wrong, and keep the old site where something is."""
        begun = time.perf_counter()
        try:
            now = datetime.datetime.now(datetime.UTC)
            edition, changed = build(self.root, self.target, now, cache=self.cache)
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


def watch(desk: Desk, stop: threading.Event, reload: Callable[[], None]) -> None:
    """Build after every burst of saves, once it has been quiet for one look; then reload."""
    built = snapshot(desk.root)
    before = built
    while not stop.wait(POLL_SECONDS):
        now = snapshot(desk.root)
        if now == before and now != built:
            built = now
            if build_safely(desk):
                reload()
        before = now


def build_safely(desk: Desk) -> bool:
    """Whether there is something new to show. A fault of our own must not end the watch."""
    try:
        return desk.build()
    except Exception as error:  # noqa: BLE001  (told, and the next save is built again)
        desk.say(f"our own fault, not yours: {type(error).__name__}: {error}")
        return False


def serve_site(  # noqa: PLR0913  (an option each)
    root: Path, target: Path, port: int, *, open_browser: bool, tell: Tell, say: Say,
    cache: Path | None = None,
) -> None:  # fmt: skip
    """Build, serve on this machine only, and follow every save until Ctrl-C."""
    from broadsheet.preview import Preview  # noqa: PLC0415  (150 ms that only this command pays)

    desk, stop = Desk(root, target, tell, say, cache), threading.Event()
    desk.build()
    if not (target / "index.html").is_file():
        raise BuildError([])
    preview = Preview(target)
    taken = preview.listen(port)
    if taken is None:
        message = f"no port from {port} on is free"
        raise BuildError([Problem(Location("serve"), "E114", message, "name another with --port")])
    follower = threading.Thread(target=watch, args=(desk, stop, preview.reload), daemon=True)
    follower.start()
    address = f"http://127.0.0.1:{taken}/"
    say(f"{address} shows the site; Ctrl-C ends it.")
    if open_browser:
        webbrowser.open(address)
    try:
        preview.run()
    finally:
        stop.set()
