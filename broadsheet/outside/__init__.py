"""Room: other sites. Whether what we link to is still there.

Only `check --links` does: two requests at a time, one to a host, with a pause; each address
once; no more than 200 of them and five minutes. What answered is believed for a week.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet import __version__, kept
from broadsheet.copydesk import Proofs, Remark, or_waive
from broadsheet.model import Site
from broadsheet.outside.following import Outcome, Pace, follow
from broadsheet.outside.links import links_of
from broadsheet.outside.net import Net
from broadsheet.pipeline import Script
from broadsheet.problems import Location, Problem
from broadsheet.validate.shapes import Locate

__all__ = ["MOST", "MOST_SECONDS", "Net", "Round", "ask_outside"]

MOST, MOST_SECONDS, AT_A_TIME = 200, 300.0, 2
BELIEVED = datetime.timedelta(days=7)
SHOWN = 5
"""Hosts that are named where an answer says nothing."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of asking: by which way, who says that he asks, what is kept where, and when."""

    net: Net
    agent: str
    cache: Path | None
    now: datetime.datetime

    def remembered(self, url: str) -> Outcome | None:
        """What a site answered within the last week."""
        found = kept.read(self.cache / kept.LINKS / key(url)) if self.cache else None
        if found is None:
            return None
        told = json.loads(found)
        age = self.now - datetime.datetime.fromisoformat(told["asked"])
        fresh = datetime.timedelta(0) <= age < BELIEVED
        return Outcome("moved" if told["new"] else "fine", "", told["new"]) if fresh else None

    def remember(self, url: str, outcome: Outcome) -> None:
        """Keep what answered; all else is asked anew."""
        if self.cache and outcome.kind in {"fine", "moved"}:
            told = json.dumps({"asked": self.now.isoformat(), "new": outcome.new}).encode()
            with contextlib.suppress(OSError):
                kept.write(self.cache / kept.LINKS / key(url), told)

    def ask_all(self, urls: Iterable[str]) -> dict[str, Outcome]:
        """Ask hosts side by side, and the addresses of one host in turn, while there is time."""
        pace, end = Pace(self.net), self.net.clock() + MOST_SECONDS
        hosts: dict[str, list[str]] = {}
        for url in urls:
            hosts.setdefault(urlsplit(url).hostname or "", []).append(url)

        stop = threading.Event()

        def ask_host(own: Sequence[str]) -> list[tuple[str, Outcome]]:
            """Ask the addresses of one host while there is time."""
            found = []
            for url in own:
                if stop.is_set() or self.net.clock() >= end:
                    break
                found.append((url, follow(url, pace, self.agent)))
            return found

        with ThreadPoolExecutor(AT_A_TIME) as pool:
            try:
                return dict(pair for found in pool.map(ask_host, hosts.values()) for pair in found)
            finally:
                # Whoever stops us with Ctrl-C need not wait for the rest.
                stop.set()


def ask_outside(
    script: Script, locate: Locate, cache: Path | None, now: datetime.datetime, net: Net
) -> Proofs:
    """Ask every address of the content that leads outside; remarks on those that fail readers."""
    links = links_of(script, locate)
    asking = Round(net, agent_of(script.found.site), cache, now)
    outcomes = {url: known for url in links if (known := asking.remembered(url))}
    wanted = [url for url in links if url not in outcomes]
    asked = asking.ask_all(wanted[:MOST])
    for url, outcome in asked.items():
        asking.remember(url, outcome)
    if asked and all(outcome.kind == "unnamed" for outcome in asked.values()):
        # No name at all was found: it is not the sites that are missing.
        name = urlsplit(next(iter(asked))).hostname
        offline = f"{counted(len(wanted))}: no name is known, as {name}; is this machine online?"
        return Proofs(tuple(remarks(links, outcomes)), (offline,))
    told = tuple(remarks(links, outcomes | asked))
    return Proofs(told, (*unclear(asked), *unasked(len(wanted) - len(asked))))


def agent_of(site: Site) -> str:
    """Who asks, so that whoever is asked can write to the newsroom."""
    told = f"Broadsheet/{__version__} (checks the links of {site.title}; {site.base_url})"
    return "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in told)


def key(url: str) -> str:
    """The name under which an answer is kept."""
    return hashlib.sha256(url.encode()).hexdigest()


def remarks(
    links: Mapping[str, Sequence[Location]], outcomes: Mapping[str, Outcome]
) -> list[Remark]:
    """A remark at each place of an address that is gone or has moved."""
    return [
        Remark(f"link:{url}", problem)
        for url, outcome in outcomes.items()
        for place in links[url]
        if (problem := problem_of(url, outcome, place))
    ]


def problem_of(url: str, outcome: Outcome, place: Location) -> Problem | None:
    """What to do about an address; None where there is nothing to do."""
    id_ = f"link:{url}"
    if outcome.kind == "moved":
        hint = or_waive(f"write {outcome.new}", id_)
        return Problem(place, "W178", f"'{url}' has moved for good", hint)
    if outcome.kind in {"gone", "unnamed"}:
        hint = or_waive("mend the address, or lead to an archived copy", id_)
        return Problem(place, "W177", f"'{url}' leads nowhere: {outcome.told}", hint)
    return None


def unclear(asked: Mapping[str, Outcome]) -> tuple[str, ...]:
    """Which hosts gave an answer that says nothing of what readers get."""
    puzzling = [url for url, outcome in asked.items() if outcome.kind == "unclear"]
    if not puzzling:
        return ()
    hosts = list(dict.fromkeys(urlsplit(url).hostname or url for url in puzzling))
    more = f" and {len(hosts) - SHOWN} more" if len(hosts) > SHOWN else ""
    told = f"{', '.join(hosts[:SHOWN])}{more}"
    return (f"{counted(len(puzzling))} gave no clear answer; open them yourself: {told}",)


def unasked(count: int) -> tuple[str, ...]:
    """How many were left for the next time."""
    if not count:
        return ()
    minutes = int(MOST_SECONDS // 60)
    return (f"{counted(count)}: {MOST} in {minutes} minutes are the most; run it again",)


def counted(count: int) -> str:
    """`1 address of another site`, `3 addresses of other sites`."""
    return "1 address of another site" if count == 1 else f"{count} addresses of other sites"
