"""GitHub Pages: a bare repository of our own on this machine is the remote."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest

from broadsheet.destinations import Cargo, PagesDestination
from broadsheet.pages import Output
from broadsheet.problems import BuildError
from broadsheet.publish.marker import MARKER
from tests.shipment import WHEN, held, site

HOST = "register.testland-gazette.net"
OWN_FILES = {".nojekyll": b"", "CNAME": f"{HOST}\n".encode()}
PUSH = "nothing was sent; see that `git push` works in this project"
OTHER = "name a branch of its own, such as github:site, and choose it in GitHub's settings"


def git(folder: Path, *words: str) -> str:
    told = subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, text=True
    )  # fmt: skip
    return told.stdout


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the person who runs the tests."""
    for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    folder = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(folder))
    return folder


@pytest.fixture
def place(tmp_path: Path, remote: Path) -> PagesDestination:
    """A project with a commit on main, which is pushed, and a file that is not committed."""
    project = tmp_path / "project"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(project))
    git(project, "remote", "add", "origin", "../remote.git")
    git(project, "config", "user.name", "Ada Alder")
    git(project, "config", "user.email", "ada@testland-gazette.net")
    (project / "story.md").write_text("text\n", encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "Begin")
    git(project, "push", "--quiet", "origin", "main")
    (project / "draft.md").write_text("draft\n", encoding="utf-8")
    return PagesDestination("gh-pages", project, HOST, "desk@testland-gazette.net")


