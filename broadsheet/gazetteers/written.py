"""Room: gazetteers. The files go into content/geography/, never over others in silence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from broadsheet.problems import BuildError, Location, Problem

FOLDER = Path("content") / "geography"


def others_there(root: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of the files that are there already and hold something else."""
    folder = root / FOLDER
    return tuple(
        name
        for name, content in files.items()
        if (folder / name).exists() and (folder / name).read_bytes() != content
    )


def refuse_others(names: tuple[str, ...]) -> None:
    """Raise a problem for each file that would be written over."""
    message, hint = "this file is there already, and is another", "add --force to write over it"
    places = (Location((FOLDER / name).as_posix()) for name in names)
    if problems := [Problem(place, "E197", message, hint) for place in places]:
        raise BuildError(problems)


def write_geography(root: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the files that are new or differ, each whole or not at all; say which.

    Raises OSError where the folder cannot be written.
    """
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, content in files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            aside = path.with_name(f".{name}.part")
            aside.write_bytes(content)
            aside.replace(path)
            changed.append(path)
    return tuple(changed)
