"""The pipeline: standing type. What was set for an earlier build is not set again.

A process that builds again and again keeps what it made, each by the fingerprint of all that
it was made from. Never dates, never a list of what is stale: a build that recalls is the same,
byte for byte, as one that remembers nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from broadsheet.pages import Output, Page
from broadsheet.problems import Problem
from broadsheet.render import Shell, finish_page, set_page

T = TypeVar("T")


class Standing:
    """What the builds of this process made. What two of them in a row do not need is let go."""

    def __init__(self) -> None:
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under that key, else what is made now.

        The key must name all that it is made from.
        """
        found: T
        if key in self._now:
            found = self._now[key]
        elif key in self._before:
            found = self._before[key]
        else:
            found = make()
        self._now[key] = found
        return found

    def sweep(self) -> None:
        """A build is over: let go of what neither it nor the one before it asked for."""
        self._before, self._now = self._now, {}


def set_again(page: Page, shell: Shell, standing: Standing) -> Output | Problem:
    """As `render_page`; a page that was set before is only finished."""
    key = ("page", page_mark(page, shell))
    text = standing.kept(key, lambda: set_page(page, shell))
    return text if isinstance(text, Problem) else finish_page(page, text, shell)


def page_mark(page: Page, shell: Shell) -> str:
    """The hash of all that `set_page` looks at, the program itself apart.

    Records are frozen and hold values only, so that all of one stands in its `repr`. Of the
    assets only the names count: their addresses are put in when a page is finished.
    """
    names = tuple(name for name, _ in shell.assets)
    templates = (shell.folders, shell.templates)
    made_from = repr((page, shell.site, templates, names, shell.inline, shell.photos))
    return hashlib.sha256(made_from.encode("utf-8", "surrogatepass")).hexdigest()
