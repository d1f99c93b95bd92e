"""What can go wrong with a record. Each carries a Dutch sentence that can be shown to a person.

JournalError
├── Conflict           that place in the record is taken, or that command was already carried out
├── StoreFailed        the disk refused (full, broken); nothing of it was stored
│   └── Unstorable     it cannot be written down so that it can be read back; nothing of it was stored
├── InUse              another program, or another part of this one, has the file or the folder open
├── CannotWrite        the folder is missing, read-only or not ours
├── CannotRead         there is no such file, or it may not be read
├── Damaged            the file is not ours, or is not what was written
└── TooNew             a newer version of the program wrote it
"""

from __future__ import annotations


class JournalError(Exception):
    """Something about the record; `sentence` is Dutch, for a person, and says what to do where that helps."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Conflict(JournalError):
    """Nothing was stored: somebody else's step, command or text stands in that place."""


class StoreFailed(JournalError):
    """Nothing was stored. It may work later: make room, then try again."""


class Unstorable(StoreFailed):
    """Nothing was stored, and trying again will not help: these values do not survive writing and reading."""


class InUse(JournalError):
    """The file or folder is open elsewhere."""


class CannotWrite(JournalError):
    """The folder named in the sentence cannot be written."""


class CannotRead(JournalError):
    """The file named in the sentence is not there or may not be read."""


class Damaged(JournalError):
    """What is in the file is not what this program wrote in it."""


class TooNew(JournalError):
    """The file holds things this version does not know yet."""
