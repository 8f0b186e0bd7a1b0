"""Lights, and what lags behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from ledger_factories import QINGHE, Extraction, commitment, document, measure, owners, store

from corpus import ledger as history
from corpus import lights, rows, settings
from corpus.lights import COLOUR, Light, Reason
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.settings import Thresholds
from corpus.store import Corpus
from extract.model import Comparator, Duty, Measure, Range

ON = date(2025, 7, 1)
TEXT = "改造学校100所。\n第二项。"


def one(corpus: Corpus, days: int | None, measures: tuple[Measure, ...] = (), **more: Any) -> str:
    """A ledger with a commitment due in `days`, of a plan of 2025; its key."""
    due = None if days is None else ON + timedelta(days=days)
    kept = commitment(TEXT, "改造学校100所。", deadline=due, measures=measures, responsible=owners("县教育局"), **more)
    read = document(TEXT, region=QINGHE)
    read = replace(read, header=replace(read.header, issued=date(2025, 1, 1)))
    store(corpus, Extraction(read, (kept,), ()))
    return kept.key


def report(corpus: Corpus, key: str, progress: Progress = Progress.IN_PROGRESS, **more: Any) -> None:
    values = {"author": "县教育局", "at": "2025-06-01"} | more
    history.record(corpus, key, LedgerEvent("", Standing.DECLARED, progress, **values))


def reason(corpus: Corpus, key: str) -> Reason:
    """The light of the only commitment; both ways of telling it agree."""
    row = rows.commitment(corpus, key)
    assert row is not None
    found = lights.reason(row, ON, lights.begun_days(corpus).get(row.document), Thresholds())
    assert lights.reasons(corpus, ON) == {row.id: found}
    return found


@pytest.mark.parametrize(
    ("days", "progress", "expected"),
    [
        (-1, None, Reason.LATE), (0, None, Reason.DUE), (3, None, Reason.DUE), (4, None, Reason.NEAR),
        (30, None, Reason.NEAR), (31, None, Reason.ON_COURSE), (None, None, Reason.UNDATED),
        (-1, Progress.BLOCKED, Reason.LATE), (90, Progress.BLOCKED, Reason.BLOCKED),
        (None, Progress.BLOCKED, Reason.BLOCKED), (-1, Progress.DONE, Reason.DONE),
        (90, Progress.CANCELLED, Reason.CANCELLED), (2, Progress.IN_PROGRESS, Reason.DUE),
    ],
)  # fmt: skip
def test_lights_by_day_and_state(ledger: Corpus, days: int | None, progress: Progress | None, expected: Reason) -> None:
    key = one(ledger, days)
    if progress:
        report(ledger, key, progress)
    assert reason(ledger, key) is expected


def test_every_reason_has_a_light() -> None:
    assert set(COLOUR) == set(Reason) and set(COLOUR.values()) == set(Light)


def school(value: Any = Decimal(100), unit: str | None = "所", sign: Comparator = Comparator.AT_LEAST) -> Measure:
    return measure(TEXT, "改造学校100所", subject="学校", value=value, unit=unit, comparator=sign)


@pytest.mark.parametrize(
    ("measures", "value", "expected"),
    [
        ((school(),), "40所", Reason.BEHIND),
        ((school(),), "50所", Reason.ON_COURSE),
        ((school(),), "40", Reason.BEHIND),
        ((school(),), "40%", Reason.BEHIND),
        ((school(),), "60%", Reason.ON_COURSE),
        ((school(),), "10人", Reason.ON_COURSE),
        ((school(sign=Comparator.AT_MOST),), "10所", Reason.ON_COURSE),
        ((school(), school(Decimal(20))), "10所", Reason.ON_COURSE),
        ((school(Decimal("0.01"), "万所"),), "40所", Reason.BEHIND),
        ((school(Range(Decimal(80), Decimal(120))),), "30所", Reason.BEHIND),
        ((school(Decimal(0)),), "1所", Reason.ON_COURSE),
        ((school(Decimal(95), "%"),), "40", Reason.BEHIND),
        ((school(Decimal(95), "%"),), "0.4%", Reason.BEHIND),
        ((school(Decimal(95), "%"),), "0.95", Reason.ON_COURSE),  # 95% or less than one: nobody knows
        ((school(Decimal(95), "%"), school()), "0.4", Reason.BEHIND),
        ((), "10所", Reason.ON_COURSE),
        ((), "10%", Reason.BEHIND),
        ((school(),), "很多", Reason.ON_COURSE),
    ],
)
def test_behind_schedule(ledger: Corpus, measures: tuple[Measure, ...], value: str, expected: Reason) -> None:
    """Half the time has passed; where it cannot be told which target is meant nothing is said."""
    key = one(ledger, 181, measures)
    report(ledger, key, value=value)
    assert reason(ledger, key) is expected
    assert [row.key for row, _ in lights.behind(ledger, ON)] == ([key] if expected is Reason.BEHIND else [])


def test_what_was_verified_counts_before_what_was_declared(ledger: Corpus) -> None:
    key = one(ledger, 181, (school(),))
    report(ledger, key, value="90所")
    history.record(
        ledger, key, LedgerEvent("", Standing.VERIFIED, Progress.IN_PROGRESS, "督查室", "2025-05-01", "20所")
    )
    ((_, pace),) = lights.behind(ledger, ON)
    assert (pace.reached, round(pace.passed, 2)) == (0.2, 0.5)


def test_a_recurring_duty_is_measured_within_its_period(ledger: Corpus) -> None:
    key = one(ledger, None, (school(),), recurrence="每年")
    report(ledger, key, value="40所")
    assert reason(ledger, key) is Reason.BEHIND
    report(ledger, key, Progress.DONE, at="2025-06-20")
    assert reason(ledger, key) is Reason.DONE
    assert lights.behind(ledger, ON) == []


def test_thresholds_are_settings(ledger: Corpus) -> None:
    key = one(ledger, 40, (school(),))
    report(ledger, key, value="75所")
    assert reason(ledger, key) is Reason.ON_COURSE
    settings.path_of(ledger.path).write_text("[lights]\nblue_days = 60\n", "utf-8")
    assert set(lights.reasons(ledger, ON).values()) == {Reason.NEAR}
    settings.path_of(ledger.path).write_text("[lights]\nbehind = 1\n", "utf-8")
    assert set(lights.reasons(ledger, ON).values()) == {Reason.BEHIND}
    settings.path_of(ledger.path).write_text("[lights]\nyellow_days = 40\n", "utf-8")
    assert set(lights.reasons(ledger, ON).values()) == {Reason.DUE}


def test_boards(ledger: Corpus) -> None:
    found = (
        commitment(TEXT, "改造学校100所。", deadline=ON - timedelta(days=1),
                   responsible=(*owners("县教育局"), *owners("县教育局", "县财政局", duty=Duty.SUPPORT))),
        commitment(TEXT, "第二项。"),
    )  # fmt: skip
    store(ledger, Extraction(document(TEXT, region=QINGHE), found, ()))
    boards = lights.boards(ledger, ON)
    assert [(b.organisation, b.counts[Light.RED], b.counts[Light.GREY], b.total) for b in boards] == [
        ("青禾县 · 县教育局", 1, 0, 1), ("青禾县 · 县财政局", 1, 0, 1), ("", 0, 1, 1),
    ]  # fmt: skip
    assert [b.organisation for b in lights.boards(ledger, ON, Filters(organisation="财政"))] == ["青禾县 · 县财政局"]
