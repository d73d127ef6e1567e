"""Room: Folium's default page with 64 markers, and what it asks of other hosts, on this machine.

The hosts' files are those of npm packages, at the versions that Folium names. Three are not to be
had there to the letter: Leaflet.awesome-markers 2.0.2 (2.0.4 is taken), the glyphicons of Bootstrap
3.0.0 (cut out of 3.4.1), and a stylesheet of Folium's own repository (written here). Map tiles are
one picture of the size that a tile of a town may have.
"""

import functools
import hashlib
import io
import re
import shutil
import ssl
import subprocess
from pathlib import Path

import folium
import PIL.Image

from benchmarks.reader.serving import Found

PACKAGES = Path(__file__).parent / "node_modules"
PAGE = "folium.html"
MARKERS = 64
CENTRE = (35.5, -79.4)
WEST, SOUTH, STEP = -82.0, 34.6, (0.75, 0.26)
ROW = 8

TILE_HOST = "tile.openstreetmap.org"
ROTATION = (
    b".awesome-marker-icon i[class*=fa-rotate]{display:inline-block;transform-origin:center}\n"
)
# What a host is asked for becomes the file of a package: the first pattern that fits decides.
STANDS_FOR = (
    (r"cdn\.jsdelivr\.net/npm/leaflet@[\d.]+/(.+)", r"leaflet/\1"),
    (r"cdn\.jsdelivr\.net/npm/bootstrap@[\d.]+/(.+)", r"bootstrap/\1"),
    (
        r"cdn\.jsdelivr\.net/npm/@fortawesome/fontawesome-free@[\d.]+/(.+)",
        r"@fortawesome/fontawesome-free/\1",
    ),
    (r"code\.jquery\.com/jquery-[\d.]+\.min\.js", "jquery/dist/jquery.min.js"),
    (
        r"cdnjs\.cloudflare\.com/ajax/libs/Leaflet\.awesome-markers/[\d.]+/(.+)",
        r"leaflet.awesome-markers/dist/\1",
    ),
)
GLYPHICONS = "/bootstrap/3.0.0/css/bootstrap-glyphicons.css"
HOSTS = (
    "cdn.jsdelivr.net",
    "code.jquery.com",
    "cdnjs.cloudflare.com",
    "netdna.bootstrapcdn.com",
    TILE_HOST,
)


def missing() -> str:
    """Says in words what keeps the page from being measured; nothing when it can be."""
    if not (PACKAGES / "leaflet").exists():
        return "its files come from npm packages, which are not installed"
    return "" if shutil.which("openssl") else "a certificate is needed, and there is no openssl"


def save(folder: Path) -> Path:
    """Writes the page as Folium makes it when nothing is asked of it."""
    page = folium.Map(CENTRE, zoom_start=7)
    for number in range(MARKERS):
        place = (SOUTH + STEP[1] * (number // ROW), WEST + STEP[0] * (number % ROW))
        folium.Marker(place, popup=f"Marker {number + 1}").add_to(page)
    file = folder / PAGE
    page.save(str(file))
    return file


def find_elsewhere(host: str, path: str) -> Found | None:
    """What another host has at a path; its answer is one of our stand-ins."""
    name = path.rpartition("/")[2]
    if host == TILE_HOST:
        return Found(name, tile())
    if path == GLYPHICONS:
        return Found(name, glyphicons())
    if path.endswith("/leaflet.awesome.rotate.min.css"):
        return Found(name, ROTATION)
    return _of_package(f"{host}{path}")


def _of_package(address: str) -> Found | None:
    for pattern, stands_for in STANDS_FOR:
        fits = re.fullmatch(pattern, address)
        if fits:
            file = PACKAGES / fits.expand(stands_for)
            return Found(file.name, file.read_bytes()) if file.is_file() else None
    return None


@functools.cache
def tile() -> bytes:
    """A picture of 256 by 256 points and about 17 KB: four shades, as even as noise."""
    size = 256
    noise = hashlib.shake_256(b"tile").digest(size * size)
    picture = PIL.Image.frombytes("P", (size, size), bytes(byte & 3 for byte in noise))
    picture.putpalette([shade for level in (232, 238, 244, 250) for shade in (level,) * 3])
    kept = io.BytesIO()
    picture.save(kept, "PNG", bits=2)
    return kept.getvalue()


def glyphicons() -> bytes:
    """The rules of Bootstrap 3 that are about its icons."""
    file = PACKAGES / "bootstrap-3" / "dist" / "css" / "bootstrap.min.css"
    rules = re.findall(r"@font-face\{[^}]*\}|\.glyphicon[^{}]*\{[^}]*\}", file.read_text("utf-8"))
    return "".join(rules).encode()


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate made for this run: the page asks by https, and Chromium is told to take it."""
    openssl = shutil.which("openssl") or "openssl"
    key, chain = folder / "key.pem", folder / "certificate.pem"
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    name = ("-days", "2", "-subj", "/CN=stand-in")
    command = [openssl, "req", "-x509", *kind, *name, "-keyout", str(key), "-out", str(chain)]
    subprocess.run(command, check=True, capture_output=True)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(chain, key)
    return secured
