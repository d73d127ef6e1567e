"""Room: what goes into `assets/`: one stylesheet, the scripts, the icon, the typefaces.

Every name carries the hash of its content, so that browsers may keep a file for ever and
never show an old one. The editor's own files stand before ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from broadsheet.assets import styles, typefaces
from broadsheet.assets.fonts import Cut, cut
from broadsheet.pages import Output

FOLDER = "assets/"
STYLESHEET = "site.css"
HASH_LENGTH = 10
SHELL_BLOCKS = frozenset({"breadcrumbs", "colophon", "masthead", "onward", "opening", "skip"})

__all__ = ["Assets", "build_assets"]


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of `assets/`, and under which name each was published."""

    outputs: tuple[Output, ...]
    names: tuple[tuple[str, str], ...]
    sheet: str
    """The stylesheet of the shell alone: what a page without a block of its own needs."""
    stand_ins: str

    def path(self, name: str) -> str:
        """`assets/site.3f2a….css` for `site.css`, from the site's top. KeyError if unknown."""
        published = dict(self.names)
        if name not in published:
            raise KeyError(f"there is no asset '{name}'; there are {', '.join(published)}")
        return published[name]

    def inline_css(self, root: str | None = None) -> Markup:
        """The shell's stylesheet to stand inside `<style>`.

        `root` leads from the page to the site's top (``, `../`, a full address). Without it
        there is no address in the sheet: readers' own fonts are used, so that the page
        works wherever it is shown, as 404.html must.
        """
        faces = "" if root is None else self.face_rules(root + FOLDER)
        return styles.for_style_element(faces + self.stand_ins + self.sheet)

    def face_rules(self, folder: str) -> str:
        """The `@font-face` rules, for a sheet from which `folder` leads to `assets/`."""
        return "".join(
            typefaces.face_rule(face, folder + self.path(font_name(face)).removeprefix(FOLDER))
            for face in typefaces.TYPEFACES
        )


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
    named += [*files(folders, "js/*.js"), *files(folders, "icon.svg"), *extra]
    return with_stylesheet(assemble(named, cuts), folders)


def files(folders: tuple[Path, ...], pattern: str) -> list[tuple[str, bytes]]:
    """The files that match, by name."""
    return [(name, path.read_bytes()) for name, path in styles.find(folders, pattern).items()]


def assemble(named: list[tuple[str, bytes]], cuts: tuple[Cut, ...]) -> Assets:
    """All but the stylesheet, which must know the others' names."""
    twice = sorted({name for name, _ in named if [n for n, _ in named].count(name) > 1})
    if twice:
        raise ValueError(f"two assets are called '{twice[0]}'")
    hashed = [(name, hashed_path(name, content), content) for name, content in named]
    outputs = [Output(path, content) for _, path, content in hashed]
    outputs += [Output(FOLDER + name, text) for name, text in typefaces.licenses().items()]
    return Assets(
        outputs=tuple(outputs),
        names=tuple((name, path) for name, path, _ in hashed),
        sheet="",
        stand_ins="".join(one.stand_in_rules for one in cuts),
    )


def with_stylesheet(assets: Assets, folders: tuple[Path, ...]) -> Assets:
    """Join the stylesheet and add it."""
    css = tuple(folder / "css" for folder in folders)
    sheet = styles.joined(css)
    content = (assets.face_rules("") + assets.stand_ins + sheet).encode()
    path = hashed_path(STYLESHEET, content)
    return Assets(
        outputs=(*assets.outputs, Output(path, content)),
        names=(*assets.names, (STYLESHEET, path)),
        sheet=styles.joined(css, SHELL_BLOCKS),
        stand_ins=assets.stand_ins,
    )


def font_name(typeface: typefaces.Typeface) -> str:
    """`fonts/source-serif-4.woff2`, by which `path` and a preload find it."""
    return f"{typefaces.FOLDER}{typeface.name}.woff2"


def hashed_path(name: str, content: bytes) -> str:
    """`assets/fonts/a.3f2a….woff2` for `fonts/a.woff2`."""
    plain = PurePosixPath(name)
    mark = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
    return FOLDER + str(plain.with_name(f"{plain.stem}.{mark}{plain.suffix}"))
