"""The only writer: whole or not at all, and never over what is not ours."""

import ctypes
import errno
import importlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from broadsheet.pages import Output
from broadsheet.problems import BuildError
from broadsheet.publish import LockedError, publish, unpublish
from broadsheet.publish.marker import MARKER, carries_marker

# The module: the package's own name for it is taken by the function in it.
SWAP = importlib.import_module("broadsheet.publish.swap")
ROOT = Path(__file__).parents[1]
OWN_FOLDER = "name a folder of its own with --output"
MOVE_IT = "move it away, or name another folder with --output: the build replaces all of it"
UNCHANGED = "the site that stood there is unchanged"
FILES = ("index.html", "agencies/index.html", "agencies/a/index.html", "data/a.csv", "feed.xml")


def generation(number: int, files: Sequence[str] = FILES) -> tuple[Output, ...]:
    """A site of which every file says the same number."""
    return tuple(Output(name, f"{number:04}".encode()) for name in files)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: the bytes of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything below a site but its marker."""
    return {name: content for name, content in tree(folder).items() if name != MARKER}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder, with a page of content."""
    folder = tmp_path / "project"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("title: x\n", encoding="utf-8")
    return folder


@pytest.fixture
def site(project: Path) -> Path:
    """A site of the first generation, as published."""
    assert publish(generation(1), project / "site", project) is True
    return project / "site"


def refusal(target: Path, project: Path) -> str:
    """What is told where a folder is refused; nothing of it may change."""
    before = tree(target) if target.is_dir() and target != Path("/") else None
    with pytest.raises(BuildError) as refused:
        publish(generation(2), target, project)
    assert before is None or tree(target) == before
    return str(refused.value)


# ----------------------------------------------------------------------- refusals


def test_the_root_of_the_disk_is_refused(project: Path) -> None:
    message = "the site cannot be written over this folder"
    assert refusal(Path("/"), project) == f"/: error[E111]: {message}\n  {OWN_FOLDER}"


@pytest.mark.parametrize(
    "name",
    [".", "..", "content", "content/story", "templates", "templates/assets", ".git", "../project"],
)
def test_the_project_and_what_is_written_by_hand_are_refused(project: Path, name: str) -> None:
    message = "the site cannot be written over this folder"
    target = project / name
    assert refusal(target, project) == f"{target}: error[E111]: {message}\n  {OWN_FOLDER}"
    assert (project / "content" / "site.yaml").is_file()


