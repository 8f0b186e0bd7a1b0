"""Findings inside one plan: what is found, and what is none."""

from __future__ import annotations

import pytest
from extract_documents import document

from corpus.findings import findings
from corpus.standards import shelf
from extract.model import Extraction
from extract.pipeline import extract
from ingest.model import BlockKind, Limits
from ingest.read import read_bytes

TITLE = "青禾县教育工作实施方案(2024—2028年)"
STANDARD = shelf().find("jd2017_6")


def plan(body: str, *, issued: str = "") -> Extraction:
    head = f"{TITLE}\n\n{issued}\n\n为推进工作，结合我县实际，制定本方案。\n\n"
    return extract(document(f"{head}一、主要任务\n\n{body}\n"))


def kinds(body: str, *, issued: str = "") -> list[str]:
    return [one.kind.value for one in findings(plan(body, issued=issued), STANDARD)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("残疾儿童少年入学率不低于95%。\n\n到2028年底，残疾儿童入学率达92%以上。", ["conflict"]),
        ("初中三年巩固率达到96%以上。\n\n全县初中三年巩固率达到95%以上。", ["conflict"]),
        ("公交站点覆盖率达到95%。\n\n公交站点覆盖率达到90%。", ["conflict"]),
        ("到2026年，公交站点覆盖率达到90%。\n\n再用两年，到2028年公交站点覆盖率达到95%以上。", []),
        ("到2026年，公交站点覆盖率达到95%。\n\n再用两年，到2028年公交站点覆盖率达到90%以上。", ["conflict"]),
        ("城区公交站点覆盖率达到95%。\n\n农村公交站点覆盖率达到90%。", []),
        ("小学班额不超过45人。\n\n初中班额不超过50人。", []),
        ("小学班额不超过45人。\n\n小学班额不超过50人。", ["conflict"]),
        ("残疾儿童少年入学率提高2个百分点。\n\n残疾儿童少年入学率达到95%。", []),
        ("新建幼儿园3所。\n\n新建幼儿园5所。", []),
        ("到2026年底，社会认可度达到85%以上。\n\n做好调查，到2027年底社会认可度达到85%以上。", ["dates"]),
        ("到2025年，社会认可度达到85%以上。\n\n到2028年，社会认可度达到85%以上。", []),
    ],
)
def test_one_thing_promised_twice(body: str, expected: list[str]) -> None:
    assert [kind for kind in kinds(body) if kind in ("conflict", "dates")] == expected


@pytest.mark.parametrize(
    ("body", "issued", "expected"),
    [
        ("到2024年3月底，完成学校布局规划。", "成文日期：2024-06-20", ["before_issue"]),
        ("到2024年12月底，完成学校布局规划。", "成文日期：2024-06-20", []),
        ("2024年6月底前，完成学校布局规划。", "", []),
    ],
)
def test_dates_before_the_plan(body: str, issued: str, expected: list[str]) -> None:
    assert [kind for kind in kinds(body, issued=issued) if kind == "before_issue"] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("新开工工程9项。其中：幼儿园工程3项，小学工程4项，初中工程2项。", []),
        ("新开工工程10项。其中：幼儿园工程3项，小学工程4项，初中工程2项。", ["count"]),
        ("新开工工程8项。其中幼儿园工程3项，小学工程4项，初中工程2项。", ["count"]),
        ("新开工工程9项。其中幼儿园工程3项，小学工程4项。", []),
        ("计划总投资8000万元，其中中央资金3000万元，省级资金2000万元，县级配套3000万元。", []),
        ("计划总投资8000万元，其中中央资金3000万元，省级资金2000万元，县级配套2000万元。", ["sum"]),
        ("计划总投资1亿元，其中中央资金6000万元，县级配套4000万元。", []),
        ("计划总投资5000万元，其中一期工程3000万元，二期工程4000万元。", ["sum"]),
        ("对照优质均衡31项指标，逐项抓好落实。", ["count"]),
        ("对照优质均衡32项指标，逐项抓好落实。社会认可度达到85%以上。", []),
        ("对照资源配置7项指标，逐项抓好落实。社会认可度达到85%以上。", []),
    ],
)
def test_counts_and_sums(body: str, expected: list[str]) -> None:
    body += "\n\n优化学校布局。"
    assert [kind for kind in kinds(body) if kind in ("count", "sum")] == expected


def test_a_heading_that_miscounts_its_parts() -> None:
    parts = "\n\n".join(
        f"({name})加强{what}建设。推进{what}工作。" for name, what in zip("一二三", "校园网", strict=True)
    )
    text = f"{TITLE}\n\n一、实施四大行动\n\n{parts}\n\n二、保障措施\n\n加强领导。\n"
    found = [one for one in findings(extract(document(text))) if one.kind.value == "count"]
    assert [dict(one.note.values)["found"] for one in found] == ["3"]
    assert not findings(extract(document(text.replace("四大", "三大"))))


def test_a_table_whose_total_is_wrong() -> None:
    page = (
        "<h1>青禾县教育项目规划</h1><p>加快项目建设，具体见下表。</p><table><tr><th>项目</th><th>投资(万元)</th></tr>"
    )
    rows = (
        "<tr><td>小学</td><td>300</td></tr><tr><td>初中</td><td>450</td></tr><tr><td>合计</td><td>{}</td></tr></table>"
    )

    def wrong(total: str) -> list[str]:
        read = read_bytes((page + rows.format(total)).encode(), "plan.html", Limits(isolate=False))
        return [one.kind.value for one in findings(extract(read))]

    assert wrong("750") == []
    assert wrong("800") == ["sum"]


def test_a_look_alike_is_a_finding_of_its_own() -> None:
    assert kinds("到2028年，小学校际差异系数降到0.15以内。") == ["lookalike"]


def test_damaged_text_is_told_with_its_reading() -> None:
    [found] = findings(plan("确保20253月底前，学校布局规划全部完成。"))
    assert found.kind.value == "damaged"
    assert dict(found.note.values) == {"raw": "20253月", "reading": "2025年3月"}


def items(*lines: str) -> str:
    return "\n\n".join(lines)


WHOLE = "{n}.完成第{n}项工作。\n\n完成时限：2026年12月底前\n\n责任单位：县教育局"


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        ("5.完成第5项工作。\n\n完成时限：2026年12月底前", ["no_owner"]),
        ("5.完成第5项工作。\n\n责任单位：县教育局", ["no_date"]),
        (WHOLE.format(n=5), []),
    ],
)
def test_an_item_that_lacks_what_the_others_have(odd: str, expected: list[str]) -> None:
    body = items(*(WHOLE.format(n=n) for n in range(1, 5)), odd)
    assert [kind for kind in kinds(body) if kind.startswith("no_")] == expected


def test_items_that_mostly_have_no_owner_are_left_alone() -> None:
    body = items("1.完成第1项工作。\n\n责任单位：县教育局", *(f"{n}.完成第{n}项工作。" for n in range(2, 6)))
    assert not [kind for kind in kinds(body) if kind.startswith("no_")]


def test_every_place_is_in_the_text() -> None:
    extraction = plan("残疾儿童少年入学率不低于95%。\n\n到2028年底，残疾儿童入学率达92%以上。")
    for one in findings(extraction, STANDARD):
        assert one.places
        for at in one.places:
            assert extraction.document.text[at.span.start : at.span.end].startswith(at.quote.rstrip("…"))
    assert extraction.document.blocks[0].kind is BlockKind.TITLE
