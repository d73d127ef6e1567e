"""Noun: where a published site goes, as an address that a person types."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORMS = (
    "write ../live or /srv/site for a folder, or rsync:user@host:/srv/site, github "
    "or s3://bucket/prefix"
)
BRANCH = "gh-pages"
DRIVE = re.compile(r"[A-Za-z]:[\\/]")
SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)")
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
REF = re.compile(r"(?!.*(?:\.\.|//|@\{))[A-Za-z0-9][\w./-]*(?<![/.])")
REMOTE = re.compile(r"(?:[\w.-]+@)?[\w.-]+::?(?P<path>.*)")


@dataclass(frozen=True, slots=True)
class FolderAddress:
    """A folder on this machine; a relative path is below the folder that it was written for."""

    path: str


@dataclass(frozen=True, slots=True)
class RsyncAddress:
    """What rsync takes for a target: `user@host:/srv/site`, or a path of this machine."""

    target: str


@dataclass(frozen=True, slots=True)
class PagesAddress:
    """A branch of this project's remote, which GitHub Pages shows."""

    branch: str = BRANCH


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """A bucket of S3-compatible storage; the prefix is empty or ends in a slash."""

    bucket: str
    prefix: str = ""


Address = FolderAddress | RsyncAddress | PagesAddress | BucketAddress


@dataclass(frozen=True, slots=True)
class NoAddress:
    """Why a text is not an address, and what would be one."""

    message: str
    hint: str


def read_address(written: str) -> Address | NoAddress:
    """The address that a text is, or what is wrong with it."""
    text = written.strip()
    if not text:
        return NoAddress("no destination is named", FORMS)
    if not text.isprintable():
        return NoAddress("a sign that nobody can see stands in the destination", "type it anew")
    found = None if DRIVE.match(text) else SCHEME.fullmatch(text)
    if "github.com" in text:
        return NoAddress(f"'{text}' is not a destination", "for GitHub Pages, write github")
    if not found:
        return PagesAddress() if text == "github" else read_folder(text)
    reader = READERS.get(found["scheme"])
    return reader(found["rest"]) if reader else unknown(text, found["scheme"], found["rest"])


def read_folder(text: str) -> Address | NoAddress:
    """A path says that it is one: a bare word may be a misspelled name of something else."""
    head, at, path = text.partition(":")
    if at and "@" in head:
        return NoAddress(f"'{text}' is not a destination", f"write rsync:{head}:{path or '/…'}")
    if "/" in text or "\\" in text or text in {".", "..", "~"}:
        return FolderAddress(text)
    hint = "write github" if text.lower() == "github" else f"for a folder, write ./{text}"
    return NoAddress(f"'{text}' is not a destination", hint)


def unknown(text: str, scheme: str, rest: str) -> NoAddress:
    """A name before a colon that we do not know, or one that rsync would take for a machine."""
    lower = scheme.lower()
    if lower in READERS:
        return NoAddress(f"'{text}' is not a destination", f"write {lower}:{rest}")
    remote = rest.startswith("/") and not rest.startswith("//")
    return NoAddress(f"'{text}' is not a destination", f"write rsync:{text}" if remote else FORMS)


def read_rsync(rest: str) -> Address | NoAddress:
    """`user@host:/srv/site`, or a path; never a whole machine or a home folder."""
    found = REMOTE.fullmatch(rest)
    path = found["path"] if found else rest
    if rest.startswith("-") or not path.strip("/.~") or ("/" not in rest and not found):
        message = f"'rsync:{rest}' does not name a folder"
        return NoAddress(message, "write rsync:user@host:/srv/site")
    return RsyncAddress(rest)


def read_pages(rest: str) -> Address | NoAddress:
    """The branch after `github:`, or the usual one."""
    if rest and not REF.fullmatch(rest):
        return NoAddress(
            f"'{rest}' cannot be the name of a branch", f"write github, or github:{BRANCH}"
        )
    return PagesAddress(rest or BRANCH)


def read_bucket(rest: str) -> Address | NoAddress:
    """`//bucket/prefix`."""
    bucket, _, prefix = rest.removeprefix("//").partition("/")
    if not rest.startswith("//"):
        return NoAddress(f"'s3:{rest}' is not a destination", f"write s3://{rest.lstrip('/')}")
    if not BUCKET.fullmatch(bucket):
        hint = "its name has 3 to 63 small letters, digits, dots and hyphens: s3://bucket/prefix"
        return NoAddress(f"'{bucket}' cannot be the name of a bucket", hint)
    parts = [part for part in prefix.split("/") if part]
    if any(part in {".", ".."} for part in parts):
        return NoAddress(f"'{prefix}' is not a prefix", "write s3://bucket/prefix")
    return BucketAddress(bucket, f"{'/'.join(parts)}/" if parts else "")


READERS = {"rsync": read_rsync, "github": read_pages, "s3": read_bucket}
