"""Room: destinations. Storage that speaks S3, Amazon's or another's.

In their order: the manifest is claimed; what pages load is written; the claim is renewed; pages
are written; what is gone is deleted; the manifest says what is there. Only what has changed
is sent, and each object gets its type and how long it may be kept.
"""

from __future__ import annotations

import datetime
import hashlib
import socket
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from broadsheet.destinations.cargo import Cargo, Difference, Sent, stopped
from broadsheet.destinations.manifest import (
    PATIENCE,
    Manifest,
    marks,
    read_manifest,
    write_manifest,
)
from broadsheet.headers import cache_control, content_type, is_page
from broadsheet.pages import Output
from broadsheet.problems import BuildError

AT_ONCE = 8
AGAIN = "publish again once that is mended: until then readers may see parts of both"
KEYS = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
REFUSALS = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "403", "ExpiredToken"}


@dataclass(frozen=True, slots=True)
class BucketDestination:
    """A bucket, and what stands before the names of all objects there."""

    bucket: str
    prefix: str
    endpoint: str | None
    root: Path

    @property
    def name(self) -> str:
        """The address."""
        return f"s3://{self.bucket}/{self.prefix}"

    def compare(self, cargo: Cargo) -> Difference:
        """What would be written and deleted."""
        with telling_storage(self):
            found = self.read(self.open())
            refuse_busy(self, found)
            return found.compare(cargo)

    def send(self, cargo: Cargo, when: datetime.datetime) -> Sent:
        """Write what has changed, pages last, and say so in the manifest."""
        del when
        with telling_storage(self):
            client = self.open()
            before = self.read(client)
            refuse_busy(self, before)
            found = before.compare(cargo)
            if not found and not before.by:
                return Sent(found, "the storage holds it already")
            replace_site(self, client, before, cargo)
        return Sent(found)

    def open(self) -> Any:
        """A client of the storage. BuildError where the library is missing."""
        try:
            import boto3  # noqa: PLC0415  (comes with `make extras`)
            from botocore.config import Config  # noqa: PLC0415
        except ImportError:
            message = "the library boto3 is not installed"
            raise stopped(self.name, "E153", message, "run `make extras`") from None
        config = Config(
            connect_timeout=10, read_timeout=60, retries={"max_attempts": 4, "mode": "standard"},
            # Other storages know neither names of buckets in the host nor Amazon's new sums.
            s3={"addressing_style": "path" if self.endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required", max_pool_connections=AT_ONCE,
        )  # fmt: skip
        session = boto3.session.Session()
        region = session.region_name or "us-east-1"
        return session.client("s3", endpoint_url=self.endpoint, region_name=region, config=config)

    def read(self, client: Any) -> Manifest:
        """What is there. BuildError where it is not ours."""
        found = read_manifest(client, self.bucket, self.prefix)
        if found is not None:
            return found
        listed = client.list_objects_v2(Bucket=self.bucket, Prefix=self.prefix, MaxKeys=1)
        if listed.get("Contents"):
            key = listed["Contents"][0]["Key"]
            message = f"the bucket holds '{key}', which Broadsheet did not put there"
            hint = f"name a prefix of its own, such as s3://{self.bucket}/site"
            raise stopped(self.name, "E152", message, hint)
        return Manifest({})


def own_mark(root: Path) -> str:
    """This project on this machine, in a form that tells readers nothing."""
    return hashlib.sha256(f"{socket.gethostname()}:{root.resolve()}".encode()).hexdigest()[:16]


def refuse_busy(place: BucketDestination, found: Manifest) -> None:
    """Somebody else is at it: two sites would be mixed."""
    if found.by and found.fresh and found.by != own_mark(place.root):
        minutes = int(PATIENCE.total_seconds() // 60)
        message = "somebody else is publishing here at this moment"
        hint = f"wait until they are done; what was broken off is forgotten after {minutes} minutes"
        raise stopped(place.name, "E155", message, hint)


def replace_site(place: BucketDestination, client: Any, before: Manifest, cargo: Cargo) -> None:
    """Make the bucket hold the cargo."""
    where, found = (place.bucket, place.prefix), before.compare(cargo)
    files = tuple(file for file in found.written if not is_page(file.path))
    pages = tuple(file for file in found.written if is_page(file.path))
    pending = sorted({*before.pending, *(file.path for file in found.written)})
    claim = replace(before, by=own_mark(place.root), pending=tuple(pending))
    claim = write_manifest(client, *where, claim)
    each(files, lambda file: put(place, client, file))
    claim = write_manifest(client, *where, claim)
    each(pages, lambda file: put(place, client, file))
    each(found.removed, lambda path: delete(place, client, path))
    done = Manifest(marks(cargo), before.staying(cargo), etag=claim.etag)
    write_manifest(client, *where, done)


def each(things: Iterable[Any], work: Callable[[Any], None]) -> None:
    """Do it with all, some at once; the first failure stops the rest."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(work, thing) for thing in things]
        try:
            for one in waiting:
                one.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def put(place: BucketDestination, client: Any, file: Output) -> None:
    """Write one object."""
    client.put_object(
        Bucket=place.bucket, Key=place.prefix + file.path, Body=file.content,
        ContentType=content_type(file.path), CacheControl=cache_control(file.path),
    )  # fmt: skip


def delete(place: BucketDestination, client: Any, path: str) -> None:
    """Delete one object; one that is gone already is no fault."""
    client.delete_object(Bucket=place.bucket, Key=place.prefix + path)


@contextmanager
def telling_storage(place: BucketDestination) -> Iterator[None]:
    """What the storage refuses, or the line to it, is a problem of the destination."""
    try:
        yield
    except BuildError:
        raise
    except Exception as error:
        told = told_of(place, error)
        if told is None:
            raise
        raise stopped(place.name, "E154", *told) from error


def told_of(place: BucketDestination, error: Exception) -> tuple[str, str] | None:
    """What is wrong, and a remedy; None for what is no fault of the storage."""
    from botocore import exceptions  # noqa: PLC0415  (comes with `make extras`)

    if isinstance(error, exceptions.NoCredentialsError | exceptions.PartialCredentialsError):
        return "there is no key for this storage", KEYS
    if isinstance(error, exceptions.ClientError):
        code = error.response["Error"]["Code"]
        if code == "NoSuchBucket":
            return f"there is no bucket '{place.bucket}'", "make it first, or check its name"
        if code in REFUSALS:
            return f"the storage refuses the key: {code}", KEYS
        return f"the storage refuses it: {code}: {error.response['Error']['Message']}", AGAIN
    if isinstance(error, exceptions.BotoCoreError):
        return f"the storage cannot be reached: {error}", AGAIN
    return None
