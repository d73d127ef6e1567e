"""Stage: a site becomes the pages to visit, and hosts that answer for them on this machine."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reader import foliumpage
from benchmarks.reader.report import FOLIUM
from benchmarks.reader.serving import from_folder, packed, serving
from benchmarks.reader.visit import Subject

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "templates" / "assets" / "js"
# One page of each kind: the first of these that there is; of several, the one with the most in it.
PAGES: Mapping[str, tuple[str, ...]] = {
    "story": ("index.html",),
    "explorer": ("agencies/index.html",),
    "agency": ("agencies/raleigh-pd/index.html", "agencies/*/index.html"),
    "county": ("counties/wake/index.html", "counties/*/index.html"),
}
TYPED_IN = "explorer"
ONLY_HERE = ("MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1")


class NoSiteError(Exception):
    """There is no site to measure; the sentence says why."""


@dataclass(frozen=True)
class Hosted:
    """Pages that can be visited, and how a browser finds the hosts behind them."""

    subjects: tuple[Subject, ...]
    rules: str
    untaken: tuple[str, ...]
    """What cannot be visited, and why: one sentence each."""


def build(folder: Path) -> Path:
    """Builds the site of this folder, as an editor would."""
    command = [sys.executable, "build.py", "build", "--root", str(ROOT), "--output", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoSiteError(f"The site could not be built:\n{done.stdout}{done.stderr}")
    return folder


def host(
    site: Path, wanted: Mapping[str, tuple[str, ...]], folder: Path, until: ExitStack
) -> Hosted:
    """Serves a site, and Folium's page where that can be; for as long as `until` is open."""
    address = f"http://127.0.0.1:{until.enter_context(serving(from_folder(site)))}"
    found = {name: _path(site, patterns) for name, patterns in wanted.items()}
    ours = tuple(
        Subject(name, f"{address}/{path.removesuffix('index.html')}", typed_in=name == TYPED_IN)
        for name, path in found.items()
        if path
    )
    absent = tuple(
        f"{name}, as the site has no such page" for name, path in found.items() if not path
    )
    hindered = foliumpage.missing()
    if hindered:
        told = (*absent, f"Folium's default page, as {hindered}")
        return Hosted(ours, ", ".join(ONLY_HERE), told)
    theirs, rules = _host_folium(folder, until)
    return Hosted((theirs, *ours), ", ".join((*rules, *ONLY_HERE)), absent)


def _path(site: Path, patterns: tuple[str, ...]) -> str:
    for pattern in patterns:
        files = sorted(site.glob(pattern), key=lambda file: (-file.stat().st_size, file))
        if files:
            return files[0].relative_to(site).as_posix()
    return ""


def _host_folium(folder: Path, until: ExitStack) -> tuple[Subject, tuple[str, ...]]:
    foliumpage.save(folder)
    here = until.enter_context(serving(from_folder(folder)))
    secured = foliumpage.certificate(folder)
    elsewhere = until.enter_context(serving(foliumpage.find_elsewhere, secured))
    subject = Subject(FOLIUM, f"http://127.0.0.1:{here}/{foliumpage.PAGE}")
    return subject, tuple(f"MAP {name} 127.0.0.1:{elsewhere}" for name in foliumpage.HOSTS)


def script_weight(site: Path) -> float:
    """All scripts that were written here, each packed by itself, in KB.

    A script is ours when its source stands among the templates; Leaflet, and what the build
    makes of the records, are not.
    """
    ours = {file.stem for file in SCRIPTS.rglob("*.js")}
    files = (file for file in site.glob("assets/**/*.js") if file.name.partition(".")[0] in ours)
    return sum(len(packed(file.read_bytes())) for file in files) / 1000


def wanted_pages(words: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """`story,agency=agencies/apex-pd/index.html` becomes names and where their pages are."""
    for word in words.split(","):
        name, _, path = word.strip().partition("=")
        if not path and name not in PAGES:
            known = ", ".join(PAGES)
            raise NoSiteError(f"'{name}' is not a page that is measured; these are: {known}")
        yield name, (path,) if path else PAGES[name]
