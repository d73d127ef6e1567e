"""Where a site goes, as people type it, and what they are told where that is a slip."""

import pytest

from broadsheet.model.addresses import (
    FORMS,
    Address,
    BucketAddress,
    FolderAddress,
    NoAddress,
    PagesAddress,
    RsyncAddress,
    read_address,
)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../live", FolderAddress("../live")),
        ("./live", FolderAddress("./live")),
        ("/srv/site", FolderAddress("/srv/site")),
        ("~/live", FolderAddress("~/live")),
        ("live/", FolderAddress("live/")),
        ("..", FolderAddress("..")),
        ("/srv/a folder", FolderAddress("/srv/a folder")),
        ("C:\\live", FolderAddress("C:\\live")),
        ("  /srv/site ", FolderAddress("/srv/site")),
        ("rsync:user@host:/srv/site", RsyncAddress("user@host:/srv/site")),
        ("rsync:host:www/site", RsyncAddress("host:www/site")),
        ("rsync:host::module/site", RsyncAddress("host::module/site")),
        ("rsync:/srv/site", RsyncAddress("/srv/site")),
        ("rsync:../live", RsyncAddress("../live")),
        ("github", PagesAddress("gh-pages")),
        ("github:", PagesAddress("gh-pages")),
        ("github:pages/live", PagesAddress("pages/live")),
        ("s3://bucket", BucketAddress("bucket", "")),
        ("s3://bucket/", BucketAddress("bucket", "")),
        ("s3://my.bucket-1/a/b/", BucketAddress("my.bucket-1", "a/b/")),
        ("s3://bucket//a", BucketAddress("bucket", "a/")),
    ],
)
def test_an_address_is_read_as_it_is_meant(written: str, address: Address) -> None:
    assert read_address(written) == address


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("", "no destination is named", FORMS),
        ("  ", "no destination is named", FORMS),
        ("live", "'live' is not a destination", "for a folder, write ./live"),
        ("GitHub", "'GitHub' is not a destination", "write github"),
        ("GitHub:", "'GitHub:' is not a destination", "write github:"),
        ("S3://bucket", "'S3://bucket' is not a destination", "write s3://bucket"),
        ("s3:bucket/a", "'s3:bucket/a' is not a destination", "write s3://bucket/a"),
        ("ftp://host/site", "'ftp://host/site' is not a destination", FORMS),
        ("https://host/", "'https://host/' is not a destination", FORMS),
        ("user@host:/srv", "'user@host:/srv' is not a destination", "write rsync:user@host:/srv"),
        ("host:/srv", "'host:/srv' is not a destination", "write rsync:host:/srv"),
        ("git@github.com:a/b.git", "'git@github.com:a/b.git' is not a destination",
         "for GitHub Pages, write github"),
        ("https://github.com/a/b", "'https://github.com/a/b' is not a destination",
         "for GitHub Pages, write github"),
        ("github:a..b", "'a..b' cannot be the name of a branch",
         "write github, or github:gh-pages"),
        ("github:-f", "'-f' cannot be the name of a branch", "write github, or github:gh-pages"),
        ("github:a b", "'a b' cannot be the name of a branch", "write github, or github:gh-pages"),
        ("s3://Bucket/a", "'Bucket' cannot be the name of a bucket",
         "its name has 3 to 63 small letters, digits, dots and hyphens: s3://bucket/prefix"),
        ("s3://", "'' cannot be the name of a bucket",
         "its name has 3 to 63 small letters, digits, dots and hyphens: s3://bucket/prefix"),
        ("s3://bucket/../other", "'../other' is not a prefix", "write s3://bucket/prefix"),
        ("/srv/a\nb", "a sign that nobody can see stands in the destination", "type it anew"),
        *(
            (f"rsync:{rest}", f"'rsync:{rest}' does not name a folder",
             "write rsync:user@host:/srv/site")
            for rest in ("", "/", "host", "user@host:", "user@host:/", "user@host:~", "--delete/x")
        ),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_would_be_right(written: str, message: str, hint: str) -> None:
    assert read_address(written) == NoAddress(message, hint)


def test_what_a_hint_proposes_is_an_address() -> None:
    for written in ("live", "GitHub", "GitHub:", "S3://bucket", "s3:bucket/a", "host:/srv"):
        told = read_address(written)
        assert isinstance(told, NoAddress)
        assert not isinstance(read_address(told.hint.rpartition("write ")[2]), NoAddress)
