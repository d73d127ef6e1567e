"""Links to other sites: who is asked, how often, and what is made of the answers.

A server on this machine stands for all other sites: their names lead to it here.
"""

from __future__ import annotations

import datetime
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from broadsheet import kept, outside
from broadsheet.bulletproof import Checked, check_all
from broadsheet.cli import main
from broadsheet.outside import Net, ask_outside
from broadsheet.outside.following import Outcome, Pace, follow
from broadsheet.outside.net import Silence, is_public
from tests.project import AGENCIES, DICTIONARY, SITE, SOURCES, STORY, write_project

NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)
HERE = "127.0.0.1"
AGENT = "Test"


@pytest.fixture(autouse=True, scope="module")
def _one_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fonts and cards are drawn once for all of these tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BROADSHEET_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


class Asked(NamedTuple):
    """A request as a site saw it."""

    method: str
    host: str
    path: str
    agent: str


Answers = dict[str, tuple[int, str]]
"""What stands at a path: the status, and where it sends on. `HEAD /x` is for that method alone."""


class World:
    """All other sites, as one server plays them."""

    def __init__(self, port: int) -> None:
        self.port, self.answers, self.asked = port, Answers(), list[Asked]()
        self.looked_up: list[str] = []
        self.paused: list[float] = []
        self.time = 0.0

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def net(self, **other: Callable[..., object]) -> Net:
        """The way to this world. No time passes but where one pauses."""
        ways: dict[str, object] = {
            "resolve": self.resolve, "permits": lambda _number: True, "pause": self.pause,
            "clock": lambda: self.time, **other,
        }  # fmt: skip
        return Net(**ways)  # type: ignore[arg-type]

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        self.looked_up.append(host)
        if host.startswith("nowhere"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [HERE]

    def pause(self, seconds: float) -> None:
        self.paused.append(seconds)
        self.time += seconds

    def follow(
        self, path: str, host: str = "site.example", **other: Callable[..., object]
    ) -> Outcome:
        return follow(self.url(host, path), Pace(self.net(**other)), AGENT)

    def paths(self) -> list[str]:
        return [f"{asked.method} {asked.path}" for asked in self.asked]


@pytest.fixture
def world() -> Iterator[World]:
    """A server that answers as a test has told it to, 404 otherwise."""

    class Site(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked = Asked(self.command, self.headers["Host"], self.path, self.headers["User-Agent"])
            there.asked.append(asked)
            own = there.answers.get(f"{self.command} {self.path}")
            status, location = own or there.answers.get(self.path, (404, ""))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815  (its name is given)

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HERE, 0), Site)
    there = World(server.server_port)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    yield there
    server.shutdown()
    thread.join()
    server.server_close()


# ------------------------------------------------------------------------ one address


def test_a_page_that_is_there_is_asked_once_and_only_for_its_head(world: World) -> None:
    world.answers["/a?b=c%20d"] = (200, "")
    assert world.follow("/a?b=c%20d#part") == Outcome("fine")
    assert world.asked == [Asked("HEAD", f"site.example:{world.port}", "/a?b=c%20d", AGENT)]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Outcome("gone", "it answers 404, not found")),
        (410, Outcome("gone", "it answers 410, gone")),
        (403, Outcome("unclear", "it answers 403 to programs")),
        (500, Outcome("unclear", "it answers 500 to programs")),
    ],
)
def test_what_head_does_not_bring_is_asked_for_as_browsers_do(
    world: World, status: int, outcome: Outcome
) -> None:
    world.answers["/a"] = (status, "")
    assert world.follow("/a") == outcome
    assert world.paths() == ["HEAD /a", "GET /a"]
    world.answers["GET /a"] = (200, "")
    assert world.follow("/a") == Outcome("fine")


def test_who_is_asked_too_often_is_not_asked_again(world: World) -> None:
    world.answers["/a"] = (429, "")
    assert world.follow("/a") == Outcome("unclear", "it answers 429 to programs")
    assert world.paths() == ["HEAD /a"]


def test_what_moved_for_good_is_told_with_where_it_is_and_what_moved_today_is_not(
    world: World,
) -> None:
    new = world.url("new.example", "/b")
    world.answers |= {"/a": (301, new), "/b": (302, "/c"), "/c": (200, ""), "/d": (302, "/a")}
    assert world.follow("/a") == Outcome("moved", "", new)
    assert world.follow("/d") == Outcome("fine")


