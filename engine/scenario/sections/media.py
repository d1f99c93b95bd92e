"""Media: pictures, sound, films and documents that belong to messages.

Owns the `media` section, which sorts of file there are and how a file shows what it is. A file is only ever looked for
in the package itself, by the name written here. Which message carries which medium is in `script`; who may have it at
play is `engine.exercise.visibility`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from engine.scenario.files.nodes import Node, Word
from engine.scenario.files.package import Unusable
from engine.scenario.findings import Place
from engine.scenario.model import Medium, MediumKind
from engine.scenario.sections.fields import CARD, LINE, NAME, Block, Desk, keys

MEDIUM = keys("file alt", "credit license captions transcript length override lint")
FOLDER = "media/"
LARGE, TOO_LARGE = 5_000_000, 50_000_000
"""Bytes. Five megabytes take a phone on a hall's Wi-Fi some seconds, with forty phones at once; fifty is an evening."""
_SIGN = 16
"""Bytes at the beginning of a file that tell what it is."""
_COMPARED = 100
"""Files that a name is compared with when there is no such file."""
_NAMED = 5
"""File names in one finding."""


class FileType(NamedTuple):
    """A sort of file: what it is to a reader, what a browser calls it, and how its first bytes show it."""

    kind: MediumKind
    content_type: str
    shows: Callable[[bytes], bool]


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signs)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda content: content[:4] == b"RIFF" and content[8:12] == form


def _is_mp4(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


_JPEG = FileType("picture", "image/jpeg", _begins(b"\xff\xd8\xff"))
TYPES: Mapping[str, FileType] = {
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": FileType("picture", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "webp": FileType("picture", "image/webp", _riff(b"WEBP")),
    "gif": FileType("picture", "image/gif", _begins(b"GIF87a", b"GIF89a")),
    "mp3": FileType("sound", "audio/mpeg", _begins(b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")),
    "m4a": FileType("sound", "audio/mp4", _is_mp4),
    "ogg": FileType("sound", "audio/ogg", _begins(b"OggS")),
    "wav": FileType("sound", "audio/wav", _riff(b"WAVE")),
    "mp4": FileType("film", "video/mp4", _is_mp4),
    "webm": FileType("film", "video/webm", _begins(b"\x1a\x45\xdf\xa3")),
    "pdf": FileType("document", "application/pdf", _begins(b"%PDF-")),
}
"""By extension. No SVG and no HTML: those can carry programs."""
CAPTIONS: Mapping[str, FileType] = {"vtt": FileType("film", "text/vtt", _begins(b"WEBVTT", b"\xef\xbb\xbfWEBVTT"))}
_BELONGS: Mapping[MediumKind, tuple[str, ...]] = {
    "picture": (),
    "sound": ("transcript", "length"),
    "film": ("captions", "transcript", "length"),
    "document": (),
}
"""The keys that only some kinds have."""


def content_type(file: str) -> str:
    """What a browser is told about a media file or captions of a scenario; KeyError for any other name."""
    return {**TYPES, **CAPTIONS}[_extension(file)].content_type


def read_media(desk: Desk, node: Node | None) -> dict[str, Medium]:
    """The media of the file."""
    return {key.value: _medium(desk, key, value) for key, value in desk.section(node, 200)}


def used_pins(desk: Desk, media: Mapping[str, Medium], used: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The files of the media that some message carries, with their SHA-256: those alone go along with an exercise."""
    if desk.package is None or desk.report.has_errors:
        return ()
    pins: dict[str, str] = {}
    for medium in (medium for ident, medium in media.items() if ident in used):
        for name in filter(None, (medium.file, medium.captions)):
            try:
                pins[name] = desk.package.sha256(name)
            except Unusable:
                desk.report.add("E161", desk.places["media", medium.id], value=name)
    return tuple(pins.items())


def _medium(desk: Desk, key: Word, node: Node) -> Medium:
    block = Block(desk, node, MEDIUM)
    ident = desk.ident(key)
    desk.places["media", ident] = key.place
    file = desk.word(block.get("file"))
    found = _file_type(desk, file, TYPES)
    if file and found:
        _look_at(desk, file, found)
    kind: MediumKind = found.kind if found else "document"
    captions = _captions(desk, block, kind if found else None)
    medium = Medium(
        id=ident,
        file=file.value if file else "",
        kind=kind,
        alt=block.text("alt", LINE),
        credit=block.text("credit", NAME),
        license=block.text("license", NAME, fill=False),
        captions=captions,
        transcript=block.text("transcript", CARD),
        length_ms=desk.duration_ms(block.get("length"), low=1) if "length" in block else None,
    )
    if found:
        _doubts(desk, block, key, medium)
    return medium


def _captions(desk: Desk, block: Block, kind: MediumKind | None) -> str:
    if kind is not None:
        for name in ("captions", "transcript", "length"):
            if name in block and name not in _BELONGS[kind]:
                desk.report.add("E165", block.key_place(name), key=name)
    file = desk.word(block.get("captions"))
    found = _file_type(desk, file, CAPTIONS)
    if file and found:
        _look_at(desk, file, found)
    return file.value if file else ""


def _doubts(desk: Desk, block: Block, key: Word, medium: Medium) -> None:
    if medium.kind in ("sound", "film") and not medium.captions and not medium.transcript:
        wanted = "captions / transcript" if medium.kind == "film" else "transcript"
        desk.report.add("W311", key.place, value=medium.id, wanted=wanted)
    if lacks := [name for name in ("credit", "license") if name not in block]:
        desk.report.add("W312", key.place, value=medium.id, lacks=", ".join(lacks))


def _file_type(desk: Desk, file: Word | None, types: Mapping[str, FileType]) -> FileType | None:
    """The type that the extension promises; a name that leads out of the folder is noted."""
    if file is None:
        return None
    name = file.value
    path = PurePosixPath(name)
    if "\\" in name or not name.startswith(FOLDER) or ".." in path.parts or str(path) != name:
        desk.report.add("E162", file.place, value=name)
        return None
    found = types.get(_extension(name))
    if found is None:
        desk.report.add("E163", file.place, value=path.suffix or name, options=" ".join(types))
    return found


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix[1:].lower()


def _look_at(desk: Desk, file: Word, expected: FileType) -> None:
    """Whether the file is there, not too large and what its name says. Nothing is known where there is no package."""
    package, name = desk.package, file.value
    if package is None:
        return
    if name not in package.names():
        desk.unknown("E161", file, [other for other in package.names() if other.startswith(FOLDER)][:_COMPARED])
        return
    try:
        beginning = package.read(name, _SIGN)
    except Unusable:  # it went away, or turned into a link, since the folder was listed
        desk.report.add("E161", file.place, value=name)
        return
    size = package.size(name)
    if size > TOO_LARGE:
        desk.report.add("E166", file.place, value=_megabytes(size), limit=_megabytes(TOO_LARGE))
        return
    if not expected.shows(beginning):
        desk.report.add("E164", file.place, value=name)
    elif size > LARGE:
        desk.report.add("W310", file.place, value=_megabytes(size), limit=_megabytes(LARGE))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"


def note_unnamed(desk: Desk, media: Mapping[str, Medium], place: Place) -> None:
    """Note the files in the media folder that no medium names."""
    if desk.package is None:
        return
    named = {medium.file for medium in media.values()} | {medium.captions for medium in media.values()}
    files = [name for name in desk.package.names() if name.startswith(FOLDER) and "/." not in name]
    left = [name for name in files if name not in named]
    if left:
        more = ["…"] if len(left) > _NAMED else []
        desk.report.add("W313", place, value=", ".join(left[:_NAMED] + more))
