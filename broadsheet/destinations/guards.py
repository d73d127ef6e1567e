"""Room: destinations. Folders of this machine that nothing is ever published into."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def is_guarded(path: Path, guarded: Iterable[Path]) -> bool:
    """The top of the disk, the home folder, and all that has to do with the project.

    `guarded` are the project and the built site: neither what lies in them nor what they lie in.
    """
    real = path.resolve()
    folders = [folder.resolve() for folder in guarded]
    return real in {Path(real.anchor), Path.home().resolve()} or any(
        real.is_relative_to(folder) or folder.is_relative_to(real) for folder in folders
    )
