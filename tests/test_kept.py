from pathlib import Path

import pytest

from broadsheet.kept import CARDS, FONTS, MOST_UNUSED, clear, kept, tidy


class Maker:
    """Counts how often something had to be made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        """Make it once more."""
        self.times += 1
        return b"made"


def test_what_was_kept_is_not_made_again(tmp_path: Path) -> None:
    make = Maker()
    assert [kept(tmp_path, FONTS, "a", make), kept(tmp_path, FONTS, "a", make)] == [
        b"made",
        b"made",
    ]
    assert make.times == 1


def test_without_a_folder_nothing_is_kept() -> None:
    make = Maker()
    assert [kept(None, FONTS, "a", make), kept(None, FONTS, "a", make)] == [b"made", b"made"]
    assert make.times == 2


@pytest.mark.parametrize("damage", ["cut short", "changed", "emptied"])
def test_a_damaged_entry_is_made_again_and_mended(tmp_path: Path, damage: str) -> None:
    make = Maker()
    kept(tmp_path, FONTS, "a", make)
    file = tmp_path / "fonts" / "a"
    whole = file.read_bytes()
    damaged = {"cut short": whole[:-1], "changed": whole[:-1] + b"X", "emptied": b""}[damage]
    file.write_bytes(damaged)
    assert kept(tmp_path, FONTS, "a", make) == b"made"
    assert make.times == 2
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_to_costs_time_only(tmp_path: Path) -> None:
    make = Maker()
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    assert kept(in_the_way, FONTS, "a", make) == b"made"


def test_nothing_half_written_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    assert kept(tmp_path, FONTS, "a", Maker()) == b"made"
    assert list((tmp_path / "fonts").iterdir()) == []


def shelf_of(folder: Path, count: int) -> Path:
    """A shelf with so many files, by their numbers."""
    shelf = folder / CARDS
    shelf.mkdir()
    for number in range(count):
        (shelf / str(number)).write_bytes(b"")
    return shelf


def test_a_shelf_keeps_what_another_site_may_use(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, MOST_UNUSED + 1)
    tidy(tmp_path, CARDS, {"0"})
    assert len(list(shelf.iterdir())) == MOST_UNUSED + 1


def test_a_shelf_that_grows_too_full_keeps_only_what_was_used(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, MOST_UNUSED + 3)
    tidy(tmp_path, CARDS, {"0", "7"})
    assert sorted(file.name for file in shelf.iterdir()) == ["0", "7"]


@pytest.mark.parametrize("folder", [None, Path("/nowhere/at/all")])
def test_where_there_is_no_shelf_there_is_nothing_to_tidy(folder: Path | None) -> None:
    tidy(folder, CARDS, ())


def test_clearing_removes_the_shelves_and_leaves_what_is_not_ours(tmp_path: Path) -> None:
    for shelf in (FONTS, CARDS):
        kept(tmp_path, shelf, "a", Maker())
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    clear(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "mine.txt").unlink()
    clear(tmp_path)
    assert not tmp_path.exists()
