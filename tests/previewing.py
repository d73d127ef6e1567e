"""A preview that runs, as an editor has it; it is ended as by Ctrl-C."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "content"
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/ shows the site")
PATIENCE = 90
FORBIDDEN_WORDS = ("Traceback", "our own fault")
Headers = dict[str, str]


@dataclass
class Running:
    """The project that is shown, the port, and ways to ask."""

    project: Path
    port: int

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, path: str, method: str = "GET", headers: Headers | None = None, body: str = ""
    ) -> tuple[int, str]:
        """Status and body of one request, the path sent exactly as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        given = headers or {}
        connection.putrequest(method, path, skip_host="Host" in given)
        for name, value in given.items():
            connection.putheader(name, value)
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body.encode())
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text

    def state(self) -> dict[str, Any]:
        """What the bar is told of the build."""
        told: dict[str, Any] = json.loads(self.ask("/__preview/state")[1])
        return told

    def page(self, path: str) -> dict[str, Any]:
        """What the bar is told of a page."""
        told: dict[str, Any] = json.loads(self.ask(f"/__preview/page?page={path}")[1])
        return told

    def wait(self, until: Callable[[], bool], words: str) -> None:
        """Ask again until something holds."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                pytest.fail(f"the preview never came to this: {words}")
            time.sleep(0.05)

    def wait_for(self, words: str, path: str = "/") -> None:
        """Wait until a page holds some words."""
        self.wait(lambda: words in self.ask(path)[1], words)

    def wait_until_checked(self) -> None:
        """Wait until the newest build is proved, or has failed."""
        self.wait(lambda: not self.state()["busy"], "not busy")


@contextmanager
def preview_of(project: Path, *words: str, **environment: str) -> Iterator[Running]:
    """Run `serve` on a project; it must end well, and must never have shown a traceback."""
    command = [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--root", str(project)]
    settings = {**os.environ, "BROADSHEET_CACHE": str(ROOT / ".broadsheet"), **environment}
    running = subprocess.Popen(
        [*command, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=settings,
    )  # fmt: skip
    assert running.stdout
    told = []
    for line in running.stdout:
        told.append(line)
        if found := ADDRESS.match(line):
            break
    else:
        pytest.fail("".join(told))
    try:
        yield Running(project, int(found[1]))
    finally:
        running.send_signal(signal.SIGINT)
        with running.stdout as output:
            rest = output.read()
        status = running.wait(timeout=PATIENCE)
    assert status == 130
    assert [word for word in FORBIDDEN_WORDS if word in rest] == [], rest


def golden_copy(folder: Path) -> Path:
    """A copy of the golden example's content, to be edited."""
    shutil.copytree(GOLDEN, folder / "content")
    return folder
