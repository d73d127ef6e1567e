"""For every test: no way out to the network, and a word at the end about the Nu checker."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

NU_TEST = "test_the_nu_checker_finds_no_error"


@pytest.fixture(scope="session", autouse=True)
def no_test_reaches_the_network() -> Iterator[None]:
    """Closes every way to another machine, for the whole session: fixtures are held to it too."""
    with pytest.MonkeyPatch.context() as patch:
        for way in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, way, _only_at_home(getattr(socket.socket, way)))
        for question in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            patch.setattr(socket, question, _only_about_home(getattr(socket, question)))
        yield


def _only_at_home(way: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(sock: socket.socket, *arguments: Any) -> Any:
        # The address comes last in each of the three, after sendto's data and flags.
        address = arguments[-1]
        if sock.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_unless_home(address[0])
        return way(sock, *arguments)

    return guarded


def _only_about_home(question: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: str | bytes | None, *arguments: Any, **named: Any) -> Any:
        _refuse_unless_home(host)
        return question(host, *arguments, **named)

    return guarded


def _refuse_unless_home(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return
    try:
        at_home = ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        at_home = False
    if not at_home:
        # Not an ordinary exception: code under test that forgives network trouble would hide it.
        pytest.fail(f"A test tried to reach {name}. Tests stay on this machine.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says whether the pages were read by the Nu checker, for a skipped test is soon overlooked."""
    terminalreporter.write_line(f"Nu HTML checker: {_nu_outcome(terminalreporter.stats)}")


def _nu_outcome(stats: dict[str, list[Any]]) -> str:
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in stats.get(outcome, ()):
            if NU_TEST in getattr(report, "nodeid", ""):
                return _nu_sentence(outcome, report)
    return "not among the tests of this run."


def _nu_sentence(outcome: str, report: pytest.TestReport) -> str:
    if outcome == "skipped" and isinstance(report.longrepr, tuple):
        return f"did NOT run: {report.longrepr[2].removeprefix('Skipped: ')}."
    if report.when != "call":
        return "did NOT run, because the site could not be built."
    return "ran and found no error." if outcome == "passed" else "ran and found errors."
