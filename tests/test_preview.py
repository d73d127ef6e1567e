"""The preview: only for this machine, only the site, and every save is shown."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/ shows the site")
PATIENCE = 60


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the golden example."""
    shutil.copytree(ROOT / "tests" / "golden" / "content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def port(project: Path) -> Iterator[int]:
    """The port of a preview that runs; it is ended as by Ctrl-C."""
    command = [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--root", str(project)]
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "BROADSHEET_CACHE": str(ROOT / ".broadsheet")},
    )
    assert running.stdout
    told = []
    for line in running.stdout:
        told.append(line)
        if found := ADDRESS.match(line):
            yield int(found[1])
            break
    else:
        pytest.fail("".join(told))
    running.send_signal(signal.SIGINT)
    with running.stdout as output:
        rest = output.read()
    assert running.wait(timeout=PATIENCE) == 130
    assert "Traceback" not in rest


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Status and body of one request, the path sent exactly as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, body


def wait_for(port: int, words: str) -> None:
    """Ask for the front page until it holds the words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in ask(port, "/")[1]:
            return
        time.sleep(0.1)
    pytest.fail(f"the preview never showed '{words}'")


def test_pages_are_shown_with_the_script_that_reloads_them_and_nothing_inline(port: int) -> None:
    status, body = ask(port, "/")
    assert status == 200
    assert f'<script src="/livereload.js?port={port}" defer></script></head>' in body
    assert ask(port, f"/livereload.js?port={port}")[0] == 200


def test_only_the_site_is_served_and_never_with_a_traceback(port: int) -> None:
    for path in (
        "/.broadsheet.json",
        "/../content/site.yaml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/content/site.yaml",
        "/%00",
        "/.git/config",
        "/no-such-page",
    ):
        status, body = ask(port, path)
        assert status in {403, 404}, path
        assert "Traceback" not in body


def test_another_host_and_another_origin_get_nothing(port: int) -> None:
    assert ask(port, "/", Host="evil.example") == (421, "This preview is for this machine only.")
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert ask(port, "/livereload", Origin="http://evil.example", **handshake)[0] == 403


def test_the_last_state_of_a_burst_of_saves_is_shown_and_a_fault_keeps_the_old_site(
    port: int, project: Path
) -> None:
    story = project / "content" / "story" / "index.md"
    text = story.read_text(encoding="utf-8")
    for number in range(20):
        changed = text.replace("kicker: Example", f"kicker: Save number {number}")
        story.write_text(changed, encoding="utf-8")
    wait_for(port, "Save number 19")
    story.write_text(text.replace("{{ paid", "{{ payd"), encoding="utf-8")
    time.sleep(1.5)
    assert "Save number 19" in ask(port, "/")[1]
    story.write_text(text.replace("kicker: Example", "kicker: Mended"), encoding="utf-8")
    wait_for(port, "Mended")
