"""Storage that speaks S3: a server of our own on this machine, written to as a real one is."""

from __future__ import annotations

import builtins
import datetime
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto.server import ThreadedMotoServer

from broadsheet.destinations import BucketDestination, Cargo
from broadsheet.destinations import bucket as bucket_module
from broadsheet.destinations import manifest as manifest_module
from broadsheet.problems import BuildError
from tests.shipment import FIRST_SCRIPT, SECOND_SCRIPT, WHEN, held, site

BUCKET, PREFIX = "gazette", "register/"
PLACE = f"s3://{BUCKET}/{PREFIX}"
MANIFEST = ".broadsheet-site.json"
LOOK = "look at what they published, then publish again"
AGAIN = "publish again once that is mended: until then readers may see parts of both"
KEYS = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a storage that forgets everything at the end."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def storage(endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """A client of it, with a key and an empty bucket."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    yield client
    for key in names(client, ""):
        client.delete_object(Bucket=BUCKET, Key=key)
    client.delete_bucket(Bucket=BUCKET)
    client.close()


@pytest.fixture
def place(storage: Any, endpoint: str, tmp_path: Path) -> BucketDestination:
    return BucketDestination(BUCKET, PREFIX, endpoint, tmp_path / "ours")


@pytest.fixture
def other(storage: Any, endpoint: str, tmp_path: Path) -> BucketDestination:
    """The same place, from a colleague's machine."""
    return BucketDestination(BUCKET, PREFIX, endpoint, tmp_path / "theirs")


def names(storage: Any, prefix: str = PREFIX) -> list[str]:
    listed = storage.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
    return [entry["Key"].removeprefix(prefix) for entry in listed]


def objects(storage: Any) -> dict[str, bytes]:
    """What readers get; not what we keep for ourselves."""
    return {
        name: storage.get_object(Bucket=BUCKET, Key=PREFIX + name)["Body"].read()
        for name in names(storage)
        if name != MANIFEST
    }