def test_the_home_folder_is_refused_even_if_it_is_empty(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    message = "the site cannot be written over this folder"
    assert refusal(home, project) == f"{home}: error[E111]: {message}\n  {OWN_FOLDER}"


def test_a_machine_without_a_home_folder_is_told_and_not_guessed_at(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    target = project / "site"
    message = "the site cannot be written: Could not determine home directory."
    assert refusal(target, project) == f"{target}: error[E112]: {message}\n  {UNCHANGED}"


def test_an_empty_name_is_this_folder_and_so_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    message = "the site cannot be written over this folder"
    assert refusal(Path(""), Path()) == f".: error[E111]: {message}\n  {OWN_FOLDER}"  # noqa: PTH201


@pytest.mark.parametrize("name", ["letter.txt", ".hidden", "index.html", "deep/down.txt"])
def test_a_folder_with_anything_of_somebody_elses_is_refused(project: Path, name: str) -> None:
    target = project / "letters"
    (target / name).parent.mkdir(parents=True)
    (target / name).write_text("Dear Ada", encoding="utf-8")
    message = (
        f"this folder holds '{name.split('/', maxsplit=1)[0]}', which Broadsheet did not write"
    )
    assert refusal(target, project) == f"{target}: error[E111]: {message}\n  {MOVE_IT}"


@pytest.mark.parametrize("name", ["CNAME", ".git/config", "agencies/own.html", "more/link"])
def test_a_site_into_which_somebody_put_something_is_not_replaced(
    project: Path, site: Path, name: str
) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text("mine", encoding="utf-8")
    before = tree(site)
    message = f"this folder holds '{name}', which Broadsheet did not write"
    told = f"{site}: error[E111]: {message}\n  {MOVE_IT}"
    assert refusal(site, project) == told
    with pytest.raises(BuildError) as stopped:
        unpublish(site, project)
    assert str(stopped.value) == told
    assert tree(site) == before


def test_what_a_system_leaves_in_a_folder_is_nobodys(project: Path, site: Path) -> None:
    whole = tree(site)
    (site / "agencies" / ".DS_Store").write_bytes(b"\0")
    assert publish(generation(1), site, project) is True
    assert tree(site) == whole


@pytest.mark.parametrize("marker", ["", "{}", "[]", '{"about": "mine"}', "null", "\xff"])
def test_a_marker_that_is_not_ours_makes_no_folder_ours(project: Path, marker: str) -> None:
    target = project / "letters"
    target.mkdir()
    (target / MARKER).write_bytes(marker.encode("latin-1"))
    message = f"this folder holds '{MARKER}', which Broadsheet did not write"
    assert refusal(target, project) == f"{target}: error[E111]: {message}\n  {MOVE_IT}"


def test_a_file_is_refused(project: Path) -> None:
    target = project / "site"
    target.write_text("x", encoding="utf-8")
    assert refusal(target, project) == f"{target}: error[E111]: this is a file, not a folder"
    assert target.read_text(encoding="utf-8") == "x"


def test_a_folder_below_a_file_is_refused(project: Path) -> None:
    (project / "file").write_text("x", encoding="utf-8")
    target = project / "file" / "site"
    with pytest.raises(BuildError, match=r"error\[E112\]: the site cannot be written: "):
        publish(generation(1), target, project)


def test_a_link_is_refused_for_what_it_leads_to(project: Path) -> None:
    target = project / "site"
    target.symlink_to("content")
    message = "the site cannot be written over this folder"
    assert refusal(target, project) == f"{target}: error[E111]: {message}\n  {OWN_FOLDER}"


def test_links_in_a_circle_are_refused(project: Path) -> None:
    (project / "site").symlink_to("other")
    (project / "other").symlink_to("site")
    with pytest.raises(BuildError, match=r"error\[E11[12]\]: "):
        publish(generation(1), project / "site", project)


def test_a_link_to_a_site_of_ours_stays_a_link(project: Path, site: Path) -> None:
    link = project / "public"
    link.symlink_to("site")
    assert publish(generation(2), link, project) is True
    assert link.is_symlink()
    assert contents(site)["index.html"] == b"0002"


# ------------------------------------------------------------------------- swaps


def test_a_site_holds_exactly_what_was_given(project: Path, site: Path) -> None:
    assert contents(site) == {
        **{output.path: output.content for output in generation(1)},
        "agencies": None, "agencies/a": None, "data": None,
    }  # fmt: skip
    assert carries_marker(site)
    assert sorted(path.name for path in project.iterdir()) == [
        ".site.broadsheet.lock", "content", "site",
    ]  # fmt: skip


def test_a_new_generation_replaces_the_old_one_whole(project: Path, site: Path) -> None:
    assert publish(generation(2, ("index.html", "new/page.html")), site, project) is True
    assert contents(site) == {"index.html": b"0002", "new": None, "new/page.html": b"0002"}


def test_a_second_build_writes_nothing(project: Path, site: Path) -> None:
    def marks() -> dict[Path, tuple[int, int]]:
        found = [site, *site.rglob("*")]
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}

    before = marks()
    assert publish(generation(1), site, project) is False
    assert marks() == before


MEDDLING: dict[str, Callable[[Path], object]] = {
    "a page changed": lambda site: (site / "index.html").write_bytes(b"0009"),
    "a page gone": lambda site: (site / "index.html").unlink(),
    "the marker changed": lambda site: (site / MARKER).write_bytes(
        (site / MARKER).read_bytes() + b" "
    ),
}


@pytest.mark.parametrize("how", MEDDLING)
def test_whatever_was_meddled_with_is_written_again(project: Path, site: Path, how: str) -> None:
    whole = tree(site)
    MEDDLING[how](site)
    assert publish(generation(1), site, project) is True
    assert tree(site) == whole


def test_a_link_put_into_a_site_is_not_followed_and_keeps_it_from_being_replaced(
    project: Path, site: Path
) -> None:
    (site / "content").symlink_to(project / "content")
    message = "this folder holds 'content', which Broadsheet did not write"
    assert refusal(site, project) == f"{site}: error[E111]: {message}\n  {MOVE_IT}"
    assert (project / "content" / "site.yaml").is_file()


def test_the_gitignore_of_a_fresh_clone_is_kept(project: Path) -> None:
    target = project / "site"
    target.mkdir()
    (target / ".gitignore").write_text("*\n!.gitignore\n", encoding="utf-8")
    for number in (1, 2):
        assert publish(generation(number), target, project) is True
        assert publish(generation(number), target, project) is False
        assert contents(target)[".gitignore"] == b"*\n!.gitignore\n"
        assert contents(target)["index.html"] == f"{number:04}".encode()


def test_an_empty_folder_is_taken_and_missing_ones_are_made(project: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for target in (empty, tmp_path / "a" / "b" / "site"):
        assert publish(generation(1), target, project) is True
        assert (target / "index.html").read_bytes() == b"0001"


@pytest.mark.parametrize(
    "name", ["a site", 'Ada\'s "site"', "new\nline", "-rf", "ü 漢", "%2e", "~"]
)
def test_a_folder_of_any_name_works(project: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name / name
    for number in (1, 2):
        assert publish(generation(number), target, project) is True
        assert contents(target)["agencies/a/index.html"] == f"{number:04}".encode()


def test_a_site_of_no_pages_is_a_site(project: Path, site: Path) -> None:
    assert publish((), site, project) is True
    assert contents(site) == {}
    assert publish((), site, project) is False


# ------------------------------------------------------------ what the disk refuses


PLACES: dict[str, tuple[Any, str]] = {
    "fsync": (os, "fsync"),
    "open": (os, "open"),
    "write": (Path, "write_bytes"),
    "mkdir": (Path, "mkdir"),
    "copy": (shutil, "copyfile"),
    "swap": (SWAP, "exchange"),
    "rename": (Path, "rename"),
    "remove": (shutil, "rmtree"),
}


@contextmanager
def failing(
    monkeypatch: pytest.MonkeyPatch, place: str, number: int, code: int
) -> Iterator[list[int]]:
    """Let one call of a function fail, the first being 1; what is given counts the calls."""
    owner, name = PLACES[place]
    allowed, calls = getattr(owner, name), list[int]()

    def guarded(*arguments: Any, **named: Any) -> Any:
        calls.append(len(calls) + 1)
        if calls[-1] == number:
            raise OSError(code, os.strerror(code))
        return allowed(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, guarded)
        yield calls


def outcome(site: Path, project: Path) -> str:
    """What is told when the second generation is published; nothing where that goes well."""
    try:
        publish(generation(2), site, project)
    except BuildError as error:
        return str(error)
    return ""


def half_written(number: int) -> Callable[..., Any]:
    """Write a part of one file, and find the disk full."""
    calls = 0

    def write(path: Path, content: bytes) -> int:
        nonlocal calls
        calls += 1
        with path.open("wb") as file:
            if calls == number:
                file.write(content[:2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return file.write(content)

    return write


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("place", ["fsync", "open", "write", "mkdir", "copy", "swap"])
def test_wherever_the_disk_fails_the_old_site_stands_byte_for_byte(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch, place: str, code: int
) -> None:
    (site / ".gitignore").write_text("*\n", encoding="utf-8")
    before, home = tree(site), sorted(project.iterdir())
    failures = 0
    for number in range(1, 100):
        with failing(monkeypatch, place, number, code) as calls:
            told = outcome(site, project)
        if len(calls) < number:
            break
        if not told:  # the lock tries once more by itself
            publish(generation(1), site, project)
            continue
        failures += 1
        message = f"the site cannot be written: {os.strerror(code)}"
        assert told == f"{site}: error[E112]: {message}\n  {UNCHANGED}"
        assert tree(site) == before
        assert sorted(project.iterdir()) == home
    assert failures
    assert contents(site)["index.html"] == b"0002"


def test_a_half_written_file_is_never_published(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site)
    for number in range(1, len(FILES) + 2):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", half_written(number))
            with pytest.raises(BuildError, match="No space left on device"):
                publish(generation(2), site, project)
        assert tree(site) == before


@pytest.mark.parametrize("place", ["fsync", "write", "mkdir"])
def test_where_the_first_site_cannot_be_written_there_is_none(
    project: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    target = project / "site"
    for number in range(1, 100):
        with failing(monkeypatch, place, number, errno.ENOSPC) as calls:
            told = outcome(target, project)
        if len(calls) < number:
            break
        assert "No space left on device" in told
        assert not target.exists()
    assert contents(target)["index.html"] == b"0002"


def no_exchange(_one: Path, _other: Path) -> bool:
    """A system that cannot exchange two names."""
    return False


class Library:
    """A system's library in which one way to exchange two names fails, or is not there."""

    def __init__(self, way: str, failed: int) -> None:
        """Have one way alone: `renameat2` or `renamex_np`."""
        setattr(self, way, lambda *_: failed)


@pytest.mark.parametrize("way", ["renameat2", "renamex_np"])
@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL])
def test_a_system_that_cannot_exchange_names_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, code: int
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library(way, -1))
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)
    assert SWAP.exchange(tmp_path / "a", tmp_path / "b") is False
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library(way, 0))
    assert SWAP.exchange(tmp_path / "a", tmp_path / "b") is True
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library("rename", 0))
    assert SWAP.exchange(tmp_path / "a", tmp_path / "b") is False


