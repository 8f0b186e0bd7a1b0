"""Corrections: what they change, what they survive, what waits to be looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import PLAN, Extraction, commitment, document, measure, plan, say, store

from corpus import overdue, review, rows, waiting
from corpus.corrections import Action, Correction, corrected, read_value, standing
from corpus.errors import BadCorrection, LedgerReadOnly, UnknownKey
from corpus.fieldnames import anchors, typed
from corpus.gold import gold
from corpus.ledger_merge import merge_events
from corpus.model import CommitmentRow, Filters
from corpus.originals import pack, unpack
from corpus.overlay import readings
from corpus.reviewkeys import Kind
from corpus.store import Corpus
from corpus.writing import return_to
from extract.model import Binding, Commitment, Comparator, Duty, Force, Range, Responsibility

CONFIRM, CORRECT, REJECT = Action.CONFIRM, Action.CORRECT, Action.REJECT


def keys(corpus: Corpus) -> list[str]:
    return [row.key for row in rows.commitments(corpus)]


def now(corpus: Corpus, key: str) -> Commitment:
    found = rows.commitment(corpus, key)
    assert found is not None
    return found.commitment


CHANGES: list[tuple[str, str, Any]] = [
    ("subject", "轮岗", "轮岗"),
    ("deadline", "2026-06-30", date(2026, 6, 30)),
    ("期限", "2026-06-30", date(2026, 6, 30)),
    ("force", "力争", Force.STRIVE),
    ("force", "must", Force.MUST),
    ("recurrence", "每年", "每年"),
    ("责任单位", "牵头:县委编办；配合:县财政局、县残联；各学校",
     (Responsibility("县委编办", Duty.LEAD), Responsibility("县财政局", Duty.SUPPORT),
      Responsibility("县残联", Duty.SUPPORT), Responsibility("各学校", Duty.RESPONSIBLE))),
    ("measures.1.value", "12.50", Decimal("12.50")),
    ("指标1.数值", "40—45", Range(Decimal(40), Decimal(45))),
    ("measures.1.comparator", "≤", Comparator.AT_MOST),
    ("measures.1.comparator", "about", Comparator.ABOUT),
    ("measures.1.unit", "人", "人"),
    ("measures.1.scope", "小学", "小学"),
    ("measures.1.deadline", "2027-12-31", date(2027, 12, 31)),
]  # fmt: skip


def test_who_says_how_it_binds_says_it_of_all_of_it() -> None:
    one = plan().commitments[0]
    held = replace(
        one,
        measures=tuple(replace(m, force=Force.STRIVE) for m in one.measures),
        bindings=(Binding(one.span, Force.STRIVE),),
    )
    said = corrected(held, [Correction(held.key, "force", Action.CORRECT, "乙", '"must"', uid="1")])
    assert said is not None and (said.force, said.bindings) == (Force.MUST, ())
    assert {m.force for m in said.measures} == {Force.MUST}


@pytest.mark.parametrize(("field", "value", "expected"), CHANGES)
def test_a_correction_changes_the_ledger_and_undo_brings_the_reading_back(
    filled: Corpus, field: str, value: str, expected: Any
) -> None:
    key = keys(filled)[0]
    before = now(filled, key)
    say(filled, key, field, CORRECT, value)
    after = now(filled, key)
    name = typed(field, before)
    assert name is not None
    changed = after.measures[0] if name.startswith("measure:") else after
    assert getattr(changed, name.rpartition("/")[2] if "/" in name else name) == expected
    assert after.rules[-1].startswith("review:") and after.quote == before.quote
    assert list(readings(filled, [rows.commitment(filled, key).id]).values()) == [before]  # type: ignore[union-attr]
    review.undo(filled, key, "督查室")
    assert now(filled, key) == before
    assert filled.connection.execute("select count(*) from original").get == 0
    assert [one.action for one in review.history(filled, key)] == [CORRECT, Action.UNDO]


@pytest.mark.parametrize(
    ("field", "empty"),
    [("deadline", None), ("responsible", ()), ("recurrence", None), ("measures.1.unit", None), ("measures.1", ())],
)
def test_what_is_rejected_is_empty(filled: Corpus, field: str, empty: Any) -> None:
    key = keys(filled)[1]
    say(filled, key, field, REJECT)
    after = now(filled, key)
    if field == "measures.1":
        assert after.measures == empty
    else:
        owner = after.measures[0] if "." in field else after
        assert getattr(owner, field.rpartition(".")[2]) == empty


def test_a_corrected_deadline_counts_everywhere(filled: Corpus) -> None:
    key = keys(filled)[1]
    say(filled, key, "deadline", CORRECT, "2030-01-01")
    assert now(filled, key).measures[0].deadline == date(2030, 1, 1)
    assert [e.row.key for e in overdue.overdue(filled, date(2026, 6, 1))[""]] == [keys(filled)[2]]
    assert rows.count(filled, Filters(due_after=date(2029, 1, 1))) == 1
    say(filled, key, "responsible", CORRECT, "县水利局")
    assert rows.count(filled, Filters(organisation="县水利局")) == 1
    assert rows.count(filled, Filters(text="县水利局")) == 1
    review.undo(filled, key, "甲")
    assert rows.count(filled, Filters(text="县水利局")) == 0


def test_a_measure_with_a_day_of_its_own_keeps_it(filled: Corpus) -> None:
    key = keys(filled)[1]
    say(filled, key, "measures.1.deadline", CORRECT, "2025-06-30")
    say(filled, key, "deadline", CORRECT, "2030-01-01")
    assert now(filled, key).measures[0].deadline == date(2025, 6, 30)
    first = keys(filled)[0]
    say(filled, first, "deadline", CORRECT, "2030-01-01")
    assert now(filled, first).measures[0].deadline == date(2030, 1, 1)


def test_what_is_no_commitment_is_out_of_lists_and_comes_back(filled: Corpus) -> None:
    key = keys(filled)[0]
    say(filled, key, "deadline", CORRECT, "2030-01-01")
    kept = now(filled, key)
    say(filled, key, "", REJECT)
    assert key not in keys(filled) and rows.documents(filled)[0].commitments == 2
    assert key not in [r.key for r in rows.document(filled, 1).commitments]  # type: ignore[union-attr]
    assert filled.connection.execute("insert into commitment_words(commitment_words) values ('integrity-check')")
    review.undo(filled, key, "甲")
    assert now(filled, key) == kept and rows.documents(filled)[0].commitments == 3


@pytest.mark.parametrize(
    ("field", "action", "value", "message"),
    [
        ("deadline", CORRECT, "明年", "2026-12-31"),
        ("deadline", CORRECT, "", "没有写改成什么"),
        ("deadline", CORRECT, "2025-12-31", "和原来读出的一样"),
        ("force", CORRECT, "大概", "看不懂"),
        ("measures.1.value", CORRECT, "很多", "看不懂"),
        ("measures.1.value", CORRECT, "NaN", "看不懂"),
        ("measures.1.comparator", CORRECT, "~", "看不懂"),
        ("responsible", CORRECT, "主办:甲", "看不懂"),
        ("responsible", CORRECT, "、", "看不懂"),
        ("responsible", CORRECT, "牵头:县教育局", "和原来读出的一样"),
        ("measures.1.value", REJECT, None, "不能为空"),
        ("subject", REJECT, None, "不能为空"),
        ("nothing", CONFIRM, None, "没有“nothing”这一项"),
        ("measures.9.value", CONFIRM, None, "没有"),
        ("measures.1.rules", CONFIRM, None, "没有"),
        ("", CORRECT, "x", "哪一项"),
        ("", Action.UNDO, None, "undo"),
    ],
)
def test_what_cannot_be_said(filled: Corpus, field: str, action: Action, value: str | None, message: str) -> None:
    with pytest.raises(BadCorrection) as caught:
        say(filled, keys(filled)[1], field, action, value)
    assert message in str(caught.value)
    assert review.history(filled, keys(filled)[1]) == []


def test_who_says_it_is_needed(filled: Corpus) -> None:
    key = keys(filled)[0]
    for work in (lambda: review.record(filled, key, "", CONFIRM, " "), lambda: review.undo(filled, key, "")):
        with pytest.raises(BadCorrection, match="谁改的"):
            work()
    with pytest.raises(BadCorrection, match="没有可以撤销"):
        review.undo(filled, key, "甲")
    with pytest.raises(UnknownKey):
        say(filled, "nothing", "", CONFIRM)
    with Corpus.open(filled.path, readonly=True) as corpus, pytest.raises(LedgerReadOnly):
        say(corpus, key, "", CONFIRM)


@pytest.mark.parametrize("sql", ["update correction set value = 'x'", "delete from correction"])
def test_the_record_cannot_be_rewritten(filled: Corpus, sql: str) -> None:
    say(filled, keys(filled)[0], "", CONFIRM)
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        filled.connection.execute(sql)


def other_text(text: str = "附注。") -> str:
    return PLAN + text


def test_corrections_survive_a_new_version_and_the_old_one_again(filled: Corpus) -> None:
    first, second, third = keys(filled)
    say(filled, second, "deadline", CORRECT, "2026-03-31")
    say(filled, first, "", REJECT)
    written = store(filled, plan(other_text()))
    assert written.changes is not None and not written.changes.changed
    assert now(filled, second).deadline == date(2026, 3, 31)
    assert keys(filled) == [second, third]
    assert waiting.queue(filled)[0].stale == ()
    return_to(filled, 1)
    assert now(filled, second).deadline == date(2026, 3, 31) and keys(filled) == [second, third]
    review.undo(filled, second, "甲")
    assert now(filled, second).deadline == date(2025, 12, 31)


def test_a_reading_that_changed_asks_again(filled: Corpus) -> None:
    _, second, third = keys(filled)
    say(filled, second, "deadline", CORRECT, "2026-03-31")
    say(filled, third, "", CONFIRM)
    assert third not in [one.row.key for one in waiting.queue(filled)]
    newer = plan(other_text())
    moved = [
        replace(one, deadline=date(2027, 1, 1)) if one.key == second else replace(one, subject="新的说法")
        for one in newer.commitments[1:]
    ]
    store(filled, replace(newer, commitments=(newer.commitments[0], *moved)))
    assert now(filled, second).deadline == date(2026, 3, 31)
    found = {one.row.key: one.stale for one in waiting.queue(filled)}
    assert list(found)[:2] == [second, third]
    assert found[second] == ("deadline",) and found[third] == ("",)
    say(filled, second, "deadline", CONFIRM)
    assert now(filled, second).deadline == date(2027, 1, 1)
    assert {one.row.key for one in waiting.queue(filled) if one.stale} == {third}


def test_a_measure_that_is_gone_is_named(filled: Corpus) -> None:
    second = keys(filled)[1]
    say(filled, second, "measures.1.value", CORRECT, "2")
    newer = plan(other_text())
    store(filled, replace(newer, commitments=(replace(newer.commitments[1], measures=()),)))
    assert now(filled, second).measures == ()
    assert waiting.queue(filled)[0].stale[0].endswith("/value")


def test_a_correction_of_what_is_gone_is_an_orphan(filled: Corpus) -> None:
    first = keys(filled)[0]
    say(filled, first, "", CONFIRM)
    newer = plan(other_text())
    store(filled, replace(newer, commitments=newer.commitments[1:]))
    assert [one.key for one in waiting.orphans(filled)] == [first]
    say(filled, first, "deadline", CORRECT, "2030-01-01")
    return_to(filled, 1)
    assert waiting.orphans(filled) == [] and now(filled, first).deadline == date(2030, 1, 1)


def quotes(corpus: Corpus) -> list[str]:
    found = waiting.queue(corpus, kinds=[Kind.COMMITMENT])
    return [one.row.commitment.quote for one in found if isinstance(one.row, CommitmentRow)]


def test_the_queue_is_sorted_by_doubt(ledger: Corpus) -> None:
    text = "甲项。\n乙项。\n丙项。\n丁项。"
    made = (
        commitment(text, "甲项。", confidence=0.9),
        commitment(text, "乙项。", confidence=0.5),
        commitment(text, "丙项。", confidence=0.9, doubts=("a", "b", "c", "d")),
        commitment(text, "丁项。", confidence=0.9),
    )
    store(ledger, Extraction(document(text), made, ()))
    assert quotes(ledger) == ["丙项。", "乙项。", "甲项。", "丁项。"]
    assert len(waiting.queue(ledger, limit=2)) == 2
    say(ledger, made[1].key, "", CONFIRM)
    say(ledger, made[2].key, "", REJECT)
    assert quotes(ledger) == ["甲项。", "丁项。"]
    (done,) = waiting.progress(ledger)
    assert (done.done, done.of) == (2, 4)


def test_reviewed_documents_become_gold(filled: Corpus) -> None:
    first, second, third = keys(filled)
    assert list(gold(filled)) == []
    say(filled, first, "", REJECT)
    say(filled, second, "responsible", CORRECT, "牵头:县财政局")
    say(filled, second, "measures.1.value", CORRECT, "1.5")
    say(filled, second, "", CONFIRM)
    assert list(gold(filled)) == [] and len(list(gold(filled, partial=True))) == 1
    say(filled, third, "", CONFIRM)
    assert list(gold(filled)) == []
    for one in waiting.queue(filled):
        say(filled, one.row.key, "", CONFIRM)
    (found,) = gold(filled)
    assert set(found) == {"doc", "meta", "headings", "measures", "tasks", "sentences", "review"}
    assert found["review"] == {"done": 3, "of": 3, "facts_done": 1, "facts": 1, "header": True}
    assert [m["value"] for m in found["measures"] if m["role"] == "commitment"] == [1.5, {"low": 40, "high": 45.5}]
    assert [one["responsible"] for one in found["tasks"]] == [[{"name": "县财政局", "role": "lead"}], []]
    assert all(PLAN.count(one["anchor"]) == 1 for one in found["tasks"])
    labels = {one["text"]: one["label"] for one in found["sentences"]}
    assert labels["小学标准班额不超过45人。"] == "commitment" and labels["一、主要任务"] == "heading"
    assert labels["推进校长教师交流轮岗，每学年交流轮岗教师比例不低于10%。"] == "frame"
    json.dumps(found)


def test_two_offices_merge_their_corrections(filled: Corpus, tmp_path: Path) -> None:
    first, second, _ = keys(filled)
    with Corpus.open(tmp_path / "other.db") as other:
        store(other, plan())
        say(filled, second, "deadline", CORRECT, "2026-01-01")
        say(other, second, "deadline", CORRECT, "2027-01-01")
        say(other, first, "", REJECT)
        done = merge_events(filled, other)
        assert done.corrections == 2
        (dispute,) = done.disputes
        assert (dispute.key, dispute.field, dispute.counts.value) == (second, "deadline", '"2027-01-01"')
        assert now(filled, second).deadline == date(2027, 1, 1) and first not in keys(filled)
        again = merge_events(filled, other)
        assert (again.corrections, again.disputes) == (0, ())
        merge_events(other, filled)
        assert now(other, second) == now(filled, second)


def test_a_reading_packs_exactly() -> None:
    for one in plan().commitments:
        assert unpack(pack(one)) == one


def test_names_of_measures_last() -> None:
    text = "甲10%乙20%丙30%"
    measures = (measure(text, "甲10%"), measure(text, "乙20%"), measure(text, "丙30%", subject="别的"))
    one = commitment(text, text, measures=measures)
    names = anchors(one)
    assert len(set(names)) == 3 and names[1] == f"{names[0]}.2"
    moved = replace(one, measures=(replace(measures[0], value=Decimal(99), deadline=date(2030, 1, 1)), *measures[1:]))
    assert anchors(moved) == names
    assert typed("measures.2.value", one) == f"measure:{names[1]}/value" == typed(f"measure:{names[1]}/value", one)


SAID = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            [("", CONFIRM, None), ("", REJECT, None), ("deadline", CORRECT, "2031-01-01"), ("deadline", REJECT, None),
             ("measures.1.value", CORRECT, "7"), ("measures.1", REJECT, None), ("responsible", CORRECT, "县水利局"),
             ("undo", CONFIRM, None), ("read", CONFIRM, None), ("older", CONFIRM, None)]
        ),
    ),
    max_size=10,
)  # fmt: skip


@given(SAID)
def test_rows_are_always_the_reading_with_its_corrections(
    tmp_path_factory: pytest.TempPathFactory, said: Sequence[Any]
) -> None:
    with Corpus.open(tmp_path_factory.mktemp("review") / "a.db") as corpus:
        store(corpus, plan())
        held = keys(corpus)
        for which, (field, action, value) in said:
            if field == "read":
                store(corpus, plan(other_text("甲" * (which + 1))))
            elif field == "older":
                return_to(corpus, 1)
            elif field == "undo":
                if standing(review.history(corpus, held[which])):
                    review.undo(corpus, held[which], "甲")
            else:
                say(corpus, held[which], field, action, value)
        for key, read in zip(held, plan().commitments, strict=True):
            wanted = corrected(read, review.history(corpus, key))
            found = rows.commitment(corpus, key)
            assert (key in keys(corpus)) == (wanted is not None)
            if wanted is not None:
                assert found is not None and found.commitment == replace(wanted, section=found.commitment.section)
        for name in ("commitment_words", "clause_words"):
            corpus.connection.execute(f"insert into {name}({name}) values ('integrity-check')")
        assert read_value(plan().commitments[0], "deadline") == "null"