class Calls:
    """Every request that is made, in its order; one of them may be made to fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[tuple[str, str]] = []
        self.fail_at = ""
        self.before: dict[str, Any] = {}
        real = BaseClient._make_api_call

        def call(client: Any, operation: str, words: Any) -> Any:
            key = words.get("Key", "").removeprefix(PREFIX)
            if operation in {"PutObject", "DeleteObject"}:
                self.made.append((operation, key))
                if key == self.fail_at:
                    raise KeyboardInterrupt
                if key in self.before:
                    self.before.pop(key)()
            return real(client, operation, words)

        monkeypatch.setattr(BaseClient, "_make_api_call", call)

    def puts(self) -> list[str]:
        return [key for operation, key in self.made if operation == "PutObject"]


@pytest.fixture
def calls(storage: Any, monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(monkeypatch)


def failure(place: BucketDestination, cargo: Cargo) -> str:
    with pytest.raises(BuildError) as told:
        place.send(cargo, WHEN)
    return str(told.value)


# ------------------------------------------------------------------------ what is sent


def test_readers_get_exactly_what_was_built(place: BucketDestination, storage: Any) -> None:
    sent = place.send(site(1), WHEN)
    assert objects(storage) == held(site(1))
    assert len(sent.difference.added) == 4


@pytest.mark.parametrize(
    ("name", "kind", "cache"),
    [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("data/agencies.csv", "text/csv; charset=utf-8", "no-cache"),
        ("data/agencies.geojson", "application/geo+json; charset=utf-8", "no-cache"),
        ("feed.xml", "application/atom+xml; charset=utf-8", "public, max-age=600"),
        ("feed.json", "application/feed+json; charset=utf-8", "public, max-age=600"),
        ("sitemap.xml", "application/xml; charset=utf-8", "public, max-age=600"),
        ("cards/index.png", "image/png", "public, max-age=3600"),
        ("data/SHA256SUMS", "application/octet-stream", "no-cache"),
        ("assets/fonts/serif.0123456789.woff2", "font/woff2",
         "public, max-age=31536000, immutable"),
        (FIRST_SCRIPT, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("agencies/evidence.js", "text/javascript; charset=utf-8", "no-cache"),
    ],
)  # fmt: skip
def test_each_object_has_its_type_and_its_lifetime(
    place: BucketDestination, storage: Any, name: str, kind: str, cache: str
) -> None:
    place.send(site(1, name), WHEN)
    told = storage.head_object(Bucket=BUCKET, Key=PREFIX + name)
    assert (told["ContentType"], told["CacheControl"]) == (kind, cache)


def test_only_what_has_changed_is_sent_and_pages_come_last(
    place: BucketDestination, calls: Calls
) -> None:
    place.send(site(1, FIRST_SCRIPT), WHEN)
    calls.made.clear()
    place.send(site(2, FIRST_SCRIPT), WHEN)
    puts = calls.puts()
    assert "cards/index.png" not in puts
    assert [puts[0], puts[3], puts[-1]] == [MANIFEST] * 3
    assert set(puts[1:3]) == {FIRST_SCRIPT, "data/agencies.csv"}
    assert set(puts[4:-1]) == {"agencies/index.html", "index.html"}


def test_a_site_that_is_there_already_is_not_written_at_all(
    place: BucketDestination, calls: Calls
) -> None:
    place.send(site(1), WHEN)
    calls.made.clear()
    sent = place.send(site(1), WHEN)
    assert (calls.made, sent.told) == ([], "the storage holds it already")


def test_a_page_goes_at_once_and_a_script_one_publication_later(
    place: BucketDestination, storage: Any, calls: Calls
) -> None:
    place.send(site(1, FIRST_SCRIPT, "withdrawn/index.html"), WHEN)
    sent = place.send(site(2, SECOND_SCRIPT), WHEN)
    assert sent.difference.removed == ("withdrawn/index.html",)
    assert set(objects(storage)) == {*held(site(2, SECOND_SCRIPT)), FIRST_SCRIPT}
    assert calls.made[-2:] == [("DeleteObject", "withdrawn/index.html"), ("PutObject", MANIFEST)]
    sent = place.send(site(3, SECOND_SCRIPT), WHEN)
    assert sent.difference.removed == (FIRST_SCRIPT,)
    assert objects(storage) == held(site(3, SECOND_SCRIPT))


def test_a_script_that_comes_back_is_sent_again_and_stays(
    place: BucketDestination, storage: Any
) -> None:
    place.send(site(1, FIRST_SCRIPT), WHEN)
    place.send(site(2), WHEN)
    place.send(site(3, FIRST_SCRIPT), WHEN)
    assert objects(storage) == held(site(3, FIRST_SCRIPT))


def test_a_look_writes_nothing(place: BucketDestination, calls: Calls, storage: Any) -> None:
    found = place.compare(site(1))
    assert ([f.path for f in found.added], calls.made, names(storage)) == (
        [f.path for f in site(1).files], [], [],
    )  # fmt: skip
    place.send(site(1, "old.html"), WHEN)
    calls.made.clear()
    found = place.compare(site(2))
    assert calls.made == []
    assert place.send(site(2), WHEN).difference == found


# ------------------------------------------------------------------------ broken off


@pytest.mark.parametrize("at", ["data/agencies.csv", "agencies/index.html", MANIFEST])
def test_what_was_broken_off_is_finished_by_the_next(
    place: BucketDestination, storage: Any, calls: Calls, at: str
) -> None:
    place.send(site(1, FIRST_SCRIPT), WHEN)
    calls.fail_at = at
    with pytest.raises(KeyboardInterrupt):
        place.send(site(2, SECOND_SCRIPT), WHEN)
    calls.fail_at = ""
    place.send(site(3), WHEN)
    assert {**held(site(3))}.items() <= objects(storage).items()
    place.send(site(4), WHEN)
    assert objects(storage) == held(site(4))


def test_going_back_after_a_broken_publication_leaves_no_page_of_it(
    place: BucketDestination, storage: Any, calls: Calls
) -> None:
    """What the manifest of before says is no longer so: parts of it were overwritten."""
    place.send(site(1), WHEN)
    calls.fail_at = "index.html"
    with pytest.raises(KeyboardInterrupt):
        place.send(site(2, "new.html"), WHEN)
    calls.fail_at = ""
    assert objects(storage)["data/agencies.csv"] == b"data/agencies.csv 2\n"
    place.send(site(1), WHEN)
    assert objects(storage) == held(site(1))


def test_a_first_publication_that_was_broken_off_can_be_repeated(
    place: BucketDestination, storage: Any, calls: Calls
) -> None:
    calls.fail_at = "index.html"
    with pytest.raises(KeyboardInterrupt):
        place.send(site(1), WHEN)
    calls.fail_at = ""
    place.send(site(1), WHEN)
    assert objects(storage) == held(site(1))


# ------------------------------------------------------------------------ two at once


def test_of_two_that_begin_together_the_second_is_told_and_writes_nothing(
    place: BucketDestination, other: BucketDestination, storage: Any, calls: Calls
) -> None:
    place.send(site(1), WHEN)
    told: list[str] = []
    calls.before["agencies/index.html"] = lambda: told.append(failure(other, site(9)))
    place.send(site(2), WHEN)
    message = "somebody else is publishing here at this moment"
    hint = "wait until they are done; what was broken off is forgotten after 10 minutes"
    assert told == [f"{PLACE}: error[E155]: {message}\n  {hint}"]
    assert objects(storage) == held(site(2))
    other.send(site(9), WHEN)
    assert objects(storage) == held(site(9))


def test_one_that_read_before_the_other_claimed_is_stopped_by_the_storage(
    place: BucketDestination, other: BucketDestination, storage: Any, calls: Calls
) -> None:
    place.send(site(1), WHEN)
    calls.before[MANIFEST] = lambda: other.send(site(2), WHEN)
    message = "somebody else has published here meanwhile"
    assert failure(place, site(9)) == f"{PLACE}: error[E155]: {message}\n  {LOOK}"
    assert objects(storage) == held(site(2))


def test_two_first_publications_are_not_mixed(
    place: BucketDestination, other: BucketDestination, storage: Any, calls: Calls
) -> None:
    calls.before[MANIFEST] = lambda: other.send(site(2), WHEN)
    message = "somebody else has published here meanwhile"
    assert failure(place, site(9)) == f"{PLACE}: error[E155]: {message}\n  {LOOK}"
    assert objects(storage) == held(site(2))


def test_what_a_colleague_broke_off_long_ago_does_not_stand_in_the_way(
    place: BucketDestination, other: BucketDestination, storage: Any, calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    calls.fail_at = "index.html"
    with pytest.raises(KeyboardInterrupt):
        other.send(site(1), WHEN)
    calls.fail_at = ""
    told = failure(place, site(2))
    assert "error[E155]" in told
    with pytest.raises(BuildError) as looked:
        place.compare(site(2))
    assert str(looked.value) == told
    monkeypatch.setattr(manifest_module, "PATIENCE", datetime.timedelta(0))
    place.send(site(2), WHEN)
    assert objects(storage) == held(site(2))


def test_one_that_was_overtaken_writes_no_page(
    place: BucketDestination, other: BucketDestination, storage: Any, calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A laptop that slept: its claim is old, somebody else has published, and it wakes up."""
    place.send(site(1), WHEN)

    def overtake() -> None:
        monkeypatch.setattr(manifest_module, "PATIENCE", datetime.timedelta(0))
        other.send(site(2), WHEN)

    calls.before["data/agencies.csv"] = overtake
    message = "somebody else has published here meanwhile"
    assert failure(place, site(9)) == f"{PLACE}: error[E155]: {message}\n  {LOOK}"
    there = objects(storage)
    assert {there[name] for name in ("index.html", "agencies/index.html")} == {
        b"index.html 2\n", b"agencies/index.html 2\n",
    }  # fmt: skip


