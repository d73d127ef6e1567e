"""Room: what goes into `assets/`: the scripts, the icon, the typefaces; and the pages' styles.

Every name carries the hash of its content, so that browsers may keep a file for ever and
never show an old one. The editor's own files stand before ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import rjsmin

from broadsheet.assets import styles, typefaces
from broadsheet.assets.fonts import Cut, cut
from broadsheet.assets.styles import FONT_FOLDER, PageStyles, page_styles
from broadsheet.pages import Output

FOLDER = "assets/"
HASH_LENGTH = 10
ICON, LATER = "icon.svg", "later.js"
IN_DATA = "='(),;:"
"""What may stand in a `data:` address as it is; a slash may not: `//` looks like a host's."""

__all__ = ["Assets", "PageStyles", "build_assets", "inline_parts"]


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of `assets/`, and under which name each was published."""

    outputs: tuple[Output, ...]
    names: tuple[tuple[str, str], ...]
    styles: PageStyles

    def path(self, name: str) -> str:
        """`assets/later.3f2a….js` for `later.js`, from the site's top. KeyError if unknown."""
        published = dict(self.names)
        if name not in published:
            raise KeyError(f"there is no asset '{name}'; there are {', '.join(published)}")
        return published[name]


def build_assets(
    templates_dirs: tuple[Path, ...],
    text_used: frozenset[str],
    extra: tuple[tuple[str, bytes], ...] = (),
    cache: Path | None = None,
) -> Assets:
    """Everything for `assets/`.

    `templates_dirs` are the templates' folders, the editor's before ours; `text_used` the
    characters of all pages; `extra` further files by name; `cache` a folder that may keep the
    cut fonts. OSError where a file cannot be read, ValueError where two have one name.
    """
    folders = tuple(folder / "assets" for folder in templates_dirs)
    cuts = tuple(cut(face, text_used, cache) for face in typefaces.TYPEFACES)
    named = [(font_name(one.typeface), one.woff2) for one in cuts]
    scripts = [(name, without_remarks(script)) for name, script in files(folders, "js/*.js")]
    sheets = styles.read_sheets(tuple(folder / "css" for folder in folders))
    named += [*scripts, *files(folders, "icon.svg"), *asked_sheets(sheets, extra)]
    return assemble(named, cuts, sheets, scripts)


def files(folders: tuple[Path, ...], pattern: str) -> list[tuple[str, bytes]]:
    """The files that match, by name."""
    return [(name, path.read_bytes()) for name, path in styles.find(folders, pattern).items()]


@lru_cache(maxsize=64)
def without_remarks(script: bytes) -> bytes:
    """A script as it is published: a quarter of ours is remarks and indents."""
    return f"{rjsmin.jsmin(script.decode())}\n".encode()


def assemble(
    named: list[tuple[str, bytes]],
    cuts: tuple[Cut, ...],
    sheets: Mapping[str, str],
    scripts: list[tuple[str, bytes]],
) -> Assets:
    """Give each file its name, and join the stylesheets, which know some of them."""
    twice = sorted({name for name, _ in named if [n for n, _ in named].count(name) > 1})
    if twice:
        raise ValueError(f"two assets are called '{twice[0]}'")
    hashed = [(name, hashed_path(name, content), content) for name, content in named]
    outputs = [Output(path, content) for _, path, content in hashed]
    outputs += [Output(FOLDER + name, text) for name, text in typefaces.licenses().items()]
    names = {name: path for name, path, _ in hashed}
    faces = "".join(face_rule(one.typeface, names[font_name(one.typeface)]) for one in cuts)
    told = [(name.removesuffix(".js"), script) for name, script in scripts]
    return Assets(tuple(outputs), tuple(names.items()), page_styles(sheets, faces, told))


def inline_parts(assets: Assets) -> tuple[str, str]:
    """What stands in each page: the icon as a `data:` address, and the script `later.js`.

    ValueError where the script would end its own element.
    """
    contents = dict(assets.outputs)
    icon = " ".join(contents[assets.path(ICON)].decode().split()).replace("> <", "><")
    script = contents[assets.path(LATER)].decode().strip()
    if "</" in script or "<!--" in script:
        raise ValueError(f"{LATER} cannot stand in a page: it holds '</' or '<!--'")
    return f"data:image/svg+xml,{quote(icon, safe=IN_DATA)}", script


def face_rule(typeface: typefaces.Typeface, path: str) -> str:
    """The `@font-face` rule of a typeface, the way to it left open."""
    file = path.removeprefix(FOLDER + typefaces.FOLDER)
    return typefaces.face_rule(typeface, FONT_FOLDER + file)


def asked_sheets(
    sheets: Mapping[str, str], extra: tuple[tuple[str, bytes], ...]
) -> Iterator[tuple[str, bytes]]:
    """The sheets that a script asks for (`css/asked/`), behind one of that name among the extras.

    So Leaflet's own stylesheet and our dress for it are one file.
    """
    given = dict(extra)
    for path, css in sheets.items():
        if path.startswith(styles.ASKED):
            name, ours = path.removeprefix(styles.ASKED), styles.layered("blocks", css)
            yield name, given.pop(name, b"") + ours.encode() + b"\n"
    yield from given.items()


def font_name(typeface: typefaces.Typeface) -> str:
    """`fonts/source-serif-4.woff2`, by which `path` and a preload find it."""
    return f"{typefaces.FOLDER}{typeface.name}.woff2"


def hashed_path(name: str, content: bytes) -> str:
    """`assets/fonts/a.3f2a….woff2` for `fonts/a.woff2`."""
    plain = PurePosixPath(name)
    mark = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
    return FOLDER + str(plain.with_name(f"{plain.stem}.{mark}{plain.suffix}"))
