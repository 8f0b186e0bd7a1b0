"""By which day numbers of a plan are due: years in turn, months behind a year, stages, times behind their number."""

from datetime import date

import pytest
from extract_documents import document

from extract.model import Range
from extract.pipeline import extract

HEAD = "青禾县湿地保护行动方案\n青政发〔2023〕6号\n各乡镇人民政府：\n"


def due(body: str) -> list[tuple[float, str | None]]:
    """Each promised number of a plan of 2023 with the day by which it is due, in the order of the text."""
    found = [m for c in extract(document(HEAD + body + "\n")).commitments for m in c.measures]
    found.sort(key=lambda m: m.value_span.start if m.value_span else 0)
    return [
        (float(m.value), m.deadline.isoformat() if m.deadline else None)
        for m in found
        if not isinstance(m.value, Range)
    ]


ONE: list[tuple[str, str | None]] = [
    ("明年底前，建成观鸟平台3座。", "2024-12-31"),
    ("明年6月底前建成观鸟平台3座。", "2024-06-30"),
    ("力争明年上半年建成观鸟平台3座。", "2024-06-30"),
    ("结合文明年度评选，建成观鸟平台3座。", None),
    ("上半年，完成退塘还湿3处。", "2023-06-30"),
    ("下半年，完成退塘还湿3处。", "2023-12-31"),
    ("2023年1—6月，完成退塘还湿3处。", "2023-06-30"),
    ("2024年7月至12月，完成退塘还湿3处。", "2024-12-31"),
    ("从3月1日至5月20日，完成退塘还湿3处。", "2023-05-20"),
    ("修复岸线3公里，10月底前全部完工。", "2023-10-31"),
    ("修复岸线3公里，确保2024年9月前投入使用。", "2024-09-30"),
    ("修复岸线3公里，年底前推广到其他流域。", None),
    ("修复岸线3公里，2024年底前完成下游整治方案编制。", None),
    ("依托2022年岸线工程，建成栈道3公里。", None),
]


@pytest.mark.parametrize(("text", "day"), ONE)
def test_the_day_of_a_number(text: str, day: str | None) -> None:
    assert due("一、重点任务\n" + text) == [(3.0, day)]


SEVERAL: list[tuple[str, list[str | None]]] = [
    ("2023—2025年，分别完成退塘还湿3处、4处、5处。", ["2023-12-31", "2024-12-31", "2025-12-31"]),
    ("2023—2025年，鹭鸟、雁鸭栖息地分别达到3处、4处。", ["2025-12-31", "2025-12-31"]),
    ("2024年3月底前完成普查3处，9月底前完成整治4处。", ["2024-03-31", "2024-09-30"]),
    ("2024年3月底前完成普查3处；12月底前，完成整治4处。", ["2024-03-31", "2024-12-31"]),
    ("到2025年建成基地3个。9月底前报送方案4份。", ["2025-12-31", "2023-09-30"]),
    ("今年计划修复湿地3处；新建栈道4公里；维修闸口5座。", ["2023-12-31"] * 3),
    ("2024年全县新建栈道3公里；维修闸口4座。", ["2024-12-31"] * 2),
    ("根据《湿地保护方案》，到2025年，湿地得到保护。新建栈道3公里；维修闸口4座。", ["2025-12-31"] * 2),
    ("3月底前新建栈道3公里；维修闸口4座。", ["2023-03-31", None]),
    ("新建栈道3公里，维修闸口4座，年底前全部建成。", ["2023-12-31", "2023-12-31"]),
]


@pytest.mark.parametrize(("text", "days"), SEVERAL)
def test_the_days_of_numbers_in_turn(text: str, days: list[str | None]) -> None:
    assert [day for _, day in due("一、重点任务\n" + text)] == days


STAGES: list[tuple[str, list[str | None]]] = [
    ("(一)排查阶段\n(2023年4月—6月)\n排查湿地30处。\n(二)整治阶段\n整治湿地20处。", ["2023-06-30", None]),
    ("(一)排查阶段：2023年4月—6月。排查湿地30处。", ["2023-06-30"]),
    ("1.排查阶段(4月)。排查湿地30处。\n2.整治阶段(5月—11月)。整治湿地20处。", ["2023-04-30", "2023-11-30"]),
    (
        "第一阶段，3月至5月。排查湿地30处。\n第二阶段：6月至9月，整治20处。修复10处。",
        ["2023-05-31", "2023-09-30", "2023-09-30"],
    ),
    ("第三步为巩固阶段，时间从10月1日至12月20日。回访湿地30处。", ["2023-12-20"]),
    ("(一)2024年。排查湿地30处。\n(二)2025年\n整治湿地20处。", ["2024-12-31", "2025-12-31"]),
    ("(一)2024年湿地排查\n排查湿地30处。", [None]),
    ("1.4月至6月，排查湿地30处。\n2.12月份，评选先进20个。", ["2023-06-30", "2023-12-31"]),
    ("(一)排查阶段\n2023年4月10日，县林业局印发通知。排查湿地30处。", [None]),
]


@pytest.mark.parametrize(("body", "days"), STAGES)
def test_a_stage_dates_what_stands_under_it(body: str, days: list[str | None]) -> None:
    assert [day for _, day in due("一、实施步骤\n" + body)] == days


def test_the_end_of_the_plans_own_period() -> None:
    text = "青禾县湿地保护规划\n（2021—2025年）\n一、任务\n规划期内新建保护站12座。到规划期末，湿地保护率达到60%。\n"
    found = [m.deadline for c in extract(document(text)).commitments for m in c.measures]
    assert found == [date(2025, 12, 31)] * 2
    assert due("一、任务\n规划期内新建保护站12座。") == [(12, None)]


def test_the_year_of_the_work_that_a_report_is_quoted_on() -> None:
    lead = "会议指出，做好2024年林业工作，要坚持生态优先。\n新建苗圃3处。"
    assert due(lead) == [(3, "2024-12-31")]
    assert due(lead.replace("会议指出，做好", "会议回顾了")) == [(3, None)]


AIMS: list[tuple[str, list[str | None]]] = [
    ("2024年，我们将坚持生态优先，努力实现以下目标：\n湿地保护率达到60%。\n新建苗圃3处。", ["2024-12-31"] * 2),
    ("2024年，我们将坚持生态优先。\n湿地保护率达到60%。\n新建苗圃3处。", [None] * 2),
]


@pytest.mark.parametrize(("body", "days"), AIMS)
def test_a_year_whose_aims_are_announced(body: str, days: list[str | None]) -> None:
    assert [day for _, day in due(body)] == days


def test_the_number_of_a_document_gives_its_year() -> None:
    plan = "青政发〔2022〕9号\n青禾县湿地保护行动方案\n一、任务\n12月底前，新建苗圃3处。\n到2025年，新建苗圃8处。\n"
    found = [m.deadline for c in extract(document(plan)).commitments for m in c.measures]
    assert found == [date(2022, 12, 31), date(2025, 12, 31)]
