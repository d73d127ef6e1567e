"""The measuring of the reader's page: its arithmetic and its words. No clock is asserted here."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reader import foliumpage, report, subjects
from benchmarks.reader.budgets import MEASURES, Measure, Span, spans
from benchmarks.reader.lighthouse import Fault, Verdict, middle, read
from benchmarks.reader.serving import Found, from_folder, packed
from benchmarks.reader.visit import blocking, clues, clues_of_keys

LCP = next(measure for measure in MEASURES if measure.name == "lcp")
SHIFT = next(measure for measure in MEASURES if measure.name == "shift")
SPACE = "\N{NO-BREAK SPACE}"


def one(value: float) -> Span:
    return Span(value, value, value)


GOOD_STORY = {"lcp": one(900), "answer": one(1200)}


def results(**changed: Any) -> report.Results:
    whole: dict[str, Any] = {
        "runs": 3,
        "machine": "a machine",
        "version": "abc1234",
        "script": 7.6,
        "pages": {"folium": {"lcp": one(4400)}, "story": GOOD_STORY},
        "clues": {},
        "verdicts": (),
        "untaken": (),
    }
    return report.Results(**{**whole, **changed})


# ------------------------------------------------------------------------ budgets


def test_a_span_tells_the_middle_and_the_ends_of_what_was_measured() -> None:
    readings = [{"lcp": 900.0}, {"lcp": 5000.0, "answer": 7.0}, {"lcp": 1000.0}]
    assert spans(readings) == {"lcp": Span(1000, 900, 5000), "answer": one(7)}


def test_what_the_table_shows_is_what_is_judged() -> None:
    assert LCP.told(1000.4) == f"1,000{SPACE}ms"
    assert LCP.keeps(1000.4)
    assert not LCP.keeps(1000.6)


def test_a_budget_of_nothing_allows_nothing() -> None:
    assert SHIFT.keeps(0.0004)
    assert not SHIFT.keeps(0.001)


def test_what_has_no_budget_is_always_within_it() -> None:
    assert Measure("requests", "requests at load").keeps(1_000_000)


def test_blocking_counts_of_each_long_task_what_goes_beyond_50_ms_after_the_first_paint() -> None:
    before, astride, after, short = (0, 300), (450, 200), (1000, 80), (1200, 40)
    assert blocking([before, astride, after, short], 500) == (650 - 500 - 50) + 30


def test_the_clues_name_what_moved_and_when() -> None:
    told = {"largest": "h1", "shifts": [[0.0871, 2724.2, ["p.dek", "h1"]]], "tasks": [[10, 75]]}
    assert list(clues(told)) == [
        "largest paint: h1",
        "moved at 2,724 ms by 0.087: p.dek, h1",
        "long task at 10 ms: 75 ms",
    ]


def test_the_clues_tell_how_long_each_key_took() -> None:
    keys = [{"name": "s", "frame": 20.4, "change": 31.2}, {"name": "p", "frame": 9, "change": 0}]
    assert list(clues_of_keys(keys)) == [
        "key s: a frame after 20 ms, its first change after 31 ms",
        "key p: a frame after 9 ms",
    ]


# ------------------------------------------------------------------------ the report


def test_nothing_is_missed_when_all_budgets_are_kept() -> None:
    assert list(report.misses(results())) == []


def test_each_budget_that_is_not_kept_is_told_but_never_folium_s() -> None:
    pages = {
        "folium": {"lcp": one(4400)},
        "story": {**GOOD_STORY, "lcp": one(1740)},
        "county": {"nodes": one(1600)},
    }
    ours = "script written by us, compressed"
    assert list(report.misses(results(pages=pages, script=20.1))) == [
        f"story: largest contentful paint: 1,740{SPACE}ms, and the budget is 1,000{SPACE}ms",
        "county: page nodes: 1,600, and the budget is 1,500",
        f"all pages: {ours}: 20.1{SPACE}KB, and the budget is 20.0{SPACE}KB",
    ]


def test_what_could_not_be_measured_is_no_success() -> None:
    pages = {"folium": {}, "story": {"lcp": one(900)}, "agency": {}}
    told = results(pages=pages)
    assert list(report.misses(told)) == [
        "story: from asking for the map to its answering: could not be measured",
        "agency: could not be measured",
    ]
    row = f"1,500{SPACE}ms | – | **–** | **–** | **no** |"
    assert f"| from asking for the map to its answering | {row}" in report.page(told)


def test_the_table_sets_each_page_beside_its_budget_and_folium() -> None:
    lines = report.page(results(pages={"folium": {"lcp": one(4400)}, "story": GOOD_STORY}))
    assert "|  | budget | Folium's default page | story | kept |" in lines
    row = f"1,000{SPACE}ms | 4,400{SPACE}ms | 900{SPACE}ms | yes |"
    assert f"| largest contentful paint | {row}" in lines
    script = f"20.0{SPACE}KB |  | 7.6{SPACE}KB | yes |"
    assert f"| script written by us, compressed | {script}" in lines


def test_what_was_left_out_is_told_with_its_reason() -> None:
    lines = report.page(results(untaken=("Lighthouse, as there is no npm here",)))
    assert "- Not measured: Lighthouse, as there is no npm here." in lines.splitlines()
    assert "Not run." in lines.splitlines()


def test_the_record_for_programs_is_plain_json() -> None:
    kept = json.loads(json.dumps(report.record(results())))
    assert kept["pages"]["story"]["lcp"]["median"] == 900
    assert kept["misses"] == []


# ------------------------------------------------------------------------ Lighthouse


def lighthouse_report(score: float) -> dict[str, Any]:
    full = {"score": 1, "auditRefs": []}
    shifts = {"id": "cumulative-layout-shift", "weight": 25}
    return {
        "categories": {
            "performance": {"score": score, "auditRefs": [shifts]},
            "accessibility": full,
            "best-practices": full,
            "seo": full,
        },
        "audits": {
            "cumulative-layout-shift": {
                "score": score,
                "title": "Cumulative Layout Shift",
                "displayValue": "0.09",
                "details": {
                    "items": [{"url": "http://127.0.0.1:4471/a.css"}, {"node": {"snippet": "<p>"}}]
                },
            }
        },
    }


def test_an_audit_that_is_not_passed_in_full_is_named_with_its_places() -> None:
    title = "Cumulative Layout Shift"
    fault = Fault("performance", "cumulative-layout-shift", title, 25, "0.09; /a.css; <p>")
    verdict = read("story", "phone", lighthouse_report(0.97))
    full = (("accessibility", 100), ("best-practices", 100), ("seo", 100))
    assert verdict == Verdict("story", "phone", (("performance", 97), *full), (fault,))
    assert not verdict.perfect
    told = results(verdicts=(verdict,))
    assert list(report.misses(told)) == ["Lighthouse, story, phone: performance 97"]
    assert (
        "- `cumulative-layout-shift`, performance, counts 25. Cumulative Layout Shift\n"
        "  - story, phone (0.09; /a.css; <p>)\n" in report.page(told)
    )


def test_a_page_with_100_everywhere_is_no_miss() -> None:
    verdict = read("story", "desk", lighthouse_report(1))
    assert verdict.perfect
    assert list(report.misses(results(verdicts=(verdict,)))) == []


def test_neither_the_best_nor_the_worst_of_three_verdicts_counts() -> None:
    verdicts = [read("story", "phone", lighthouse_report(score)) for score in (1, 0.9, 0.97)]
    assert middle(verdicts).performance == 97


def test_a_lighthouse_that_says_nothing_is_a_miss() -> None:
    verdict = Verdict("story", "desk", failure="it took longer than 180 seconds")
    assert list(report.misses(results(verdicts=(verdict,)))) == [
        "Lighthouse, story, desk: it took longer than 180 seconds"
    ]


# ------------------------------------------------------------------------ the pages and their hosts


def test_pages_are_named_or_found_by_a_path() -> None:
    assert dict(subjects.wanted_pages("story, agency=agencies/apex-pd/index.html")) == {
        "story": ("index.html",),
        "agency": ("agencies/apex-pd/index.html",),
    }


def test_a_page_that_nobody_knows_is_refused() -> None:
    with pytest.raises(subjects.NoSiteError) as refused:
        dict(subjects.wanted_pages("stroy"))
    assert str(refused.value) == (
        "'stroy' is not a page that is measured; these are: story, explorer, agency, county"
    )


def test_a_folder_gives_its_files_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "site" / "agencies").mkdir(parents=True)
    (tmp_path / "site" / "agencies" / "index.html").write_bytes(b"agencies")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    find = from_folder(tmp_path / "site")
    assert find("any.example", "/agencies/") == Found("index.html", b"agencies")
    assert find("any.example", "/agencies/index.html") == Found("index.html", b"agencies")
    assert find("any.example", "/agencies") is None
    assert find("any.example", "/../secret.txt") is None


def test_only_scripts_with_a_source_among_the_templates_are_ours(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    ours = b"(() => { 'use strict'; })();"
    (tmp_path / "assets" / "agency-map.0123456789.js").write_bytes(ours)
    (tmp_path / "assets" / "leaflet.0123456789.js").write_bytes(b"L = {};" * 100)
    (tmp_path / "assets" / "map.0123456789.js").write_bytes(b"[1, 2, 3]" * 100)
    assert subjects.script_weight(tmp_path) == len(packed(ours)) / 1000


def test_folium_s_page_asks_only_hosts_that_have_a_stand_in(tmp_path: Path) -> None:
    text = foliumpage.save(tmp_path).read_text("utf-8")
    assert text.count("Marker 64") == 1
    links = [part.partition('"')[0] for part in text.split('="https://')[1:]]
    hosts = {link.partition("/")[0] for link in links}
    # The link to OpenStreetMap's terms is for readers to follow: no page load asks it.
    assert hosts - {"www.openstreetmap.org"} == set(foliumpage.HOSTS) - {foliumpage.TILE_HOST}
    assert f"https://{foliumpage.TILE_HOST}/" in text


def test_every_file_that_folium_links_has_a_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stand_in in (
        "leaflet/dist/leaflet.js",
        "leaflet/dist/leaflet.css",
        "jquery/dist/jquery.min.js",
        "bootstrap/dist/js/bootstrap.bundle.min.js",
        "bootstrap/dist/css/bootstrap.min.css",
        "@fortawesome/fontawesome-free/css/all.min.css",
        "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
        "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    ):
        file = tmp_path / "packages" / stand_in
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(stand_in, "utf-8")
    glyphicons = tmp_path / "packages" / "bootstrap-3" / "dist" / "css" / "bootstrap.min.css"
    glyphicons.parent.mkdir(parents=True)
    glyphicons.write_text(".glyphicon{top:1px}.btn{top:2px}", "utf-8")
    monkeypatch.setattr(foliumpage, "PACKAGES", tmp_path / "packages")
    text = foliumpage.save(tmp_path).read_text("utf-8")
    links = [part.partition('"')[0] for part in text.split('="https://')[1:]]
    asked = [link for link in links if link.endswith((".js", ".css"))]
    assert len(asked) == 10
    without = [link for link in asked if not answered(link)]
    assert without == []


def answered(link: str) -> Found | None:
    host, _, path = link.partition("/")
    return foliumpage.find_elsewhere(host, f"/{path}")


def test_the_glyphicons_are_cut_out_of_bootstrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bootstrap-3" / "dist" / "css" / "bootstrap.min.css"
    file.parent.mkdir(parents=True)
    file.write_text("@font-face{src:a}.glyphicon-ok:before{top:1px}.btn{top:2px}", "utf-8")
    monkeypatch.setattr(foliumpage, "PACKAGES", tmp_path)
    assert foliumpage.glyphicons() == b"@font-face{src:a}.glyphicon-ok:before{top:1px}"


def test_a_tile_weighs_what_a_town_s_tile_does() -> None:
    assert 16_000 < len(foliumpage.tile()) < 18_000


# ------------------------------------------------------------------------ the locked packages


def test_the_locked_packages_name_versions_and_hashes_and_no_host() -> None:
    folder = subjects.ROOT / "benchmarks" / "reader"
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    versions = {name: locked[f"node_modules/{name}"]["version"] for name in wanted}
    assert versions == {name: wish.rpartition("@")[2] for name, wish in wanted.items()}
    packages = [package for name, package in locked.items() if name]
    assert [package for package in packages if "resolved" in package] == []
    assert [package for package in packages if "integrity" not in package] == []
