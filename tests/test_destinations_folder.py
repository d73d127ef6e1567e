"""A folder: one rename away from the next site, and from the one before."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from broadsheet.destinations import (
    FolderDestination,
    differences,
    generations_at,
    roll_back,
)
from broadsheet.destinations import folder as folder_module
from broadsheet.problems import BuildError
from broadsheet.publish import LockedError, lock
from tests.shipment import WHEN, held, site, tree

ROOT = Path(__file__).parents[1]
OWN = "name a folder of its own, outside the project"
EMPTY = "name an empty folder, or one that is not there"


@pytest.fixture
def live(tmp_path: Path) -> FolderDestination:
    """A destination that is not there yet, beside a project."""
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    return FolderDestination(tmp_path / "live", (project, project / "site"))


def refusal(place: FolderDestination) -> str:
    """What is told where a folder is refused, by a look and by a publication alike."""
    before = tree(place.path) if place.path.is_dir() else {}
    with pytest.raises(BuildError) as looked:
        place.compare(site(1))
    with pytest.raises(BuildError) as refused:
        place.send(site(1), WHEN)
    assert str(looked.value) == str(refused.value)
    assert (tree(place.path) if place.path.is_dir() else {}) == before
    return str(refused.value)


def numbers(place: FolderDestination) -> list[int]:
    return [generation.number for generation in generations_at(place)[0]]


def test_readers_get_exactly_what_was_built(live: FolderDestination) -> None:
    sent = live.send(site(1), WHEN)
    assert tree(live.current) == held(site(1))
    assert "_headers" not in tree(live.current)
    assert [file.path for file in sent.difference.added] == [f.path for f in site(1).files]
    assert sent.told == f"{live.current} shows generation 1"
    assert str(live.current.readlink()).startswith("generations/0001-20261125T150700Z-")


def test_what_has_not_changed_is_not_published_again(live: FolderDestination) -> None:
    live.send(site(1), WHEN)
    sent = live.send(site(1), WHEN)
    assert (bool(sent.difference), sent.difference.same) == (False, 4)
    assert sent.told == f"{live.current} shows it already"
    assert numbers(live) == [1]


def test_a_site_that_somebody_spoilt_in_place_is_published_anew(live: FolderDestination) -> None:
    live.send(site(1), WHEN)
    (live.current / "index.html").write_text("spoilt", encoding="utf-8")
    assert [f.path for f in live.send(site(1), WHEN).difference.changed] == ["index.html"]
    assert tree(live.current) == held(site(1))


def test_the_last_five_are_kept(live: FolderDestination) -> None:
    for number in range(1, 9):
        live.send(site(number), WHEN)
    assert numbers(live) == [8, 7, 6, 5, 4]
    assert tree(live.current) == held(site(8))


def test_what_readers_see_is_never_removed_however_old_it_is(live: FolderDestination) -> None:
    for number in range(1, 6):
        live.send(site(number), WHEN)
    roll_back(live, 1)
    folder_module.prune(live)
    live_now = tree(live.current)
    assert live_now == held(site(1))
    live.send(site(6), WHEN)
    assert numbers(live) == [6, 5, 4, 3, 2]


def test_only_generations_of_ours_are_removed(live: FolderDestination) -> None:
    live.send(site(1), WHEN)
    for name in ("0000-not-ours", "backup", "0001-20261399T999999Z-00000000"):
        (live.path / "generations" / name).mkdir()
    for number in range(2, 9):
        live.send(site(number), WHEN)
    there = {entry.name for entry in (live.path / "generations").iterdir()}
    assert {"0000-not-ours", "backup", "0001-20261399T999999Z-00000000"} < there


def test_files_that_are_as_before_keep_their_day_and_others_do_not(
    live: FolderDestination,
) -> None:
    live.send(site(1), WHEN)
    for name in ("cards/index.png", "index.html"):
        os.utime(live.current / name, (1_000_000, 1_000_000))
    live.send(site(2), WHEN)
    assert (live.current / "cards/index.png").stat().st_mtime == 1_000_000
    assert (live.current / "index.html").stat().st_mtime != 1_000_000


@pytest.mark.parametrize("step", ["write", "flush", "point", "rename"])
def test_a_publication_that_breaks_off_leaves_readers_what_they_had(
    live: FolderDestination, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    live.send(site(1), WHEN)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        if step == "write":
            broken.setattr(Path, "write_bytes", full)
        elif step == "rename":
            broken.setattr(Path, "replace", full)
        else:
            broken.setattr(folder_module, step, full)
        with pytest.raises(BuildError) as told:
            live.send(site(2), WHEN)
    message = "the site cannot be published into this folder: No space left on device"
    stays = "the site that readers see is unchanged"
    assert str(told.value) == f"{live.path}: error[E154]: {message}\n  {stays}"
    assert tree(live.current) == held(site(1))
    live.send(site(3), WHEN)
    assert tree(live.current) == held(site(3))
    assert not (live.path / "generations" / ".new").exists()


def test_a_killed_publication_is_swept_away_by_the_next(live: FolderDestination) -> None:
    live.send(site(1), WHEN)
    (live.path / "generations" / ".new").mkdir()
    (live.path / "generations" / ".new" / "half.html").write_text("half", encoding="utf-8")
    (live.path / ".current.new").symlink_to("nowhere")
    live.send(site(2), WHEN)
    assert tree(live.current) == held(site(2))
    assert {e.name for e in (live.path / "generations").iterdir()} & {".new"} == set()


KILLED = """\
import sys
from pathlib import Path
from broadsheet.destinations import FolderDestination
from tests.shipment import WHEN, site
place = FolderDestination(Path(sys.argv[1]))
for number in range(1, 1000):
    place.send(site(number), WHEN)
    print(number, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.004, 0.009, 0.013, 0.02, 0.05])
