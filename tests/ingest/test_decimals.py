"""Decimal numbers as headings, and contents pages that list them."""

from __future__ import annotations

import pytest

from extract.pipeline import extract
from ingest.decimals import read_decimal
from ingest.model import BlockKind
from ingest.read import read_bytes

BODY = """1 现状
1.1 供热基础
全市现有热源厂6座，供热面积1850万平方米。
1.2 存在问题
部分管网运行超过20年，失水率偏高。
2 目标任务
2.1 总体目标
到2027年，清洁供热率达到85%以上。
2.2 重点工程
2.2.1 管网改造工程
改造老旧管网120公里。
（1）城东片区。改造52公里。
（2）城西片区。改造68公里。
2.2.2 热源扩建。新建调峰热源2座，2026年底前投运。（责任单位：市住房城乡建设局）
3 保障措施
市级财政每年安排专项资金3000万元。
"""
OUTLINE = [
    (1, "1", "现状"),
    (2, "1.1", "供热基础"),
    (2, "1.2", "存在问题"),
    (1, "2", "目标任务"),
    (2, "2.1", "总体目标"),
    (2, "2.2", "重点工程"),
    (3, "2.2.1", "管网改造工程"),
    (4, "（1）", "城东片区"),
    (4, "（2）", "城西片区"),
    (3, "2.2.2", "热源扩建"),
    (1, "3", "保障措施"),
]
TITLE = "白桦市城镇供热发展规划\n"


def outline(text: str) -> list[tuple[int, str | None, str]]:
    return [(h.level, h.marker, h.title) for h in read_bytes(text.encode(), "plan.txt").headings]


def test_decimals_make_the_outline() -> None:
    assert outline(TITLE + BODY) == OUTLINE


def test_an_item_belongs_to_the_decimal_above_it() -> None:
    document = read_bytes((TITLE + BODY).encode(), "plan.txt")
    place = document.text.index("2.2.2")
    block = next(b for b in document.blocks if b.span.start <= place < b.span.end)
    assert block.section is not None
    assert document.headings[block.section].marker == "2.2.2"


TWO_GOALS = "1.1 近期目标\n到2026年建成3座。\n1.2 远期目标\n到2030年建成5座。\n"
ENTRIES = [line for line in BODY.splitlines() if line[0].isdigit() and "。" not in line]


@pytest.mark.parametrize(
    "contents",
    [
        "目 录\n" + "\n".join(f"{entry} {'.' * 12} {at}" for at, entry in enumerate(ENTRIES, 3)),
        "目录\n" + "\n".join(f"{entry}{'…' * 9}{at}" for at, entry in enumerate(ENTRIES, 3)),
        "目录\n" + "\n".join(ENTRIES),
        "目次\n" + "\n".join(entry.replace(" ", ".", 1) for entry in ENTRIES),
        "白桦市城镇供热发展规划目录\n" + "\n".join(entry.replace(" ", "") for entry in ENTRIES),
        "目录\n前言\n" + "\n".join(ENTRIES) + "\n附则",
    ],
)
def test_what_contents_list_is_read_once(contents: str) -> None:
    whole, listed = (read_bytes(text.encode(), "plan.txt") for text in (TITLE + BODY, f"{TITLE}{contents}\n{BODY}"))
    assert [(h.level, h.marker, h.title) for h in listed.headings if h.title not in ("前言", "附则")] == OUTLINE
    assert [c.quote for c in extract(listed).commitments] == [c.quote for c in extract(whole).commitments]
    head = listed.text.index(contents[:2] if contents[0] == "目" else contents[:10], len(TITLE) - 1)
    assert next(b.kind for b in listed.blocks if b.span.start <= head < b.span.end) is BlockKind.NOISE


def test_contents_without_a_head_are_read_once() -> None:
    assert outline(TITLE + "\n".join(ENTRIES) + "\n" + BODY) == OUTLINE


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.1 编制目的", (1, 1)),
        ("2.3.4改造工程", (2, 3, 4)),
        ("３．２ 目标", (3, 2)),
        ("1.2.1.3、巡检", (1, 2, 1, 3)),
        ("2.5公里管网改造", None),
        ("1.86亿元专项资金", None),
        ("3.5万人", None),
        ("1.总则", None),
        ("2024.6.1", None),
    ],
)
def test_a_decimal_is_told_from_an_amount(text: str, parts: tuple[int, ...] | None) -> None:
    found = read_decimal(text)
    assert (found[0] if found else None) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、目标\n" + TWO_GOALS + "二、任务\n2.1 建设\n新建5座。\n",
            [
                (1, "一、", "目标"),
                (2, "1.1", "近期目标"),
                (2, "1.2", "远期目标"),
                (1, "二、", "任务"),
                (2, "2.1", "建设"),
            ],
        ),
        (
            "第一章 目标\n" + TWO_GOALS + "第二章 任务\n2.1 建设\n新建5座。\n",
            [
                (1, "第一章", "目标"),
                (2, "1.1", "近期目标"),
                (2, "1.2", "远期目标"),
                (1, "第二章", "任务"),
                (2, "2.1", "建设"),
            ],
        ),
        (
            "一、目标\n到2026年，新增供水管网\n2.5公里，新建泵站3座。\n二、任务\n抓好落实。\n",
            [(1, "一、", "目标"), (1, "二、", "任务")],
        ),
    ],
)
def test_decimals_stand_below_what_numbers_the_upper_level(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert outline("白桦市供水规划\n" + text) == expected
