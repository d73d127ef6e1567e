"""The preview: only for this machine, only the site, and every save is shown."""

import datetime
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.pipeline import build
from tests.previewing import PATIENCE, ROOT, Running, golden_copy, preview_of

NOW = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
PATHS = ("index.html", "agencies/index.html", "data/index.html", "feed.xml", "data/agencies.csv")
SCRIPT = re.compile(r'<script src="/__preview/preview.js\?\d+" defer></script>')
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A preview of the golden example whose first build is done."""
    with preview_of(golden_copy(tmp_path)) as running:
        running.wait_until_checked()
        yield running


def test_pages_are_the_published_ones_but_for_one_script_and_nothing_is_written(
    running: Running, tmp_path: Path
) -> None:
    for name in ("draft", "embargoed"):
        (running.project / "content" / "story" / f"{name}.md").unlink()
    running.wait(lambda: running.state()["held"] == {}, "nothing is held back")
    running.wait_until_checked()
    shown = {path: running.ask(f"/{path}")[1] for path in PATHS}
    assert sorted(path.name for path in running.project.iterdir()) == ["content"]
    build(running.project, tmp_path / "out", NOW, cache=ROOT / ".broadsheet")
    for path, text in shown.items():
        published = (tmp_path / "out" / path).read_bytes().decode()
        assert SCRIPT.sub("", text) == published, path
        assert len(SCRIPT.findall(text)) == path.endswith(".html")


def test_a_folder_is_a_page_with_or_without_its_last_slash(running: Running) -> None:
    assert running.ask("/agencies/")[0] == 200
    assert running.ask("/agencies")[0] == 302


def test_only_the_site_is_served_and_never_with_a_traceback(running: Running) -> None:
    for path in (
        "/.broadsheet.json",
        "/../content/site.yaml",
        "/content/site.yaml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/content/site.yaml",
        "/..%5c..%5cetc",
        "//etc/passwd",
        "/%00",
        "/%ff%fe",
        "/.git/config",
        "/__preview/../../render.py",
        "/__preview/problems.html",
        "/no-such-page",
    ):
        status, body = running.ask(path)
        assert status == 404, path
        assert "Traceback" not in body
        assert "base_url" not in body


def test_a_name_in_an_address_is_shown_as_text(running: Running) -> None:
    body = running.ask("/<b>bold</b>")[1]
    assert "<p>There is no page at /&lt;b&gt;bold&lt;/b&gt;.</p>" in body


def test_another_host_and_another_origin_get_nothing(running: Running) -> None:
    ours = "This preview is for this machine only."
    evil = {"Origin": "http://evil.example"}
    assert running.ask("/", headers={"Host": "evil.example"}) == (421, ours)
    assert running.ask("/", headers=evil) == (403, ours)
    assert running.ask("/", headers={"Origin": "null"}) == (403, ours)
    assert running.ask("/livereload", headers=evil | HANDSHAKE)[0] == 403
    assert running.ask("/__preview/open", "POST", evil, "{}") == (403, ours)
    own = {"Origin": running.address.removesuffix("/")}
    assert running.ask("/", headers=own)[0] == 200


def test_other_methods_are_refused_in_a_word(running: Running) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert running.ask("/", method) == (405, "405: Method Not Allowed")


def test_what_is_no_request_gets_no_traceback(running: Running) -> None:
    for sent in (b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE) as wire:
            wire.sendall(sent)
            wire.shutdown(socket.SHUT_WR)
            assert b"Traceback" not in wire.recv(4096)
    assert running.ask("/")[0] == 200


def test_a_port_in_use_is_passed_over(running: Running, tmp_path: Path) -> None:
    with preview_of(golden_copy(tmp_path / "other"), "--port", str(running.port)) as second:
        assert second.port > running.port


def test_without_content_it_does_not_begin(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "content: error[E010]: there is no content/ in this folder\n"
        "  run Broadsheet in a project's folder, or name one with --root\n"
        "1 error: nothing was written.\n"
    )


def test_the_last_state_of_a_burst_of_saves_is_shown_and_a_fault_keeps_the_old_site(
    running: Running,
) -> None:
    story = running.project / "content" / "story" / "index.md"
    text = story.read_text(encoding="utf-8")
    for number in range(20):
        changed = text.replace("kicker: Example", f"kicker: Save number {number}")
        story.write_text(changed, encoding="utf-8")
    running.wait_for("Save number 19")
    running.wait_until_checked()
    assert running.state()["number"] < 20
    story.write_text(text.replace("{{ paid", "{{ payd"), encoding="utf-8")
    running.wait(lambda: running.state()["errors"] == 1, "one error")
    assert "Save number 19" in running.ask("/")[1]
    story.write_text(text.replace("kicker: Example", "kicker: Mended"), encoding="utf-8")
    running.wait_for("Mended")
    running.wait_until_checked()
    assert running.state()["errors"] == 0


def test_a_save_by_renaming_a_new_file_and_a_deletion_are_seen(running: Running) -> None:
    story = running.project / "content" / "story"
    text = (story / "index.md").read_text(encoding="utf-8")
    aside = story / ".index.md.swp"
    aside.write_text(text.replace("kicker: Example", "kicker: Renamed"), encoding="utf-8")
    aside.replace(story / "index.md")
    running.wait_for("Renamed")
    (story / "extra.md").write_text("---\ntitle: An extra page\n---\nWords.\n", encoding="utf-8")
    running.wait_for("An extra page", "/extra/")
    (story / "extra.md").unlink()
    running.wait(lambda: running.ask("/extra/")[0] == 404, "no extra page")


def test_a_changed_template_is_shown_and_one_with_a_fault_is_told(running: Running) -> None:
    own = running.project / "templates"
    own.mkdir()
    ours = (ROOT / "templates" / "404.html").read_text(encoding="utf-8")
    (own / "404.html").write_text(ours.replace("It may have moved", "Ours"), encoding="utf-8")
    running.wait_for("Ours, or the address", "/404.html")
    running.wait_until_checked()
    (own / "404.html").write_text("{% if %}", encoding="utf-8")
    running.wait(lambda: running.state()["errors"] == 1, "one error")
    assert "this is not a template" in running.state()["panel"]
    (own / "404.html").write_text(ours.replace("It may have moved", "Mended"), encoding="utf-8")
    running.wait_for("Mended, or the address", "/404.html")


def test_a_first_build_that_fails_is_told_in_the_browser_and_mended_there(tmp_path: Path) -> None:
    story = golden_copy(tmp_path) / "content" / "story" / "index.md"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("{{ paid", "{{ payd"), encoding="utf-8")
    with preview_of(tmp_path) as running:
        running.wait(lambda: running.state()["errors"] == 1, "one error")
        status, body = running.ask("/")
        assert status == 503
        assert "There is nothing to show yet" in body
        assert "<mark>payd</mark>" in body
        story.write_text(text, encoding="utf-8")
        running.wait(lambda: running.ask("/")[0] == 200, "the page")


def test_drafts_and_embargoes_are_shown_as_such_and_are_in_no_build(tmp_path: Path) -> None:
    story = golden_copy(tmp_path) / "content" / "story"
    front = "---\ntitle: Zanzibar canary\n{}\n---\nWords.\n"
    (story / "draft.md").write_text(front.format("draft: yes"), encoding="utf-8")
    late = "publish_at: 2100-01-01T06:00-05:00"
    (story / "embargoed.md").write_text(front.format(late), encoding="utf-8")
    with preview_of(tmp_path) as running:
        running.wait_until_checked()
        assert "Zanzibar canary" in running.ask("/draft/")[1]
        assert running.state()["held"] == {
            "/draft/": "Draft: not on the published site",
            "/embargoed/": "Embargoed until 2100-01-01 06:00 EST: not on the published site",
        }
    edition, _ = build(tmp_path, tmp_path / "out", NOW, cache=ROOT / ".broadsheet")
    assert edition.held_back == ("draft.md", "embargoed.md")
    hits = [o.path for o in edition.outputs if b"Zanzibar" in o.content]
    assert hits == []


def test_a_link_to_a_draft_is_told_as_the_build_would(tmp_path: Path) -> None:
    story = golden_copy(tmp_path) / "content" / "story"
    (story / "one.md").write_text("---\ntitle: One\ndraft: yes\n---\nWords.\n", encoding="utf-8")
    with (story / "index.md").open("a", encoding="utf-8") as file:
        file.write("\n\nSee [the draft](one.md).\n")
    with preview_of(tmp_path) as running:
        running.wait(lambda: running.state()["errors"] == 1, "one error")
        assert "<mark>one.md</mark>" in running.state()["panel"]


def test_the_bar_knows_how_long_a_page_is_and_where_each_block_is_written(
    running: Running,
) -> None:
    told = running.page("/")
    lines = (running.project / "content/story/index.md").read_text(encoding="utf-8").splitlines()
    assert told["origin"][0] == "content/story/index.md, line 1"
    assert told["words"] > 50
    assert told["minutes"] == max(1, round(told["words"] / 230))
    heading = next(n for n, line in enumerate(lines, start=1) if line.startswith("## "))
    words = lines[heading - 1].removeprefix("## ").split(" {")[0]
    place = next(place for text, place, *_ in told["blocks"] if text == words)
    assert place == f"content/story/index.md, line {heading}"


def test_the_fields_of_a_record_lead_to_their_lines(running: Running) -> None:
    told = running.page("/agencies/beta-office/")
    file = running.project / "content" / "agencies.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    begun = lines.index("- id: beta-office") + 1
    assert told["origin"][0] == f"content/agencies.yaml, line {begun}"
    name = next(line for line in lines[begun:] if line.strip().startswith("name:"))
    assert told["blocks"][0][1] == f"content/agencies.yaml, line {lines.index(name) + 1}"


def test_an_editor_with_a_window_is_opened_at_the_place_and_only_by_our_own_pages(
    tmp_path: Path,
) -> None:
    note, tool = tmp_path / "opened.txt", tmp_path / "bin" / "subl"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$@" > "{note}"\n', encoding="utf-8")
    tool.chmod(0o755)
    wish = {"file": "content/site.yaml", "line": "2", "column": "1"}
    with preview_of(golden_copy(tmp_path / "p"), VISUAL=str(tool)) as running:
        running.wait_until_checked()
        token = {"X-Broadsheet": running.state()["token"]}
        refused = running.ask("/__preview/open", "POST", {"X-Broadsheet": "x"}, json.dumps(wish))
        assert refused == (403, '{"told": "Reload the page and try again."}')
        for file in ("content/../../bin/subl", "/etc/passwd", "content/none.yaml", "build.py"):
            body = json.dumps(wish | {"file": file})
            assert running.ask("/__preview/open", "POST", token, body)[0] == 404, file
        assert running.ask("/__preview/open", "POST", token, "[1]")[0] == 404
        assert not note.exists()
        opened = running.ask("/__preview/open", "POST", token, json.dumps(wish))
        assert opened == (200, '{"told": ""}')
        running.wait(note.exists, "the editor")
        running.wait(lambda: bool(note.read_text(encoding="utf-8")), "its words")
    site = os.path.realpath(tmp_path / "p" / "content" / "site.yaml")
    assert note.read_text(encoding="utf-8") == f"{site}:2:1\n"
