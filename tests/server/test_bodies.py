from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.types import Message

from server.bodies import MAX_FIELDS, is_form, read_form, read_json
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
