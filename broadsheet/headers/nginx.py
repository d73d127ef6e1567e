"""Room: headers. The site of an nginx that serves the folder, ready to be put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from broadsheet.headers.kinds import (
    ALL_FRAMES,
    ALWAYS,
    ASK_EACH_TIME,
    EMBEDDED,
    FEEDS,
    FOR_A_WHILE,
    FOR_AN_HOUR,
    FOR_EVER,
    IN_LETTERS,
    OWN_FRAMES,
    PICTURES,
    TYPES,
    UNKNOWN,
)

TOP = """\
# {address}, served by nginx. Made by `broadsheet nginx`; put it into
# /etc/nginx/conf.d/{host}.conf, and run: nginx -t && nginx -s reload
server {{
    listen 80;
    listen [::]:80;
    server_name {host};
    # For https: certbot --nginx -d {host}

    index index.html;
    absolute_redirect off;
    server_tokens off;

    # A wrong address, and a folder without a page, get the page for wrong addresses.
    error_page 403 404 =404 {base}404.html;

    default_type {unknown};
    types {{
{types}    }}
    charset utf-8;
    charset_types {text_types};

    gzip on;
    gzip_vary on;
    gzip_min_length 512;
    gzip_types {packed};
    # With the module ngx_brotli:
    # brotli on;
    # brotli_types {packed};
"""

BESIDE = """
    # If {host} has a server already, put the locations above into that, without these two.
    location = {bare} {{
        return 301 {base};
    }}
    location / {{
        return 404;
    }}
"""


def nginx_site(host: str, base: str, folder: str) -> str:
    """The file for a host whose address `base` (it begins and ends in `/`) shows a folder."""
    texts = [kind for ending, kind in TYPES.items() if ending in IN_LETTERS and ending != "html"]
    top = TOP.format(
        address=f"https://{host}{base}", host=host, base=base, unknown=UNKNOWN, types=types(),
        text_types=" ".join(texts), packed=" ".join(texts),
    )  # fmt: skip
    hidden = "\n    # Nothing whose name begins with a dot, but for certificates.\n"
    hidden += "    location ~ /\\.(?!well-known) {\n        return 404;\n    }\n"
    beside = BESIDE.format(host=host, base=base, bare=base.rstrip("/")) if base != "/" else ""
    return f"{top}{''.join(locations(base, folder.rstrip('/')))}{beside}{hidden}}}\n"


def types() -> str:
    """What each ending stands for."""
    return "".join(f"        {kind} {ending};\n" for ending, kind in TYPES.items())


def locations(base: str, folder: str) -> Iterator[str]:
    """Each part of the site with what is said of its files."""
    yield location(base, f"{folder}/", OWN_FRAMES, ASK_EACH_TIME)
    name = f"{base}{EMBEDDED}/"
    yield location(name, f"{folder}/{EMBEDDED}/", ALL_FRAMES, ASK_EACH_TIME)
    yield location(f"{base}assets/", f"{folder}/assets/", OWN_FRAMES, FOR_EVER)
    for name in PICTURES:
        yield location(f"{base}{name}/", f"{folder}/{name}/", OWN_FRAMES, FOR_AN_HOUR)
    for name in FEEDS:
        yield location(f"= {base}{name}", f"{folder}/{name}", OWN_FRAMES, FOR_A_WHILE)


def location(pattern: str, path: str, frames: str, cache: str) -> str:
    """A part: its headers are all named, for nginx inherits none where one is set."""
    named: Mapping[str, str] = {**ALWAYS, "Content-Security-Policy": frames}
    lines = (f'        add_header {name} "{value}" always;\n' for name, value in named.items())
    said = "".join(lines)
    said += f'        add_header Cache-Control "{cache}";\n'
    return f'\n    location {pattern} {{\n        alias "{path}";\n{said}    }}\n'
