"""What an alignment of two plans gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.verdicts import Note
from extract.model import Commitment, Extraction, Measure


class Answer(StrEnum):
    """What became of a commitment of the parent in the local plan."""

    WEAKER = "weaker"
    """A value asks less."""
    LATER = "later"
    """The same by a later day."""
    MISSING = "missing"
    """Nothing in the local plan is near enough."""
    REWORDED = "reworded"
    """Answered in other words."""
    STRICTER = "stricter"
    SAME = "same"


class Change(StrEnum):
    """What a newer version of a plan made of a commitment."""

    ADDED = "added"
    DROPPED = "dropped"
    VALUE = "value"
    """A value is another one."""
    DATE = "date"
    """A date is another one."""
    MOVED = "moved"
    """It stands under another heading."""
    REWORDED = "reworded"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ValuePair:
    """One value of the parent beside that of the local plan."""

    parent: Measure
    local: Measure
    answer: Answer
    note: Note | None = None
    """Why they do not compare, or what to mind."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A commitment of the parent and what answers it."""

    parent: Commitment
    local: Commitment | None
    score: float
    """0 to 1: how much of the parent's commitment stands in the local one."""
    why: tuple[str, ...]
    """`indicator`, `words`, `heading`, `meaning`: what the match rests on."""
    answer: Answer
    values: tuple[ValuePair, ...] = ()
    lost: tuple[Measure, ...] = ()
    """Values of the parent that the local commitment does not repeat."""
    others: tuple[tuple[str, float], ...] = ()
    """Keys and scores of the next best, for review."""
    confirmed: bool = False
    """A person said that this is the answer."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A parent plan against a local one."""

    parent: Extraction
    local: Extraction
    pairs: tuple[Pair, ...]
    """One for each commitment of the parent, in its order."""
    own: tuple[Commitment, ...]
    """Local commitments without a parent."""

    def count(self, *answers: Answer) -> int:
        """Commitments of the parent with one of these answers."""
        return sum(one.answer in answers for one in self.pairs)


@dataclass(frozen=True, slots=True)
class Step:
    """One commitment from an older version of a plan to a newer one."""

    old: Commitment | None
    new: Commitment | None
    changes: tuple[Change, ...]
    """The weightiest first; one of SAME, ADDED, DROPPED stands alone."""
    score: float
    """1 for the same key."""
    dates: tuple[date | None, date | None] = (None, None)
    values: tuple[tuple[Measure | None, Measure | None], ...] = ()
    """Values that differ, old and new."""
