"""rsync: a small program of our own always stands in for it; the real one is tried where it is."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from broadsheet.destinations import Cargo, RsyncDestination
from broadsheet.problems import BuildError
from broadsheet.publish.marker import MARKER
from tests.shipment import WHEN, held, site, tree

AGAIN = "publish again once that is mended: until then readers may see parts of both"
EMPTY = "name an empty folder, or one that is not there"
OWN = "name a folder of its own, outside the project"

# A machine "there:" is a folder beside the program. Each run is recorded, a line of words.
# The first line of a script cannot name a Python in a folder with a space: the shell finds it.
PROGRAM = """\
#!/bin/sh
''''exec "{python}" "$0" "$@" # '''
import filecmp, os, pathlib, shutil, sys
here = pathlib.Path(__file__).parent
words = sys.argv[1:]
with (here / "runs").open("a") as runs:
    print(" ".join(words), file=runs)
if (here / "broken").exists() and "--list-only" not in words and "--dry-run" not in words:
    print("rsync: connection unexpectedly closed", file=sys.stderr)
    print("rsync error: error in rsync protocol data stream (code 12)", file=sys.stderr)
    sys.exit(12)
ends = words[words.index("--") + 1:]
there = here / "machine" / ends[-1].partition(":")[2].strip("/")
if "--list-only" in words:
    if not there.exists():
        print('rsync: change_dir "/srv" failed: No such file or directory (2)', file=sys.stderr)
        sys.exit(23)
    for entry in [there, *there.iterdir()]:
        print("-rw-r--r--  1,234 2026/11/25 15:07:00", "." if entry == there else entry.name)
    sys.exit(0)
source = pathlib.Path(ends[0])
files = lambda top: {{p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file()}}
wanted = {{f for f in files(source) if "--exclude=*.html" not in words or not f.endswith(".html")}}
for name in sorted(wanted):
    new, old = source / name, there / name
    if old.exists() and filecmp.cmp(new, old, shallow=False):
        continue
    print("<fcst......" if old.exists() else "<f+++++++++", name)
    if "--dry-run" not in words:
        old.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(new, old)
for name in sorted(files(there) - wanted if "--delete-after" in words else ()):
    print("*deleting  ", name)
    if "--dry-run" not in words:
        (there / name).unlink()
"""


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the program that stands in for rsync."""
    folder = tmp_path / "bench"
    folder.mkdir()
    program = folder / "rsync"
    program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


@pytest.fixture
def remote(bench: Path, tmp_path: Path) -> RsyncDestination:
    return RsyncDestination("desk@there:/srv/site", tmp_path)


def runs(bench: Path) -> list[str]:
    path = bench / "runs"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def served(bench: Path) -> dict[str, bytes]:
    """What readers get of that machine."""
    files = tree(bench / "machine" / "srv" / "site")
    return {name: content for name, content in files.items() if name != MARKER}


def failure(place: RsyncDestination, cargo: Cargo) -> str:
    with pytest.raises(BuildError) as told:
        place.send(cargo, WHEN)
    return str(told.value)


# ------------------------------------------------------------------------ how it is asked


def test_files_come_before_pages_and_deletions_at_the_very_end(
    remote: RsyncDestination, bench: Path
) -> None:
    remote.send(site(1), WHEN)
    listing, files, pages = runs(bench)
    assert listing == "--list-only --no-motd -- desk@there:/srv/site/"
    always = (
        "--recursive --checksum --perms --chmod=D755,F644 --8-bit-output --timeout=60 --no-motd"
    )
    always += " --out-format=%i %n"
    assert files.startswith(f"{always} --exclude=*.html -- /")
    assert pages.startswith(f"{always} --delay-updates --delete-after -- /")
    assert files.endswith("/ desk@there:/srv/site/")
    assert pages.endswith("/ desk@there:/srv/site/")


def test_readers_get_exactly_what_was_built(remote: RsyncDestination, bench: Path) -> None:
    sent = remote.send(site(1, "old.html"), WHEN)
    assert [f.path for f in sent.difference.added] == [f.path for f in site(1, "old.html").files]
    sent = remote.send(site(2, "new.html"), WHEN)
    assert served(bench) == held(site(2, "new.html"))
    found = sent.difference
    assert ([f.path for f in found.added], found.removed, found.same) == (
        ["new.html"], ("old.html",), 1,
    )  # fmt: skip
    assert [f.path for f in found.changed] == [
        "agencies/index.html", "data/agencies.csv", "index.html",
    ]  # fmt: skip


