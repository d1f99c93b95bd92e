"""Media are what their names say, stand in the package, and can be taken in by everybody."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.scenario.model import Medium
from engine.scenario.reading import Reading, read_files
from engine.scenario.sections.media import TYPES, content_type
from tests.engine.scenario.test_findings import SOUND, Plant, planted

PNG = b"\x89PNG\r\n\x1a\n een rookkolom"
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGoedenavond.\n"
MP4 = b"\x00\x00\x00\x18ftypmp42 journaal"
FILES = {"media/rook.png": PNG, "media/nieuws.mp4": MP4, "media/nieuws.nl.vtt": VTT}
WITH_MEDIA = SOUND.replace(
    "escalations:\n",
    """media:
  rook: {file: media/rook.png, alt: Rook boven een hal, credit: Wij, license: CC0-1.0}
  nieuws:
    file: media/nieuws.mp4
    alt: Een nieuwslezer
    credit: Wij
    license: CC0-1.0
    captions: media/nieuws.nl.vtt
    transcript: Goedenavond.
    length: 45 s
escalations:
""",
    1,
).replace("    dimensions: [d1]\n", "    dimensions: [d1]\n    media: [rook, nieuws]\n", 1)

SAID = "    captions: media/nieuws.nl.vtt\n    transcript: Goedenavond.\n"

PLANTS = [
    Plant("E160", "media: [rook,", "media: [«»rok,", 'bedoelde u "rook"?'),
    Plant("E161", "file: media/rook.png", "file: «»media/rok.png", 'bedoelde u "media/rook.png"?'),
    Plant("E161", "captions: media/nieuws.nl.vtt", "captions: «»media/nieuws.en.vtt"),
    Plant("E162", "file: media/rook.png", "file: «»media/../scenario.png"),
    Plant("E162", "file: media/rook.png", "file: «»/media/rook.png"),
    Plant("E162", "file: media/rook.png", "file: «»media\\rook.png"),
    Plant("E162", "file: media/rook.png", "file: «»rook.png"),
    Plant("E163", "file: media/rook.png", "file: «»media/rook.svg", "jpg jpeg png webp gif"),
    Plant("E163", "captions: media/nieuws.nl.vtt", "captions: «»media/rook.png", "kies uit: vtt"),
    Plant("E164", "file: media/rook.png", "file: «»media/html.png"),
    Plant("E165", "license: CC0-1.0}", "license: CC0-1.0, «»length: 4 s}", '"length"'),
    Plant("E166", "file: media/rook.png", "file: «»media/reus.png", "60 MB"),
    Plant("W310", "file: media/rook.png", "file: «»media/groot.png", "6 MB"),
    Plant("W311", "  nieuws:\n", "  «»nieuws:\n", "captions / transcript", ((SAID, ""),)),
    Plant("W312", "  rook: {file", "  «»rook: {file", "credit", ((" hal, credit: Wij", " hal"),)),
    Plant("W223", "media: [rook, nieuws]", "media: [rook]", "nieuws", (("  nieuws:\n", "  «»nieuws:\n"),)),
    Plant("W313", "media:\n  rook", "«»media:\n  rook", "media/vergeten.png"),
]


OTHERS = {
    "media/html.png": b"<html>",
    "media/reus.png": PNG + bytes(60_000_000),
    "media/groot.png": PNG + bytes(6_000_000),
    "media/vergeten.png": PNG,
}
"""Files that a plant is about."""


def read_with(text: str, files: Mapping[str, bytes] = FILES) -> Reading:
    return read_files({"scenario.yaml": text.encode(), **files})


def test_media_that_are_well_give_no_finding_and_are_pinned() -> None:
    reading = read_with(WITH_MEDIA)

    assert reading.findings == ()
    assert reading.scenario is not None
    assert reading.scenario.media == {
        "rook": Medium("rook", "media/rook.png", "picture", "Rook boven een hal", "Wij", "CC0-1.0"),
        "nieuws": Medium(
            "nieuws", "media/nieuws.mp4", "film", "Een nieuwslezer", "Wij", "CC0-1.0",
            captions="media/nieuws.nl.vtt", transcript="Goedenavond.", length_ms=45_000,
        ),
    }  # fmt: skip
    assert reading.scenario.injects["een"].media == ("rook", "nieuws")
    assert [name for name, _ in reading.scenario.files] == ["scenario.yaml", *FILES]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.code} {plant.new.strip()[:30]}")
def test_a_planted_mistake_gives_one_finding_at_its_place(plant: Plant) -> None:
    text, place = planted(plant, WITH_MEDIA)
    files = {name: content for name, content in {**FILES, **OTHERS}.items() if name in text or name in plant.says}
    if plant.code == "E161":
        files = FILES

    found = read_with(text, files).findings

    assert [(f.code, (f.line, f.column)) for f in found] == [(plant.code, place)], found
    assert plant.says in f"{found[0].message} — {found[0].hint}"


def test_a_medium_needs_a_description() -> None:
    found = read_with(WITH_MEDIA.replace(" alt: Rook boven een hal,", "")).findings

    assert [(f.code, f.message) for f in found] == [("E102", '"alt" ontbreekt')]


def test_captions_alone_or_a_transcript_alone_will_do_for_a_film() -> None:
    without = WITH_MEDIA.replace("    captions: media/nieuws.nl.vtt\n", "")
    files = {name: content for name, content in FILES.items() if name in without}

    assert read_with(without, files).findings == ()
    assert read_with(WITH_MEDIA.replace("    transcript: Goedenavond.\n", "")).findings == ()


def test_a_medium_that_no_message_carries_is_not_pinned() -> None:
    reading = read_with(WITH_MEDIA.replace("    media: [rook, nieuws]\n", "    media: [nieuws]\n"))

    assert reading.scenario is not None
    assert "media/rook.png" not in dict(reading.scenario.files)


SIGNS = {
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff\xe1",
    "png": b"\x89PNG\r\n\x1a\n",
    "webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "gif": b"GIF89a",
    "mp3": b"ID3\x04",
    "m4a": b"\0\0\0\x20ftypM4A ",
    "ogg": b"OggS\0",
    "wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "mp4": b"\0\0\0\x20ftypisom",
    "webm": b"\x1a\x45\xdf\xa3",
    "pdf": b"%PDF-1.7",
}
"""How each sort of file begins."""


@pytest.mark.parametrize("ending", TYPES)
def test_a_file_shows_what_it_is_by_its_first_bytes(ending: str) -> None:
    kind = TYPES[ending].kind
    shown = {sign for sign, content in SIGNS.items() if TYPES[ending].shows(content)}

    assert ending in shown
    assert {TYPES[sign].kind for sign in shown} - {kind} <= {"film", "sound"}  # m4a and mp4 are one container
    assert not TYPES[ending].shows(b"")
    assert not TYPES[ending].shows(b"<svg onload=alert(1)>")


def test_a_browser_is_told_the_sort_by_the_name() -> None:
    assert content_type("media/ROOK.JPG") == "image/jpeg"
    assert content_type("media/nieuws.nl.vtt") == "text/vtt"
    with pytest.raises(KeyError):
        content_type("scenario.yaml")
