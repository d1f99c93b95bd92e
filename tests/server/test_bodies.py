from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.types import Message

from server.bodies import MAX_FIELDS, is_form, read_file, read_form, read_json
from server.wire import MAX_BODY, NotUnderstood


def request(*chunks: bytes, content_type: str = "") -> Request:
    left = list(chunks) or [b""]

    async def receive() -> Message:
        body = left.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    headers = [(b"content-type", content_type.encode())]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)


async def test_json_may_come_in_pieces() -> None:
    assert await read_json(request(b'{"a"', b": [1", b"]}")) == {"a": [1]}


@pytest.mark.parametrize("raw", [b"", b"nee", b"\xff", b"[" * 60_000, b"1" * 5_000])
async def test_what_is_no_json_is_told(raw: bytes) -> None:
    with pytest.raises(NotUnderstood, match="geen leesbare JSON"):
        await read_json(request(raw))


async def test_reading_stops_as_soon_as_it_is_too_much() -> None:
    pieces = request(*[b" " * 1024] * 1_000)
    with pytest.raises(NotUnderstood, match="te groot: ten hoogste 64 kB"):
        await read_json(pieces)
    assert await read_json(request(b"5".rjust(MAX_BODY))) == 5


async def test_a_form_keeps_blank_fields_and_every_value() -> None:
    assert await read_form(request(b"to=all&to=raad&title=&body=%C3%A9+%00%FF")) == {
        "to": ["all", "raad"],
        "title": [""],
        "body": ["é \x00\ufffd"],
    }


async def test_a_form_with_too_many_fields_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="te veel velden"):
        await read_form(request(b"&".join([b"a=1"] * (MAX_FIELDS + 1))))


@pytest.mark.parametrize(
    ("content_type", "form"),
    [
        ("application/x-www-form-urlencoded", True),
        ("Application/X-WWW-Form-URLencoded; charset=utf-8", True),
        ("application/json", False),
        ("multipart/form-data", False),
        ("", False),
    ],
)
def test_a_page_posts_a_form(content_type: str, form: bool) -> None:
    assert is_form(request(content_type=content_type)) is form


UPLOAD = (
    b'--grens\r\nContent-Disposition: form-data; name="ander"\r\n\r\ntekst\r\n'
    b'--grens\r\nContent-Disposition: form-data; name="file"; filename="br\xc3\xa4nd.zip"\r\n'
    b"Content-Type: application/zip\r\n\r\nPK\x03\x04\x00\xff\r\n\n--geen grens\r\n--grens--\r\n"
)


async def test_a_file_comes_with_its_name_and_every_byte() -> None:
    posted = request(UPLOAD[:90], UPLOAD[90:], content_type="multipart/form-data; boundary=grens")
    name, content = await read_file(posted, "file", 1_000)
    assert name.endswith("nd.zip")
    assert content == b"PK\x03\x04\x00\xff\r\n\n--geen grens"


@pytest.mark.parametrize(
    ("field", "kind", "sentence"),
    [
        ("weg", "multipart/form-data; boundary=grens", "Kies eerst een bestand"),
        ("ander", "multipart/form-data; boundary=grens", "Kies eerst een bestand"),
        ("file", "multipart/form-data; boundary=anders", "Kies eerst een bestand"),
        ("file", "text/plain", "Kies eerst een bestand"),
        ("file", "", "Kies eerst een bestand"),
    ],
)
async def test_where_there_is_no_file_it_is_asked_for(field: str, kind: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        await read_file(request(UPLOAD, content_type=kind), field, 1_000)


async def test_a_file_that_is_too_large_is_refused_while_it_comes_in() -> None:
    with pytest.raises(NotUnderstood, match="ten hoogste 1 MB"):
        await read_file(request(*[b"x" * 500_000] * 3, content_type="multipart/form-data"), "file", 1_000_000)
