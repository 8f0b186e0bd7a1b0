"""Errors of reading, one small tree.

IngestError            a file that could not be read: which, why, what to do
├── CannotOpen         missing, a folder, a device, no permission, changed while it was read
├── UnknownFormat      no reader knows these bytes
├── Unreadable         damaged, encrypted, or refused by its reader
├── Empty              no text at all (a scan without text layer, a blank page)
└── LimitExceeded      larger, longer or slower than `Limits` allows
"""

from __future__ import annotations


class IngestError(Exception):
    """A file that could not be read.

    `str(error)` is one line: file, reason and what to do.
    """

    outcome = "refused"
    """The name of what became of the file."""

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        super().__init__(source, reason, remedy)
        self.source = source
        """File name as the caller gave it."""
        self.reason = reason
        """Why, one Chinese sentence without full stop."""
        self.remedy = remedy
        """What to do about it."""

    def __str__(self) -> str:
        return f"{self.source}：{self.reason}；{self.remedy}"


class CannotOpen(IngestError):
    """Missing, not a regular file, not permitted, or changed while it was read."""


class UnknownFormat(IngestError):
    """No reader knows these bytes."""


class Unreadable(IngestError):
    """Damaged, encrypted, or refused by its reader."""


class Empty(IngestError):
    """The file holds no text."""

    outcome = "empty"


class LimitExceeded(IngestError):
    """Larger, longer or slower than the limits allow."""
