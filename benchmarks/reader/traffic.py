"""Noun: what goes over the network while a page is open, as Chromium itself counts it."""

import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession


@dataclass
class Traffic:
    """Everything that a page has asked for so far."""

    origin: str
    asked: int = 0
    foreign: int = 0
    weight: int = 0
    """Bytes as they went over the wire, headers too."""
    typefaces: int = 0
    """Those of them that were typefaces."""
    files: list[tuple[str, int]] = field(default_factory=list)
    """What has come, in its order: its address without the host, and its bytes."""
    _addresses: dict[str, str] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _typefaces: set[str] = field(default_factory=set)
    _stirred: float = field(default_factory=time.monotonic)

    def listen(self, session: CDPSession) -> None:
        """Counts from now on."""
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.responseReceived", self._hear)
        session.on("Network.loadingFinished", self._finish)
        session.on("Network.loadingFailed", self._end)

    def still_for(self) -> float:
        """For how many seconds nothing has moved; 0 while an answer is awaited."""
        return 0.0 if self._open else time.monotonic() - self._stirred

    def _ask(self, event: dict[str, Any]) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme not in {"http", "https"}:
            return
        self.asked += 1
        self.foreign += f"{address.scheme}://{address.netloc}" != self.origin
        self._open.add(event["requestId"])
        self._addresses[event["requestId"]] = address.path
        self._stirred = time.monotonic()

    def _hear(self, event: dict[str, Any]) -> None:
        if event["type"] == "Font":
            self._typefaces.add(event["requestId"])

    def _finish(self, event: dict[str, Any]) -> None:
        weight = int(event["encodedDataLength"])
        self.weight += weight
        self.files.append((self._addresses.get(event["requestId"], ""), weight))
        self.typefaces += weight if event["requestId"] in self._typefaces else 0
        self._end(event)

    def _end(self, event: dict[str, Any]) -> None:
        self._open.discard(event["requestId"])
        self._stirred = time.monotonic()
