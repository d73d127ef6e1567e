"""The real site, in a real browser: built once, served on this machine, opened by any test."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Literal
from urllib.parse import quote, urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.golden.renew import golden_outputs
from tests.setup_browser import NO_BROWSER, find_browser

ROOT = Path(__file__).parents[2]
HEIGHT = 800
BAD_REQUEST = 400
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # The guard on Python's sockets does not hold for a browser: this does.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the real site, built once for all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    output, verdict = shared / "site", shared / "site-verdict.txt"
    with FileLock(shared / "site.lock"):
        if not verdict.exists():
            verdict.write_text(_build(output), encoding="utf-8")
    fault = verdict.read_text(encoding="utf-8")
    if fault:
        pytest.fail(f"The site could not be built:\n{fault}", pytrace=False)
    return output


def _build(output: Path) -> str:
    """Builds the site as an editor would; what comes back is empty when all is well."""
    command = [sys.executable, "build.py", "build", "--root", str(ROOT), "--output", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{done.stdout}{done.stderr}exit {done.returncode}"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing: a page that is not there is a test's business."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves a folder on this machine; gives its address."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address under which the built site is served on this machine."""
    with serving(site) as address:
        yield address


@pytest.fixture
def golden_server(tmp_path: Path) -> Iterator[str]:
    """The address of the golden example, whose map offers a background."""
    for path, content in golden_outputs().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    with serving(tmp_path) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of one file.

    Not for the whole session: while Playwright is open, an event loop runs in this thread, and a
    test elsewhere that wants to start one of its own would fail.
    """
    path = find_browser()
    if path is None:
        pytest.fail(NO_BROWSER, pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page that is open, and all that went wrong or went astray on the way."""

    page: Page
    origin: str
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Writes down from now on what the page says, asks for and does not get."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._catch)
        self.page.on("request", self._see)
        self.page.on("requestfailed", self._miss)
        self.page.on("response", self._weigh)

    def go(self, path: str) -> None:
        """Opens another page of the site in the same window; what the last one did is forgotten.

        For a test of many pages: a window costs the browser as much as three pages in it.
        """
        self.console_errors.clear()
        self.page_errors.clear()
        self.failed_requests.clear()
        self.foreign_requests.clear()
        self.page.goto(f"{self.origin}/{quote(path)}", wait_until="load")

    def look(self, *, width: int, scheme: Literal["light", "dark"]) -> None:
        """Gives the window another width, and its reader another taste in colours."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme=scheme)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location['url']})")

    def _catch(self, error: Error) -> None:
        self.page_errors.append(str(error))

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        inside = address.scheme in {"data", "blob", "about"}
        if not inside and f"{address.scheme}://{address.netloc}" != self.origin:
            self.foreign_requests.append(request.url)

    def _miss(self, request: Request) -> None:
        # Given up by the browser itself, as when a page is left while a far picture still loads.
        if request.failure != "net::ERR_ABORTED":
            self.failed_requests.append(f"{request.url} ({request.failure})")

    def _weigh(self, response: Response) -> None:
        if response.status >= BAD_REQUEST:
            self.failed_requests.append(f"{response.url} ({response.status})")


def heard_errors(page: Page) -> list[str]:
    """Everything that goes wrong on a page from now on, as it is added to.

    But for one thing: from a USB stick a browser may not send for typefaces ahead of time, and
    says so. It loads them all the same.
    """
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        told = f"{message.text} {message.location['url']}"
        if message.type == "error" and not (told.count("file:") and ".woff2" in told):
            errors.append(told)

    page.on("console", hear)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


# As in open_page("agencies/index.html", width=360, scheme="dark", javascript=False).
OpenPage = Callable[..., Visit]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """A function that opens a page of the site; what is still open is closed after the test."""
    with ExitStack() as closing:

        def open_page(
            path: str,
            *,
            width: int = 1280,
            scheme: Literal["light", "dark"] = "light",
            javascript: bool = True,
        ) -> Visit:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,
                java_script_enabled=javascript,
                # A colour caught half-way through a transition is no finding.
                reduced_motion="reduce",
            )
            closing.callback(context.close)
            visit = Visit(context.new_page(), server)
            visit.listen()
            visit.go(path)
            return visit

        yield open_page


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The script of axe-core, which looks for barriers to readers with disabilities."""
    script = files("axe_playwright_python") / "axe.min.js"
    return script.read_text(encoding="utf-8")
