"""What the screens that look at a whole ledger ask of it; a part of the desk. Knows no Textual."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from corpus.lights import Board
    from corpus.months import Month
    from corpus.store import Corpus


class Views(Protocol):
    """Questions of the overview. Like all of the desk's, any thread may ask; all raise CorpusError."""

    def months(self, on: date, days: int) -> list[Month]:
        """What is open on a day, by the month it is due in; what is due within `days` counts as near."""
        ...

    def boards(self, on: date) -> list[Board]:
        """The lights of each organisation, most red first, what nobody owns last."""
        ...


class LedgerViews:
    """The same over a ledger file."""

    def _corpus(self) -> Corpus:
        """This thread's connection."""
        raise NotImplementedError

    def months(self, on: date, days: int) -> list[Month]:
        """What is open on a day, by the month it is due in."""
        from corpus.months import months

        return months(self._corpus(), on, days)

    def boards(self, on: date) -> list[Board]:
        """The lights of each organisation, most red first, what nobody owns last."""
        from corpus.lights import boards

        return boards(self._corpus(), on)
