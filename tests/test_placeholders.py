"""`TK` is told where it stands while people write, and stops whatever would go out."""

from pathlib import Path

import pytest

from broadsheet.cli import report
from tests.desk import CACHE, run
from tests.homes import PROJECT
from tests.project import Edit, boundaries, county, edited, write_project


def told(root: Path, verb: str = "build") -> tuple[int, list[str]]:
    """What a verb tells of placeholders, each by its place, and how it ends."""
    done = run(verb, "--root", root, "--cache", CACHE)
    lines = [line for line in done.stderr.splitlines() if "[W191]" in line or "[E191]" in line]
    return done.exit_code, lines


def test_a_sound_project_has_none(tmp_path: Path) -> None:
    assert told(write_project(tmp_path)) == (0, [])


def test_a_build_tells_each_at_its_word_and_goes_on(tmp_path: Path) -> None:
    line = "TKTK is said. [@first-list, page TK]"
    body = f"---\ntitle: More TK\n---\nOne line.\n\n{line}\n"
    folded = 'basis: >-\n        The list\n        "TK" it.'
    write_project(tmp_path, {"story/more.md": body}, [
        ("agencies.yaml", "basis: The list names it.", folded),
        ("site.yaml", "absent: Not listed means nothing.", "absent: 'TK: say it.'"),
    ])  # fmt: skip
    sign = "stands for words still to come"
    assert told(tmp_path) == (0, [
        f"content/agencies.yaml:10:10: warning[W191]: 'TK' {sign}: The list \"TK\" it.",
        f"content/site.yaml:12:12: warning[W191]: 'TK' {sign}: TK: say it.",
        f"content/story/more.md:2:13: warning[W191]: 'TK' {sign}: More TK",
        f"content/story/more.md:6:1: warning[W191]: 'TKTK' {sign}: {line}",
        f"content/story/more.md:6:34: warning[W191]: 'TK' {sign}: {line}",
    ])  # fmt: skip
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_publication_is_refused_with_everything_at_once(tmp_path: Path) -> None:
    edited(
        tmp_path,
        ("agencies.yaml", "name: Alderton Police", "name: TK Police"),
        ("site.yaml", "https://register.testland-gazette.net/", "https://register.testland.example/"),
    )  # fmt: skip
    done = run("publish", "--root", tmp_path, "--cache", CACHE)
    assert done.exit_code == report.CONTENT_PROBLEMS
    assert done.stderr == (
        "content/agencies.yaml:2:9: error[E191]: "
        "'TK' stands for words still to come: TK Police\n"
        "content/site.yaml:8:11: warning[W053]: "
        "'register.testland.example' is a reserved name; no reader can reach it\n"
        "  before you publish, set base_url to the address of your site\n"
        "1 error and 1 warning: nothing was written.\n"
    )
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "editions").exists()


@pytest.mark.parametrize("edit", [
    ("agencies.yaml", "kind: sheriff\n", "kind: sheriff\n  notes: TK\n  contact: TK\n"),
    ("sources.yaml", "outlet: The Testland Gazette\n", "outlet: The Gazette\n  notes: TK\n"),
    ("sources.yaml", "https://list.testland-gazette.net/first", "https://list.testland.net/TK"),
    ("story/index.md", "[@first-list]", "[@first-list]\n\n<!-- TK: ask again -->"),
    ("story/index.md", "[@first-list]", "[@first-list] The ATK and TKO, tk and Tk."),
    ("story/index.md", "[@first-list]", '[@first-list] At [TK Maxx](waived "a shop") it said so.'),
    ("story/index.md", "title: What the list says",
     "title: \"What [TK](waived 'initials') says\""),
])  # fmt: skip
def test_what_no_reader_sees_and_what_is_waived_is_let_be(tmp_path: Path, edit: Edit) -> None:
    assert told(edited(tmp_path, edit), "publish") == (0, [])


def test_what_is_held_back_may_have_some(tmp_path: Path) -> None:
    body = "---\ntitle: TK\ndraft: yes\n---\nTK.\n"
    later = "---\ntitle: TK\npublish_at: 2099-01-01T06:00-05:00\n---\nTK.\n"
    write_project(tmp_path, {"story/soon.md": body, "story/later.md": later})
    assert told(tmp_path, "publish") == (0, [])


def test_a_name_is_let_stand_by_a_waiver_of_the_desk_wherever_it_is_whole(tmp_path: Path) -> None:
    waiver = (
        '- finding: "placeholder:TK Alder"\n  by: Ada\n  reason: It is her name.\n'
        "  date: 2020-05-01\n"
        '- finding: "placeholder:TK Birch"\n  by: Ada\n  reason: So is this.\n  date: 2020-05-01\n'
    )
    write_project(tmp_path, {"waivers.yaml": waiver}, [
        ("agencies.yaml", "by: Ada Alder, chief", "by: TK Alder, chief"),
        ("agencies.yaml", "words: We have stopped.", "words: TK Alder and TK have stopped."),
    ])  # fmt: skip
    place, sign = "content/agencies.yaml:22:27", "stands for words still to come"
    line = f"{place}: warning[W191]: 'TK' {sign}: TK Alder and TK have stopped."
    assert told(tmp_path) == (0, [line])
    done = run("check", "--all", "--root", tmp_path, "--cache", CACHE)
    assert "the waiver of 'placeholder:TK Birch' by Ada waives nothing" in done.output
    assert "the waiver of 'placeholder:TK Alder'" not in done.output


def test_a_field_of_its_own_is_looked_at_and_what_it_inherits_is_told_once(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT, [
        ("agencies.yaml", "former_name: Old Harbor", "former_name: Old TK"),
        ("agencies.yaml", "note: Licensed beds.", "note: TK beds."),
        ("agencies.yaml", "sources: [first-list]\n  ownership: nonprofit",
         'sources: ["first-list, page TK"]\n  ownership: nonprofit'),
    ])  # fmt: skip
    sign = "warning[W191]: 'TK' stands for words still to come"
    assert told(tmp_path) == (0, [
        f"content/agencies.yaml:5:31: {sign}: first-list, page TK",
        f"content/agencies.yaml:9:11: {sign}: TK beds.",
        f"content/agencies.yaml:16:20: {sign}: Old TK",
    ])  # fmt: skip


def test_a_county_still_to_come_is_told_at_its_file(tmp_path: Path) -> None:
    area = boundaries(county(1, "Alder", -80.0), county(3, "Birch", -79.0), county(5, "TK", -78.0))
    write_project(tmp_path, {"geography/counties.geojson": area})
    done = run("build", "--root", tmp_path, "--cache", CACHE)
    assert done.exit_code == 0
    assert done.stderr == (
        "content/geography/counties.geojson: warning[W191]: "
        "the county 'TK' stands for one still to come\n"
        "  put your area's counties here\n"
    )
