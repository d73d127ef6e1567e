"""Room: the preview's desk. It sees when editors have saved, and when they have stopped saving."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

POLL_SECONDS = 0.02
"""Two looks that see the same end a burst of saves."""
WATCHED = ("content", "templates", "editions")
Snapshot = dict[str, tuple[int, int, int]]
"""Each file with its time, its size and its number: a save by renaming changes the last."""


def snapshot(root: Path) -> Snapshot:
    """Every watched file as it is now. What vanishes meanwhile is seen by the next look."""
    found: Snapshot = {}
    for name in WATCHED:
        for base, folders, files in os.walk(root / name):
            folders[:] = [folder for folder in folders if not folder.startswith(".")]
            for file in files:
                path = f"{base}/{file}"
                try:
                    state = os.stat(path)  # noqa: PTH116  (a thousand files, fifty times a second)
                except OSError:
                    continue
                found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def watch(
    root: Path, built: Snapshot, stop: threading.Event, build: Callable[[Snapshot], None]
) -> None:
    """Build once after every burst of saves, with what was seen last; until `stop`.

    `built` is what was there when it was built before. A save during a build is seen after it.
    """
    done, before = built, built
    while not stop.wait(POLL_SECONDS):
        now = snapshot(root)
        if now == before and now != done:
            done = now
            build(now)
        before = now
