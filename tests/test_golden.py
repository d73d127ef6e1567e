"""The golden example: a small invented site that must come out byte for byte."""

from tests.golden.renew import SITE, SUMS, golden_outputs, is_text, sums_of

CANARIES = (
    "PRIVATE-CANARY",
    "DRAFT-CANARY",
    "EMBARGO-CANARY",
    "PICTURE-CANARY",
)


def test_the_golden_site_comes_out_byte_for_byte() -> None:
    outputs = golden_outputs()
    wanted = {
        path.relative_to(SITE).as_posix(): path.read_bytes()
        for path in SITE.rglob("*")
        if path.is_file()
    }
    made = {path: content for path, content in outputs.items() if is_text(path)}
    assert set(made) == set(wanted)
    changed = [path for path in sorted(made) if made[path] != wanted[path]]
    assert changed == [], "see CONTRIBUTING: how the golden example is renewed"


def test_the_files_that_are_not_kept_whole_are_those_that_were_summed() -> None:
    assert sums_of(golden_outputs()) == SUMS.read_text(encoding="utf-8")


def test_nothing_private_drafted_or_embargoed_is_in_any_byte() -> None:
    for path, content in golden_outputs().items():
        for canary in CANARIES:
            assert canary.encode() not in content, path
            assert canary.lower().encode() not in path.lower().encode()


def test_a_name_that_looks_like_a_template_is_shown_as_it_was_written() -> None:
    page = golden_outputs()["agencies/alpha-office/index.html"].decode()
    assert "Alpha Town Office &lt;of {{ 7 * 7 }}&gt; &amp; Sons" in page
    assert "of 49" not in page
