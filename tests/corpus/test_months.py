"""What is due in which month; the filters of a month keep exactly what it counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ledger_factories import QINGHE, Extraction, commitment, document, store

from corpus import ledger as history
from corpus import rows
from corpus.model import LedgerEvent, Progress, Standing
from corpus.months import Month, months
from corpus.store import Corpus

ON = date(2025, 7, 15)
DAYS = [-200, -1, 0, 10, 90, 91, 400, None]


def fill(corpus: Corpus, **more: Any) -> list[str]:
    """A ledger with a commitment for each of `DAYS`; their keys."""
    lines = [f"第{n}项，改造学校{n}所。" for n in range(1, len(DAYS) + 1)]
    text = "\n".join(lines)
    kept = [
        commitment(text, line, deadline=None if days is None else ON + timedelta(days=days), **more)
        for line, days in zip(lines, DAYS, strict=True)
    ]
    store(corpus, Extraction(document(text, region=QINGHE), tuple(kept), ()))
    return [one.key for one in kept]


def test_months_count_past_near_and_later(ledger: Corpus) -> None:
    fill(ledger)
    assert months(ledger, ON, 90) == [
        Month(2024, 12, 1, 0, 0),
        Month(2025, 7, 1, 2, 0),
        Month(2025, 10, 0, 1, 1),
        Month(2026, 8, 0, 0, 1),
    ]


def test_the_filters_of_a_month_keep_what_it_counts(ledger: Corpus) -> None:
    keys = fill(ledger)
    history.record(ledger, keys[3], LedgerEvent("", Standing.DECLARED, Progress.DONE, "县教育局", "2025-06-01"))
    found = months(ledger, ON, 90)
    assert [one.total for one in found] == [1, 2, 2, 1]
    assert [rows.count(ledger, one.filters(ON)) for one in found] == [1, 2, 2, 1]


def test_the_last_month_there_is() -> None:
    assert Month(9999, 12, 0, 0, 1).filters(ON).owed_to == date.max


def test_an_empty_ledger_has_no_months(ledger: Corpus) -> None:
    assert months(ledger, ON, 90) == []
