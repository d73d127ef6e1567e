"""Room: other sites. An address is asked, and followed to where it leads readers now."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Literal, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from broadsheet.outside.net import Answer, Net, Silence

MOST_HOPS = 6
BETWEEN = 1.0
"""Seconds between two requests to one host."""
FOR_GOOD = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
SENT_ON = FOR_GOOD | {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class Outcome(NamedTuple):
    """What became of an address. `told` says why; `new` is where it has moved for good.

    `unclear`: the site does not answer programs as it answers readers, or not today.
    `unnamed`: there is no such name, or no way to ask for it from here.
    """

    kind: Literal["fine", "moved", "gone", "unclear", "unnamed"]
    told: str = ""
    new: str = ""


@dataclass(slots=True)
class Pace:
    """Nobody is asked twice at a time, nor twice in a second."""

    net: Net
    guard: threading.Lock = field(default_factory=threading.Lock)
    turns: dict[str, threading.Lock] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)

    def turn(self, host: str) -> threading.Lock:
        """What one must hold to ask a host."""
        with self.guard:
            return self.turns.setdefault(host, threading.Lock())

    def ask(self, method: str, url: str, agent: str) -> Answer | Silence:
        """Wait for our turn at that host, then ask."""
        host = urlsplit(url).hostname or ""
        with self.turn(host):
            if host in self.last:
                passed = self.net.clock() - self.last[host]
                self.net.pause(max(BETWEEN - passed, 0.0))
            try:
                return self.net.ask(method, url, agent)
            finally:
                self.last[host] = self.net.clock()


def follow(url: str, pace: Pace, agent: str) -> Outcome:
    """Ask an address and go where it sends us, so far as a browser would."""
    at, new, for_good = urldefrag(url).url, "", True
    for _ in range(MOST_HOPS):
        answer = head_or_get(at, pace, agent)
        if isinstance(answer, Silence):
            return Outcome(answer.kind, answer.told)
        if answer.status not in SENT_ON or not answer.location:
            return judged(answer.status, new)
        for_good = for_good and answer.status in FOR_GOOD
        at = sent_to(at, answer.location)
        if not at:
            return Outcome("gone", "it sends readers on to what is no address of the web")
        new = at if for_good else new
    return Outcome("gone", "it sends readers round and round")


def sent_to(url: str, location: str) -> str:
    """Where a site sends us from an address; empty where that is no address at all."""
    try:
        at = urldefrag(urljoin(url, location)).url
        return at if urlsplit(at).hostname else ""
    except ValueError:
        return ""


def head_or_get(url: str, pace: Pace, agent: str) -> Answer | Silence:
    """The cheap question first; who does not know it is asked as browsers ask."""
    answer = pace.ask("HEAD", url, agent)
    if isinstance(answer, Silence) or is_clear(answer.status):
        return answer
    return pace.ask("GET", url, agent)


def is_clear(status: int) -> bool:
    """Whether GET would get no better answer: all is well, we are sent on, or are too many."""
    return (
        HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
        or status in SENT_ON
        or status == HTTPStatus.TOO_MANY_REQUESTS
    )


def judged(status: int, new: str) -> Outcome:
    """What a last answer means for readers."""
    if status in GONE:
        return Outcome("gone", f"it answers {status}, {HTTPStatus(status).phrase.lower()}")
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Outcome("moved", "", new) if new else Outcome("fine")
    return Outcome("unclear", f"it answers {status} to programs")
