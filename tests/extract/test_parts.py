"""A number for a part of what is measured, a share of what stands in front, a name that holds a modal word."""

import pytest
from test_subjects import told

from extract.model import Comparator

Row = tuple[str, str | None, str | None]

PARTS: list[tuple[str, list[Row]]] = [
    (
        "单个茶园项目规模，原则上平原地区不低于3000亩，丘陵山区不低于1000亩。",
        [("单个茶园项目规模", "平原地区", None), ("单个茶园项目规模", "丘陵山区", None)],
    ),
    ("推进茶园建设，平原地区新建3000亩。", [("平原地区新建", None, None)]),
    ("入户率达到85%，重点区域达到90%。", [("入户率", None, None), ("入户率", "重点区域", None)]),
    ("入户率达到85%，上云企业达到90家。", [("入户率", None, None), ("上云企业", None, None)]),
    (
        "已开工项目投资额20亿元，在全部项目总投资中占比约43%。",
        [("开工项目投资额", None, None), ("开工项目投资额", None, "全部项目总投资")],
    ),
    ("车位供给总量宜控制在保有量的1.2倍。", [("车位供给总量", None, "保有量")]),
    ("每个居民小区至少配置1个投放点。", [("配置投放点", None, "每个居民小区")]),
    (
        "用水总量比上年减少3%，工业、农业用水量分别减少4亿立方米和1亿立方米。",
        [("用水总量", None, None), ("工业用水量", None, None), ("农业用水量", None, None)],
    ),
    ("培育3家领军企业和一批中小企业。", [("培育领军企业", None, None)]),
    ("智能终端应用普及率超70%，应用普及率超90%。", [("智能终端应用普及率", None, None), ("应用普及率", None, None)]),
    ("应建驿站9个。", [("建驿站", None, None)]),
    ("要素保障率达到90%。", [("要素保障率", None, None)]),
    ("用电负荷预计达到860万千瓦。", [("用电负荷", None, None)]),
    ("计划筹集公寓800套。", [("筹集公寓", None, None)]),
    ("新增储能装机20万千瓦/40万千瓦时。", [("新增储能装机", None, None), ("新增储能装机", None, None)]),
    ("节水灌溉每亩再增加200元。", [("节水灌溉", None, "每亩")]),
]


@pytest.mark.parametrize(("body", "expected"), PARTS)
def test_parts_and_shares(body: str, expected: list[Row]) -> None:
    assert [(m.subject, m.scope, m.per) for m in told(body)] == expected


def test_a_coefficient_that_rises() -> None:
    made = told("灌溉系数从0.536升至0.559，用油60升至少一次。")
    assert [(str(m.value), m.unit) for m in made][:2] == [("0.536", None), ("0.559", None)]


BOUNDS: list[tuple[str, list[Comparator]]] = [
    ("茶园增加值用水量分别为60立方米和38立方米。", [Comparator.EQUAL, Comparator.EQUAL]),
    ("增加公园停车位分别至60个和38个。", [Comparator.AT_LEAST, Comparator.AT_LEAST]),
    ("落实割茬限高（不长于10厘米）。", [Comparator.AT_MOST]),
    ("实现茶园焚烧零火点。", [Comparator.EQUAL]),
    ("推行零距离服务。", []),
]


@pytest.mark.parametrize(("body", "expected"), BOUNDS)
def test_bounds(body: str, expected: list[Comparator]) -> None:
    assert [m.comparator for m in told(body)] == expected


FOR_EACH: list[tuple[str, list[str | None]]] = [
    ("低保标准由每人每月500元提高到530元。", ["每人每月", "每人每月"]),
    ("每人每月补助60元。", ["每人每月"]),
    ("每月每张床位补贴60元。", ["每月每张床位"]),
    ("每名教师每学期至少听课2次。", ["每学期"]),
    ("每名教师至少听课2次。", ["每名教师"]),
    ("每年培训不少于900人次，其中乡级不少于500人次。", ["每年", "每年"]),
    ("每年培训不少于900人次，新增学员500人次。", ["每年", None]),
    ("押金不得超过月服务费的6倍。", ["月服务费"]),
    ("将20%以上的公益金用于助老。", ["公益金"]),
    ("将20%以上的茶园改造为梯田。", [None]),
    ("每50名入住老年人配备1名社工，每个楼层不得少于1人。", ["每50名入住老年人", "每个楼层"]),
    ("规模达到2023年的1.5倍。", [None]),
    ("保证金不得超过估算价的2%。", ["估算价"]),
]


@pytest.mark.parametrize(("body", "expected"), FOR_EACH)
def test_what_a_value_is_for_each_of(body: str, expected: list[str | None]) -> None:
    assert [m.per for m in told(body)] == expected


EDGES: list[tuple[str, list[Row]]] = [
    ("我县茶园面积达到6万亩。", [("茶园面积", None, None)]),
    ("全镇税收900万元。", [("税收", None, None)]),
    ("1-6月新开工管网建设22公里。", [("新开工管网建设", None, None)]),
    (
        "9个城建项目共完成征地120户300亩。",
        [("城建项目", None, None), ("完成征地", None, None), ("完成征地", None, None)],
    ),
    (
        "发展30座以上（含30座）新型温室，每座补贴900元。",
        [("发展新型温室", None, None), ("补贴", "发展30座以上(含30座)新型温室", "每座")],
    ),
    ("每个镇建成一个5人制足球场。", [("建成5人制足球场", None, "每个镇")]),
    ("2020年人均绿地面积达到3平方米。", [("人均绿地面积", None, "人均")]),
    ("指导员总数达到700名，占户籍人口的比例1.5‰以上。", [("指导员总数", None, None), ("指导员总数", None, "户籍人口")]),
    (
        "对新获甲商标、乙商标的单位分别给予奖励9万元、3万元。",
        [("奖励", "新获甲商标、乙商标的单位", None), ("奖励", "新获甲商标、乙商标的单位", None)],
    ),
]


@pytest.mark.parametrize(("body", "expected"), EDGES)
def test_edges_of_subjects(body: str, expected: list[Row]) -> None:
    assert [(m.subject, m.scope, m.per) for m in told(body)] == expected
