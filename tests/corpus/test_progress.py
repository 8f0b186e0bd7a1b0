"""Progress as events: undo, periods, merging, what every sequence of them comes to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import Extraction, commitment, document, owners, plan, store

from corpus import ledger as history
from corpus import overdue, rows, schema
from corpus import store as store_module
from corpus.deadlines import closed_on, due_on
from corpus.errors import BadEvent, UnknownKey
from corpus.ledger_merge import merge_events, merged
from corpus.model import CommitmentRow, Filters, LedgerEvent, Progress, Standing
from corpus.periods import Every
from corpus.settling import states
from corpus.standing import derive
from corpus.store import Corpus

D, V = Standing.DECLARED, Standing.VERIFIED
NOT, GOING, DONE, BLOCKED, CANCELLED = Progress


def event(progress: Progress = DONE, standing: Standing = D, **more: Any) -> LedgerEvent:
    values = {"key": "", "author": "县教育局", "at": "2026-01-01"} | more
    return LedgerEvent(standing=standing, progress=progress, **values)


def row(corpus: Corpus, key: str) -> CommitmentRow:
    found = rows.commitment(corpus, key)
    assert found is not None
    return found


@pytest.fixture
def key(filled: Corpus) -> str:
    """Of a commitment that comes once."""
    return rows.commitments(filled)[1].key


def test_undo_is_an_event_and_brings_back_what_stood_before(filled: Corpus, key: str) -> None:
    first = history.record(filled, key, event(GOING, value="40", unit="%"))
    history.record(filled, key, event(DONE, at="2026-02-01"))
    assert row(filled, key).progress is DONE
    back = history.undo(filled, key, "督查室", "误报")
    assert (back.undoes, back.note, back.progress) == (history.history(filled, key)[1].uid, "误报", DONE)
    now = row(filled, key)
    assert (now.progress, now.declared) == (GOING, first)
    history.undo(filled, key, "督查室")
    assert (row(filled, key).progress, row(filled, key).declared) == (NOT, None)
    assert len(history.history(filled, key)) == 4
    with pytest.raises(BadEvent, match="没有可以撤销的"):
        history.undo(filled, key, "督查室")
    with pytest.raises(UnknownKey):
        history.undo(filled, "nothing", "督查室")
    with pytest.raises(BadEvent, match="谁报的"):
        history.undo(filled, key, " ")


def test_undo_takes_what_was_written_last_whatever_day_it_is_of(filled: Corpus, key: str) -> None:
    kept = history.record(filled, key, event(GOING, at="2026-03-01"))
    last = history.record(filled, key, event(BLOCKED, V, at="2025-01-01"))
    assert history.undo(filled, key, "甲").undoes == last.uid
    assert history.undo(filled, key, "甲", uid=kept.uid).undoes == kept.uid


def test_an_undo_does_not_touch_the_other_standing(filled: Corpus, key: str) -> None:
    history.record(filled, key, event(DONE, D))
    history.record(filled, key, event(BLOCKED, V))
    history.undo(filled, key, "甲")
    now = row(filled, key)
    assert (now.progress, now.verified) == (DONE, None)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [("85", "%", "85 %"), ("85%", None, "85 %"), ("1.5", None, "1.5 None"), ("12所", None, "12 所"),
     ("多", None, "None"), ("1—2", None, "None"), (None, "所", "None")],
)  # fmt: skip
def test_the_value_of_an_event(value: str | None, unit: str | None, expected: str) -> None:
    found = history.reached(event(value=value, unit=unit))
    assert ("None" if found is None else f"{found[0]} {found[1]}") == expected


TEXT = "每年培训教师。\n每学期开展督导，到2026年底完成。"


@pytest.fixture
def recurring(ledger: Corpus) -> Corpus:
    """A yearly duty without an end, one of every term with one."""
    found = (
        commitment(TEXT, "每年培训教师。", recurrence="每年", responsible=owners("县教育局")),
        commitment(TEXT, "每学期开展督导，到2026年底完成。", recurrence="每学期", deadline=date(2026, 12, 31)),
    )
    store(ledger, Extraction(document(TEXT), found, ()))
    return ledger


def late(corpus: Corpus, on: date) -> dict[str, int]:
    return {
        e.row.commitment.quote[:3]: e.days_late for entries in overdue.overdue(corpus, on).values() for e in entries
    }


def test_a_recurring_duty_opens_a_new_period_by_itself(recurring: Corpus) -> None:
    yearly = rows.commitments(recurring)[0].key
    assert due_on(row(recurring, yearly), date(2025, 6, 1)) == date(2025, 12, 31)
    assert due_on(row(recurring, yearly), date(2026, 6, 1)) == date(2026, 12, 31)
    assert late(recurring, date(2026, 6, 1)) == {}
    written = history.record(recurring, yearly, event(DONE, at="2025-11-01"))
    assert written.period == "2025"
    now = row(recurring, yearly)
    assert closed_on(now, date(2025, 12, 31)) and not closed_on(now, date(2026, 1, 1))
    assert late(recurring, date(2026, 12, 31)) == {}
    assert late(recurring, date(2027, 1, 2)) == {"每年培": 2, "每学期": 2}
    assert rows.count(recurring, Filters(late_on=date(2027, 1, 2))) == 2
    assert rows.count(recurring, Filters(late_on=date(2026, 12, 31))) == 0
    near = overdue.upcoming(recurring, date(2026, 12, 1), 40)
    assert {e.due for entries in near.values() for e in entries} == {date(2026, 12, 31)}
    assert overdue.upcoming(recurring, date(2025, 12, 1), 40) == {}
    history.record(recurring, yearly, event(GOING, at="2027-01-05", period="2026"))
    assert row(recurring, yearly).progress is GOING
    history.record(recurring, yearly, event(DONE, at="2027-01-20", period="2026"))
    assert due_on(row(recurring, yearly), date(2027, 2, 1)) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("at", "period"),
    [("2026-01-01", "2026"), ("2026-01-01T07:00:00+08:00", "2026"), ("2025-12-31T23:00:00Z", "2025")],
)
def test_the_period_is_that_of_the_day_as_it_was_written(recurring: Corpus, at: str, period: str) -> None:
    yearly = rows.commitments(recurring)[0].key
    assert history.record(recurring, yearly, event(at=at)).period == period


def test_the_last_period_ends_with_the_deadline(recurring: Corpus) -> None:
    term = rows.commitments(recurring)[1].key
    on = date(2026, 3, 1)
    assert due_on(row(recurring, term), on) == date(2026, 8, 31)
    history.record(recurring, term, event(DONE, at="2026-03-01"))
    assert row(recurring, term).next_due == date(2026, 12, 31)
    history.record(recurring, term, event(DONE, at="2026-10-01"))
    now = row(recurring, term)
    assert now.opens is None and closed_on(now, date(2030, 1, 1))
    assert late(recurring, date(2030, 1, 1)) == {}


def test_a_period_that_nobody_reported_is_late(recurring: Corpus) -> None:
    yearly = rows.commitments(recurring)[0].key
    history.record(recurring, yearly, event(DONE, at="2023-05-01"))
    history.record(recurring, yearly, event(DONE, at="2025-05-01"))
    now = row(recurring, yearly)
    assert (now.progress, now.next_due) == (NOT, date(2024, 12, 31))
    history.record(recurring, yearly, event(CANCELLED, V, at="2025-06-01"))
    assert late(recurring, date(2028, 1, 1)).keys() == {"每学期"}


@pytest.mark.parametrize("period", ["2025-Q5", "第一期"])
def test_a_period_that_is_none_is_refused(recurring: Corpus, period: str) -> None:
    found = rows.commitments(recurring)
    with pytest.raises(BadEvent, match="没有这一期"):
        history.record(recurring, found[0].key, event(period=period))


def test_what_comes_once_has_no_period(filled: Corpus, key: str) -> None:
    with pytest.raises(BadEvent, match="不是周期性"):
        history.record(filled, key, event(period="2025"))


def test_a_new_version_may_change_the_rhythm(recurring: Corpus) -> None:
    yearly = rows.commitments(recurring)[0]
    history.record(recurring, yearly.key, event(DONE, at="2025-05-01"))
    text = TEXT + "\n第二版。"
    once = commitment(text, "每年培训教师。", recurrence=None)
    store(recurring, Extraction(document(text), (once,), ()))
    now = row(recurring, yearly.key)
    assert (now.progress, now.next_due, now.opens) == (DONE, None, None)


def copy(corpus: Corpus, folder: Path, name: str) -> Corpus:
    """The same plan in a ledger of another office."""
    other = Corpus.open(folder / name)
    store(other, plan())
    return other


def test_two_offices_merge_without_loss(filled: Corpus, key: str, tmp_path: Path) -> None:
    with copy(filled, tmp_path, "other.db") as other:
        mine = history.record(filled, key, event(GOING, at="2026-01-02", value="40%"))
        theirs = history.record(other, key, event(DONE, at="2026-01-03"))
        history.record(other, key, event(BLOCKED, V, at="2026-01-04"))
        done = merge_events(filled, other)
        assert (done.added, done.known) == (2, 0)
        (conflict,) = done.conflicts
        assert (conflict.key, conflict.standing, conflict.mine) == (key, D, mine)
        assert conflict.theirs.uid == conflict.counts.uid == theirs.uid
        assert conflict.theirs.origin == str(other.meta("ledger")) != mine.origin
        again = merge_events(filled, other)
        assert (again.added, again.known, again.conflicts) == (0, 2, ())
        back = merge_events(other, filled)
        assert (back.added, back.known) == (1, 2)
        assert states(filled.connection, [key])[key].progress is states(other.connection, [key])[key].progress
        assert [e.uid for e in history.history(filled, key)] == [e.uid for e in history.history(other, key)]
        history.undo(other, key, "乙")
        later = merge_events(filled, other)
        assert (later.added, later.conflicts) == (1, ())
        assert row(filled, key).progress is row(other, key).progress


def test_events_of_a_commitment_that_is_not_here_stay_as_orphans(ledger: Corpus, tmp_path: Path) -> None:
    with copy(ledger, tmp_path, "other.db") as other:
        key = rows.commitments(other)[0].key
        history.record(other, key, event(DONE))
        assert merge_events(ledger, other).added == 1
        assert [e.key for e in history.orphans(ledger)] == [key]
        store(ledger, plan())
        assert history.orphans(ledger) == [] and row(ledger, key).declared is not None


def test_an_older_file_keeps_its_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    connection = apsw.Connection(str(path))
    schema.MIGRATIONS[0](connection)
    connection.pragma("user_version", 1)
    connection.execute(
        "insert into event(key, standing, progress, author, at, value) values"
        " ('k', 'declared', 'done', '甲', '2026-01-02T00:00:00Z', '5%'),"
        " ('k', 'declared', 'blocked', '甲', '2026-01-02T00:00:00Z', null),"
        " ('k', 'verified', 'in_progress', '乙', '2026-01-01T00:00:00Z', null)"
    )
    connection.close()
    with Corpus.open(path) as corpus:
        assert [e.progress for e in history.history(corpus, "k")] == [GOING, DONE, BLOCKED]
        (stands,) = states(corpus.connection, ["k"]).values()
        assert (stands.progress, stands.declared and stands.declared.progress) == (GOING, BLOCKED)
        last = history.record(corpus, "k", event(CANCELLED, V))
        assert last.uid and last.uid > max(e.uid or "" for e in history.history(corpus, "k") if e.id != last.id)
        with pytest.raises(apsw.ConstraintError, match="append-only"):
            corpus.connection.execute("delete from event")
    assert store_module.VERSION >= 2


def reports(count: int) -> st.SearchStrategy[list[LedgerEvent]]:
    """Reports and undos of one commitment in an order in which a ledger may come to hold them."""

    @st.composite
    def built(draw: st.DrawFn) -> list[LedgerEvent]:
        out: list[LedgerEvent] = []
        for number in range(draw(st.integers(0, count))):
            one = event(
                draw(st.sampled_from(Progress)),
                draw(st.sampled_from(Standing)),
                at=f"2025-{draw(st.integers(1, 12)):02d}-01T00:00:00Z",
                key="k",
                uid=f"{number:014x}{draw(st.sampled_from(['aa', 'bb']))}",
            )
            if out and draw(st.booleans()):
                one = replace(one, undoes=draw(st.sampled_from(out)).uid)
            out.append(one)
        return out

    return built()


@given(reports(12), st.sampled_from([None, *Every]), st.randoms(use_true_random=False))
def test_one_state_whatever_the_order(events: list[LedgerEvent], every: Every | None, chance: random.Random) -> None:
    last = date(2026, 6, 30)
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert derive(events, every, last) == derive(shuffled, every, last)
    cut = len(events) // 2
    assert derive(merged(events[:cut], shuffled), every, last) == derive(events, every, last)


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["report", "undo", "read", "merge", "older"]),
        st.integers(0, 2),
        st.sampled_from(Progress),
        st.sampled_from(Standing),
        st.integers(1, 28),
    ),
    max_size=14,
)


@given(ACTIONS)
def test_no_sequence_loses_an_event(tmp_path_factory: pytest.TempPathFactory, actions: Sequence[Any]) -> None:
    """Two ledgers of one plan: whatever happens, histories only grow and both come to the same in the end."""
    folder = tmp_path_factory.mktemp("merge")
    with Corpus.open(folder / "a.db") as a, Corpus.open(folder / "b.db") as b:
        both = (a, b)
        for one in both:
            store(one, plan())
        keys = [found.key for found in rows.commitments(a)]
        held: list[dict[str, list[str | None]]] = [{key: [] for key in keys} for _ in both]
        for number, (action, which, progress, standing, day) in enumerate(actions):
            side = number % 2
            key = keys[which]
            if action == "report":
                history.record(both[side], key, event(progress, standing, at=f"2025-03-{day:02d}"))
            elif action == "undo" and any(derived(both[side], key)):
                history.undo(both[side], key, "甲")
            elif action == "read":
                text = f"{plan().document.text}{'修订。' * day}"
                store(both[side], replace(plan(text), commitments=plan(text).commitments[: which + 1]))
            elif action == "older":
                store(both[side], plan())
            elif action == "merge":
                merge_events(both[side], both[1 - side])
            for at, one in enumerate(both):
                for each in keys:
                    uids = [e.uid for e in history.history(one, each)]
                    assert set(held[at][each]) <= set(uids)
                    held[at][each] = uids
                    says = derive(history.history(one, each), *rhythm(one, each))
                    now = states(one.connection, [each]).get(each)
                    assert (now or derive([])) == says
        merge_events(a, b)
        merge_events(b, a)
        for key in keys:
            assert history.history(a, key) == [
                replace(e, id=mine.id) for e, mine in zip(history.history(b, key), history.history(a, key), strict=True)
            ]


def derived(corpus: Corpus, key: str) -> tuple[LedgerEvent | None, LedgerEvent | None]:
    now = states(corpus.connection, [key]).get(key)
    return (now.declared, now.verified) if now else (None, None)


def rhythm(corpus: Corpus, key: str) -> tuple[Every | None, date | None]:
    found = corpus.connection.execute(
        "select every, coalesce(deadline, due) from commitment where key = ? order by current desc, id desc limit 1",
        (key,),
    ).fetchone()
    if not found:
        return None, None
    return (Every(found[0]) if found[0] else None, date.fromisoformat(found[1]) if found[1] else None)
