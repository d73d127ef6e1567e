"""A reader at work: a shell in a copy of this folder, for all commands of a page."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.docs_pages import Command, NotHere, Put, Shown, Step, Written

ROOT = Path(__file__).parents[1]
PATIENCE = 240  # seconds for a command; a busy machine is no fault of a page
TODAY = "1795608000"  # 2026-11-25, 12:00 UTC: deadlines on the pages are days to come
NOWHERE = "http://127.0.0.1:9"  # where programs look that ask for a proxy: nobody answers
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
# What is other each time: how long it took, sizes, days, hours, hashes, ports.
PASSING = (
    (re.compile(r"\b\d[\d.,]* m?s\b"), "0 s"),
    (re.compile(r"\b\d[\d.,]* [kKM]B\b"), "0 kB"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), "DAY"),
    (re.compile(r"\b\d{2}:\d{2} UTC\b"), "HOUR"),
    (re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{8,}\b"), "HASH"),
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:8000"),
)
# What somebody's own shell may set, and what would tie a session to this folder.
NOT_OURS = re.compile(r"MAKE|MFLAGS|BROADSHEET_|PYTEST|GIT_|AWS_|GITHUB_")


class UnlikeError(AssertionError):
    """What a page says is not so."""


class Session:
    """A folder to work in, where the reader stands, and what the screen shows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.here = folder / "broadsheet"
        self.screen: list[str] = []
        self.running: subprocess.Popen[str] | None = None
        self.environment = _environment(folder)
        _clone(self.here)

    def take(self, step: Step) -> None:
        """Do what a page says, or say what is not as it says."""
        if isinstance(step, Command):
            self.stop()
            self._start(step) if step.way == "for a while" else self._run(step)
        elif isinstance(step, Written):
            path = self._path(step.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            old = path.read_text("utf-8") if path.exists() else ""
            path.write_text(joined(old, step.text, path.suffix), "utf-8")
        elif isinstance(step, Put):
            self._put(step)
        elif isinstance(step, Shown):
            self._look(step)
        else:
            assert isinstance(step, NotHere)

    def stop(self) -> None:
        """End what runs as Ctrl-C does: it reaches all that the shell has started."""
        if not self.running:
            return
        os.killpg(self.running.pid, signal.SIGINT)
        self.running.wait(timeout=PATIENCE)
        self.running = None
        if any("Traceback" in line for line in self.screen):
            raise UnlikeError(self._all())

    def _run(self, step: Command) -> None:
        where = self.folder / "where"
        done = subprocess.run(
            ["sh", "-c", f"trap 'pwd > \"{where}\"' EXIT\n{step.text}"],
            cwd=self.here, env=self.environment, timeout=PATIENCE, check=False,
            input=step.answers.replace("\\n", "\n") + "\n" if step.answers else "",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.here = Path(where.read_text("utf-8").strip())
        self.screen = done.stdout.splitlines()
        if (done.returncode != 0) != (step.way == "fails") or "Traceback" in done.stdout:
            raise UnlikeError(f"{step.text}\n{done.stdout}ended with {done.returncode}")

    def _start(self, step: Command) -> None:
        """Start a server, wait until it says its address, and ask there for the front page."""
        self.screen = []
        self.running = subprocess.Popen(
            ["sh", "-c", step.text], cwd=self.here, env=self.environment, process_group=0,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        threading.Thread(target=self._listen, args=(self.running,), daemon=True).start()
        address = _awaited(lambda: "".join(ADDRESS.findall("\n".join(self.screen))[:1]))
        if not address:
            raise UnlikeError(f"{step.text}\n{self._all()}no address was told")
        if not _awaited(lambda: _page(address)):
            raise UnlikeError(f"{address} answers without a page\n{self._all()}")

    def _listen(self, running: subprocess.Popen[str]) -> None:
        assert running.stdout
        with running.stdout as lines:
            for line in lines:
                self.screen.append(line.rstrip("\n"))

    def _put(self, step: Put) -> None:
        path = self._path(step.name)
        text = path.read_text("utf-8")
        if (times := text.count(step.old)) != 1:
            raise UnlikeError(f"'{step.old}' stands {times} times in {step.name}")
        path.write_text(text.replace(step.old, step.new), "utf-8")

    def _look(self, step: Shown) -> None:
        """Each line that is shown must be on the screen, in this order; others may be between."""

        def missing() -> str:
            return first_missing(step.text, [_local(line, self.folder) for line in self.screen])

        if missing() and not (self.running and _awaited(lambda: "" if missing() else "all")):
            raise UnlikeError(f"the screen does not show: {missing()}\nbut:\n{self._all()}")

    def _all(self) -> str:
        return "".join(f"{line}\n" for line in self.screen)

    def _path(self, name: str) -> Path:
        return self.here / name.replace("~", str(self.folder / "home"))


def joined(old: str, new: str, suffix: str) -> str:
    """A file after a reader has written a block into it.

    A list of YAML grows at its end, and an entry takes the place of the one with its first line.
    A field of YAML takes the place of the field of its name. Any other file is written whole.
    """
    if suffix != ".yaml" or not old:
        return new
    grown = re.sub(r"^\[\]\n", "", old, flags=re.MULTILINE)
    for part in re.split(r"^(?=[^\s#}\]])", new, flags=re.MULTILINE):
        first = part.split("\n")[0]
        start = first if first.startswith("- ") else first.split(":")[0] + ":"
        grown = _with(grown, part, start) if part.strip() else grown
    return grown


def _with(text: str, part: str, start: str) -> str:
    """A YAML file with an entry or a field, in the place of what begins as it does."""
    end = r"(?:$|\n)" if start.startswith("- ") else ""
    whole = rf"^{re.escape(start)}{end}.*?(?=^\S|\Z)"
    if found := re.search(whole, text, re.MULTILINE | re.DOTALL):
        return text[: found.start()] + part + text[found.end() :]
    return text.rstrip("\n") + "\n" + part


def first_missing(shown: str, screen: list[str]) -> str:
    """The first line that is shown and is not on the screen; "…" stands for anything."""
    rest = iter([_evened(line) for line in screen])
    for line in shown.splitlines():
        wanted = re.escape(_evened(line)).replace("…", ".*")
        if line.strip() and not any(re.fullmatch(wanted, one) for one in rest):
            return line
    return ""


def _evened(line: str) -> str:
    """A line without what is other each time."""
    for passing, word in PASSING:
        line = passing.sub(word, line)
    return line.rstrip()


def _local(line: str, folder: Path) -> str:
    """A line that says where things are as the pages do: seen from the folder of Broadsheet."""
    return line.replace(f"{folder}/broadsheet/", "").replace(str(folder), "..")


def _page(address: str) -> str:
    """The page at an address of this machine, or nothing as long as the answer is a refusal."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
            page = answer.read().decode()
    except urllib.error.HTTPError:
        return ""
    return page if "<html" in page else ""


def _awaited(look: Callable[[], str]) -> str:
    """What a look finds, as soon as it finds something, or the last look."""
    end = time.monotonic() + PATIENCE / 2
    while not (found := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def _environment(folder: Path) -> dict[str, str]:
    """A new machine's, with one cache for all sessions, a day that stands, and no way out."""
    ours = {name: value for name, value in os.environ.items() if not NOT_OURS.match(name)}
    (folder / "home").mkdir()
    return ours | {
        "HOME": str(folder / "home"),
        "PYTHON": ".venv/bin/python",
        "PYTHONUNBUFFERED": "1",
        "BROADSHEET_CACHE": str(ROOT / ".broadsheet"),
        "SOURCE_DATE_EPOCH": TODAY,
        "PIP_NO_INDEX": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE),
        **{f"GIT_{who}_NAME": "Ada Example" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "ada@gazette.example" for who in ("AUTHOR", "COMMITTER")},
    }


def _clone(target: Path) -> None:
    """A copy of all files of this folder that git knows, or would take, as a clone of its own."""
    told = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, told.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    (target / ".venv").symlink_to(ROOT / ".venv")
    _git(target, "init", "--quiet")
    (target / ".git" / "info" / "exclude").write_text(".venv\n", "utf-8")
    _git(target, "add", "--all")
    author = ("-c", "user.name=Ada Example", "-c", "user.email=ada@gazette.example")
    _git(target, *author, "commit", "--quiet", "--no-gpg-sign", "--message", "As it ships")


def _git(folder: Path, *words: str) -> str:
    """What git says; a hook's environment does not tie it to another folder."""
    free = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["git", *words], cwd=folder, env=free, capture_output=True, text=True, check=True
    ).stdout