def test_a_circle_of_redirects_ends(world: World) -> None:
    world.answers |= {"/a": (301, "/b"), "/b": (301, "/a")}
    assert world.follow("/a") == Outcome("gone", "it sends readers round and round")
    assert len(world.asked) == 6


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://[::1", "javascript:x"])
def test_a_redirect_to_no_address_of_the_web_is_not_followed(world: World, location: str) -> None:
    world.answers["/a"] = (302, location)
    found = world.follow("/a")
    assert found == Outcome("gone", "it sends readers on to what is no address of the web")
    assert world.paths() == ["HEAD /a"]


def test_a_name_that_is_none_leads_nowhere(world: World) -> None:
    found = world.follow("/a", "nowhere.example")
    assert found == Outcome("unnamed", "there is no site of that name")
    assert world.asked == []


def test_a_certificate_that_is_not_valid_is_gone_for_readers_too(world: World) -> None:
    def refuse(_host: str, _port: int) -> Sequence[str]:
        error = ssl.SSLCertVerificationError(1, "no")
        error.verify_message = "certificate has expired"
        raise error

    found = world.follow("/a", resolve=refuse)
    assert found == Outcome("gone", "its certificate is not valid (certificate has expired)")


def test_a_site_that_speaks_otherwise_or_not_at_all_gives_no_clear_answer(world: World) -> None:
    secure = f"https://site.example:{world.port}/"
    found = follow(secure, Pace(world.net()), AGENT)
    assert found.kind == "unclear"
    with socket.create_server((HERE, 0)) as deaf:
        url = f"http://site.example:{deaf.getsockname()[1]}/"
        silent = Net(resolve=world.resolve, permits=lambda _n: True, seconds=0.05)
        assert silent.ask("HEAD", url, AGENT) == Silence("unclear", "it did not answer in time")


def test_one_who_answers_a_letter_at_a_time_is_hung_up_on(world: World) -> None:
    with socket.create_server((HERE, 0)) as slow:
        done = threading.Event()

        def drip() -> None:
            line, _ = slow.accept()
            with line:
                while not done.wait(0.02):
                    try:
                        line.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        url = f"http://site.example:{slow.getsockname()[1]}/"
        patient = Net(resolve=world.resolve, permits=lambda _n: True, seconds=0.3)
        found = patient.ask("HEAD", url, AGENT)
        done.set()
        thread.join()
    assert isinstance(found, Silence)
    assert found.kind == "unclear"


# ------------------------------------------------------------------------ private networks


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False), ("10.0.0.1", False), ("192.168.1.1", False), ("172.16.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True), ("64:ff9b::a00:1", False), ("2002:a00:1::", False),
        ("ff02::1", False),
    ],
)  # fmt: skip
def test_only_numbers_of_the_open_net_are_public(number: str, public: bool) -> None:  # noqa: FBT001
    assert is_public(number) is public


def test_a_private_network_is_never_asked_nor_after_a_redirect(world: World) -> None:
    told = "it lies in a private network, where no reader gets"
    assert world.follow("/a", permits=is_public) == Outcome("gone", told)
    assert world.asked == []
    numbers = {"site.example": HERE, "inside.example": "10.0.0.1"}
    world.answers["/a"] = (302, world.url("inside.example", "/secret"))

    def permits(number: str) -> bool:
        return number == HERE

    found = world.follow("/a", resolve=lambda host, _port: [numbers[host]], permits=permits)
    assert found == Outcome("gone", told)
    assert world.paths() == ["HEAD /a"]


def test_a_name_is_looked_up_once_a_request_so_that_it_cannot_lead_elsewhere_then(
    world: World,
) -> None:
    world.answers["/a"] = (200, "")
    world.follow("/a")
    assert world.looked_up == ["site.example"]


# ------------------------------------------------------------------------ the round


def checked(root: Path, world: World, now: datetime.datetime = NOW) -> Checked:
    """The check of a project, with this world around it; its answers are kept beside it."""
    ask = partial(ask_outside, cache=root.parent / "cache", now=now, net=world.net())
    return check_all(root, now, cache=Path(os.environ["BROADSHEET_CACHE"]), ask=ask)


def project(root: Path, world: World, *links: str) -> Path:
    """A project with a source for each of these paths of a site, and two addresses besides."""
    source, licence = world.url("site.example", "/source"), world.url("by.example", "/by/")
    world.answers.setdefault("/by/", (200, ""))
    sources = SOURCES.replace("https://list.testland-gazette.net/first", source)
    for number, link in enumerate(links):
        url = world.url("site.example", link)
        sources += f"- {{id: s{number}, title: T{number}, outlet: O, date: 2020, url: '{url}'}}\n"
    site = SITE.replace("https://licences.testland-gazette.net/by/", licence)
    return write_project(root / "project", {"sources.yaml": sources, "site.yaml": site})


