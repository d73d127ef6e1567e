"""Room: destinations. git and ghp-import are run as programs, and what they complain of is told."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.destinations.cargo import stopped

LIBRARY = "ghp_import"
NO_HOOKS = ("-c", "core.hooksPath=/dev/null")
"""The project's own hooks are for its content."""
TIES = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX",
                  "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a program said, and whether it did what it was asked."""

    sound: bool
    out: str
    complaint: str


def git(folder: Path, *words: str) -> Told:
    """Run git in a folder."""
    program = shutil.which("git")
    if program is None:
        hint = "install it: https://git-scm.com/downloads"
        raise stopped("github", "E153", "the program git is not installed", hint)
    return run([program, *NO_HOOKS, *words], folder, {})


def import_folder(
    source: Path, repository: Path, branch: str, message: str, who: Mapping[str, str]
) -> Told:
    """Make a commit of a folder on a branch, on top of what the remote's branch has.

    ghp-import works in the folder where its process is, so it gets a process of its own.
    """
    if importlib.util.find_spec(LIBRARY) is None:
        missing = "the library ghp-import is not installed"
        raise stopped(f"github:{branch}", "E153", missing, "run `make extras`")
    words = ["-m", LIBRARY, "--remote", "origin", "--branch", branch, "--message", message]
    return run([sys.executable, *words, str(source)], repository, who)


def run(words: Sequence[str], folder: Path, more: Mapping[str, str]) -> Told:
    """Run a program in a folder, with more of an environment."""
    done = subprocess.run(  # noqa: S603  (a branch is read by `read_address`)
        words, capture_output=True, text=True, errors="surrogateescape", check=False, cwd=folder,
        env={**surroundings(), "LC_ALL": "C", **more},
    )  # fmt: skip
    return Told(done.returncode == 0, done.stdout, worst_line(done.stderr))


def surroundings() -> dict[str, str]:
    """The environment without what ties git to one repository: a hook of git has all of it."""
    return {name: value for name, value in os.environ.items() if name not in TIES}


def worst_line(told: str) -> str:
    """The line that says what was wrong: git marks it, after lines that only tell what it does."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    marked = [line for line in lines if line.startswith(("fatal:", "error:", "! [", "ERROR:"))]
    return next(iter((*marked, *reversed(lines))), "it did not say why")
