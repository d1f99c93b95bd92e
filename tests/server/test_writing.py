from __future__ import annotations

from pathlib import Path

import pytest

from server.writing import write_whole


def test_a_text_takes_the_place_of_the_file_and_a_link_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "er").mkdir()
    file = tmp_path / "er" / "a.yaml"
    file.write_text("oud", "utf-8")
    file.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(file)
    write_whole(tmp_path / "link.yaml", "nieuw\n")
    assert file.read_bytes() == b"nieuw\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.yaml").is_symlink()


def test_when_it_cannot_be_written_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "weg.yaml", "nieuw")
    assert list(tmp_path.iterdir()) == []
