"""Questions: filters, pages, counts, keys."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from ledger_factories import Extraction, commitment, document, owners, plan, span_of, store

from corpus import rows
from corpus.model import Filters
from corpus.store import Corpus
from extract.model import Binding, Force
from ingest.model import Level, Region

OTHER = """云岭县卫生健康发展规划
2027年底前，每千人口医疗卫生机构床位数达到7.5张。
严禁过度医疗，AI辅助诊断覆盖145人。
"""


@pytest.fixture
def two(filled: Corpus) -> Corpus:
    beds, banned = "2027年底前，每千人口医疗卫生机构床位数达到7.5张。", "严禁过度医疗，AI辅助诊断覆盖145人。"
    region = Region("云岭县", "230123", Level.COUNTY, ("丙省", "丁市"))
    store(
        filled,
        Extraction(
            document(OTHER, source="health.txt", title="云岭县卫生健康发展规划", region=region),
            (
                commitment(OTHER, beds, deadline=date(2027, 12, 31), responsible=owners("县卫健局", "县财政局")),
                commitment(
                    OTHER, banned, force=Force.PROHIBIT, bindings=(Binding(span_of(OTHER, "AI辅助"), Force.STRIVE),)
                ),
            ),
            (),
        ),
        identity="文号:乙",
    )
    return filled


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["推进", "2025", "小学", "2027", "严禁"]),
        ({"text": "骨干教师"}, ["2025"]),
        ({"text": "教育局"}, ["推进", "2025"]),
        ({"text": "青禾县教育局"}, ["推进"]),
        ({"text": "云岭"}, ["2027", "严禁"]),
        ({"text": "45人"}, ["小学"]),
        ({"text": "145"}, ["严禁"]),
        ({"text": "14"}, ["严禁"]),
        ({"text": "ａｉ"}, ["严禁"]),
        ({"text": "7.5张"}, ["2027"]),
        ({"text": "10%"}, ["推进"]),
        ({"text": "%"}, ["推进"]),
        ({"text": "，每"}, ["推进", "2025", "2027"]),
        ({"text": "，"}, ["推进", "2025", "2027", "严禁"]),
        ({"text": "教师 轮岗"}, ["推进"]),
        ({"text": "轮岗　教师"}, ["推进"]),
        ({"text": "比例 青禾县教"}, ["推进"]),
        ({"text": "教师 145"}, []),
        ({"text": "诊断 14"}, ["严禁"]),
        ({"text": "14 诊断"}, []),
        ({"text": "骨干 ，"}, ["2025"]),
        ({"text": "  "}, ["推进", "2025", "小学", "2027", "严禁"]),
        ({"text": '" OR *'}, []),
        ({"text": "教育局县委"}, []),
        ({"region": "青禾"}, ["推进", "2025", "小学"]),
        ({"region": "丙省"}, ["2027", "严禁"]),
        ({"region": "230000"}, ["2027", "严禁"]),
        ({"region": "2301"}, ["2027", "严禁"]),
        ({"region": "230200"}, []),
        ({"indicator": "government."}, ["推进", "小学"]),
        ({"indicator": "resource.backbone_teachers"}, ["2025"]),
        ({"indicator": "social"}, []),
        ({"indicator": "班额"}, ["小学"]),
        ({"indicator": "轮岗"}, ["推进"]),
        ({"organisation": "编办"}, ["推进"]),
        ({"organisation": "青禾县教"}, ["推进"]),
        ({"organisation": "%"}, []),
        ({"due_after": date(2025, 12, 31)}, ["2025", "2027"]),
        ({"due_before": date(2025, 12, 31)}, ["2025", "小学"]),
        ({"due_after": date(2025, 1, 1), "due_before": date(2026, 1, 1)}, ["2025"]),
        ({"force": "prohibit"}, ["严禁"]),
        ({"force": "strive"}, ["严禁"]),
        ({"force": "encourage"}, []),
        ({"document": 2}, ["2027", "严禁"]),
        ({"document": 2, "organisation": "财政"}, ["2027"]),
    ],
)
def test_filters(two: Corpus, filters: dict[str, Any], expected: list[str]) -> None:
    asked = Filters(**filters)
    found = rows.commitments(two, asked)
    assert [r.commitment.quote[: len(e)] for r, e in zip(found, expected, strict=True)] == expected
    assert rows.count(two, asked) == len(expected)
    assert list(rows.each(two, asked)) == found


def test_where_it_binds_otherwise_is_kept(two: Corpus) -> None:
    (row,) = rows.commitments(two, Filters(force="strive"))
    assert [(row.commitment.part(b.span), b.force) for b in row.commitment.bindings] == [("AI辅助", Force.STRIVE)]


@pytest.mark.parametrize(("limit", "offset", "expected"), [(2, 0, 2), (2, 4, 1), (None, 3, 2), (0, 0, 0), (5, 9, 0)])
def test_pages(two: Corpus, limit: int | None, offset: int, expected: int) -> None:
    whole = rows.commitments(two)
    found = rows.commitments(two, limit=limit, offset=offset)
    assert len(found) == expected
    assert found == whole[offset : None if limit is None else offset + limit]


def test_counts_by_name(two: Corpus) -> None:
    assert rows.regions(two) == {"青禾县": 3, "云岭县": 2}
    assert rows.organisations(two) == {"县卫健局": 1, "县委编办": 1, "县教育局": 1, "县财政局": 1, "青禾县教育局": 1}
    assert list(rows.indicators(two)) == [
        "government.class_size", "government.teacher_rotation", "resource.backbone_teachers",
    ]  # fmt: skip


def test_a_commitment_by_its_key(two: Corpus) -> None:
    row = rows.commitments(two)[1]
    assert rows.commitment(two, row.key) == row
    assert rows.commitment(two, f" {row.key[:8]} ") == row
    assert rows.commitment(two, row.key[:3]) == row
    assert rows.commitment(two, "") is None
    assert rows.commitment(two, "zzzzzzzz") is None


def test_the_beginning_of_two_keys_is_none(ledger: Corpus) -> None:
    text = "甲应做。\n乙应做。"
    found = (commitment(text, "甲应做。", key="abcdef00"), commitment(text, "乙应做。", key="abcdef01"))
    store(ledger, Extraction(document(text), found, ()))
    assert rows.commitment(ledger, "abcdef") is None
    assert rows.commitment(ledger, "abcdef0") is None
    assert rows.commitment(ledger, "abcdef01") is not None
    assert [row.key for row in rows.candidates(ledger, " abc ", 5)] == ["abcdef00", "abcdef01"]
    assert len(rows.candidates(ledger, "abc", 1)) == 1
    assert rows.candidates(ledger, "x", 5) == rows.candidates(ledger, " ", 5) == []


def test_a_commitment_in_earlier_versions(filled: Corpus) -> None:
    before = rows.commitments(filled)[1]
    text = "2025年底前，每百名学生拥有骨干教师2人以上。"
    store(filled, Extraction(document(text), (commitment(text, text, key=before.key),), ()))
    (now,) = rows.commitments(filled)
    (old,) = rows.earlier(filled, now)
    assert (old.key, old.commitment) == (before.key, before.commitment)
    assert [row.id for row in rows.earlier(filled, old)] == [now.id]


def test_what_is_not_there_is_none(ledger: Corpus) -> None:
    assert rows.document(ledger, 1) is None
    assert rows.document_row(ledger, 1) is None
    assert rows.text(ledger, 1) is None
    assert rows.commitments(ledger) == [] and rows.by_ids(ledger, []) == {}


def test_texts(two: Corpus) -> None:
    assert list(rows.texts(two)) == [(1, plan().document.text), (2, OTHER)]
