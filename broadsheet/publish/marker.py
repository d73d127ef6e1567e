"""Stage publish: the file that says a folder is ours, and what was written into it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from broadsheet.pages import Output

MARKER = ".broadsheet.json"
KEPT = frozenset({".gitignore"})
SIGN = "written by Broadsheet; the next build replaces this folder"


def marker_output(outputs: Sequence[Output]) -> Output:
    """The marker: its sign, and the SHA-256 of every file."""
    files = {o.path: hashlib.sha256(o.content).hexdigest() for o in sorted(outputs)}
    text = json.dumps({"about": SIGN, "files": files}, indent=1, sort_keys=True) + "\n"
    return Output(MARKER, text.encode())


def carries_marker(folder: Path) -> bool:
    """Whether a folder was written by us."""
    try:
        return bool(json.loads((folder / MARKER).read_bytes())["about"] == SIGN)
    except (OSError, ValueError, KeyError, TypeError):
        return False