def shown(remote: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """The files of the branch, without our marker."""
    names = git(remote, "ls-tree", "-r", "--name-only", branch).splitlines()
    return {
        name: git(remote, "show", f"{branch}:{name}").encode() for name in names if name != MARKER
    }


def commits(remote: Path, branch: str = "gh-pages") -> list[str]:
    return git(remote, "log", "--format=%cn <%ce> %cI %s", branch).splitlines()


def failure(place: PagesDestination, cargo: Cargo) -> str:
    with pytest.raises(BuildError) as told:
        place.send(cargo, WHEN)
    return str(told.value)


def state(project: Path) -> tuple[str, str, set[str]]:
    """All that publishing must not touch."""
    files = {path.as_posix() for path in project.rglob("*")}
    return git(project, "status", "--porcelain"), git(project, "for-each-ref"), files


def test_the_branch_holds_exactly_what_was_built_and_the_name_of_the_host(
    place: PagesDestination, remote: Path
) -> None:
    sent = place.send(site(1), WHEN)
    assert shown(remote) == {**held(site(1)), **OWN_FILES}
    digest = site(1).with_more(*(Output(*file) for file in OWN_FILES.items())).digest[:8]
    who = "Ada Alder <ada@testland-gazette.net> 2026-11-25T15:07:00+00:00"
    assert commits(remote) == [f"{who} Publish the site ({digest})"]
    assert sent.told == "GitHub shows the branch gh-pages in a minute or two"


@pytest.mark.parametrize("host", ["gazette.github.io", ""])
def test_a_site_at_github_needs_no_name_of_a_host(
    place: PagesDestination, remote: Path, host: str
) -> None:
    PagesDestination("gh-pages", place.root, host, place.email).send(site(1), WHEN)
    assert shown(remote) == {**held(site(1)), ".nojekyll": b""}


def test_each_publication_is_a_commit_on_top_of_the_one_before(
    place: PagesDestination, remote: Path
) -> None:
    place.send(site(1, "old.html"), WHEN)
    sent = place.send(site(2), WHEN)
    assert shown(remote) == {**held(site(2)), **OWN_FILES}
    assert len(commits(remote)) == 2
    assert sent.difference.removed == ("old.html",)
    assert sent.difference.same == 3


def test_what_has_not_changed_makes_no_commit(place: PagesDestination, remote: Path) -> None:
    place.send(site(1), WHEN)
    sent = place.send(site(1), WHEN)
    assert (len(commits(remote)), sent.told) == (1, "the branch gh-pages holds it already")


def test_neither_the_files_nor_the_branches_of_the_project_are_touched(
    place: PagesDestination,
) -> None:
    before = state(place.root)
    place.compare(site(1))
    place.send(site(1), WHEN)
    place.send(site(2), WHEN)
    assert state(place.root) == before


def test_a_look_pushes_nothing(place: PagesDestination, remote: Path) -> None:
    found = place.compare(site(1))
    assert git(remote, "branch", "--list", "gh-pages") == ""
    assert place.send(site(1), WHEN).difference == found


def test_the_project_may_lie_in_a_folder_of_its_repository(
    place: PagesDestination, remote: Path
) -> None:
    inner = place.root / "investigation"
    inner.mkdir()
    PagesDestination("gh-pages", inner, HOST, place.email).send(site(1), WHEN)
    assert shown(remote) == {**held(site(1)), **OWN_FILES}
    assert commits(remote)[0].startswith("Ada Alder <ada@testland-gazette.net> ")


def test_where_git_knows_nobody_the_newsroom_signs(place: PagesDestination, remote: Path) -> None:
    git(place.root, "config", "--unset", "user.name")
    git(place.root, "config", "--unset", "user.email")
    place.send(site(1), WHEN)
    assert commits(remote)[0].startswith("Broadsheet <desk@testland-gazette.net> ")


def test_a_publication_from_a_hook_of_git_stays_out_of_the_project(
    place: PagesDestination, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(place.root)
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", str(place.root / ".git"))
        hook.setenv("GIT_INDEX_FILE", str(place.root / ".git" / "index"))
        place.send(site(1), WHEN)
    assert shown(remote) == {**held(site(1)), **OWN_FILES}
    assert state(place.root) == before


def test_hooks_of_the_project_are_not_run(place: PagesDestination, remote: Path) -> None:
    hook = place.root / "hooks" / "pre-push"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    git(place.root, "config", "core.hooksPath", str(hook.parent))
    place.send(site(1), WHEN)
    assert shown(remote)


@pytest.mark.parametrize("branch", ["main", "gh-pages"])
def test_a_branch_with_something_else_on_it_is_left_alone(
    place: PagesDestination, remote: Path, branch: str
) -> None:
    if branch != "main":
        git(place.root, "push", "--quiet", "origin", f"main:{branch}")
    before = git(remote, "for-each-ref")
    other = PagesDestination(branch, place.root, HOST, place.email)
    message = "this branch holds 'story.md', which Broadsheet did not put there"
    assert failure(other, site(1)) == (f"github:{branch}: error[E152]: {message}\n  {OTHER}")
    assert git(remote, "for-each-ref") == before


def test_commits_that_others_made_meanwhile_are_never_overwritten(
    place: PagesDestination, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet.destinations import ghpages  # noqa: PLC0415

    place.send(site(1), WHEN)
    real = ghpages.push

    def late(*words: object) -> None:
        monkeypatch.setattr(ghpages, "push", real)
        place.send(site(2), WHEN)
        real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(ghpages, "push", late)
    message = "somebody else has published here meanwhile"
    hint = "look at what they published, then publish again"
    assert failure(place, site(9)) == f"github:gh-pages: error[E155]: {message}\n  {hint}"
    assert shown(remote) == {**held(site(2)), **OWN_FILES}


def test_a_project_without_a_remote_is_told(place: PagesDestination) -> None:
    git(place.root, "remote", "remove", "origin")
    message = "this project has no remote on GitHub"
    hint = "make a repository there, then: git remote add origin git@github.com:OWNER/NAME.git"
    assert failure(place, site(1)) == f"github:gh-pages: error[E154]: {message}\n  {hint}"


def test_a_folder_that_is_no_repository_is_told(tmp_path: Path) -> None:
    place = PagesDestination("gh-pages", tmp_path, HOST, "desk@testland-gazette.net")
    told = failure(place, site(1))
    assert told.startswith("github:gh-pages: error[E154]: this project has no remote on GitHub\n")


def test_a_remote_that_cannot_be_reached_is_told(place: PagesDestination, tmp_path: Path) -> None:
    git(place.root, "remote", "set-url", "origin", str(tmp_path / "gone.git"))
    told = failure(place, site(1))
    gone = f"fatal: '{tmp_path / 'gone.git'}' does not appear to be a git repository"
    assert told == f"github:gh-pages: error[E154]: git could not do it: {gone}\n  {PUSH}"


def test_without_the_library_it_is_told_how_to_get_it(
    place: PagesDestination, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec",
        lambda name: None if name == "ghp_import" else real(name),
    )  # fmt: skip
    message = "the library ghp-import is not installed"
    told = f"github:gh-pages: error[E153]: {message}\n  run `make extras`"
    assert failure(place, site(1)) == told
    assert git(remote, "branch", "--list", "gh-pages") == ""
