"""Room: fact-checking. The commands that a hint names, as one types them for this project."""

from __future__ import annotations

import shlex
from pathlib import Path


def typed(words: str, root: Path) -> str:
    """`make factcheck`, or `python build.py factcheck --root DIR` for a project elsewhere."""
    if root == Path():
        return f"`python build.py {words}`" if " " in words else f"`make {words}`"
    return f"`python build.py {words} --root {shlex.quote(str(root))}`"
