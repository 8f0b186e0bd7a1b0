"""Where a commitment stands, derived from its history. Pure: the same events in any order give the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import LedgerEvent, Progress, Standing
from corpus.periods import Every, Period, following, named, period_of


@dataclass(frozen=True, slots=True)
class Derived:
    """What a history comes to."""

    progress: Progress = Progress.NOT_STARTED
    """What was verified goes before what was declared; of a recurring duty, in the period that is open."""
    declared: LedgerEvent | None = None
    """The newest that stands."""
    verified: LedgerEvent | None = None
    opens: date | None = None
    """First day of the next period of a recurring duty that has been done; before it the duty is closed."""
    due: date | None = None
    """Last day of the first period that is not done; None for a duty that comes once."""

    @property
    def closed(self) -> bool:
        """Nothing more will be asked."""
        return self.opens is None and self.progress in (Progress.DONE, Progress.CANCELLED)


def order(event: LedgerEvent) -> tuple[str, str]:
    """Events sort by when it happened, those of one moment by when they were written, in every ledger alike."""
    return event.at, event.uid or ""


def standing_events(events: Iterable[LedgerEvent]) -> list[LedgerEvent]:
    """Reports that nobody has undone, oldest first."""
    held = list(events)
    undone = {event.undoes for event in held if event.undoes}
    return sorted((e for e in held if not e.undoes and (e.uid is None or e.uid not in undone)), key=order)


def derive(events: Iterable[LedgerEvent], every: Every | None = None, last: date | None = None) -> Derived:
    """Where the commitment stands; `last` is the final deadline of a recurring one, after which nothing opens."""
    held = standing_events(events)
    if not held:
        return Derived()
    declared, verified = _newest(held, Standing.DECLARED), _newest(held, Standing.VERIFIED)
    if every is None:
        return Derived(_says(held), declared, verified)
    turns: dict[Period, list[LedgerEvent]] = {}
    for event in held:
        turns.setdefault(turn(event, every), []).append(event)
    newest = max(turns)
    if _says(turns[newest]) is Progress.CANCELLED:
        return Derived(Progress.CANCELLED, declared, verified)
    period = min(turns)
    while period in turns and _says(turns[period]) is Progress.DONE:
        period = following(every, period)
    if last is not None and period.start > last:
        return Derived(Progress.DONE, declared, verified)
    end = min(period.end, last) if last is not None else period.end
    if period > newest:
        return Derived(Progress.DONE, declared, verified, period.start, end)
    return Derived(_says(turns.get(period, ())), declared, verified, None, end)


def turn(event: LedgerEvent, every: Every) -> Period:
    """The period that an event speaks of: the one it names, else the one it happened in."""
    by_name = named(every, event.period) if event.period else None
    return by_name or period_of(every, date.fromisoformat(event.at[:10]))


def _newest(held: Sequence[LedgerEvent], standing: Standing) -> LedgerEvent | None:
    return next((event for event in reversed(held) if event.standing is standing), None)


def _says(held: Sequence[LedgerEvent]) -> Progress:
    found = _newest(held, Standing.VERIFIED) or _newest(held, Standing.DECLARED)
    return found.progress if found else Progress.NOT_STARTED
