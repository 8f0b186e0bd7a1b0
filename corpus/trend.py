"""How the lights stood on earlier days, told from the events that had happened by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus import settings
from corpus.lights import COLOUR, Light, begun_days, by_day, reason
from corpus.model import LedgerEvent
from corpus.periods import Every, period_of
from corpus.rows import by_ids
from corpus.settling import of_keys
from corpus.standing import derive
from corpus.store import Corpus, select


def trend(corpus: Corpus, days: Sequence[date]) -> list[dict[Light, int]]:
    """Lights of all current commitments on each of the days, as the events up to that day make them.

    The commitments are those of now: what a plan said before its newest version does not count.
    """
    limits = settings.of(corpus).lights
    found = select(
        corpus.connection,
        "select id, key, due, every, coalesce(deadline, due) from commitment where current = 1 order by id",
    )
    events = of_keys(corpus.connection, [key for (key,) in select(corpus.connection, "select distinct key from event")])
    told = {row: key for row, key, *_ in found if key in events}
    ids = list(told)
    rows = {
        row: one for start in range(0, len(ids), 1000) for row, one in by_ids(corpus, ids[start : start + 1000]).items()
    }
    begun = begun_days(corpus)
    out = []
    for day in days:
        counts = dict.fromkeys(Light, 0)
        ends = {rhythm.value: period_of(rhythm, day).end.isoformat() for rhythm in Every}
        today = day.isoformat()
        for row, key, due, rhythm, last in found:
            if row not in told:
                when = due
                if rhythm and not (due and due < today):
                    when = min(ends[rhythm], due or "9999")
                counts[COLOUR[by_day(when, today, day, False, limits)]] += 1
                continue
            now = derive(
                _until(events[key], day), Every(rhythm) if rhythm else None, date.fromisoformat(last) if last else None
            )
            one = replace(
                rows[row],
                progress=now.progress,
                declared=now.declared,
                verified=now.verified,
                opens=now.opens,
                next_due=now.due,
            )
            counts[COLOUR[reason(one, day, begun.get(one.document), limits)]] += 1
        out.append(counts)
    return out


def _until(events: Sequence[LedgerEvent], day: date) -> list[LedgerEvent]:
    return [event for event in events if event.at[:10] <= day.isoformat()]
