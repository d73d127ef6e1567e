"""What a web server says of each file, read back from a real nginx where there is one."""

from __future__ import annotations

import fnmatch
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from broadsheet.headers import cache_control, content_type, headers_output, kinds, nginx_site
from broadsheet.pages import Output
from broadsheet.pipeline import make
from tests.desk import CACHE, NOW, ROOT
from tests.project import write_project

HOST = "register.testland-gazette.net"
OWN, ALL = "frame-ancestors 'self'", "frame-ancestors *"
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Output, ...]:
    """A whole site, as the build makes it."""
    return make(write_project(tmp_path_factory.mktemp("project")), NOW, cache=CACHE).outputs


def rules_of(text: str) -> list[tuple[str, dict[str, str]]]:
    """Each pattern of a `_headers` file with its headers, as the hosts read it."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
        else:
            rules.append((line, {}))
    return rules


# ------------------------------------------------------------------------ _headers


def test_the_build_writes_the_file_that_it_says(outputs: tuple[Output, ...]) -> None:
    written = {output.path: output for output in outputs}
    others = [path for path in written if path != "_headers"]
    assert written["_headers"] == headers_output(others)


def test_no_address_is_told_a_header_by_two_rules(outputs: tuple[Output, ...]) -> None:
    """Netlify and Cloudflare would join the two: a policy that nobody meant."""
    rules = rules_of(dict(outputs)["_headers"].decode())
    addresses = ["/", *(f"/{o.path}" for o in outputs)]
    addresses += [a.removesuffix("index.html") for a in addresses]
    doubled = [
        (address, name)
        for address in addresses
        for name in {name for _, named in rules for name in named}
        if sum(fnmatch.fnmatchcase(address, at) and name in named for at, named in rules) > 1
    ]
    assert doubled == []


def test_every_page_says_who_may_frame_it_and_only_the_map_may_be_framed_by_all(
    outputs: tuple[Output, ...],
) -> None:
    rules = rules_of(dict(outputs)["_headers"].decode())

    def policy(address: str) -> str:
        found = [
            named["Content-Security-Policy"].split(";")[0]
            for at, named in rules
            if fnmatch.fnmatchcase(address, at) and "Content-Security-Policy" in named
        ]
        return found[0] if found else "none"

    pages = [output.path for output in outputs if output.path.endswith(".html")]
    told = {path: policy(f"/{path}") for path in pages}
    told |= {f"{path} (short)": policy(f"/{path.removesuffix('index.html')}") for path in pages}
    assert {path for path, said in told.items() if said != OWN} == {
        "embed/map/index.html", "embed/map/index.html (short)",
    }  # fmt: skip
    assert told["embed/map/index.html"] == ALL


def test_the_file_keeps_to_what_cloudflare_reads(outputs: tuple[Output, ...]) -> None:
    lines = dict(outputs)["_headers"].decode().splitlines()
    assert max(map(len, lines)) <= 2000
    assert sum(line.startswith("/") for line in lines) <= 100


def test_no_header_repeats_a_hash_that_the_next_build_may_change(
    outputs: tuple[Output, ...],
) -> None:
    served = nginx_site(HOST, "/", "/srv/site/current") + dict(outputs)["_headers"].decode()
    assert "sha256-" not in served
    assert "script-src" not in served
    assert "style-src" not in served


def test_only_names_that_carry_a_hash_are_kept_for_ever(outputs: tuple[Output, ...]) -> None:
    for_ever = {output.path for output in outputs if cache_control(output.path) == FOR_EVER}
    hashed = {o.path for o in outputs if re.search(r"\.[0-9a-f]{10}\.\w+$", o.path)}
    assert for_ever == hashed
    assert len(for_ever) > 10


def test_every_file_of_a_site_has_a_type_but_the_list_of_sums(outputs: tuple[Output, ...]) -> None:
    nameless = {o.path for o in outputs if content_type(o.path) == "application/octet-stream"}
    assert nameless == {"_headers", "data/SHA256SUMS"}


def test_the_how_to_names_every_header_with_its_value() -> None:
    page = (ROOT / "docs" / "how-to" / "publish.md").read_text(encoding="utf-8")
    said = [*kinds.ALWAYS.items(), ("Content-Security-Policy", kinds.OWN_FRAMES)]
    lifetimes = (kinds.FOR_EVER, kinds.FOR_AN_HOUR, kinds.FOR_A_WHILE, kinds.ASK_EACH_TIME)
    said += [("Cache-Control", lifetime) for lifetime in lifetimes]
    assert [pair for pair in said if f"| `{pair[0]}` | `{pair[1]}` |" not in page] == []


# ------------------------------------------------------------------------ nginx


@pytest.fixture(scope="module")
def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if not found:
        pytest.skip("nginx is not installed here")
    return found


class Server:
    """A running nginx with the site at an address."""

    def __init__(self, port: int, base: str) -> None:
        self.port, self.base = port, base

    def ask(self, path: str, **more: str) -> tuple[int, dict[str, str], bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.request("GET", self.base + path, headers={"Host": HOST, **more})
            answer = link.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            link.close()


@pytest.fixture(scope="module", params=["/", "/clearview/"])
def server(
    nginx: str, outputs: tuple[Output, ...], tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Server]:  # fmt: skip
    """Nginx with exactly the site that the command prints, but for its port."""
    top = tmp_path_factory.mktemp("server")
    folder = top / "a site" / "current"
    for output in outputs:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.content)
    (folder / ".broadsheet.json").write_text("{}", encoding="utf-8")
    for path in (top, *top.parents[:2]):
        path.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = nginx_site(HOST, request.param, str(folder)).replace(
        "listen 80;\n    listen [::]:80;", f"listen 127.0.0.1:{port};"
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    own = "".join(f"{kind}_temp_path {top}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    config = top / "nginx.conf"
    config.write_text(
        f"{user} daemon off; pid {top}/pid; error_log {top}/errors; events {{}}\n"
        f"http {{ access_log off; {own}\n{site}\n}}\n",
        encoding="utf-8",
    )
    words = [nginx, "-e", f"{top}/errors", "-c", str(config)]
    tested = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr
    process = subprocess.Popen(words)
    try:
        wait_for(port, process)
        yield Server(port, request.param)
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "nginx did not start"
        with socket.socket() as link:
            if link.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def test_nginx_serves_every_file_as_it_is(server: Server, outputs: tuple[Output, ...]) -> None:
    wrong = [
        path
        for path, content in outputs
        if server.ask(path)[::2] != (200, content) and path != "404.html"
    ]
    assert wrong == []


def test_nginx_opens_a_page_by_its_folder_and_leads_to_it_without_the_slash(
    server: Server, outputs: tuple[Output, ...]
) -> None:
    status, _, body = server.ask("agencies/")
    assert (status, body) == (200, dict(outputs)["agencies/index.html"])
    status, named, _ = server.ask("agencies")
    assert (status, named["location"]) == (301, f"{server.base}agencies/")


@pytest.mark.parametrize(
    "path", ["nowhere/", "nowhere.html", "assets/", "agencies/nobody/", ".broadsheet.json",
             "404.html/x", "data/.git/config"],
)  # fmt: skip
def test_nginx_answers_a_wrong_address_with_our_page_and_404(
    server: Server, outputs: tuple[Output, ...], path: str
) -> None:
    status, named, body = server.ask(path)
    assert (status, body) == (404, dict(outputs)["404.html"])
    assert named["content-type"] == "text/html; charset=utf-8"
    assert "immutable" not in named.get("cache-control", "")


@pytest.mark.parametrize(
    ("path", "kind", "cache", "frames"),
    [
        ("", "text/html; charset=utf-8", "no-cache", OWN),
        ("agencies/", "text/html; charset=utf-8", "no-cache", OWN),
        ("embed/map/", "text/html; charset=utf-8", "no-cache", ALL),
        ("data/agencies.csv", "text/csv; charset=utf-8", "no-cache", OWN),
        ("data/agencies.geojson", "application/geo+json; charset=utf-8", "no-cache", OWN),
        ("feed.xml", "application/xml; charset=utf-8", "public, max-age=600", OWN),
        ("cards/index.png", "image/png", "public, max-age=3600", OWN),
    ],
)
def test_nginx_says_of_each_file_what_it_should(
    server: Server, path: str, kind: str, cache: str, frames: str
) -> None:
    status, named, _ = server.ask(path)
    assert (status, named["content-type"], named["cache-control"]) == (200, kind, cache)
    assert named["content-security-policy"].split(";")[0] == frames
    assert named["x-content-type-options"] == "nosniff"
    assert named["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=(self)" in named["permissions-policy"]


def test_nginx_lets_browsers_keep_what_carries_a_hash_and_ask_for_all_else(
    server: Server, outputs: tuple[Output, ...]
) -> None:
    told = {path: server.ask(path)[1]["cache-control"] for path, _ in outputs if path != "404.html"}
    assert {p for p, c in told.items() if p.startswith("assets/") and c != FOR_EVER} == set()
    etag = server.ask("")[1]["etag"]
    assert server.ask("", **{"If-None-Match": etag})[0] == 304


def test_nginx_shows_a_site_below_an_address_and_nothing_beside_it(
    server: Server, outputs: tuple[Output, ...]
) -> None:
    above = Server(server.port, "")
    status, named, body = above.ask("/clearview")
    if server.base == "/":
        assert (status, body) == (404, dict(outputs)["404.html"])
        return
    assert (status, named["location"]) == (301, "/clearview/")
    assert above.ask("/")[::2] == (404, dict(outputs)["404.html"])
    assert above.ask("/index.html")[0] == 404


def test_nginx_packs_text_and_leaves_pictures(server: Server) -> None:
    packed = {"Accept-Encoding": "gzip"}
    for path in ("", "data/agencies.csv", "data/agencies.json", "feed.xml"):
        assert server.ask(path, **packed)[1].get("content-encoding") == "gzip", path
    assert "content-encoding" not in server.ask("cards/index.png", **packed)[1]
