"""Places in front of what is measured, in invented sentences."""

from __future__ import annotations

import pytest
from extract_documents import plan

from extract.model import Extraction, Measure
from extract.places import apart, throughout

Row = tuple[str, str | None]


def _told(made: Extraction) -> list[Measure]:
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


AREAS: list[tuple[str, Row | None]] = [
    ("主城区空气质量优良率", ("空气质量优良率", "主城区")),
    ("西部地区清洁取暖率", ("清洁取暖率", "西部地区")),
    ("地级及以上城市细颗粒物浓度", ("细颗粒物浓度", "地级及以上城市")),
    ("东江流域水质达标率", ("水质达标率", "东江流域")),
    ("城市和县城污水处理率", ("污水处理率", "城市和县城")),
    ("县城以上建成区建成燃气管网", ("建成燃气管网", "县城以上建成区")),
    ("高风险地区实现巡查覆盖率", ("巡查覆盖率", "高风险地区")),
    ("部分城区排涝能力", ("排涝能力", "部分城区")),
    ("城区面积", None),
    ("城区常住人口数量", None),
    ("人均地区生产总值", None),
    ("单位地区生产总值能源消耗量", None),
    ("占北方地区用能总量比重", None),
    ("改造主城区供水管网长度", None),
    ("城区道路", None),
    ("县城新增人口", None),
    ("易涝区域处置率", None),
]


@pytest.mark.parametrize(("subject", "row"), AREAS)
def test_an_area_in_front_of_a_metric_is_its_scope(subject: str, row: Row | None) -> None:
    assert apart(subject) == row


WHOLE: list[tuple[str, str]] = [
    ("完成全县户厕改造", "完成户厕改造"),
    ("举办全市青少年书法展", "举办青少年书法展"),
    ("举办全县性的书法展", "举办全县性的书法展"),
    ("占全市人口比重", "占全市人口比重"),
    ("建设全域旅游示范区", "建设全域旅游示范区"),
]


@pytest.mark.parametrize(("subject", "short"), WHOLE)
def test_all_of_a_plan_is_about_its_own_place(subject: str, short: str) -> None:
    assert throughout(subject) == short


OWN: list[tuple[str, str, list[Row]]] = [
    ("青禾县教育工作实施方案", "青禾县用电量达到8亿千瓦时。", [("用电量", None)]),
    ("青禾县教育工作实施方案", "到2028年，青禾县新建充电站12座。", [("新建充电站", None)]),
    ("青禾县教育工作实施方案", "青禾县第二中学新增学位300个。", [("青禾县第二中学新增学位", "中学")]),
    ("青禾县教育工作实施方案", "青禾县级财政投入增长8%。", [("青禾县级财政投入", None)]),
    ("青禾县教育工作实施方案", "东岭县用电量达到8亿千瓦时。", [("东岭县用电量", None)]),
    (
        "青禾县教育工作实施方案",
        "县城甲、乙两类垃圾清运率达到90%；到2029年，达到95%。",
        [("甲、乙两类垃圾清运率", "县城")] * 2,
    ),
    ("青禾县能源发展规划", "目前青禾县已建成5座。", []),
    ("关于能源工作的规划", "全国森林覆盖率达到25%。", [("森林覆盖率", None)]),
    ("青禾县教育工作实施方案", "2024年全国人均用电量为6200千瓦时。", [("人均用电量", "全国")]),
]


@pytest.mark.parametrize(("title", "body", "rows"), OWN)
def test_the_place_of_the_plan_is_no_part_of_a_subject(title: str, body: str, rows: list[Row]) -> None:
    assert [(m.subject, m.scope) for m in _told(plan(body, title=title))] == rows
