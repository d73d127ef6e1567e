"""Tools of the tests: what is there, and how the rest gets here.

`make test` runs this file each time; where everything is in place it only looks. The browser is
a must. The Nu HTML checker wants Java and npm; without these it is left out, and the tests say so.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

NU_FOLDER = Path(__file__).parent / "nu"
NU_PACKAGE = NU_FOLDER / "node_modules" / "vnu-jar"
NU_JAR = NU_PACKAGE / "build" / "dist" / "vnu.jar"

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = """\
The tests need Chromium, and there is none here. Any one of these will do:
  - install it with your system's package manager (Debian: apt install chromium)
  - run .venv/bin/python -m playwright install chromium
  - set BROADSHEET_CHROMIUM to the path of a Chromium or Chrome that you have"""


# Package managers fail at length; their last lines tell why.
LAST_WORDS = 6


def find_browser() -> Path | None:
    """Finds a Chromium on this machine; where BROADSHEET_CHROMIUM names one, that one or none."""
    named = os.environ.get("BROADSHEET_CHROMIUM")
    found = (shutil.which(name) for name in ((named,) if named else BROWSER_NAMES))
    first = next((Path(path) for path in found if path), None)
    return first if first or named else _playwrights_own()


def _playwrights_own() -> Path | None:
    # Asked last: Playwright starts a helper program to answer, and that takes half a second.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install_browser() -> None:
    """Tries the system's package manager where that is allowed, then Playwright's own download."""
    if getattr(os, "geteuid", lambda: -1)() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "--quiet=2")
        _run("apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", "chromium")
    if find_browser() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def missing_for_nu() -> str:
    """Says in words what keeps the Nu checker from running; nothing when it can run."""
    if not _java_works():
        return "Java is not installed"
    if not NU_JAR.exists():
        return "it is not installed; 'make test' does that where npm is"
    return ""


def install_nu() -> str:
    """Installs the locked Nu checker where it can, and says in words how things stand."""
    if not _java_works() or not shutil.which("npm"):
        return "left out, as it needs both Java and npm."
    if _nu_version(NU_PACKAGE / "package.json") == _locked_nu_version():
        return "ready."
    # Its install script would fetch a whole Java from elsewhere; the jar alone is all we want.
    done = _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=NU_FOLDER)
    return "ready." if done else "left out, as npm could not install it."


def _locked_nu_version() -> str:
    lock = json.loads((NU_FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"]["node_modules/vnu-jar"]["version"])


def _nu_version(package: Path) -> str:
    if not NU_JAR.exists() or not package.exists():
        return ""
    return str(json.loads(package.read_text(encoding="utf-8"))["version"])


def _java_works() -> bool:
    # macOS has a `java` that only says that there is no Java: it must be run to be believed.
    java = shutil.which("java")
    return java is not None and _run(java, "-version")


def _run(*command: str, folder: Path | None = None) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last_words = "\n".join(f"{done.stdout}{done.stderr}".strip().splitlines()[-LAST_WORDS:])
        print(f"'{' '.join(command)}' failed:\n{last_words}", file=sys.stderr)
    return done.returncode == 0


def main() -> int:
    """Gets ready what is missing; 1 when the tests cannot have a browser."""
    if find_browser() is None and "BROADSHEET_CHROMIUM" not in os.environ:
        print("Installing a browser for the tests; this happens once.", flush=True)
        install_browser()
    browser = find_browser()
    if browser is None:
        print(NO_BROWSER, file=sys.stderr)
        return 1
    print(f"Browser: {browser}")
    print(f"Nu HTML checker: {install_nu()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
