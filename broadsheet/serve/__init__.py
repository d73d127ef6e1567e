"""Room: the preview's desk: it watches what editors write, builds, and shows it as it is now.

`watching` sees saves, `desk` builds what was saved, `galley` sets the pages that are asked
for, `told` explains what is wrong, `blocks` finds the line that a block is written on, `about`
fills the bar, `answers` gives all that to the browser. A thread of its own builds, so that a
build never holds the server up; a burst of saves is one build, and the last state wins.
"""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from pathlib import Path

from broadsheet.load import load
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.serve.desk import Desk, Say, Tell
from broadsheet.serve.editor import editor_of
from broadsheet.serve.watching import Snapshot, snapshot, watch

TURN_SECONDS = 0.001
"""A build lets the server answer so often; Python's own five milliseconds are felt."""

__all__ = ["serve_site"]


def serve_site(  # noqa: PLR0913  (an option each)
    root: Path, port: int, *, open_browser: bool, tell: Tell, say: Say, cache: Path | None = None
) -> None:
    """Show the site on this machine only, and follow every save, until Ctrl-C.

    Nothing is written but the cache. BuildError where there is no content/, or no port is free.
    """
    from broadsheet.preview import Preview  # noqa: PLC0415  (150 ms that only this command pays)
    from broadsheet.serve.answers import Answers  # noqa: PLC0415  (it needs the same)

    load(root)
    sys.setswitchinterval(TURN_SECONDS)
    desk, stop = Desk(root, cache, editor_of(os.environ), tell, say), threading.Event()
    preview = Preview(Answers(desk))
    taken = preview.listen(port)
    if taken is None:
        message = f"no port from {port} on is free"
        raise BuildError([Problem(Location("serve"), "E114", message, "name another with --port")])
    desk.changed = preview.tell
    follower = threading.Thread(target=follow, args=(desk, stop), daemon=True)
    follower.start()
    address = f"http://127.0.0.1:{taken}/"
    say(f"{address} shows the site; Ctrl-C ends it.")
    if open_browser:
        webbrowser.open(address)
    try:
        preview.run()
    finally:
        stop.set()


def follow(desk: Desk, stop: threading.Event) -> None:
    """Build what is there, and again after every save."""

    def build(seen: Snapshot) -> None:
        desk.build(lambda: stop.is_set() or snapshot(desk.root) != seen)

    seen = snapshot(desk.root)
    build(seen)
    watch(desk.root, seen, stop, build)
