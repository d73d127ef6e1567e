"""An address becomes a destination, with what it needs to know of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.destinations import (
    BucketDestination,
    Destination,
    FolderDestination,
    PagesDestination,
    RsyncDestination,
    Surroundings,
    open_destination,
    read_named,
    written_destination,
)
from broadsheet.problems import BuildError

ROOT, SITE, BASE = Path("project"), Path("project/site"), Path("elsewhere")
AROUND = Surroundings(
    ROOT, SITE, BASE, "https://Register.Testland-Gazette.net:8443/list/",
    "desk@testland-gazette.net", "https://storage.testland-gazette.net",
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("../live", FolderDestination(Path("elsewhere/../live"), (ROOT, SITE))),
        ("/srv/site", FolderDestination(Path("/srv/site"), (ROOT, SITE))),
        ("rsync:../live", RsyncDestination("../live", BASE, (ROOT, SITE))),
        ("github:live", PagesDestination(
            "live", ROOT, "register.testland-gazette.net", "desk@testland-gazette.net")),
        ("s3://gazette/list", BucketDestination(
            "gazette", "list/", "https://storage.testland-gazette.net", ROOT)),
    ],
)  # fmt: skip
def test_each_address_opens_its_own_destination(written: str, place: Destination) -> None:
    assert open_destination(read_named(written), AROUND) == place


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    place = open_destination(read_named("~/live"), AROUND)
    assert place == FolderDestination(Path("/home/ada/live"), (ROOT, SITE))


@pytest.mark.parametrize(
    "text", ["", "title: x\n", "publishing: ../live\n", "publishing:\n  to: [a]\n", "- a\n", "a: ["]
)
def test_site_yaml_without_a_destination_is_told_whatever_stands_there(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as told:
        written_destination(tmp_path)
    assert str(told.value) == (
        "--to: error[E151]: no destination is named, and content/site.yaml has none in "
        "'publishing'\n"
        "  write ../live or /srv/site for a folder, or rsync:user@host:/srv/site, github "
        "or s3://bucket/prefix"
    )
