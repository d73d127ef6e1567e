"""`publish --to`, `release --to`, `rollback` and `nginx`, as an editor types them."""

from __future__ import annotations

import re
from pathlib import Path
from shlex import quote

import pytest
from click.testing import Result

from broadsheet.destinations import FolderDestination
from tests.desk import CACHE, change, run, sign_everything
from tests.project import told, write_project
from tests.shipment import tree

SENT = "the site stands here, and was not sent, or not all of it"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


@pytest.fixture
def live(tmp_path: Path) -> Path:
    return tmp_path / "live"


def publish(root: Path, *words: str | Path) -> Result:
    return run("publish", "--root", root, "--cache", CACHE, *words)


def settle(root: Path, *lines: str) -> None:
    """Add a group of settings to site.yaml."""
    path = root / "content" / "site.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "publishing:\n" + "".join(f"  {line}\n" for line in lines), "utf-8")


def built(root: Path) -> dict[str, bytes]:
    """What stands in site/ for readers."""
    files = tree(root / "site")
    return {n: c for n, c in files.items() if n not in {"_headers", ".broadsheet.json"}}


# ------------------------------------------------------------------------ sending


def test_what_stands_in_site_is_what_readers_get(root: Path, live: Path) -> None:
    done = publish(root, "--to", live)
    assert done.exit_code == 0, done.output
    assert tree(live / "current") == built(root)
    files = len(built(root))
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{root / 'site'}: 24 pages, written in ")
    assert lines[1] == f"{root / 'editions' / '0001-2026-11-25.json'}: commit it"
    assert re.fullmatch(
        rf"{re.escape(str(live))}: {files} files added \([\d.]+ MB\), 0 changed, 0 removed, "
        "0 the same",
        lines[2],
    )
    assert lines[3:] == [f"{live / 'current'} shows generation 1."]


def test_without_a_destination_nothing_is_sent(root: Path) -> None:
    done = publish(root)
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 2)
    assert {entry.name for entry in root.parent.iterdir()} <= {"project"}


def test_what_was_sent_already_is_not_sent_again(root: Path, live: Path) -> None:
    publish(root, "--to", live)
    done = publish(root, "--to", live)
    told = f"{live}: 0 files added, 0 changed, 0 removed, {len(built(root))} the same"
    assert done.stdout.splitlines()[2:] == [told, f"{live / 'current'} shows it already."]


