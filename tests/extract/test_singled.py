"""What numbers that only say who is meant measure, and of whom."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extract_documents import plan

from extract.model import Range, Role

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
        [("新建燃气锅炉", "市区"), ("新建燃气锅炉", "其他地区")],
    ),
    (
        "督促年综合用水量3000吨以上或消耗800吨标准煤以上企业开展报告。",
        [("年综合用水量", "企业"), ("消耗", "企业")],
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


SIZES: list[tuple[str, list[tuple[Role, str, str | None]]]] = [
    (
        "新开工5个50亿元以上、20个10亿元以上项目。",
        [
            (Role.STATUS, "新开工50亿元以上项目", None),
            (Role.CONDITION, "项目", None),
            (Role.STATUS, "10亿元以上项目", None),
            (Role.CONDITION, "项目", None),
        ],
    ),
    ("新开工5个、续建20个项目。", [(Role.STATUS, "新开工项目", None), (Role.STATUS, "续建项目", None)]),
    ("40户以上石屋村寨线路改造任务圆满完成。", [(Role.CONDITION, "石屋村寨", None)]),
    ("25户以上自然村通硬化路全部完成。", [(Role.CONDITION, "自然村", None)]),
    ("投资2亿元以上工业项目21个。", [(Role.CONDITION, "投资", "工业项目"), (Role.STATUS, "工业项目", None)]),
    ("新增3家5亿元以上企业。", [(Role.STATUS, "新增5亿元以上企业", None), (Role.CONDITION, "企业", None)]),
    ("全面消除15吨以下燃煤锅炉。", [(Role.CONDITION, "燃煤锅炉", None)]),
    ("完成500户以上农村危房改造。", [(Role.STATUS, "农村危房改造", None)]),
    ("实施900户以上老旧小区改造。", [(Role.STATUS, "实施老旧小区改造", None)]),
    ("解决700人以上村民饮水问题。", [(Role.STATUS, "解决村民饮水问题", None)]),
]


@pytest.mark.parametrize(("text", "rows"), SIZES)
def test_a_size_in_a_report_tells_which_things_are_meant(text: str, rows: list[tuple[Role, str, str | None]]) -> None:
    found = plan(f"2025年，{text}", title="青禾县2025年政府工作报告", heading="一、2025年工作回顾")
    assert [(m.role, m.subject, m.scope) for m in found.facts] == rows


PLANNED: list[tuple[str, list[tuple[Role, str]]]] = [
    ("推动800头以上生猪养殖场粪污处理设施全覆盖。", [(Role.CONDITION, "生猪养殖场")]),
    ("实现30户以上自然村4G网络全覆盖。", [(Role.CONDITION, "自然村")]),
    ("9个40户以上村寨完成线路改造。", [(Role.COMMITMENT, "40户以上村寨完成线路改造"), (Role.CONDITION, "村寨")]),
    ("禁止新建20蒸吨/小时及以下燃气锅炉。", [(Role.CONDITION, "新建燃气锅炉")]),
    ("支持年产值3000万元以上企业开展改造。", [(Role.CONDITION, "年产值")]),
    ("组织300人以上志愿者参加活动。", [(Role.COMMITMENT, "组织志愿者参加活动")]),
    ("新增风电装机20万千瓦以上。", [(Role.COMMITMENT, "新增风电装机")]),
]


@pytest.mark.parametrize(("text", "rows"), PLANNED)
def test_a_size_in_a_plan_tells_which_things_are_meant(text: str, rows: list[tuple[Role, str]]) -> None:
    found = plan(text)
    promised = [m for c in found.commitments for m in c.measures]
    assert [(m.role, m.subject) for m in (*promised, *found.facts)] == rows


def test_a_size_between_two_ends_is_a_range() -> None:
    found = plan("中型管网（600毫米≤管径＜1000毫米）清疏每年不得少于3次，小型管网（管径＜600毫米）不得少于2次。")
    sizes = [(m.subject, m.value) for m in found.facts if m.role is Role.CONDITION]
    assert sizes == [("管径", Range(Decimal(600), Decimal(1000))), ("管径", Decimal(600))]