def test_a_kill_at_any_moment_leaves_one_whole_site(
    live: FolderDestination, seconds: float
) -> None:
    command = [sys.executable, "-c", KILLED, str(live.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
    number = int((live.current / "index.html").read_text(encoding="utf-8").split()[-1])
    assert tree(live.current) == held(site(number))
    live.send(site(1000), WHEN)
    assert tree(live.current) == held(site(1000))


def test_readers_find_one_whole_site_at_every_moment(live: FolderDestination) -> None:
    live.send(site(0), WHEN)
    seen, done = set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            real = live.current.resolve(strict=True)
            names = ("index.html", "agencies/index.html")
            seen.add(len({(real / name).read_bytes().split()[-1] for name in names}))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 5):
            live.send(site(number), WHEN)
    finally:
        done.set()
        reader.join()
    assert seen == {1}


def test_two_publications_at_once_are_not_mixed(live: FolderDestination) -> None:
    live.send(site(1), WHEN)
    with lock(live.path / "generations"), pytest.raises(LockedError):
        live.send(site(2), WHEN)
    assert tree(live.current) == held(site(1))


def test_the_site_before_is_back_as_it_was(live: FolderDestination) -> None:
    for number in (1, 2, 3):
        live.send(site(number), WHEN)
    assert roll_back(live, None).now.number == 2
    assert tree(live.current) == held(site(2))
    assert roll_back(live, None).now.number == 1
    assert roll_back(live, 3).now.number == 3
    assert tree(live.current) == held(site(3))
    kept, shown = generations_at(live)
    assert (shown, len(kept)) == (kept[0], 3)


def test_after_a_rollback_the_next_publication_has_a_number_of_its_own(
    live: FolderDestination,
) -> None:
    live.send(site(1), WHEN)
    live.send(site(2), WHEN)
    roll_back(live, None)
    live.send(site(2), WHEN)
    assert numbers(live) == [3, 2, 1]
    assert tree(live.current) == held(site(2))


def test_a_rollback_to_nowhere_is_told(live: FolderDestination) -> None:
    def told(number: int | None) -> str:
        with pytest.raises(BuildError) as error:
            roll_back(live, number)
        return str(error.value)

    nothing = f"{live.path}: error[E157]: nothing was published into this folder yet"
    assert told(None) == nothing
    live.send(site(1), WHEN)
    assert told(None) == (
        f"{live.path}: error[E157]: there is no generation before the one that readers see\n"
        "  there are 1"
    )
    live.send(site(2), WHEN)
    assert told(7) == f"{live.path}: error[E157]: there is no generation 7\n  there are 1, 2"
    assert tree(live.current) == held(site(2))


def test_a_folder_of_somebody_else_is_left_alone(live: FolderDestination) -> None:
    live.path.mkdir()
    (live.path / "holiday.jpg").write_bytes(b"x")
    message = "this folder holds 'holiday.jpg', which Broadsheet did not put there"
    assert refusal(live) == f"{live.path}: error[E152]: {message}\n  {EMPTY}"


def test_a_folder_that_another_tool_links_into_is_left_alone(live: FolderDestination) -> None:
    (live.path / "releases" / "1").mkdir(parents=True)
    live.current.symlink_to("releases/1")
    message = "this folder holds 'current', which Broadsheet did not put there"
    assert refusal(live) == f"{live.path}: error[E152]: {message}\n  {EMPTY}"
    assert live.current.readlink() == Path("releases/1")


def test_what_a_system_leaves_in_an_empty_folder_is_no_hindrance(live: FolderDestination) -> None:
    live.path.mkdir()
    (live.path / ".DS_Store").write_bytes(b"x")
    live.send(site(1), WHEN)
    assert tree(live.current) == held(site(1))


@pytest.mark.parametrize(
    "path", [".", "content", "content/live", "site", "site/live", "..", "live", "/"]
)
def test_nothing_is_published_into_the_project_or_above_it(
    live: FolderDestination, path: str
) -> None:
    project = live.guarded[0]
    place = FolderDestination(project / path, live.guarded)
    with pytest.raises(BuildError) as told:
        place.send(site(1), WHEN)
    message = "nothing can be published into this folder"
    assert str(told.value) == f"{place.path}: error[E152]: {message}\n  {OWN}"
    assert not (project / path / "generations").exists()


def test_a_file_is_no_destination(live: FolderDestination) -> None:
    live.path.write_text("x", encoding="utf-8")
    assert refusal(live) == (f"{live.path}: error[E152]: this is a file, not a folder\n  {OWN}")


def test_a_look_writes_nothing_and_says_what_a_publication_then_does(
    live: FolderDestination,
) -> None:
    assert [f.path for f in live.compare(site(1)).added] == [f.path for f in site(1).files]
    assert not live.path.exists()
    live.send(site(1, "old.html"), WHEN)
    before = tree(live.path)
    found = live.compare(site(2, "new.html"))
    assert tree(live.path) == before
    assert [f.path for f in found.added] == ["new.html"]
    assert [f.path for f in found.changed] == [
        "agencies/index.html",
        "data/agencies.csv",
        "index.html",
    ]
    assert (found.removed, found.same) == (("old.html",), 1)
    assert live.send(site(2, "new.html"), WHEN).difference == found


def test_pages_come_after_all_that_they_load_and_the_front_page_is_the_last() -> None:
    names = ("404.html", "a/index.html", "a/b/index.html", "z.js", "a/evidence.js")
    cargo = site(1, *names)
    order = [file.path for file in differences(cargo, {}, cargo.hashes()).written]
    assert order == [
        "a/evidence.js", "cards/index.png", "data/agencies.csv", "z.js",
        "a/b/index.html", "a/index.html", "agencies/index.html", "404.html", "index.html",
    ]  # fmt: skip