def test_quiet_sends_without_a_word(root: Path, live: Path) -> None:
    done = publish(root, "--to", live, "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    assert tree(live / "current") == built(root)


def test_site_yaml_names_the_destination_from_the_folder_of_the_project(
    root: Path, live: Path
) -> None:
    settle(root, "to: ../live")
    assert publish(root).exit_code == 0
    assert tree(live / "current") == built(root)


def test_the_option_wins_over_the_environment_and_that_over_site_yaml(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(root, "to: ../first")
    monkeypatch.setenv("BROADSHEET_TO", str(tmp_path / "second"))
    assert publish(root).exit_code == 0
    assert publish(root, "--to", tmp_path / "third").exit_code == 0
    assert {entry.name for entry in tmp_path.iterdir()} == {"project", "second", "third"}


@pytest.mark.parametrize(
    "to", ["../live", "rsync:desk@host:/srv/site", "github", "github:live", "s3://bucket/list"]
)
def test_every_destination_can_be_written_in_site_yaml_without_quotes(root: Path, to: str) -> None:
    settle(root, f"to: {to}", "endpoint: https://storage.testland-gazette.net")
    assert told(root) == []


def test_a_slip_in_the_option_is_told_before_anything_is_built(root: Path) -> None:
    done = publish(root, "--to", "s3:bucket")
    assert done.exit_code == 1
    assert done.stderr == (
        "--to: error[E151]: 's3:bucket' is not a destination\n"
        "  write s3://bucket\n"
        "1 error: nothing was written.\n"
    )
    assert {entry.name for entry in root.iterdir()} == {"content"}


def test_a_slip_in_site_yaml_is_told_at_every_build(root: Path) -> None:
    settle(root, "to: s3:bucket")
    done = run("build", "--root", root, "--cache", CACHE)
    assert done.exit_code == 1
    assert done.stderr == (
        "content/site.yaml:20:7: error[E043]: 'to': 's3:bucket' is not a destination\n"
        "  write s3://bucket\n"
        "1 error: nothing was written.\n"
    )


# ------------------------------------------------------------------------ what must hold before


def test_a_site_that_no_reader_could_reach_is_not_sent(root: Path, live: Path) -> None:
    change(root, "site.yaml", "testland-gazette.net/\ntime", "testland.example/\ntime")
    done = publish(root, "--to", live)
    assert done.exit_code == 1
    assert done.stderr == (
        "content/site.yaml:8:11: warning[W053]: 'register.testland.example' is a reserved name; "
        "no reader can reach it\n"
        "  before you publish, set base_url to the address of your site\n"
        "1 warning: nothing was written.\n"
    )
    assert {entry.name for entry in root.iterdir()} == {"content"}
    assert not live.exists()
    assert publish(root).exit_code == 0


def test_a_destination_that_is_unfit_stops_all_before_anything_is_written(
    root: Path, live: Path
) -> None:
    live.mkdir()
    (live / "holiday.jpg").write_bytes(b"x")
    done = publish(root, "--to", live)
    assert done.exit_code == 1
    assert done.stderr == (
        f"{live}: error[E152]: this folder holds 'holiday.jpg', which Broadsheet did not put "
        "there\n"
        "  name an empty folder, or one that is not there\n"
        "1 error: nothing was written.\n"
    )
    assert {entry.name for entry in root.iterdir()} == {"content"}


def test_a_sending_that_fails_is_told_as_what_it_is(
    root: Path, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    from broadsheet.destinations import folder  # noqa: PLC0415

    monkeypatch.setattr(folder, "flush", full)
    done = publish(root, "--to", live)
    assert done.exit_code == 1
    assert done.stderr == (
        f"{live}: error[E154]: the site cannot be published into this folder: "
        "No space left on device\n"
        "  the site that readers see is unchanged\n"
        f"1 error: {SENT}.\n"
    )
    assert (root / "site" / "index.html").is_file()


def test_a_site_that_the_desk_signs_waits_for_the_desk(root: Path, live: Path) -> None:
    sign_everything(root)
    change(root, "agencies.yaml", "words: We used it.", "words: We had used it.")
    change(root, "timeline.yaml", "Alderton stops.", "Alderton stops in the month of XXX.")
    done = publish(root, "--to", live)
    assert done.exit_code == 1
    release = f"`python build.py release --root {quote(str(root))}`"
    why = "2 claims have changed since the check; 1 draft word is left in the text"
    assert done.stderr == (
        f"content/factcheck.yaml: error[E156]: the desk has not released this site: {why}\n"
        f"  see each: {release}; to send it all the same, add --unreleased\n"
        "1 error: nothing was written.\n"
    )
    assert not live.exists()
    assert not (root / "site").exists()
    done = publish(root, "--to", live, "--unreleased", "--strict")
    assert (done.exit_code, live.exists()) == (1, False)
    done = publish(root, "--to", live, "--unreleased")
    assert done.exit_code == 0
    assert done.stderr == (
        "content/factcheck.yaml: warning[W151]: this site is sent though the desk has not "
        f"released it: {why}\n"
        f"  see each: {release}\n"
    )
    assert tree(live / "current") == built(root)


def test_a_site_that_the_desk_signs_is_published_here_as_before(root: Path) -> None:
    sign_everything(root)
    change(root, "agencies.yaml", "words: We used it.", "words: We had used it.")
    assert publish(root).exit_code == 0


def test_a_signed_site_is_sent_by_publish_and_by_release_alike(root: Path, live: Path) -> None:
    sign_everything(root)
    assert publish(root, "--to", live).exit_code == 0
    other = live.with_name("other")
    done = run("release", "--root", root, "--cache", CACHE, "--to", other)
    assert done.exit_code == 0, done.output
    assert tree(other / "current") == tree(live / "current") == built(root)
    assert done.stdout.endswith(f"{other / 'current'} shows generation 1.\n")


# ------------------------------------------------------------------------ a dry run


def test_a_dry_run_writes_nothing_anywhere(root: Path, live: Path) -> None:
    done = run("publish", "--root", root, "--to", live, "--dry-run")
    assert done.exit_code == 0, done.output
    assert {entry.name for entry in root.iterdir()} == {"content"}
    assert {entry.name for entry in root.parent.iterdir()} == {"project"}
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"  \+ 404\.html  \d+ kB", lines[1])
    assert re.fullmatch(r"  and \d+ more", lines[21])
    assert lines[22:] == [
        "editions/: a new file", "This was a dry run: nothing was written, and nothing was sent.",
    ]  # fmt: skip


def test_a_dry_run_says_what_would_come_change_and_go(root: Path, live: Path) -> None:
    publish(root, "--to", live)
    before = tree(live), tree(root)
    change(root, "story/index.md", "The list names", "A list names")
    (root / "content/story/new.md").write_text("---\ntitle: New\n---\nIt is new.\n", "utf-8")
    here = tree(root)
    done = publish(root, "--to", live, "--dry-run")
    assert (tree(live), tree(root)) == (before[0], here)
    told = done.stdout.splitlines()
    assert any(re.fullmatch(r"  \+ new/index\.html  \d+ kB", line) for line in told)
    assert any(re.fullmatch(r"  ~ agencies/index\.html  \d+ kB", line) for line in told)
    assert any(re.fullmatch(r"  - assets/search-index\.\w{10}\.js", line) for line in told)
    publish(root, "--to", live)
    sent = publish(root, "--to", live, "--dry-run").stdout.splitlines()
    assert sent[0].endswith(f"0 files added, 0 changed, 0 removed, {len(built(root))} the same")
    assert sent[1] == "editions/: nothing new"


def test_a_dry_run_without_a_destination_looks_at_the_site_here(root: Path) -> None:
    publish(root)
    done = publish(root, "--dry-run")
    same = len([*built(root), "_headers"])
    assert done.stdout.splitlines()[0] == (
        f"{root / 'site'}: 0 files added, 0 changed, 0 removed, {same} the same"
    )


def test_a_dry_run_stops_where_the_publication_would(root: Path, live: Path) -> None:
    sign_everything(root)
    change(root, "agencies.yaml", "words: We used it.", "words: We had used it.")
    done = publish(root, "--to", live, "--dry-run")
    assert (done.exit_code, "error[E156]" in done.stderr) == (1, True)


# ------------------------------------------------------------------------ going back


def test_an_editor_goes_back_and_sees_what_is_kept(root: Path, live: Path) -> None:
    settle(root, "to: ../live")
    publish(root)
    first = tree(live / "current")
    change(root, "story/index.md", "The list names", "A list names")
    publish(root)
    done = run_plain("rollback", "--root", root)
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        f"{root / '../live'}: readers see generation 1 again.\n"
        "editions/ still says what was published last: mend it, and publish again.\n"
    )
    assert tree(live / "current") == first
    listed = run_plain("rollback", "--root", root, "--list").stdout.splitlines()
    assert len(listed) == 2
    assert re.fullmatch(r"   2  2026-11-25 12:00 UTC  [0-9a-f]{8}", listed[0])
    assert re.fullmatch(
        r"   1  2026-11-25 12:00 UTC  [0-9a-f]{8}   readers see this one", listed[1]
    )
    assert run_plain("rollback", "--root", root, "--generation", "2").exit_code == 0


def run_plain(*words: str | Path) -> Result:
    """Run a command that asks for no clock."""
    from click.testing import CliRunner  # noqa: PLC0415

    from broadsheet.cli import command  # noqa: PLC0415

    return CliRunner().invoke(command, [*map(str, words)])


def test_going_back_does_not_wait_for_content_that_is_broken(root: Path, live: Path) -> None:
    settle(root, "to: ../live")
    publish(root)
    change(root, "story/index.md", "The list names", "A list names")
    publish(root)
    change(root, "agencies.yaml", "county: Alder", "county: Nowhere")
    (root / "content" / "sources.yaml").write_text("- [", encoding="utf-8")
    assert publish(root).exit_code == 1
    assert run_plain("rollback", "--root", root).exit_code == 0


def test_going_back_nowhere_is_told(root: Path, live: Path) -> None:
    done = run_plain("rollback", "--root", root)
    assert (done.exit_code, done.stderr) == (1, (
        "--to: error[E151]: no destination is named, and content/site.yaml has none in "
        "'publishing'\n"
        "  write ../live or /srv/site for a folder, or rsync:user@host:/srv/site, github "
        "or s3://bucket/prefix\n"
        "1 error: the site that readers see is unchanged.\n"
    ))  # fmt: skip
    done = run_plain("rollback", "--root", root, "--to", "s3://bucket/site")
    assert (done.exit_code, done.stderr) == (1, (
        "s3://bucket/site/: error[E157]: only a folder keeps the sites of before\n"
        "  go back to the content of before, and publish that\n"
        "1 error: the site that readers see is unchanged.\n"
    ))  # fmt: skip
    done = run_plain("rollback", "--root", root, "--to", live, "--list")
    assert (done.exit_code, done.stderr) == (1, (
        f"{live}: error[E157]: nothing was published into this folder yet\n"
        "1 error: the site that readers see is unchanged.\n"
    ))  # fmt: skip
    assert not live.exists()


# ------------------------------------------------------------------------ the web server


def test_the_web_server_is_that_of_this_site(root: Path) -> None:
    change(root, "site.yaml", "testland-gazette.net/\ntime", "testland-gazette.net/list/\ntime")
    done = run("nginx", "--root", root, "--folder", "/srv/site/current")
    assert done.exit_code == 0, done.output
    assert "    server_name register.testland-gazette.net;\n" in done.stdout
    assert '    location /list/ {\n        alias "/srv/site/current/";\n' in done.stdout
    assert "error_page 403 404 =404 /list/404.html;" in done.stdout


@pytest.mark.parametrize("folder", ["site", "/srv/$x", '/srv/"', "/srv/a;b", "/srv/a\nb", ""])
def test_a_folder_that_nginx_could_not_read_is_refused(root: Path, folder: str) -> None:
    done = run("nginx", "--root", root, "--folder", folder)
    assert done.exit_code == 2
    assert "is not a folder such as /srv/site/current" in done.stderr


def test_a_folder_destination_is_what_the_server_is_pointed_at(root: Path, live: Path) -> None:
    publish(root, "--to", live)
    assert FolderDestination(live).current == live / "current"
    assert (live / "current" / "404.html").is_file()
