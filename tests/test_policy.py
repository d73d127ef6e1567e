from broadsheet.policy import inline_hash, lone_policy, page_policy, tile_origin

FIXED = (
    "default-src 'none'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
)
STYLE, SCRIPT = inline_hash("a{}"), inline_hash("b()")


def test_a_page_may_use_what_stands_in_it_and_the_site_s_files_and_nothing_else() -> None:
    assert page_policy("a{}", "b()") == (
        f"{FIXED}script-src 'self' '{SCRIPT}'; style-src 'self' '{STYLE}'; img-src 'self' data:"
    )


def test_a_page_with_a_map_background_may_load_pictures_from_its_host() -> None:
    assert page_policy("a{}", "b()", "https://*.tile.example").endswith(
        "; img-src 'self' https://*.tile.example data:"
    )


def test_a_page_shown_at_any_depth_loads_nothing() -> None:
    assert lone_policy("a{}") == (f"{FIXED}script-src 'none'; style-src '{STYLE}'; img-src data:")


def test_what_stands_in_a_page_is_known_by_its_sha_256() -> None:
    # printf 'a{}' | openssl dgst -sha256 -binary | base64
    assert inline_hash("a{}") == "sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk="


def test_any_letter_of_a_tile_host_is_meant() -> None:
    assert tile_origin("https://{s}.tile.example/{z}/{x}/{y}.png") == "https://*.tile.example"
