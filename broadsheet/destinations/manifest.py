"""Room: destinations. The object that says what a bucket holds, and who is writing to it.

It is written first and last, and only where it is still as it was read: of two that publish
at once, the storage itself lets one through.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any

from broadsheet.destinations.cargo import Cargo, Difference, differences, stopped
from broadsheet.headers import cache_control, content_type, is_hashed
from broadsheet.pages import Output

NAME = ".broadsheet-site.json"
SIGN = "published by Broadsheet"
PATIENCE = datetime.timedelta(minutes=10)
MISSING = frozenset({"NoSuchKey", "404"})
OVERTAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the bucket holds: each file with its mark.

    `kept` are scripts and styles of the site before, for pages that are still open. `pending`
    may have been written by a run that was broken off. `by` is who is writing; `fresh` says
    that this is not long ago. `etag` is the storage's own name for the object as it was read.
    """

    files: Mapping[str, str]
    kept: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    by: str = ""
    fresh: bool = False
    etag: str = ""

    def content(self) -> bytes:
        """The object as it is written."""
        told = {
            "about": SIGN, "by": self.by, "files": dict(self.files), "kept": self.kept,
            "pending": self.pending,
        }  # fmt: skip
        return f"{json.dumps(told, indent=1, sort_keys=True)}\n".encode()

    def compare(self, cargo: Cargo) -> Difference:
        """What has to be written and deleted; what may be half written counts as changed."""
        sure = {p: "" if p in self.pending else mark for p, mark in self.files.items()}
        found = differences(cargo, sure, marks(cargo))
        return replace(found, removed=self.doomed(cargo))

    def doomed(self, cargo: Cargo) -> tuple[str, ...]:
        """What goes now: pages at once, scripts and styles one publication later."""
        wanted = {file.path for file in cargo.files}
        stale = {path for path in {*self.files, *self.pending} if not is_hashed(path)}
        return tuple(sorted((stale | set(self.kept)) - wanted))

    def staying(self, cargo: Cargo) -> tuple[str, ...]:
        """What is no longer used, and kept until the next publication."""
        wanted = {file.path for file in cargo.files}
        old = {path for path in {*self.files, *self.pending} if is_hashed(path)}
        return tuple(sorted(old - wanted))


def mark(file: Output) -> str:
    """The SHA-256 of a file, and what is said of it: all that may change."""
    digest = hashlib.sha256(file.content).hexdigest()
    return f"{digest} {content_type(file.path)} {cache_control(file.path)}"


def marks(cargo: Cargo) -> dict[str, str]:
    """The mark of each file."""
    return {file.path: mark(file) for file in cargo.files}


def read_manifest(client: Any, bucket: str, prefix: str) -> Manifest | None:
    """What the bucket says of itself; None where nothing was published yet."""
    from botocore.exceptions import ClientError  # noqa: PLC0415  (comes with `make extras`)

    try:
        answer = client.get_object(Bucket=bucket, Key=prefix + NAME)
    except ClientError as error:
        if error.response["Error"]["Code"] in MISSING:
            return None
        raise
    try:
        told = json.loads(answer["Body"].read())
        files, kept, pending = dict(told["files"]), tuple(told["kept"]), tuple(told["pending"])
        by = str(told["by"])
    except (ValueError, KeyError, TypeError):
        message = f"'{prefix}{NAME}' is not as Broadsheet wrote it"
        hint = "publish to another prefix, or delete that object to have all of it sent anew"
        raise stopped(f"s3://{bucket}/{prefix}", "E152", message, hint) from None
    return Manifest(files, kept, pending, by, is_fresh(answer), answer["ETag"])


def is_fresh(answer: Any) -> bool:
    """Whether the object is young, by the storage's own clock."""
    date = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
    if not date:
        return True
    return bool(parsedate_to_datetime(date) - answer["LastModified"] < PATIENCE)


def write_manifest(client: Any, bucket: str, prefix: str, manifest: Manifest) -> Manifest:
    """Put it in the place of the one that was read; BuildError where that has changed."""
    from botocore.exceptions import ClientError  # noqa: PLC0415  (comes with `make extras`)

    only_if = {"IfMatch": manifest.etag} if manifest.etag else {"IfNoneMatch": "*"}
    try:
        answer = client.put_object(
            Bucket=bucket, Key=prefix + NAME, Body=manifest.content(), CacheControl="no-store",
            ContentType="application/json", **only_if,
        )  # fmt: skip
    except ClientError as error:
        if error.response["Error"]["Code"] in OVERTAKEN | MISSING:
            if written := own_write(client, bucket, prefix, manifest):
                return written
            message = "somebody else has published here meanwhile"
            hint = "look at what they published, then publish again"
            raise stopped(f"s3://{bucket}/{prefix}", "E155", message, hint) from error
        raise
    return replace(manifest, etag=answer["ETag"])


def own_write(client: Any, bucket: str, prefix: str, manifest: Manifest) -> Manifest | None:
    """Ours after all: the answer to the first try was lost, and it was sent once more."""
    there = read_manifest(client, bucket, prefix)
    ours = there is not None and there.content() == manifest.content()
    return replace(manifest, etag=there.etag) if there and ours else None