def test_an_exchange_that_the_disk_refuses_is_no_missing_exchange(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library("renameat2", -1))
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EIO)
    assert outcome(site, project) == (
        f"{site}: error[E112]: the site cannot be written: Input/output error\n  {UNCHANGED}"
    )
    assert tree(site) == before


def test_without_an_exchange_of_names_two_renames_do(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SWAP, "exchange", no_exchange)
    assert publish(generation(2), site, project) is True
    assert contents(site)["index.html"] == b"0002"
    assert not list(project.glob(".site.broadsheet-*"))


def test_without_an_exchange_of_names_a_failed_rename_is_undone(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SWAP, "exchange", no_exchange)
    before = tree(site)
    for number in (1, 2):
        with failing(monkeypatch, "rename", number, errno.EIO):
            assert "Input/output error" in outcome(site, project)
        assert tree(site) == before


def test_a_folder_that_cannot_be_flushed_by_its_system_is_no_fault(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def for_files_only(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112  (a handle, not a path)
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        flush(handle)

    monkeypatch.setattr(os, "fsync", for_files_only)
    assert publish(generation(2), site, project) is True


# ----------------------------------------------------------------- killed builds

KILLED = """
import importlib, os, signal, sys
from pathlib import Path
from broadsheet.pages import Output
from broadsheet.publish import publish

swap = importlib.import_module("broadsheet.publish.swap")

place, number, target, project = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
if place == "rename":
    swap.exchange = lambda one, other: False
owner, name = {"fsync": (os, "fsync"), "write": (Path, "write_bytes"), "rename": (Path, "rename"),
               "swap": (swap, "exchange"), "remove": (os, "unlink")}[place]
allowed, calls = getattr(owner, name), 0

def deadly(*arguments, **named):
    global calls
    calls += 1
    if calls == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return allowed(*arguments, **named)

setattr(owner, name, deadly)
files = sys.argv[5].split(",")
publish(tuple(Output(file, b"0002") for file in files), target, project)
"""


def run_killed(place: str, number: int, site: Path, project: Path) -> int:
    """Publish the second generation in a process that dies at one call; its exit code."""
    command = [sys.executable, "-c", KILLED, place, str(number), str(site), str(project)]
    done = subprocess.run(
        [*command, ",".join(FILES)], cwd=ROOT, check=False, capture_output=True, timeout=60
    )
    return done.returncode


@pytest.mark.parametrize(
    ("place", "number"),
    [("write", 1), ("write", 4), ("fsync", 1), ("fsync", 9), ("fsync", 11), ("swap", 1),
     ("remove", 1), ("remove", 3)],
)  # fmt: skip
def test_a_killed_build_leaves_the_old_site_or_the_new_one_and_the_next_cleans_up(
    project: Path, site: Path, place: str, number: int
) -> None:
    old = contents(site)
    new = {**old, **{output.path: output.content for output in generation(2)}}
    assert run_killed(place, number, site, project) == -signal.SIGKILL
    assert contents(site) in (old, new)
    publish(generation(2), site, project)
    assert contents(site) == new
    assert not list(project.glob(".site.broadsheet-*"))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_killed_between_two_renames_a_build_has_lost_nothing(
    project: Path, site: Path, number: int
) -> None:
    assert run_killed("rename", number, site, project) == -signal.SIGKILL
    standing = [path for path in (site, project / ".site.broadsheet-old") if path.exists()]
    assert {contents(path)["index.html"] for path in standing} <= {b"0001", b"0002"}
    assert standing
    publish(generation(3), site, project)
    assert contents(site)["index.html"] == b"0003"
    assert not list(project.glob(".site.broadsheet-*"))


def test_what_was_moved_away_is_put_back_before_a_build_can_fail(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site)
    site.rename(project / ".site.broadsheet-old")
    with failing(monkeypatch, "write", 1, errno.ENOSPC):
        assert "No space left on device" in outcome(site, project)
    assert tree(site) == before


# --------------------------------------------------------------- locks and readers


def test_while_another_build_writes_nothing_is_written(project: Path, site: Path) -> None:
    before = tree(site)
    with FileLock(project / ".site.broadsheet.lock"), pytest.raises(LockedError) as locked:
        publish(generation(2), site, project)
    message = "another build is writing this site"
    assert str(locked.value) == f"{site}: error[E113]: {message}\n  wait until it is done"
    assert tree(site) == before
    assert publish(generation(2), site, project) is True


def test_the_lock_of_a_dead_build_is_no_lock(project: Path, site: Path) -> None:
    assert run_killed("write", 1, site, project) == -signal.SIGKILL
    assert (project / ".site.broadsheet.lock").exists()
    assert publish(generation(3), site, project) is True


def test_two_folders_are_written_at_once(project: Path, site: Path) -> None:
    with FileLock(project / ".site.broadsheet.lock"):
        assert publish(generation(1), project / "other", project) is True


class Reader(threading.Thread):
    """Opens the site's folder over and over, and reads all that is in it.

    A page that is opened may be gone when its generation is cleared away, which a reader
    of that moment sees; but what can be read in one opened folder is of one generation.
    """

    def __init__(self, site: Path) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self.site, self.done = site, threading.Event()
        self.whole: list[str] = []
        self.mixed: list[set[str]] = []
        self.missing = 0

    def run(self) -> None:
        """Read until told to stop."""
        while not self.done.is_set():
            try:
                handle = os.open(self.site, os.O_RDONLY)
            except FileNotFoundError:
                self.missing += 1
                continue
            try:
                self.read(handle)
            finally:
                os.close(handle)

    def read(self, handle: int) -> None:
        """Read every page in one opened folder."""
        numbers: list[str] = []
        names = [name for name in os.listdir(handle) if name != MARKER]
        for name in names:
            try:
                page = os.open(name, os.O_RDONLY, dir_fd=handle)
            except FileNotFoundError:
                continue
            with open(page, "rb") as file:  # noqa: PTH123  (a handle, not a path)
                numbers.append(file.read().decode())
        if len(set(numbers)) > 1:
            self.mixed.append(set(numbers))
        elif len(numbers) == len(READ) == len(names):
            self.whole.append(numbers[0])


READ = tuple(f"page-{number:02}.html" for number in range(25))


def test_a_reader_sees_one_generation_whole_whenever_it_looks(project: Path, site: Path) -> None:
    publish(generation(1, READ), site, project)
    exchanges = SWAP.exchange(site, shutil.copytree(site, project / "copy"))
    reader = Reader(site)
    reader.start()
    try:
        for number in range(2, 22):
            assert publish(generation(number, READ), site, project) is True
    finally:
        reader.done.set()
        reader.join()
    assert reader.mixed == []
    assert reader.whole == sorted(reader.whole)
    assert set(reader.whole) <= {f"{number:04}" for number in range(1, 22)}
    assert reader.missing == 0 or not exchanges
    assert contents(site)["page-00.html"] == b"0021"


# -------------------------------------------------------------------------- clean


def test_a_site_is_emptied_and_its_gitignore_kept(project: Path, site: Path) -> None:
    (site / ".gitignore").write_text("*\n", encoding="utf-8")
    assert unpublish(site, project) is True
    assert tree(site) == {".gitignore": b"*\n"}
    assert sorted(path.name for path in project.iterdir()) == ["content", "site"]
    assert (project / "content" / "site.yaml").is_file()
    assert unpublish(site, project) is False


def test_what_is_not_ours_is_never_emptied(project: Path) -> None:
    letters = project / "letters"
    letters.mkdir()
    (letters / "letter.txt").write_text("Dear Ada", encoding="utf-8")
    assert unpublish(letters, project) is False
    assert unpublish(project / "nothing", project) is False
    assert tree(letters) == {"letter.txt": b"Dear Ada"}


def test_a_project_that_carries_our_marker_is_not_emptied(project: Path, site: Path) -> None:
    shutil.copy(site / MARKER, project / MARKER)
    with pytest.raises(BuildError, match=r"error\[E111\]: the site cannot be written over"):
        unpublish(project, project)
    assert (project / "content" / "site.yaml").is_file()


def test_a_site_that_is_being_written_is_not_emptied(project: Path, site: Path) -> None:
    before = tree(site)
    with FileLock(project / ".site.broadsheet.lock"), pytest.raises(LockedError):
        unpublish(site, project)
    assert tree(site) == before


def test_emptying_that_was_stopped_half_way_can_be_done_again(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing(monkeypatch, "remove", 2, errno.EIO), pytest.raises(BuildError) as refused:
        unpublish(site, project)
    message = "the site cannot be removed: Input/output error"
    hint = "what is left of it can be removed again"
    assert str(refused.value) == f"{site}: error[E112]: {message}\n  {hint}"
    assert carries_marker(site)
    assert unpublish(site, project) is True
    assert tree(site) == {}
