from __future__ import annotations

from pathlib import Path

import pytest

from server.settings import BUNDLED, Settings, data_folder, environment, from_environment, opens_browser


def test_the_defaults_listen_on_every_address_and_host_the_bundled_scenario() -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.language) == ("0.0.0.0", 8000, "nl")
    assert settings.data == Path.home() / "Snelkookpan"
    assert settings.scenarios == (BUNDLED / "familiedrama",)
    assert (BUNDLED / "familiedrama" / "scenario.yaml").is_file()


def test_without_anything_nothing_is_set(tmp_path: Path) -> None:
    assert from_environment({}, tmp_path) == {}


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SNELKOOKPAN_PORT=1\nSNELKOOKPAN_HOST=127.0.0.1\n")
    assert from_environment({"SNELKOOKPAN_PORT": "2"}, tmp_path) == {"port": "2", "host": "127.0.0.1"}


def test_an_empty_value_sets_nothing(tmp_path: Path) -> None:
    assert from_environment({"SNELKOOKPAN_PORT": ""}, tmp_path) == {}


def test_what_belongs_to_others_is_left_alone(tmp_path: Path) -> None:
    assert from_environment({"PORT": "1", "PATH": "x", "MIJN_SNELKOOKPAN_PORT": "2"}, tmp_path) == {}


def test_the_file_may_hold_comments_quotes_blanks_and_equals_signs(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# een opmerking\n\n  SNELKOOKPAN_DATA = \"C:/Mijn map\" \nSNELKOOKPAN_LANGUAGE='en'\nzonder teken\n"
        "SNELKOOKPAN_SCENARIOS=a=b\nGEHEIM=5\n",
        encoding="utf-8",
    )
    assert from_environment({}, tmp_path) == {"data": "C:/Mijn map", "language": "en", "scenarios": "a=b"}


def test_a_file_saved_with_a_byte_order_mark_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SNELKOOKPAN_PORT=1\n", encoding="utf-8-sig")
    assert from_environment({}, tmp_path) == {"port": "1"}


def test_this_process_reads_its_own_environment_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("SNELKOOKPAN_LANGUAGE=en\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SNELKOOKPAN_HOST", "127.0.0.1")
    found = environment()
    assert (found["language"], found["host"]) == ("en", "127.0.0.1")


def test_the_data_folder_comes_from_the_flag_then_the_environment_and_may_start_with_a_tilde() -> None:
    assert data_folder(Path("a"), {"data": "b"}) == Path("a")
    assert data_folder(None, {"data": "~/b"}) == Path.home() / "b"
    assert data_folder(None, {}) == Settings().data


@pytest.mark.parametrize(("said", "opens"), [({}, True), ({"browser": "yes"}, True), ({"browser": "Nee"}, False)])
def test_the_environment_may_keep_the_browser_closed(said: dict[str, str], opens: bool) -> None:
    assert opens_browser(said) == opens
