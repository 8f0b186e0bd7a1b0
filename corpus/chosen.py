"""A value that was picked to narrow a list by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one kind that was picked from what there is: it is met exactly, not as a piece of a name."""

    kind: str
    """A name of `corpus.choices.KINDS`."""
    value: str
    """As `corpus.narrowing.shares` gives it; empty for what has none."""
    on: date | None = None
    """The day that a state of the deadline is measured against; of that kind alone."""
