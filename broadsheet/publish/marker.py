"""Stage publish: the file that says a folder is ours, and what was written into it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from broadsheet.pages import Output

MARKER = ".broadsheet.json"
KEPT = frozenset({".gitignore"})
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems put into a folder that somebody looks at: nobody misses it."""
SIGN = "written by Broadsheet; the next build replaces this folder"


def marker_output(outputs: Sequence[Output]) -> Output:
    """The marker: its sign, and the SHA-256 of every file."""
    files = {o.path: hashlib.sha256(o.content).hexdigest() for o in sorted(outputs)}
    text = json.dumps({"about": SIGN, "files": files}, indent=1, sort_keys=True) + "\n"
    return Output(MARKER, text.encode())


def carries_marker(folder: Path) -> bool:
    """Whether a folder was written by us."""
    return written_files(folder) is not None


def written_files(folder: Path) -> frozenset[str] | None:
    """The files that the last build wrote, by their paths; None for a folder that is not ours."""
    try:
        marker = json.loads((folder / MARKER).read_bytes())
        ours = marker["about"] == SIGN
        return frozenset({MARKER, *marker["files"]}) if ours else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
