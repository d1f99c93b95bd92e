from pathlib import Path

import pytest

from server.journal.errors import CannotWrite
from server.journal.memory import MemoryJournal
from tests.server.journal.contract import JournalContract, ticking


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def journal(self) -> MemoryJournal:
        return MemoryJournal(ticking())

    async def test_there_is_no_file_to_copy(self, journal: MemoryJournal, tmp_path: Path) -> None:
        with pytest.raises(CannotWrite, match="niet in een bestand"):
            await journal.copy_to(tmp_path / "kopie.sqlite")
