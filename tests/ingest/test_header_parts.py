"""Dates, periods, citations and repairs."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.citations import find_citations
from ingest.dates import find_date, read_date, read_period
from ingest.header import find_repairs


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年6月20日", date(2022, 6, 20)),
        ("成文日期 2022-06-20 08:10", date(2022, 6, 20)),
        ("2022.6.5", date(2022, 6, 5)),
        ("2022/06/05", date(2022, 6, 5)),
        ("二〇二二年六月二十日", date(2022, 6, 20)),
        ("二○二二年十二月三十一日", date(2022, 12, 31)),
        ("2022年2月30日，后改为2022年3月1日", date(2022, 3, 1)),
        ("2017927", date(2017, 9, 27)),
        ("2019610", date(2019, 6, 10)),
        ("20220620", date(2022, 6, 20)),
        ("2022111", None),
        ("电话20220620", None),
        ("2022年6月", None),
        ("没有日期", None),
    ],
)
def test_read_date(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_find_date_tells_the_place() -> None:
    assert find_date("发布于2022年6月20日。") == (date(2022, 6, 20), 3, 13)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("工作规划(2021—2025年)", (2021, 2025)),
        ("实施方案2022-2030年", (2022, 2030)),
        ("行动方案（2023年至2025年）", (2023, 2025)),
        ("行动方案（2023—25年）", (2023, 2025)),
        ("“十四五”能源规划", (2021, 2025)),
        ("十三五规划", (2016, 2020)),
        ("2023年度工作任务", (2023, 2023)),
        ("创建一流环境2023年实施方案", (2023, 2023)),
        ("2030年前碳达峰方案", None),
        ("工作方案", None),
        ("行动方案（2025—2021年）", None),
    ],
)
def test_read_period(title: str, period: tuple[int, int] | None) -> None:
    assert read_period(title) == period


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("根据《评估办法》(教督〔2017〕6号)精神", ["《评估办法》(教督〔2017〕6号)"]),
        (
            "按照《国务院办公厅关于加强供水的意见》（国办发〔2014〕33号）",
            ["《国务院办公厅关于加强供水的意见》（国办发〔2014〕33号）"],
        ),
        (
            "落实《关于印发〈实施方案(2019—2023年)〉的通知》(中办发〔2019〕12号)",
            ["《关于印发〈实施方案(2019—2023年)〉的通知》(中办发〔2019〕12号)"],
        ),
        ("依据《供水条例》和《节水法》", ["《供水条例》", "《节水法》"]),
        ("按照青发〔2021〕4号文件要求", ["青发〔2021〕4号"]),
        ("评估办法>的通知》(教督〔20176号)", ["教督〔20176号"]),
        (
            "《实施意见》云党发20213号)、《关于印发<方案>的通知》(云政办发202156号",
            ["《实施意见》云党发20213号)", "《关于印发<方案>的通知》(云政办发202156号"],
        ),
        ("依据《办法《试行》》（县令第5号）", ["《办法《试行》》（县令第5号）"]),
        ("《人民教育》刊发《方案》", []),
        ("执行《青禾县供水方案》（青政发〔2022〕9号）", []),
        ("开口《没有结束", []),
    ],
)
def test_citations(text: str, cited: list[str]) -> None:
    found = find_citations(text, ("关于印发《青禾县供水方案》的通知",), "青政发〔2022〕9号", start=100)
    assert [c.text for c in found] == cited
    assert [text[c.span.start - 100 : c.span.end - 100] for c in found] == cited


def test_a_number_without_its_bracket_is_repaired_beside_the_raw_text() -> None:
    (cite,) = find_citations("根据《青禾县供水管理规定》（青政文〔20177号）精神，", (), None)
    assert (cite.text, cite.number) == ("《青禾县供水管理规定》（青政文〔20177号）", "青政文〔2017〕7号")


def test_a_citation_carries_its_number() -> None:
    (cite,) = find_citations("根据《评估办法》(教督〔2017〕6号)", (), None)
    assert cite.number == "教督〔2017〕6号"


@pytest.mark.parametrize(
    ("text", "raw", "reading"),
    [
        ("确保20233月之前", "20233月", "2023年3月"),
        ("到202312月底", "202312月", "2023年12月"),
        ("2022年3底前完成", "2022年3底前", "2022年3月底前"),
        ("(教督〔20176号)", "〔20176号", "〔2017〕6号"),
        ("(云政办发202156号", "202156号", "〔2021〕56号"),
        ("青政发2021〕4号", "2021〕4号", "〔2021〕4号"),
    ],
)
def test_repairs(text: str, raw: str, reading: str) -> None:
    (repair,) = find_repairs(text)
    assert (repair.raw, repair.reading) == (raw, reading)
    assert text[repair.span.start : repair.span.end] == raw


@pytest.mark.parametrize("text", ["2023年3月", "教督〔2017〕6号", "投资202313元", "电话20235678", "编号1220233月"])
def test_sound_text_needs_no_repair(text: str) -> None:
    assert find_repairs(text) == ()
