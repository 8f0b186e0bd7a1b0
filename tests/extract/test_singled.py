"""What numbers that only say who is meant measure, and of whom."""

from __future__ import annotations

import pytest
from extract_documents import plan

from extract.model import Role

CONDITIONS = [
    ("30万以上人口的县可适当增加学位。", [("人口", "县")]),
    ("从具有5年以上工厂工作经历并具有大专以上学历的人员中公开招聘。", [("工厂工作经历", None)]),
    ("优先从具有3年以上优秀办学业绩的机构中选择。", [("优秀办学业绩", None)]),
    (
        "将到山区学校任教2年以上作为评聘高级职称的必要条件，4年以上作为选任校长的优先条件。",
        [("到山区学校任教", None), ("到山区学校任教", None)],
    ),
    ("到2027年，全市20蒸吨/小时及以上燃煤锅炉（含电力）全面实现达标排放。", [("燃煤锅炉(含电力)", None)]),
    (
        "不再受理市区新建30蒸吨以下、其他地区新建5蒸吨以下燃气锅炉项目。",
        [("燃气锅炉", "市区"), ("燃气锅炉", "其他地区")],
    ),
    (
        "督促年综合用水量3000吨以上或消耗800吨标准煤以上企业开展报告。",
        [("年综合用水量", None), ("消耗", "企业")],
    ),
    (
        "关停整合北部地区20万千瓦及以上机组供热半径15公里范围内（其他地区10公里范围内）燃煤锅炉。",
        [("机组供热半径", None), ("机组供热半径", "其他地区")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_a_condition_names_what_it_measures_and_of_whom(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = plan(text)
    assert [(m.subject, m.scope) for m in found.facts if m.role is Role.CONDITION] == expected
    assert [m for c in found.commitments for m in c.measures] == []


PROMISES = [
    ("建设容纳600人以上学校5所。", "学校"),
    ("力争市区人口达到30万以上。", "市区人口"),
    ("专任教师应具有2年以上工作经历。", "工作经历"),
]


@pytest.mark.parametrize(("text", "subject"), PROMISES)
def test_a_figure_that_is_to_be_reached_is_promised(text: str, subject: str) -> None:
    found = [m.subject for c in plan(text).commitments for m in c.measures]
    assert found, text
    assert subject in found[-1]