def test_a_write_of_ours_whose_answer_was_lost_is_no_stranger(
    place: BucketDestination, storage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = BaseClient._make_api_call

    def twice(client: Any, operation: str, words: Any) -> Any:
        if operation == "PutObject" and words["Key"].endswith(MANIFEST):
            real(client, operation, words)
        return real(client, operation, words)

    monkeypatch.setattr(BaseClient, "_make_api_call", twice)
    place.send(site(1), WHEN)
    assert objects(storage) == held(site(1))


# ------------------------------------------------------------------------ refusals


def test_a_bucket_with_other_things_in_it_is_left_alone(
    place: BucketDestination, storage: Any
) -> None:
    storage.put_object(Bucket=BUCKET, Key=f"{PREFIX}holiday.jpg", Body=b"x")
    message = f"the bucket holds '{PREFIX}holiday.jpg', which Broadsheet did not put there"
    hint = f"name a prefix of its own, such as s3://{BUCKET}/site"
    assert failure(place, site(1)) == f"{PLACE}: error[E152]: {message}\n  {hint}"
    assert names(storage) == ["holiday.jpg"]


def test_what_lies_beside_the_prefix_stays(place: BucketDestination, storage: Any) -> None:
    storage.put_object(Bucket=BUCKET, Key="register-of-births/index.html", Body=b"x")
    place.send(site(1), WHEN)
    place.send(site(2), WHEN)
    assert "register-of-births/index.html" in names(storage, "")


def test_a_manifest_that_is_not_ours_is_told(place: BucketDestination, storage: Any) -> None:
    storage.put_object(Bucket=BUCKET, Key=f"{PREFIX}{MANIFEST}", Body=b'{"files": 3}')
    message = f"'{PREFIX}{MANIFEST}' is not as Broadsheet wrote it"
    hint = "publish to another prefix, or delete that object to have all of it sent anew"
    assert failure(place, site(1)) == f"{PLACE}: error[E152]: {message}\n  {hint}"


def test_a_bucket_that_is_not_there_is_told(place: BucketDestination, tmp_path: Path) -> None:
    wrong = BucketDestination("gazete", "", place.endpoint, tmp_path)
    message, hint = "there is no bucket 'gazete'", "make it first, or check its name"
    assert failure(wrong, site(1)) == f"s3://gazete/: error[E154]: {message}\n  {hint}"


def test_a_missing_key_is_told(place: BucketDestination, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    told = f"{PLACE}: error[E154]: there is no key for this storage\n  {KEYS}"
    assert failure(place, site(1)) == told


def test_a_storage_that_is_not_there_is_told(
    place: BucketDestination, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = BucketDestination(BUCKET, "", "http://127.0.0.1:9", tmp_path)
    told = failure(nowhere, site(1))
    assert told.startswith(f"s3://{BUCKET}/: error[E154]: the storage cannot be reached: ")
    assert told.endswith(f"\n  {AGAIN}")


def test_without_the_library_it_is_told_how_to_get_it(
    place: BucketDestination, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] in {"boto3", "botocore"}:
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    told = f"{PLACE}: error[E153]: the library boto3 is not installed\n  run `make extras`"
    assert failure(place, site(1)) == told


def test_a_bug_of_ours_is_not_blamed_on_the_storage(
    place: BucketDestination, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bucket_module, "put", broken)
    with pytest.raises(ZeroDivisionError):
        place.send(site(1), WHEN)


def test_what_readers_could_read_names_neither_person_nor_machine(
    place: BucketDestination, storage: Any, calls: Calls
) -> None:
    calls.fail_at = "index.html"
    with pytest.raises(KeyboardInterrupt):
        place.send(site(1), WHEN)
    text = storage.get_object(Bucket=BUCKET, Key=PREFIX + MANIFEST)["Body"].read().decode()
    assert bucket_module.own_mark(place.root) in text
    assert str(place.root) not in text
    assert socket.gethostname() not in text
