"""What a list can be narrowed by, counted; a choice keeps exactly what was counted; letters that spell."""

from __future__ import annotations

from datetime import date

import pytest
from ledger_factories import commitment, document, plan, span_of, store

from corpus import ledger as history
from corpus import narrowing, rows
from corpus.choices import KINDS, picked
from corpus.chosen import Choice
from corpus.deadlines import closed_on, due_on
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.store import Corpus
from extract.model import Binding, Duty, Extraction, Force, Responsibility
from ingest.model import Level, Region

ON = date(2025, 11, 1)


@pytest.fixture
def two(filled: Corpus) -> Corpus:
    """Two plans of two regions, one report."""
    text = "云岭市方案\n各县要开齐课程。\n严禁拖欠工资。"
    extraction = Extraction(
        document(text, source="b.txt", title="云岭市方案", region=Region("云岭市", "990100", Level.CITY, ("甲省",))),
        (
            commitment(text, "各县要开齐课程。", responsible=(Responsibility("市教育局", Duty.LEAD),)),
            commitment(
                text,
                "严禁拖欠工资。",
                force=Force.PROHIBIT,
                bindings=(
                    Binding(span_of(text, "拖欠工资"), Force.STRIVE),
                    Binding(span_of(text, "严禁"), Force.PROHIBIT),
                ),
                deadline=date(2026, 12, 31),
            ),
        ),
        (),
    )
    store(filled, extraction, "/plans/b.txt", "文号:乙")
    row = rows.commitments(filled)[1]
    history.record(filled, row.key, LedgerEvent("", Standing.DECLARED, Progress.IN_PROGRESS, "县教育局", "2025-05-01"))
    return filled


def counted(corpus: Corpus, filters: Filters = Filters()) -> dict[str, dict[str, int]]:  # noqa: B008
    found = narrowing.shares(corpus, filters, ON)
    return {kind: {one.value: one.count for one in values} for kind, values in found}


def test_every_kind_is_counted(two: Corpus) -> None:
    found = counted(two)
    assert tuple(found) == KINDS
    assert found["region"] == {"青禾县": 3, "云岭市": 2}
    assert found["level"] == {"county": 3, "city": 2}
    assert found["organisation"]["青禾县教育局"] == 1 and found["organisation"]["市教育局"] == 1
    assert found["indicator"]["government.class_size"] == 1
    assert found["force"] == {"shall": 4, "prohibit": 1, "strive": 1}
    assert found["status"] == {"not_started": 4, "in_progress": 1}


def test_a_choice_keeps_exactly_what_was_counted(two: Corpus) -> None:
    for kind, values in counted(two).items():
        for value, count in values.items():
            kept = Filters(chosen=(Choice(kind, value, ON if kind == "due" else None),))
            assert rows.count(two, kept) == len(rows.commitments(two, kept)) == count, (kind, value)


def test_states_of_deadlines_are_those_of_the_rows(two: Corpus) -> None:
    def state(row: rows.CommitmentRow) -> str:
        day = due_on(row, ON)
        if closed_on(row, ON):
            return "closed"
        if day is None:
            return "undated"
        left = (day - ON).days
        return "late" if left < 0 else "soon" if left <= 90 else "open"

    expected: dict[str, int] = {}
    for row in rows.commitments(two):
        expected[state(row)] = expected.get(state(row), 0) + 1
    assert counted(two)["due"] == expected and {"late", "soon", "open"} <= set(expected)


def test_a_kind_is_counted_without_its_own_choice(two: Corpus) -> None:
    found = counted(two, Filters(chosen=(Choice("region", "云岭市"),)))
    assert found["region"] == {"青禾县": 3, "云岭市": 2}
    assert found["level"] == {"city": 2}


def test_choices_are_joined_and_let_go_again(two: Corpus) -> None:
    city, ban = Choice("region", "云岭市"), Choice("force", "prohibit")
    both = picked(picked(Filters(), city), ban)
    assert rows.count(two, both) == 1
    assert picked(both, Choice("region", "青禾县")).chosen == (ban, Choice("region", "青禾县"))
    assert picked(picked(both, ban), city) == Filters()


def test_a_choice_narrows_every_other_question(two: Corpus) -> None:
    from corpus import waiting

    ban = Filters(chosen=(Choice("force", "prohibit"),))
    assert {one.row.commitment.force for one in waiting.queue(two, ban, 10)} <= {Force.PROHIBIT}


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("jyj", 3),
        ("jiaoyuju", 3),
        ("qinghe", 3),
        ("yunling jyj", 1),
        ("bane", 1),
        ("45", 1),
        ("45 qinghe", 1),
        ("czj", 0),
        ("不超过 qhx", 1),
    ],
)
def test_letters_and_numbers_filter(two: Corpus, typed: str, count: int) -> None:
    assert rows.count(two, Filters(text=typed)) == count


def test_a_word_of_letters_in_the_text_is_still_found(ledger: Corpus) -> None:
    text = "方案\n建设STEM教室。"
    store(ledger, Extraction(document(text, title="方案"), (commitment(text, "建设STEM教室。"),), ()))
    assert rows.count(ledger, Filters(text="stem")) == 1


def test_nothing_chosen_of_an_empty_ledger(ledger: Corpus) -> None:
    assert counted(ledger) == {kind: {} for kind in KINDS}
    store(ledger, plan())
    assert counted(ledger)["region"] == {"青禾县": 3}
