"""A theme sets tokens and nothing else, and white stays readable on its accent."""

from __future__ import annotations

import pytest

from shared_ui.themes import FOLDER, BadTheme, bundled, luminance, tokens


def theme(inside: str) -> str:
    return f"/* Ons dorp */ @layer theme {{ :root {{ {inside} }} }}"


def test_two_themes_come_with_the_program_and_can_be_worn() -> None:
    assert bundled() == ("hesselveld", "oostmark")
    for name in bundled():
        assert "--nl-color-accent" in tokens((FOLDER / f"{name}.css").read_text(encoding="utf-8"))


def test_colours_letters_and_corners_may_be_set() -> None:
    found = tokens(theme('--nl-color-accent: #24543b; --nl-font-serif: Georgia, "Times New Roman", serif;'))
    assert found == {"--nl-color-accent": "#24543b", "--nl-font-serif": 'Georgia, "Times New Roman", serif'}


@pytest.mark.parametrize(
    ("css", "says"),
    [
        (theme("--nl-color-accent: #cccccc;"), "contrast 1.6"),
        (theme("--nl-color-accent: red;"), "zes cijfers"),
        (theme("--nl-color-ground: url(https://elders.example/x.png);"), "hoort niet"),
        (theme("display: none;"), "hoort niet"),
        (theme("--nl-space-4: 0;"), "hoort niet"),
        ("body { display: none }", "precies deze vorm"),
        ("@import 'https://elders.example/a.css';" + theme("--nl-color-accent: #24543b;"), "precies deze vorm"),
        (theme("--nl-color-accent: #24543b; } body { color: red"), "precies deze vorm"),
        ("", "precies deze vorm"),
        (theme("--nl-color-accent: #24543b;" * 1_000), "te groot"),
    ],
)
def test_what_is_no_theme_is_refused_with_a_sentence(css: str, says: str) -> None:
    with pytest.raises(BadTheme, match=says):
        tokens(css)


def test_luminance_is_that_of_the_standard() -> None:
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#000000") == 0
    assert luminance("#777777") == pytest.approx(0.1845, abs=0.001)