def test_a_look_sends_nothing_and_says_what_a_publication_then_does(
    remote: RsyncDestination, bench: Path
) -> None:
    found = remote.compare(site(1))
    assert all("--dry-run" in run or "--list-only" in run for run in runs(bench))
    assert served(bench) == {}
    assert remote.send(site(1), WHEN).difference == found


def test_what_the_program_complains_of_is_told(remote: RsyncDestination, bench: Path) -> None:
    (bench / "broken").touch()
    message = "rsync could not do it: rsync: connection unexpectedly closed"
    assert failure(remote, site(1)) == f"{remote.name}: error[E154]: {message}\n  {AGAIN}"


def test_a_folder_of_somebody_else_is_left_alone(remote: RsyncDestination, bench: Path) -> None:
    folder = bench / "machine" / "srv" / "site"
    folder.mkdir(parents=True)
    (folder / "holiday in June.jpg").write_bytes(b"x")
    message = "this folder holds 'holiday in June.jpg', which Broadsheet did not put there"
    assert failure(remote, site(1)) == f"{remote.name}: error[E152]: {message}\n  {EMPTY}"
    assert list(tree(folder)) == ["holiday in June.jpg"]


def test_without_the_program_it_is_told_how_to_get_it(
    remote: RsyncDestination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    hint = "on Debian and Ubuntu: apt install rsync; on a Mac: brew install rsync"
    message = "the program rsync is not installed"
    assert failure(remote, site(1)) == f"{remote.name}: error[E153]: {message}\n  {hint}"


# ------------------------------------------------------------------------ the real one

real = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed here")


@pytest.fixture
def local(tmp_path: Path) -> RsyncDestination:
    project = tmp_path / "project"
    project.mkdir()
    return RsyncDestination("../live", project, (project, project / "site"))


def live(place: RsyncDestination) -> dict[str, bytes]:
    files = tree(place.base / place.target)
    return {name: content for name, content in files.items() if name != MARKER}


@real
def test_the_real_rsync_sends_exactly_what_was_built(local: RsyncDestination) -> None:
    assert local.compare(site(1)).same == 0
    local.send(site(1, "old/index.html"), WHEN)
    found = local.compare(site(2, "new.html"))
    assert live(local) == held(site(1, "old/index.html"))
    assert [f.path for f in found.added] == ["new.html"]
    assert [f.path for f in found.changed] == [
        "agencies/index.html", "data/agencies.csv", "index.html",
    ]  # fmt: skip
    assert (found.removed, found.same) == (("old/index.html",), 1)
    assert local.send(site(2, "new.html"), WHEN).difference == found
    assert live(local) == held(site(2, "new.html"))
    assert not local.compare(site(2, "new.html"))


@real
def test_the_real_rsync_leaves_files_that_are_as_before_their_day(
    local: RsyncDestination,
) -> None:
    local.send(site(1), WHEN)
    folder = local.base / local.target
    for name in ("cards/index.png", "index.html"):
        os.utime(folder / name, (1_000_000, 1_000_000))
    local.send(site(2), WHEN)
    assert (folder / "cards/index.png").stat().st_mtime == 1_000_000
    assert (folder / "index.html").stat().st_mtime != 1_000_000
    assert (folder / "index.html").stat().st_mode & 0o777 == 0o644


@real
def test_the_real_rsync_is_kept_from_a_folder_of_somebody_else(local: RsyncDestination) -> None:
    folder = local.base / local.target
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"x")
    message = "this folder holds 'holiday.jpg', which Broadsheet did not put there"
    assert failure(local, site(1)) == f"rsync:../live: error[E152]: {message}\n  {EMPTY}"
    assert list(tree(folder)) == ["holiday.jpg"]


@pytest.mark.parametrize("target", [".", "content", "..", "site"])
def test_nothing_is_published_into_the_project_or_above_it(
    local: RsyncDestination, target: str
) -> None:
    place = RsyncDestination(target, local.base, local.guarded)
    message = "nothing can be published into this folder"
    assert failure(place, site(1)) == f"rsync:{target}: error[E152]: {message}\n  {OWN}"
