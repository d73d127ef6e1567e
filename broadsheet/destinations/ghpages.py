"""Room: destinations. GitHub Pages: a branch of the project's remote holds the site.

Each publication is a commit on top of the one before; nothing is ever forced. All of it is
done in a copy of its own: neither the project's files nor its branches are touched.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path

from broadsheet.destinations.cargo import Cargo, Difference, Sent, differences, stopped
from broadsheet.destinations.git import git, import_folder
from broadsheet.pages import Output
from broadsheet.problems import BuildError
from broadsheet.publish.marker import MARKER, SIGN

REMOTE = "origin"
NO_REMOTE = (f"No such remote '{REMOTE}'", "(or any of the parent directories): .git")
OWN_HOSTS = (".github.io",)
NO_JEKYLL = Output(".nojekyll", b"")
"""Without it GitHub builds the folder anew, and leaves out what begins with an underscore."""


@dataclass(frozen=True, slots=True)
class PagesDestination:
    """A branch of the remote of the repository that the project lies in.

    `host` is where readers find the site. `email` signs a commit where git knows nobody.
    """

    branch: str
    root: Path
    host: str
    email: str

    @property
    def name(self) -> str:
        """The address."""
        return f"github:{self.branch}"

    def compare(self, cargo: Cargo) -> Difference:
        """What the next commit would change."""
        with copy_of(self) as copy:
            return found_in(self, copy, dressed(self, cargo))

    def send(self, cargo: Cargo, when: datetime.datetime) -> Sent:
        """Commit the site and push the branch."""
        whole = dressed(self, cargo)
        with copy_of(self) as copy:
            found = found_in(self, copy, whole)
            if not found:
                return Sent(found, f"the branch {self.branch} holds it already")
            commit(self, copy, whole, when)
            push(self, copy)
        return Sent(found, f"GitHub shows the branch {self.branch} in a minute or two")


def dressed(place: PagesDestination, cargo: Cargo) -> Cargo:
    """With the files that GitHub Pages wants: the name of the site's host, and no Jekyll."""
    own = not place.host or place.host.endswith(OWN_HOSTS)
    name = () if own else (Output("CNAME", f"{place.host}\n".encode()),)
    return cargo.with_more(NO_JEKYLL, *name)


@contextmanager
def copy_of(place: PagesDestination) -> Iterator[Path]:
    """A repository for the branch alone, which talks to the remote as the project does."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as name:
        copy = Path(name, "repository")
        copy.mkdir()
        url = remote_of(place)
        must(place, copy, "init", "--quiet")
        # Keys and tokens may be known to the project's repository alone.
        config = Path(must(place, place.root, "rev-parse", "--git-common-dir").strip(), "config")
        must(place, copy, "config", "include.path", str((place.root / config).resolve()))
        must(place, copy, "config", "broadsheet.remote", url)
        if must(place, copy, "ls-remote", url, f"refs/heads/{place.branch}"):
            there = f"+refs/heads/{place.branch}:refs/remotes/{REMOTE}/{place.branch}"
            must(place, copy, "fetch", "--quiet", "--no-tags", "--depth=1", url, there)
        yield copy


def remote_of(place: PagesDestination) -> str:
    """The address of the project's remote, whole wherever git is run."""
    found = git(place.root, "remote", "get-url", "--push", REMOTE)
    if not found.sound and not found.complaint.endswith(NO_REMOTE):
        raise failed(place, found.complaint)
    if not found.sound:
        message = "this project has no remote on GitHub"
        hint = "make a repository there, then: git remote add origin git@github.com:OWNER/NAME.git"
        raise stopped(place.name, "E154", message, hint)
    url = found.out.strip()
    nearby = Path(must(place, place.root, "rev-parse", "--show-toplevel").strip(), url)
    return str(nearby.resolve()) if ":" not in url and nearby.exists() else url


def must(place: PagesDestination, folder: Path, *words: str) -> str:
    """What git says. BuildError with its complaint where it fails."""
    told = git(folder, *words)
    if not told.sound:
        raise failed(place, told.complaint)
    return told.out


def failed(place: PagesDestination, complaint: str) -> BuildError:
    """What git complains of, as something to raise."""
    hint = "nothing was sent; see that `git push` works in this project"
    return stopped(place.name, "E154", f"git could not do it: {complaint}", hint)


def found_in(place: PagesDestination, copy: Path, cargo: Cargo) -> Difference:
    """How the branch differs. BuildError where the branch is not ours."""
    there = blobs(place, copy)
    marker = git(copy, "show", f"refs/remotes/{REMOTE}/{place.branch}:{MARKER}")
    if there and SIGN not in marker.out:
        message = f"this branch holds '{min(there)}', which Broadsheet did not put there"
        hint = "name a branch of its own, such as github:site, and choose it in GitHub's settings"
        raise stopped(place.name, "E152", message, hint)
    return differences(cargo, {p: b for p, b in there.items() if p != MARKER}, blobs_of(cargo))


def blobs(place: PagesDestination, copy: Path) -> dict[str, str]:
    """The files of the branch with git's own digests; none where it is not there."""
    branch = f"refs/remotes/{REMOTE}/{place.branch}"
    if not git(copy, "rev-parse", "--verify", "--quiet", branch).sound:
        return {}
    lines = must(place, copy, "ls-tree", "-r", "-z", branch).split("\0")
    entries = (line.partition("\t") for line in lines if line)
    return {path: about.split()[2] for about, _, path in entries}


def blobs_of(cargo: Cargo) -> dict[str, str]:
    """What git calls each file of the cargo."""
    return {
        file.path: hashlib.sha1(  # noqa: S324  (git's own name for a file, not a safeguard)
            b"blob %d\0" % len(file.content) + file.content
        ).hexdigest()
        for file in cargo.files
    }


def commit(place: PagesDestination, copy: Path, cargo: Cargo, when: datetime.datetime) -> None:
    """Put the site on top of the branch, in the copy."""
    source = copy.with_name("site")
    source.mkdir()
    cargo.marked().write(source)
    message = f"Publish the site ({cargo.digest[:8]})"
    done = import_folder(source, copy, place.branch, message, signature(place, copy, when))
    if not done.sound:
        raise stopped(place.name, "E154", f"ghp-import could not do it: {done.complaint}")


def signature(place: PagesDestination, copy: Path, when: datetime.datetime) -> Mapping[str, str]:
    """Who commits, and when: whom git knows, or else the newsroom."""
    known = os.environ.get("GIT_COMMITTER_NAME") or git(copy, "config", "user.name").out.strip()
    email = os.environ.get("GIT_COMMITTER_EMAIL") or git(copy, "config", "user.email").out.strip()
    return {
        "GIT_COMMITTER_NAME": known or "Broadsheet",
        "GIT_COMMITTER_EMAIL": email or place.email,
        "GIT_COMMITTER_DATE": format_datetime(when),
    }


def push(place: PagesDestination, copy: Path) -> None:
    """Send the branch. BuildError, and nothing sent, where somebody else was faster."""
    url = must(place, copy, "config", "broadsheet.remote").strip()
    done = git(copy, "push", "--quiet", url, f"refs/heads/{place.branch}:refs/heads/{place.branch}")
    if not done.sound and "rejected" in done.complaint:
        message = "somebody else has published here meanwhile"
        hint = "look at what they published, then publish again"
        raise stopped(place.name, "E155", message, hint)
    if not done.sound:
        raise failed(place, done.complaint)
