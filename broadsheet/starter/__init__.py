"""Room: an empty folder becomes a small investigation that can be built at once.

`plan_folder` makes every file from a few answers, `put_folder` puts them into a folder: all of
them or none. What is still to be written is marked `TK`, so that it cannot be published.
"""

from __future__ import annotations

from broadsheet.starter.answers import DEFAULTS, Answers, answer_fault, several
from broadsheet.starter.area import Area
from broadsheet.starter.folder import plan_folder, put_folder, refuse_taken

__all__ = [
    "DEFAULTS",
    "Answers",
    "Area",
    "answer_fault",
    "plan_folder",
    "put_folder",
    "refuse_taken",
    "several",
]
