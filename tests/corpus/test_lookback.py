"""A ledger asked for a day that has passed says what it said then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import PLAN, Extraction, commitment, document, owners, plan, store

from corpus import ledger, lights, overdue, rows
from corpus.lookback import look_back
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.periods import Every, period_of
from corpus.settling import of_keys, states
from corpus.standing import derive
from corpus.store import Corpus


def told(corpus: Corpus, key: str, at: str, progress: Progress = Progress.DONE) -> None:
    ledger.record(corpus, key, LedgerEvent("", Standing.DECLARED, progress, "甲", at))


def late(corpus: Corpus, on: date) -> dict[str, int]:
    with Corpus.open(corpus.path, readonly=True) as then:
        look_back(then, on)
        found = overdue.overdue(then, on)
        return {entry.row.key: entry.days_late for kept in found.values() for entry in kept}


def test_what_was_done_later_was_late_then(filled: Corpus) -> None:
    second = rows.commitments(filled)[1].key
    told(filled, second, "2026-03-01T08:00:00")
    assert late(filled, date(2026, 2, 28))[second] == 59
    assert second not in late(filled, date(2026, 3, 1))
    with Corpus.open(filled.path, readonly=True) as then:
        assert look_back(then, date(2026, 1, 31)) and not look_back(Corpus.open(filled.path), date(2026, 3, 1))
        row = rows.commitment(then, second)
        assert row is not None and row.declared is None and ledger.history(then, second) == []
        assert rows.count(then, Filters(late_on=date(2026, 1, 31))) == 2
        assert lights.reasons(then, date(2026, 1, 31))[row.id] is lights.Reason.LATE
    assert rows.count(filled, Filters(late_on=date(2026, 1, 31))) == 1
    assert len(ledger.history(filled, second)) == 1


def test_what_was_taken_back_later_still_counted_then(filled: Corpus) -> None:
    second = rows.commitments(filled)[1].key
    told(filled, second, "2026-01-10")
    ledger.undo(filled, second, "甲", at="2026-02-10")
    assert second not in late(filled, date(2026, 1, 20)) and second in late(filled, date(2026, 2, 20))


RHYTHMS = [("每年", Every.YEAR), ("每学年", Every.SCHOOL_YEAR), ("每学期", Every.TERM), ("每季度", Every.QUARTER),
           ("每月", Every.MONTH), ("每周", Every.WEEK), ("每半年", Every.HALF_YEAR)]  # fmt: skip


@pytest.mark.parametrize(("words", "every"), RHYTHMS)
@pytest.mark.parametrize("done", [date(2024, 12, 31), date(2025, 1, 1), date(2025, 8, 31), date(2024, 2, 29)])
def test_a_duty_opens_again_by_itself(tmp_path: Path, words: str, every: Every, done: date) -> None:
    """Done in one period it is due at the end of the next one, over the ends of years, and was so on every day."""
    text = f"{words}检查一次。"
    with Corpus.open(tmp_path / "a.db") as corpus:
        one = commitment(text, text, recurrence=words, responsible=owners("县教育局"))
        store(corpus, Extraction(document(text), (one,), ()))
        told(corpus, one.key, done.isoformat())
        next_ = period_of(every, period_of(every, done).end + timedelta(days=1))
        row = rows.commitment(corpus, one.key)
        assert row is not None and (row.opens, row.next_due) == (next_.start, next_.end)
        assert late(corpus, next_.end) == {}
        assert late(corpus, next_.end + timedelta(days=1)) == {one.key: 1}
        told(corpus, one.key, next_.end.isoformat())
        assert late(corpus, next_.end + timedelta(days=1)) == {}
        after = period_of(every, next_.end + timedelta(days=1))
        assert late(corpus, after.end + timedelta(days=5)) == {one.key: 5}
        # Before anything was reported nobody is late; a day before the second report nobody knew of it.
        assert late(corpus, done - timedelta(days=1)) == {}
        if next_.start < next_.end:
            with Corpus.open(corpus.path, readonly=True) as then:
                look_back(then, next_.end - timedelta(days=1))
                held = rows.commitment(then, one.key)
                assert held is not None and held.next_due == next_.end


EVENTS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 500), st.sampled_from([*Progress, "undo", "read"])), max_size=12
)


@given(EVENTS, st.integers(-1, 501))
def test_looking_back_is_the_state_of_the_events_until_then(
    tmp_path_factory: pytest.TempPathFactory, said: Sequence[Any], day: int
) -> None:
    start = date(2025, 1, 1)
    on = start + timedelta(days=day)
    with Corpus.open(tmp_path_factory.mktemp("back") / "a.db") as corpus:
        store(corpus, plan())
        keys = [row.key for row in rows.commitments(corpus)]
        for which, after, what in said:
            at = (start + timedelta(days=after)).isoformat()
            if what == "read":
                store(corpus, plan(PLAN + "甲" * (which + 1)))
            elif what != "undo":
                told(corpus, keys[which], at, what)
            elif ledger.history(corpus, keys[which]) and any(not e.undoes for e in ledger.history(corpus, keys[which])):
                try:
                    ledger.undo(corpus, keys[which], "甲", at=at)
                except ledger.BadEvent:
                    continue
        before = states(corpus.connection, keys)
        every = of_keys(corpus.connection, keys)
        with Corpus.open(corpus.path, readonly=True) as then:
            look_back(then, on)
            now = states(then.connection, keys)
            for key in keys:
                known = [event for event in every.get(key, []) if event.at[:10] <= on.isoformat()]
                assert ledger.history(then, key) == known
                rhythm = rows.commitment(corpus, key)
                assert rhythm is not None
                if rhythm.commitment.recurrence is None and not any(
                    one.recurrence for one in rhythm.commitment.measures
                ):
                    wanted = derive(known)
                    held = now.get(key)
                    assert (held.progress if held else Progress.NOT_STARTED) == wanted.progress
                    assert (held.declared if held else None) == wanted.declared
        assert states(corpus.connection, keys) == before
