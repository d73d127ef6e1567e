"""Room: what was slow to make, kept by the hash of all that it was made from.

A kept file begins with the checksum of what follows: one that was cut short or changed is
not believed, but made again. The folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

FONTS, CARDS, LINKS, PICTURES = "fonts", "cards", "links", "pictures"
SHELVES = (FONTS, CARDS, LINKS, PICTURES)
"""The folders in the cache, one for each kind of thing that is kept."""
CHECKSUM_LENGTH = 64
MOST_UNUSED = 400
"""So many files that a build did not use may stay: another site may share the cache."""


def kept(folder: Path | None, shelf: str, key: str, make: Callable[[], bytes]) -> bytes:
    """The bytes kept under `key` on a shelf of the cache folder, else made now and kept.

    Without a folder nothing is kept. A folder that cannot be written to costs time, no more.
    """
    if folder is None:
        return make()
    file = folder / shelf / key
    found = read(file)
    if found is not None:
        return found
    content = make()
    with contextlib.suppress(OSError):
        write(file, content)
    return content


def read(file: Path) -> bytes | None:
    """What was kept; None if there is nothing, or nothing that can be believed."""
    try:
        kept_bytes = file.read_bytes()
    except OSError:
        return None
    checksum, content = kept_bytes[:CHECKSUM_LENGTH], kept_bytes[CHECKSUM_LENGTH:]
    return content if checksum == digest(content) else None


def write(file: Path, content: bytes) -> None:
    """Write aside, then rename: whoever reads meanwhile sees all of it or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=".aside-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(digest(content) + content)
        Path(aside).replace(file)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def digest(content: bytes) -> bytes:
    """The checksum as 64 ASCII characters."""
    return hashlib.sha256(content).hexdigest().encode()


def tidy(folder: Path | None, shelf: str, used: Collection[str]) -> None:
    """Remove what this build did not use, once more than `MOST_UNUSED` of it lies there.

    Whatever is removed is made again when it is wanted: nothing but time can be lost.
    """
    if folder is None:
        return
    with contextlib.suppress(OSError):
        unused = [file for file in (folder / shelf).iterdir() if file.name not in used]
        for file in unused if len(unused) > MOST_UNUSED else ():
            file.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Empty every shelf, and remove the folder if nothing else is in it."""
    for shelf in SHELVES:
        shutil.rmtree(folder / shelf, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.rmdir()
