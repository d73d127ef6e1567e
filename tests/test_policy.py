from broadsheet.policy import lone_policy, page_policy, style_hash, tile_origin

FIXED = (
    "default-src 'none'; script-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; "
)


def test_a_page_may_use_its_own_style_and_the_site_s_files_and_nothing_else() -> None:
    assert page_policy("a{}") == (f"{FIXED}style-src 'self' '{style_hash('a{}')}'; img-src 'self'")


def test_a_page_with_a_map_background_may_load_pictures_from_its_host() -> None:
    assert page_policy("a{}", "https://*.tile.example").endswith(
        "; img-src 'self' https://*.tile.example data:"
    )


def test_a_page_shown_at_any_depth_loads_nothing() -> None:
    assert lone_policy("a{}") == f"{FIXED}style-src '{style_hash('a{}')}'; img-src data:"


def test_a_style_is_known_by_its_sha_256() -> None:
    # printf 'a{}' | openssl dgst -sha256 -binary | base64
    assert style_hash("a{}") == "sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk="


def test_any_letter_of_a_tile_host_is_meant() -> None:
    assert tile_origin("https://{s}.tile.example/{z}/{x}/{y}.png") == "https://*.tile.example"
