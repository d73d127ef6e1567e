"""Stage publish: two folders change places in one step.

Linux (renameat2) and macOS (renamex_np) exchange two names at once, so that a reader
finds the old site or the new one at every moment. Elsewhere two renames follow each
other closely, and a failure of the second undoes the first.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def flush(folder: Path) -> None:
    """Make everything below a folder safe against a power cut."""
    for base, _, names in os.walk(folder):
        for name in names:
            flush_one(Path(base, name))
        flush_one(Path(base))


def flush_one(path: Path) -> None:
    """Flush a file, or a folder's list of names where the system allows it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if not path.is_dir() or error.errno not in NOT_HERE | {errno.EACCES}:
            raise
    finally:
        os.close(handle)


def swap(new: Path, old: Path) -> None:
    """Put `new` where `old` stands; afterwards `new` names what stood there, if anything.

    Undone where the disk cannot keep it: what raises has changed nothing.
    """
    first = not old.exists()
    change_places(new, old)
    try:
        flush_one(old.parent)
    except OSError:
        old.rename(new) if first else change_places(new, old)
        raise


def change_places(new: Path, old: Path) -> None:
    """Let each have the other's name; a name that is free is simply taken."""
    if not old.exists():
        new.rename(old)
    elif not exchange(new, old):
        rename_twice(new, old)


def before(old: Path) -> Path:
    """Where the old tree waits between two renames."""
    return old.with_name(f".{old.name}.broadsheet-old")


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names at once; False where the system cannot."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, RENAME_SWAP)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def rename_twice(new: Path, old: Path) -> None:
    """Where no exchange is to be had: out of the way, then in; undone if that fails."""
    waiting = before(old)
    old.rename(waiting)
    try:
        new.rename(old)
    except OSError:
        waiting.rename(old)
        raise
    waiting.rename(new)
