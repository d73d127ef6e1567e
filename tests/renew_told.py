"""Write anew what is told of the wrong examples: `python tests/renew_told.py [CODE]...`.

Read the difference afterwards as you would read code: each message is one that an editor gets.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from broadsheet.codes import ORDER, Code, all_codes  # noqa: E402  (the program is found only now)
from tests.examples import told_of_wrong  # noqa: E402
from tests.scenes import BEYOND  # noqa: E402

FRONT = "site/index.html"
"""Of a fault that every page has, the front page's is shown."""


def message_of(code: Code) -> str:
    """What is told of a wrong example: what is shown, if that is told, else the first message."""
    with tempfile.TemporaryDirectory() as folder:
        told = told_of_wrong(Path(folder), code)
    own = [one for one in told if f"[{code.name}]" in one]
    shown = code.told.rstrip("\n")
    if shown in own or not own:
        return shown
    return next((one for one in own if one.startswith(FRONT)), own[0])


def main() -> None:
    """Renew the messages of the codes that are named, or of all."""
    for group in ORDER:
        path = ROOT / "broadsheet" / "codes" / f"{group}.toml"
        before = path.read_text("utf-8")
        after = re.sub(
            r"^\[(\w+)\]\n.*?^told = '''(.*?)'''", renewed, before, flags=re.MULTILINE | re.DOTALL
        )
        if after != before:
            path.write_text(after, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}: renewed\n")


def renewed(entry: re.Match[str]) -> str:
    """The beginning of an entry with its message made anew."""
    code = all_codes()[entry[1]]
    is_wanted = code.name in sys.argv[1:] or not sys.argv[1:]
    if not is_wanted or code.name in BEYOND:
        return entry[0]
    return entry[0].removesuffix(f"{entry[2]}'''") + f"\n{message_of(code)}\n'''"


if __name__ == "__main__":
    main()
