"""Room: the copy desk. Misspellings, as codespell knows them; nothing else knows that program.

Every word of the site goes to it once, a word a line. Only its list of plain errors is asked:
its list of rare words takes "bloc", "covert" and "recuse" for mistakes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryDirectory

from broadsheet.copydesk.copies import Copy, entries_of, texts_in
from broadsheet.copydesk.remarks import Remark
from broadsheet.model import Investigation
from broadsheet.problems import Location, Problem

WORD = re.compile(r"(?<![\w@/.])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@/]|\.\w)")
PLAIN = re.compile(r"[A-Za-z]?[a-z]+(?:'[a-z]+)?")
"""A word as it may be misspelt: BuzzFeed and WRAL are names."""
MASKED = re.compile(r"x+(?:'x+)?")
FOUND = re.compile(r"^\t(?P<word>\S+) ==> (?P<better>.+)$", re.MULTILINE)
NAMES = frozenset({
    "aliases", "area", "author", "by", "county", "name", "outlet", "place", "plural", "singular",
    "speaker", "subject", "to",
})  # fmt: skip
"""Fields that hold names: how these are spelt is known to the newsroom."""
COMMAND = (sys.executable, "-I", "-m", "codespell_lib", "--builtin", "clear", "-")
SECONDS = 60


def misspelt(
    copies: Iterable[Copy], found: Investigation, listed: Iterable[str]
) -> Iterator[Remark] | None:
    """A remark for each misspelt word, at each of its places; None where codespell cannot run.

    `listed` are the words of content/spelling.txt.
    """
    places = written_words(copies, known_words(found, listed))
    better = corrections(places)
    return None if better is None else told(places, better)


def told(
    places: Mapping[str, list[tuple[Copy, int]]], better: Mapping[str, str]
) -> Iterator[Remark]:
    """What to write instead, at each place."""
    for word, remedy in better.items():
        for copy, offset in places.get(word, ()):
            yield Remark("", misspelling(copy.place(offset), word, remedy))


def misspelling(place: Location, word: str, remedy: str) -> Problem:
    """`'recieve' may be misspelt`, and the word that codespell has for it."""
    hint = f"write {remedy}; if '{word}' is right, add it to content/spelling.txt"
    return Problem(place, "W174", f"'{word}' may be misspelt", hint)


def written_words(
    copies: Iterable[Copy], known: frozenset[str]
) -> dict[str, list[tuple[Copy, int]]]:
    """Each plain word that is not known, with all its places."""
    places: dict[str, list[tuple[Copy, int]]] = {}
    # Of many records most words are the same.
    asked: dict[str, bool] = {}
    for copy in copies:
        for one in WORD.finditer(copy.text):
            word = one[0].replace("’", "'")
            if word not in asked:
                asked[word] = is_plain(word) and word.lower() not in known
            if asked[word]:
                places.setdefault(word, []).append((copy, one.start()))
    return places


def is_plain(word: str) -> bool:
    """Whether it is a word of ours that is written as words are."""
    return bool(PLAIN.fullmatch(word)) and not MASKED.fullmatch(word)


def known_words(found: Investigation, listed: Iterable[str]) -> frozenset[str]:
    """The words of names and labels, and those that the newsroom lists."""
    names = [text for entry in entries_of(found) for _, text in texts_in(entry, NAMES)]
    names += [text for _, text in texts_in(found.dictionary, frozenset({"label"}))]
    names += [author for article in found.articles for author in article.front.authors]
    places = found.gazetteer
    names += [place.name for place in places.places] + [county.name for county in places.counties]
    words = (word for text in (*names, *listed) for word in WORD.findall(text))
    return frozenset(word.replace("’", "'").lower() for word in words)


def corrections(words: Iterable[str]) -> dict[str, str] | None:
    """What codespell would write for each of these words that it knows as an error."""
    asked = "\n".join(words)
    if not asked:
        return {}
    try:
        # Its settings are read from the folder it runs in: from an empty one, there are none.
        with TemporaryDirectory(prefix="broadsheet-") as folder:
            done = subprocess.run(  # noqa: S603  (our own command, no word of it from outside)
                COMMAND, input=asked, capture_output=True, encoding="utf-8", cwd=folder,
                timeout=SECONDS, check=False,
            )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.stderr.strip():
        return None
    return {one["word"]: one_of(one["better"]) for one in FOUND.finditer(done.stdout)}


def one_of(better: str) -> str:
    """`'affect' or 'effect'`, without what codespell remarks behind them."""
    words, _, _reason = better.partition("  | ")
    choices = (choice.strip() for choice in words.split(","))
    return " or ".join(f"'{choice}'" for choice in choices if choice)
