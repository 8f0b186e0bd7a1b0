"""The rows that are here of a list that may be much longer."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import CommitmentRow, Filters

WINDOW = 200
"""Rows asked for at a time."""
_KEPT = 40
"""Windows kept in memory."""


class Windows:
    """The rows that are here of a list that may be much longer."""

    def __init__(self, filters: Filters, count: int, first: Sequence[CommitmentRow]) -> None:
        self.filters = filters
        self.count = count
        self._windows: dict[int, Sequence[CommitmentRow]] = {0: first}

    def get(self, index: int) -> CommitmentRow | None:
        """The row, if it is here."""
        window = self._windows.get(index // WINDOW, ())
        place = index % WINDOW
        return window[place] if place < len(window) else None

    def put(self, offset: int, rows: Sequence[CommitmentRow]) -> None:
        """Keep a window; the one that came first makes room."""
        self._windows[offset // WINDOW] = rows
        while len(self._windows) > _KEPT:
            del self._windows[next(iter(self._windows))]

    def missing(self, first: int, last: int) -> int | None:
        """Offset of the first window between two rows that is not here."""
        for number in range(first // WINDOW, max(first, last - 1) // WINDOW + 1):
            if number not in self._windows:
                return number * WINDOW
        return None
