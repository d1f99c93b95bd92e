"""What somebody posts: read up to a limit, as JSON or as the fields of a form.

Owns the limit and the two formats. What the fields mean is `server.wire`'s, or that of the route that asks.
"""

from __future__ import annotations

import json
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qs

from fastapi import Request

from server.wire import MAX_BODY, NotUnderstood

MAX_FIELDS = 1000
"""More than the boxes and texts of the longest worksheet (`engine.scenario.sections.forms`)."""


async def read_json(request: Request) -> object:
    """The JSON that was posted. NotUnderstood when it is too much or not readable."""
    try:
        return json.loads(await _read(request))
    except (ValueError, RecursionError) as error:
        raise NotUnderstood("De opdracht is geen leesbare JSON.") from error


async def read_form(request: Request) -> dict[str, list[str]]:
    """The fields of a form, blank ones too, each with all its values. NotUnderstood when it is too much."""
    text = (await _read(request)).decode("utf-8", "replace")
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise NotUnderstood(f"Er zijn te veel velden: ten hoogste {MAX_FIELDS}.") from error


async def read_file(request: Request, field: str, most: int) -> tuple[str, bytes]:
    """The name and the bytes of the file in a field of a form. NotUnderstood when there is none or it is too much."""
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > most + MAX_BODY:
            raise NotUnderstood(f"Het bestand is te groot: ten hoogste {most // 1_000_000} MB.")
    kind = request.headers.get("content-type", "")
    head = f"Content-Type: {kind}\r\n\r\n".encode("latin-1", "replace")
    for part in BytesParser(policy=HTTP).parsebytes(head + raw).walk():
        if part.get_param("name", header="content-disposition") == field and (name := part.get_filename()):
            content = part.get_payload(decode=True)
            return name, content if isinstance(content, bytes) else b""
    raise NotUnderstood("Kies eerst een bestand.")


def is_form(request: Request) -> bool:
    """Whether a page posted this, so that the answer is a page too."""
    return request.headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded")


async def _read(request: Request) -> bytes:
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAX_BODY:
            raise NotUnderstood(f"De opdracht is te groot: ten hoogste {MAX_BODY // 1024} kB.")
    return raw