def told(found: Checked) -> list[str]:
    """What is told of links, each in full."""
    return [str(p) for p in found.problems if p.code in {"W177", "W178"}]


def test_each_address_is_asked_once_by_somebody_who_says_who_asks(
    tmp_path: Path, world: World
) -> None:
    world.answers["/source"] = (200, "")
    root = project(tmp_path, world, "/source", "/source#part")
    found = checked(root, world)
    assert told(found) == []
    assert found.unchecked == ()
    (agent,) = {asked.agent for asked in world.asked}
    assert agent.startswith("Broadsheet/")
    assert agent.endswith(
        " (checks the links of The Testland Register; https://register.testland-gazette.net/)"
    )
    assert sorted(world.paths()) == ["HEAD /by/", "HEAD /source", "HEAD /source"]


def test_what_is_gone_or_has_moved_is_told_at_each_of_its_places_with_a_remedy(
    tmp_path: Path, world: World
) -> None:
    new = world.url("site.example", "/new")
    world.answers |= {"/moved": (308, "/new"), "/new": (200, ""), "/source": (200, "")}
    found = checked(project(tmp_path, world, "/gone", "/moved", "/gone"), world)
    gone, moved = world.url("site.example", "/gone"), world.url("site.example", "/moved")
    nowhere = (
        f"warning[W177]: '{gone}' leads nowhere: it answers 404, not found\n"
        f"  mend the address, or lead to an archived copy, or waive it as link:{gone}"
    )
    lines = told(found)
    assert [line.partition(": ")[2] for line in lines] == [
        nowhere,
        (
            f"warning[W178]: '{moved}' has moved for good\n"
            f"  write {new}, or waive it as link:{moved}"
        ),
        nowhere,
    ]
    places = [line.partition(": ")[0] for line in lines]
    assert all(place.startswith("content/sources.yaml:") for place in places)
    assert len(set(places)) == 3


def test_links_of_articles_are_asked_at_their_lines(tmp_path: Path, world: World) -> None:
    link = world.url("site.example", "/gone")
    root = project(tmp_path, world)
    story = root / "content/story/index.md"
    story.write_text(f"{STORY}\nIt is [here]({link}), and at <{link}>.\n", encoding="utf-8")
    places = [line.partition(": ")[0] for line in told(checked(root, world)) if "/gone" in line]
    after = len(f"It is [here]({link}), and at <") + 1
    assert places == ["content/story/index.md:8:14", f"content/story/index.md:8:{after}"]


def test_a_field_of_ones_own_that_is_a_link_is_asked_and_a_blank_one_is_not(
    tmp_path: Path, world: World
) -> None:
    root = project(tmp_path, world)
    gone = world.url("site.example", "/gone")
    field = "fields:\n  - {id: report, label: Report, meaning: Its report., type: link}\n"
    (root / "content/dictionary.yaml").write_text(DICTIONARY + field, encoding="utf-8")
    agencies = AGENCIES.replace("  attempts: []\n", f"  report: '{gone}'\n  attempts: []\n")
    agencies += "  report: {note: It has none.}\n"
    (root / "content/agencies.yaml").write_text(
        agencies.replace("- id: birch-sheriff\n", "- id: birch-sheriff\n  sources: [first-list]\n")
        .replace("- id: state-bureau\n", "- id: state-bureau\n  sources: [first-list]\n"),
        encoding="utf-8",
    )  # fmt: skip
    found = checked(root, world)
    assert found.edition, found.problems
    assert [line.partition(": ")[0] for line in told(found) if "/gone" in line] == [
        "content/agencies.yaml:31:11"
    ]
    assert {asked.host.partition(":")[0] for asked in world.asked} == {"by.example", "site.example"}


def test_a_host_is_asked_a_second_apart_and_another_at_once(world: World) -> None:
    world.answers |= {"/a": (200, ""), "/b": (200, "")}
    pace = Pace(world.net())
    for host, path in (("one.example", "/a"), ("two.example", "/a"), ("one.example", "/b")):
        follow(world.url(host, path), pace, AGENT)
    assert world.paused == [1.0]


def test_what_answered_is_believed_for_a_week_and_what_did_not_is_asked_again(
    tmp_path: Path, world: World
) -> None:
    world.answers |= {"/source": (200, ""), "/moved": (301, "/new"), "/new": (200, "")}
    root = project(tmp_path, world, "/moved", "/gone")
    first = told(checked(root, world))
    world.asked.clear()
    assert told(checked(root, world, NOW + datetime.timedelta(days=6))) == first
    assert {asked.path for asked in world.asked} == {"/gone"}
    world.asked.clear()
    checked(root, world, NOW + datetime.timedelta(days=7))
    paths = {asked.path for asked in world.asked}
    assert paths == {"/by/", "/gone", "/moved", "/new", "/source"}


