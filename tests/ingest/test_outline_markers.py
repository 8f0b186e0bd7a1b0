"""Numbers that open a heading."""

from __future__ import annotations

import pytest

from ingest.markers import Style, chinese_number, opens_numbering, read_annex, read_marker


@pytest.mark.parametrize(
    ("text", "style", "number", "written"),
    [
        ("一、总体要求", Style.CN, 1, "一、"),
        ("二十一、附则", Style.CN, 21, "二十一、"),
        ("（一） 指导思想", Style.CN_PAREN, 1, "（一）"),
        ("(十二)督导", Style.CN_PAREN, 12, "(十二)"),
        ("一）加强领导", Style.CN_PAREN, 1, "一）"),
        ("㈡强化监管", Style.CN_PAREN, 2, "㈡"),
        ("1.基本情况", Style.AR_DOT, 1, "1."),
        ("12．科学规划", Style.AR_DOT, 12, "12．"),
        ("3、加强宣传", Style.AR_DOT, 3, "3、"),
        ("1.2021年启动建设", Style.AR_DOT, 1, "1."),
        ("⒉ 规范管理", Style.AR_DOT, 2, "⒉"),
        ("1\ue010加快建设", Style.AR_DOT, 1, "1"),
        ("（3）优化服务", Style.AR_PAREN, 3, "（3）"),
        ("⑴优化服务", Style.AR_PAREN, 1, "⑴"),
        ("2)优化服务", Style.AR_HALF, 2, "2)"),
        ("③优化服务", Style.CIRCLED, 3, "③"),
        ("第一章 总则", Style.CHAPTER, 1, "第一章"),
        ("第二部分 任务", Style.CHAPTER, 2, "第二部分"),
        ("第十节 监测", Style.SECTION, 10, "第十节"),
        ("第三条 本办法", Style.ARTICLE, 3, "第三条"),
        ("2完善学校建设", Style.BARE, 2, "2"),
        ("\u3000一、总体要求", Style.CN, 1, "一、"),
    ],
)
def test_reads_a_marker(text: str, style: Style, number: int, written: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.style, marker.number, marker.text) == (style, number, written)
    assert not text[marker.end].isspace()


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元",
        "2022年3月",
        "10个部门",
        "3年行动",
        "十四五规划",
        "一是加强领导",
        "第一条例",
        "第三节课",
        "",
        "   ",
        "100%",
    ],
)
def test_is_no_marker(text: str) -> None:
    assert read_marker(text) is None


def test_bare_numbers_can_be_refused() -> None:
    assert read_marker("2完善建设", bare=False) is None


def test_marker_inside_a_text() -> None:
    marker = read_marker("总体要求(一)指导思想", 4)
    assert marker is not None
    assert (marker.start, marker.end) == (4, 7)


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("二百", 200), ("百十", None), ("十百", None)],
)
def test_chinese_number(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("text", "marker", "title"),
    [
        ("附件", "附件", ""),
        ("附件1", "附件1", ""),
        ("附件2：任务清单", "附件2", "任务清单"),
        ("附件 3 任务清单", "附件 3", "任务清单"),
        ("附表1  指标表", "附表1", "指标表"),
        ("附件：1.清单", "附件", "1.清单"),
    ],
)
def test_reads_an_annex(text: str, marker: str, title: str) -> None:
    found = read_annex(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (marker, title)


@pytest.mark.parametrize("text", ["附件清单见网站", "附近学校", "一、附件", "附加说明"])
def test_is_no_annex(text: str) -> None:
    assert read_annex(text) is None


@pytest.mark.parametrize(
    ("text", "upper"), [("一、要求", True), ("（二）目标", True), ("1.目标", False), ("目标", False)]
)
def test_opens_numbering(text: str, upper: bool) -> None:
    assert opens_numbering(text) is upper
