import hashlib
from pathlib import Path

import pytest

from server.journal import media as media_module
from server.journal.errors import CannotRead, Damaged, StoreFailed
from server.journal.media import Media

PICTURE = b"\x89PNG een school"


def test_what_was_put_is_got_by_its_hash(tmp_path: Path) -> None:
    media = Media(tmp_path)
    sha = media.put(PICTURE)
    assert sha == hashlib.sha256(PICTURE).hexdigest() == media.put(PICTURE)
    assert media.get(sha) == PICTURE
    assert [found.name for found in tmp_path.iterdir()] == [sha]


def test_a_file_that_changed_is_not_handed_out_and_can_be_put_again(tmp_path: Path) -> None:
    media = Media(tmp_path)
    sha = media.put(PICTURE)
    (tmp_path / sha).write_bytes(PICTURE + b"!")
    with pytest.raises(Damaged, match="beschadigd"):
        media.get(sha)
    assert media.put(PICTURE) == sha
    assert media.get(sha) == PICTURE


@pytest.mark.parametrize("sha", ["0" * 64, "../server.sqlite", "", "A" * 64])
def test_what_is_not_there_is_not_got(tmp_path: Path, sha: str) -> None:
    with pytest.raises(CannotRead):
        Media(tmp_path).get(sha)


def test_a_folder_that_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="niet bewaard"):
        Media(tmp_path / "nergens").put(PICTURE)


def test_its_name_is_on_the_disk_before_it_is_promised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[list[str]] = []
    monkeypatch.setattr(
        media_module, "settle_folder", lambda folder: settled.append([f.name for f in folder.iterdir()])
    )
    sha = Media(tmp_path).put(PICTURE)
    assert settled == [[sha]]


def test_a_file_can_be_handed_out_from_where_it_lies(tmp_path: Path) -> None:
    sha = Media(tmp_path).put(PICTURE)

    assert Media(tmp_path).path(sha).read_bytes() == PICTURE


@pytest.mark.parametrize("sha", ["0" * 64, "../server.sqlite", "", "A" * 64])
def test_nothing_else_is_handed_out(tmp_path: Path, sha: str) -> None:
    (tmp_path / ("A" * 64)).write_bytes(PICTURE)

    with pytest.raises(CannotRead):
        Media(tmp_path).path(sha)
