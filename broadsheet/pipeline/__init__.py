"""The stages in their order: a folder becomes a site, or problems.

    load -> validate -> rules -> plan -> render -> check -> publish

Content is read to its end before anything stops, so that the problems of load, validate,
rules and prose are told in one run. Only `publish` writes.
"""

from __future__ import annotations

from broadsheet.pipeline.edition import (
    CACHE,
    Edition,
    borrowed_cache,
    build,
    clear_cache,
    finish,
    make,
    make_pictures,
    make_shell,
    publish_edition,
    refuse_silent,
    refuse_unfinished,
)
from broadsheet.pipeline.script import (
    Proofs,
    Script,
    read_content,
    read_everything,
    read_proofs,
    told_of,
)
from broadsheet.pipeline.standing import Standing, set_again

__all__ = [
    "CACHE",
    "Edition",
    "Proofs",
    "Script",
    "Standing",
    "borrowed_cache",
    "build",
    "clear_cache",
    "finish",
    "make",
    "make_pictures",
    "make_shell",
    "publish_edition",
    "read_content",
    "read_everything",
    "read_proofs",
    "refuse_silent",
    "refuse_unfinished",
    "set_again",
    "told_of",
]
