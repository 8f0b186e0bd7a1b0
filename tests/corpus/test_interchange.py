"""The interchange form, checked by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from ledger_factories import PLAN, QINGHE, Extraction, commitment, document, measure, plan, store

from corpus import rows
from corpus.export import objects
from corpus.interchange import amount, fingerprint, interchange, number, page_at
from corpus.store import Corpus
from extract.model import Range
from ingest.model import Citation, Header, Problem, Span, Status


@pytest.mark.parametrize(
    ("value", "expected"),
    [("95", "95"), ("95.0", "95"), ("4.5", "4.5"), ("0.15", "0.15"), ("1E+3", "1000"), ("-2", "-2"), ("0", "0")],
)
def test_numbers_are_json_numbers(value: str, expected: str) -> None:
    assert json.dumps(number(Decimal(value))) == expected


def test_a_range_has_both_ends() -> None:
    assert amount(Range(Decimal("40"), Decimal("45.5"))) == {"low": 40, "high": 45.5}


def test_the_object_of_a_plan() -> None:
    found = json.loads(json.dumps(interchange(plan(pages=True, number="青政办发〔2024〕3号"))))
    assert set(found) == {"document", "outline", "commitments", "facts"}
    about = found["document"]
    assert about | {"sha256": ""} == {
        "source": "plan.txt",
        "title": "青禾县推进义务教育优质均衡发展实施方案",
        "doc_number": "青政办发〔2024〕3号",
        "issuer": None,
        "region": "青禾县",
        "region_code": "229901",
        "level": "county",
        "issued": None,
        "released": None,
        "period": None,
        "cites": [],
        "format": "txt",
        "sha256": "",
        "status": "ok",
        "problems": [],
    }
    assert len(about["sha256"]) == 64
    assert found["outline"][1] == {"level": 2, "marker": "(一)", "title": "强化教师队伍"}
    first, second, third = found["commitments"]
    assert first["responsible"] == [
        {"name": "县教育局", "role": "lead", "organisation": "青禾县教育局"},
        {"name": "县委编办", "role": "support", "organisation": "县委编办"},
    ]
    assert first["doubts"] == ["没有期限"] and first["deadline"] is None and first["force"] == "shall"
    assert first["section"] == "一、主要任务 › (一)强化教师队伍" and first["page"] == 2
    assert first["measures"][0]["per"] == first["measures"][0]["recurrence"] == "每学年"
    assert first["measures"][0]["rules"] == ["quantity.floor"] and first["measures"][0]["value"] == 10
    assert second["deadline"] == second["measures"][0]["deadline"] == "2025-12-31"
    assert third["measures"][0]["value"] == {"low": 40, "high": 45.5}
    assert found["facts"][0]["role"] == "status" and found["facts"][0]["unit"] is None
    for item in (*found["commitments"], *found["facts"], *(m for c in found["commitments"] for m in c["measures"])):
        assert PLAN[slice(*item["span"])] == item["quote"]


def test_header_and_problems() -> None:
    base = document("甲\n乙")
    full = type(base)(
        source="a.pdf",
        sha256="0" * 64,
        format="pdf",
        text="甲\n乙",
        blocks=(),
        header=Header(
            issued=date(2024, 1, 2),
            released=date(2024, 1, 3),
            period=(2024, 2028),
            region=QINGHE,
            cites=(Citation("《乙》(丙〔2017〕6号)", "丙〔2017〕6号", Span(0, 1)),),
        ),
        problems=(Problem("lost_character", "缺字", Span(2, 3)), Problem("missing_pages", "缺页")),
        status=Status.PARTIAL,
    )
    made = commitment("甲\n乙", "乙")
    about = interchange(Extraction(full, (made,), ()))
    assert about["commitments"][0]["section"] is None and about["commitments"][0]["page"] is None
    assert (about["document"]["issued"], about["document"]["released"]) == ("2024-01-02", "2024-01-03")
    assert about["document"]["period"] == [2024, 2028] and about["document"]["status"] == "partial"
    assert about["document"]["cites"] == ["《乙》(丙〔2017〕6号)"]
    assert about["document"]["problems"] == [
        {"code": "lost_character", "message": "缺字", "quote": "乙"},
        {"code": "missing_pages", "message": "缺页"},
    ]


def test_a_fingerprint_tells_findings_apart() -> None:
    assert fingerprint(plan()) == fingerprint(plan())
    assert fingerprint(plan()) != fingerprint(Extraction(plan().document, (), ()))
    assert fingerprint(plan()) == fingerprint(plan(source="other.txt"))


def test_pages_are_those_of_the_block_that_holds_the_place() -> None:
    read = document("甲\n乙\n丙\n丁", pages=True)
    assert [page_at(read, place) for place in (0, 2, 4, 6)] == [1, 1, 1, 2]
    assert page_at(document("", pages=True), 0) is None


def test_value_spans() -> None:
    text = "达到5%"
    exact = measure(text, text, value_span=Span(2, 4))
    found = interchange(Extraction(document(text), (commitment(text, text, measures=(exact,)),), ()))
    assert found["commitments"][0]["measures"][0]["value_span"] == [2, 4]


@pytest.mark.parametrize(
    ("breaks", "value_span", "quote", "measured"),
    [
        ((), None, "小学班额不超过45人。", "小学班额不超过45人"),
        ((4,), None, "不超过45人。", "不超过45人"),
        ((7,), Span(2, 4), "小学班额不超过", "小学班额不超过"),
        ((7,), Span(7, 10), "小学班额不超过", "45人"),
        ((8,), Span(7, 10), "小学班额不超过4", "小学班额不超过45人"),
        ((0, 11), None, "小学班额不超过45人。", "小学班额不超过45人"),
    ],
)
def test_no_quote_runs_across_page_furniture(
    ledger: Corpus, breaks: tuple[int, ...], value_span: Span | None, quote: str, measured: str
) -> None:
    text = "小学班额不超过45人。"
    base = document(text)
    read = replace(base, blocks=(replace(base.blocks[0], breaks=breaks),))
    exact = measure(text, text[:-1], value_span=value_span)
    made = Extraction(read, (commitment(text, text, measures=(exact,)),), (exact,))
    found = interchange(made)
    assert found["commitments"][0]["quote"] == quote
    assert found["commitments"][0]["measures"][0]["quote"] == found["facts"][0]["quote"] == measured
    for item in (found["commitments"][0], found["facts"][0]):
        assert text[slice(*item["span"])] == item["quote"]
    store(ledger, made)
    (kept,) = objects(ledger, rows.commitments(ledger))
    assert kept["facts"] == found["facts"]
    assert kept["commitments"][0].items() >= found["commitments"][0].items()
