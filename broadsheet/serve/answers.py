"""Room: the preview's desk. An address becomes what the browser gets, all of it from memory.

Nothing on the disk is served but two files of our own, so no address leads anywhere else.
"""

from __future__ import annotations

import json
import mimetypes
import secrets
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from broadsheet.preview import Answer
from broadsheet.problems import Location, Problem
from broadsheet.render import environment, template_folders, templates_mark
from broadsheet.serve.about import about_build, about_page
from broadsheet.serve.desk import Desk, State
from broadsheet.serve.galley import Galley
from broadsheet.serve.told import tell

OURS = "__preview/"
HTML, JSON = "text/html; charset=utf-8", "application/json"
KINDS = {
    ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".html": HTML,
    ".woff2": "font/woff2", ".geojson": "application/geo+json", ".json": JSON,
    ".xml": "text/xml; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8",
}  # fmt: skip
HEAD_END = b"</head>"
OK, FOUND, FORBIDDEN, NOT_FOUND, SERVICE_UNAVAILABLE = 200, 302, 403, 404, 503


class Answers:
    """Answers what a browser asks of the preview."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.token = desk, secrets.token_urlsafe(16)

    def get(self, address: str, page: str) -> Answer:
        """What lies at an address; `page` is the page that asks about itself."""
        path = plain_path(address)
        if path is None:
            return self.missing(address)
        if path == f"{OURS}state":
            state = self.desk.state
            panel = str(self.panel(state))
            return as_json(about_build(state, panel) | {"token": self.token})
        if path == f"{OURS}page":
            return as_json(self.about(page))
        if path.startswith(OURS):
            return self.own_file(path.removeprefix(OURS))
        return self.of_site(address, path)

    def of_site(self, address: str, path: str) -> Answer:
        """A file of the site as it is shown now."""
        state, galley = self.desk.state, self.desk.state.shown
        if galley is None:
            return self.nothing_yet(state)
        file = f"{path}index.html" if path.endswith("/") or not path else path
        found = galley.file(file)
        if isinstance(found, Problem):
            told = tell([found], self.desk.files)
            return self.page("This page cannot be made", self.panel(State(told=told)), state)
        if found is None and f"{path}/index.html" in galley.pages:
            return Answer(FOUND, HTML, b"", (("Location", f"/{path}/"),))
        if found is None:
            return self.missing(address)
        return served(file, found, galley)

    def about(self, page: str) -> dict[str, Any]:
        """What there is to say of a page; nothing of what is none."""
        galley, path = self.desk.state.shown, plain_path(page)
        found = page_at(galley, path) if galley and path is not None else None
        return about_page(galley, found, self.desk.files) if galley and found else {}

    def panel(self, state: State) -> Markup:
        """The list of what is wrong."""
        editor = self.desk.editor
        return self.filled(
            "problems.html",
            told=state.told,
            fault=state.fault,
            editor=editor.name if editor else "",
            has_window=bool(editor and editor.has_window),
        )

    def filled(self, name: str, **words: object) -> Markup:
        """A template of the preview, filled; it escapes what it is given."""
        folders = template_folders(self.desk.root)
        template = environment(folders, templates_mark(folders)).get_template(f"preview/{name}")
        return Markup(template.render(**words))  # noqa: S704  (escaped by Jinja)

    def nothing_yet(self, state: State) -> Answer:
        """Nothing was built since the preview began."""
        title = "There is nothing to show yet" if state.told else "The site is being built"
        answer = self.page(title, self.panel(state), state)
        return answer._replace(status=SERVICE_UNAVAILABLE)

    def missing(self, address: str) -> Answer:
        """There is no such page, now."""
        words = Markup("<p>There is no page at {}.</p>").format(address)
        answer = self.page("Not found", words, self.desk.state)
        return answer._replace(status=NOT_FOUND)

    def page(self, title: str, content: Markup, state: State) -> Answer:
        """A page of the preview's own."""
        html = self.filled("page.html", title=title, content=content)
        return Answer(OK, HTML, with_script(html.encode(), state.number))

    def own_file(self, name: str) -> Answer:
        """The preview's script and its style."""
        if name in {"preview.js", "preview.css"}:
            for folder in template_folders(self.desk.root):
                file = Path(folder) / "preview" / name
                if file.is_file():
                    return Answer(OK, KINDS[file.suffix], file.read_bytes())
        return self.missing(f"/{OURS}{name}")

    def post(self, address: str, token: str, body: bytes) -> Answer:
        """Open a file in the editor's text editor, if a page of ours asks for it."""
        if plain_path(address) != f"{OURS}open":
            return as_json({"told": "There is nothing here."}, NOT_FOUND)
        if not secrets.compare_digest(token, self.token):
            return as_json({"told": "Reload the page and try again."}, FORBIDDEN)
        location = place_in(body)
        file = self.desk.files.path(location.file) if location else None
        editor = self.desk.editor
        if location is None or file is None or editor is None or not editor.has_window:
            return as_json({"told": "This cannot be opened from here."}, NOT_FOUND)
        try:
            subprocess.Popen(editor.command(file, location), stdin=subprocess.DEVNULL)  # noqa: S603  (the owner's own editor, and a file of the project)
        except OSError as error:
            return as_json({"told": f"{editor.name}: {error.strerror}"}, NOT_FOUND)
        return as_json({"told": ""})


def plain_path(address: str) -> str | None:
    """`agencies/index.html` of `/agencies/index.html?q=a`; None for one that is no address."""
    path = unquote(address.partition("?")[0].partition("#")[0], errors="replace")
    parts = path.split("/")
    hidden = any(part.startswith(".") for part in parts)
    if not path.startswith("/") or hidden or "\0" in path or "\\" in path or "" in parts[1:-1]:
        return None
    return path.removeprefix("/")


def place_in(body: bytes) -> Location | None:
    """The place that a request names."""
    try:
        asked = json.loads(body)
        return Location(str(asked["file"]), int(asked["line"]), int(asked["column"]))
    except (ValueError, TypeError, KeyError):
        return None


def page_at(galley: Galley, path: str) -> Any:
    """The page that an address shows."""
    return galley.pages.get(f"{path}index.html" if path.endswith("/") or not path else path)


def served(file: str, content: bytes, galley: Galley) -> Answer:
    """A file with its kind; a page with our script, which is all that it has more."""
    suffix = Path(file).suffix
    kind = KINDS.get(suffix) or mimetypes.guess_type(file)[0] or "application/octet-stream"
    if suffix == ".html":
        return Answer(OK, kind, with_script(content, galley.number))
    # The name of an asset has the hash of what is in it.
    for_ever = "max-age=31536000, immutable" if file.startswith("assets/") else "no-store"
    return Answer(OK, kind, content, (("Cache-Control", for_ever),))


def with_script(page: bytes, number: int) -> bytes:
    """A page that knows which build it is of, and hears of the next."""
    script = f'<script src="/{OURS}preview.js?{number}" defer></script>'.encode()
    return page.replace(HEAD_END, script + HEAD_END, 1)


def as_json(told: dict[str, Any], status: int = OK) -> Answer:
    """An answer for our own script."""
    return Answer(status, JSON, json.dumps(told, ensure_ascii=False).encode())
