"""Room: other sites. One request to one address, and nowhere that is not public.

A name is looked up once, and the request goes to the number that was looked at: a name that
leads to a machine of the newsroom's own network, at once or after a redirect, is never asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

SECONDS = 10.0
"""How long one request may take, from the first knock to the last line of its head."""
MOMENT = 0.02
"""How long before a line is hung up on again that was not open yet."""
PORTS = {"http": 80, "https": 443}
SAFE = "%/:=&?~#+!$,;'@()*[]"
CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))
"""IPv6 networks that carry IPv4 addresses, private ones among them."""


class Answer(NamedTuple):
    """What a site answered: the status, and where it sends us on."""

    status: int
    location: str = ""


class Silence(NamedTuple):
    """Why there was no answer. `kind` is `gone` where no reader will get one either."""

    kind: Literal["gone", "unclear", "unnamed"]
    told: str


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """The numbers of a name. OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether a number belongs to the open net: none of this machine's, none of its network's."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            return is_public(str(number.ipv4_mapped))
        if any(number in network for network in CARRIERS):
            return False
    return number.is_global and not number.is_multicast


@dataclass(frozen=True, slots=True)
class Net:
    """The way outside: how names are looked up, what may be asked, how time passes."""

    resolve: Callable[[str, int], Sequence[str]] = addresses_of
    permits: Callable[[str], bool] = is_public
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    seconds: float = SECONDS

    def ask(self, method: str, url: str, agent: str) -> Answer | Silence:
        """Send one request and read the head of the answer; its body is never read."""
        try:
            return self.sent(method, url, agent)
        except socket.gaierror as error:
            unnamed = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}
            return Silence("unnamed" if unnamed else "unclear", "there is no site of that name")
        except ssl.SSLCertVerificationError as error:
            return Silence("gone", f"its certificate is not valid ({error.verify_message})")
        except TimeoutError:
            return Silence("unclear", "it did not answer in time")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Silence("unclear", f"no answer could be read ({type(error).__name__})")

    def sent(self, method: str, url: str, agent: str) -> Answer | Silence:
        """The same; whatever goes wrong on the way is raised."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            return Silence("gone", "it sends readers on to what is no address of the web")
        host, port = ascii_name(parts.hostname), parts.port or PORTS[parts.scheme]
        number = next((n for n in self.resolve(host, port) if self.permits(n)), None)
        if number is None:
            return Silence("gone", "it lies in a private network, where no reader gets")
        kind = SecurePinned if parts.scheme == "https" else Pinned
        with closing(kind(host, port, number, self.seconds)) as line, cut_off(line, self.seconds):
            target = quote(parts.path or "/", safe=SAFE)
            query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
            line.request(method, target + query, headers={"User-Agent": agent, "Accept": "*/*"})
            answer = line.getresponse()
            return Answer(answer.status, answer.getheader("Location") or "")


def ascii_name(host: str) -> str:
    """A host as the net writes it. UnicodeError where it is no name."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


class Pinned(http.client.HTTPConnection):
    """A line to the number that was looked at, whatever its name leads to now."""

    def __init__(self, host: str, port: int, number: str, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.number = number

    def connect(self) -> None:
        """Knock at the number."""
        self.sock = socket.create_connection((self.number, self.port), self.timeout)


class SecurePinned(Pinned):
    """The same, and the other side proves its name."""

    default_port = PORTS["https"]

    def connect(self) -> None:
        """Knock, and shake hands under the name."""
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def cut_off(line: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Hang up after so long: one who says a letter a second would hold us for ever."""
    late, over = threading.Event(), threading.Event()

    def hang_up() -> None:
        late.set()
        # A line that is only just being opened has no socket yet: try until it is over.
        while not over.wait(MOMENT):
            sock: socket.socket | None = line.sock
            if sock:
                with suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        over.set()
        timer.cancel()