def test_what_is_kept_of_links_goes_with_the_cache(tmp_path: Path, world: World) -> None:
    world.answers["/source"] = (200, "")
    checked(project(tmp_path, world), world)
    cache = tmp_path / "cache"
    assert len(list((cache / "links").iterdir())) == 2
    kept.clear(cache)
    assert not cache.exists()


def test_no_more_than_so_many_are_asked_and_the_rest_is_told(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "MOST", 2)
    world.answers |= {"/source": (200, ""), "/a": (200, ""), "/b": (200, "")}
    found = checked(project(tmp_path, world, "/a", "/b"), world)
    assert sorted(world.paths()) == ["HEAD /by/", "HEAD /source"]
    assert found.unchecked == (
        "2 addresses of other sites: 2 in 5 minutes are the most; run it again",
    )


def test_when_the_time_is_up_nobody_else_is_asked(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "MOST_SECONDS", 1.5)
    names = [f"/{name}" for name in "abcdef"]
    world.answers |= dict.fromkeys(("/source", *names), (200, ""))
    found = checked(project(tmp_path, world, *names), world)
    assert sorted(world.paths()) == ["HEAD /a", "HEAD /b", "HEAD /by/", "HEAD /source"]
    assert found.unchecked == (
        "4 addresses of other sites: 200 in 0 minutes are the most; run it again",
    )


def test_sites_that_give_no_clear_answer_are_named_and_no_warning(
    tmp_path: Path, world: World
) -> None:
    world.answers["/source"] = (403, "")
    found = checked(project(tmp_path, world), world)
    assert told(found) == []
    assert found.unchecked == (
        "1 address of another site gave no clear answer; open them yourself: site.example",
    )


def test_where_no_name_is_known_the_machine_is_taken_to_be_offline(
    tmp_path: Path, world: World
) -> None:
    def offline(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    root = write_project(tmp_path)
    ask = partial(ask_outside, cache=None, now=NOW, net=world.net(resolve=offline))
    found = check_all(root, NOW, cache=Path(os.environ["BROADSHEET_CACHE"]), ask=ask)
    assert told(found) == []
    assert found.unchecked == (
        (
            "2 addresses of other sites: no name is known, as licences.testland-gazette.net;"
            " is this machine online?"
        ),
    )


def test_no_address_of_a_confidential_source_is_ever_asked(tmp_path: Path, world: World) -> None:
    root = project(tmp_path, world)
    sources = root / "content/sources.yaml"
    leak = world.url("site.example", "/leak")
    entry = f"- {{id: leak, title: x, outlet: x, access: confidential, url: '{leak}'}}\n"
    sources.write_text(sources.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert checked(root, world).edition
    assert "/leak" not in {asked.path for asked in world.asked}
    assert "/source" in {asked.path for asked in world.asked}


def test_while_an_error_is_left_nobody_is_asked(tmp_path: Path, world: World) -> None:
    root = project(tmp_path, world)
    (root / "content/story/index.md").write_text(f"{STORY}\n{{{{ nothing }}}}\n", encoding="utf-8")
    found = checked(root, world)
    assert world.asked == []
    assert found.unchecked == ("addresses of other sites: they are asked once no error is left",)


def test_a_link_that_somebody_lets_stand_is_not_told_asked_or_not(
    tmp_path: Path, world: World
) -> None:
    link = world.url("site.example", "/source")
    root = project(tmp_path, world)
    waiver = f"- {{finding: 'link:{link}', by: Ada, reason: It was there., date: 2020-05-02}}\n"
    (root / "content/waivers.yaml").write_text(waiver, encoding="utf-8")
    found = checked(root, world)
    assert told(found) == []
    for report in (found.report, check_all(root, NOW).report):
        assert report
        assert [f for f in report.findings("look") if f.id.startswith("waivers:")] == []


def test_a_check_without_links_and_a_build_ask_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Net, "ask", lambda *_a: pytest.fail("somebody was asked"))
    root = write_project(tmp_path)
    main(["check", "--root", str(root)])
    assert (
        "Not checked: addresses of other sites: --links asks each once\n" in capsys.readouterr().out
    )
    main(["build", "--root", str(root)])


def test_the_command_asks_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Net, "ask", lambda *_a: Silence("gone", "it is a test"))
    main(["check", "--links", "--root", str(write_project(tmp_path))])
    out = capsys.readouterr().out
    assert (
        "warning[W177]: 'https://list.testland-gazette.net/first' leads nowhere: it is a test"
        in out
    )
    assert "Not checked" not in out
