"""Printed lines to furniture and paragraphs."""

from __future__ import annotations

import pytest

from ingest.glyphs import Page, Printed
from ingest.layout import assemble, margins, mark_contents, mark_furniture
from ingest.model import BlockKind

LEFT, RIGHT, SIZE = 90.0, 510.0, 14.0


def line(
    text: str, top: float, x0: float = LEFT, x1: float = RIGHT, page: int = 1, size: float = SIZE, bold: bool = False
) -> Printed:
    return Printed(text, page, x0, top, x1, top + size, size, bold)


def page(*lines: Printed, number: int = 1) -> Page:
    return Page(number, 595, 842, lines)


def body(number: int, first: str = "各乡镇要加强组织领导，落实工作责任，健全推进机制") -> list[Printed]:
    """Two paragraphs: three lines that end short, two lines of which the last is full and does not stop."""
    return [
        line(first, 120, x0=LEFT + 28, page=number),
        line("确保各项任务按期完成，并于每年年底前将进展情况报送", 146, page=number),
        line("县人民政府办公室。", 172, x1=230, page=number),
        line("各有关部门要按照职责分工，密切配合，形成合力，推动", 198, x0=LEFT + 28, page=number),
        line("养老服务高质量发展，让发展成果更多更公平惠及全体老", 224, page=number),
    ]


def texts(pages: list[Page]) -> list[tuple[str, BlockKind | None]]:
    return [(raw.text, raw.kind) for raw in assemble(mark_contents(mark_furniture(pages)))]


def test_paragraphs_by_geometry_over_page_breaks() -> None:
    first = page(*body(1), line("— 1 —", 790, x0=280, x1=310, size=9))
    second = page(line("年人。", 120, x1=140, page=2), *[line_at(printed, 26) for printed in body(2)], number=2)
    found = texts([first, second])
    assert [text[-5:] for text, _ in found[:3]] == ["府办公室。", "体老年人。", "— 1 —"]
    assert found[2][1] is BlockKind.NOISE
    assert len(found) == 5


def line_at(printed: Printed, down: float) -> Printed:
    return Printed(
        printed.text, printed.page, printed.x0, printed.top + down, printed.x1, printed.bottom + down, printed.size
    )


@pytest.mark.parametrize(
    ("first", "x0", "x1", "together"),
    [
        ("2.到2028年，乡镇卫生院达标率达到100%，由县卫生健康局牵头，县财", LEFT + 20, RIGHT, True),
        ("2.到2028年，乡镇卫生院达标率达到100%，由县卫生健康局牵头，县财", LEFT + 20, RIGHT - 90, False),  # not full
        ("2.到2028年，乡镇卫生院达标率达到100%，由县卫生健康局牵头负责。", LEFT + 20, RIGHT, False),
        ("到2028年，全县乡镇卫生院达标率达到100%，由县卫生健康局牵头，县财", LEFT + 28, RIGHT, False),  # no list
        ("2.到2028年，乡镇卫生院达标率达到100%，由县卫生健康局牵头，县财", LEFT + 80, RIGHT, False),
    ],
)
def test_a_list_entry_goes_on_under_its_words(first: str, x0: float, x1: float, together: bool) -> None:
    above = [line("为加快卫生健康事业发展，结合本县实际，制定以下目标任务", 60 + 26 * n) for n in range(3)]
    found = texts([page(*above, line(first, 160, x1=x1), line("政局配合。", 186, x0=x0, x1=x0 + 70))])
    assert ((first + "政局配合。", None) in found) is together


def test_the_place_is_that_of_the_first_line() -> None:
    raw = assemble([page(*body(1))])[0]
    assert (raw.page, raw.box, raw.size) == (1, (118.0, 120.0, 510.0, 134.0), 14.0)


@pytest.mark.parametrize("edge", ["青禾县人民政府文件", "第{}页", "- {} -", "{}", "青禾县养老服务规划 {}"])
def test_what_repeats_at_the_edge_is_furniture(edge: str) -> None:
    pages = [
        page(
            line(edge.format(n), 40, x0=250, x1=340, page=n, size=9),
            *body(n, f"第{n}段各乡镇要加强组织领导，落实责任，健全机制"),
            number=n,
        )
        for n in range(1, 6)
    ]
    found = texts(pages)
    assert {kind for text, kind in found if text == edge.format(3)} == {BlockKind.NOISE}
    assert sum(1 for _, kind in found if kind is BlockKind.NOISE) == 5


def test_what_stands_once_at_the_edge_is_text() -> None:
    found = texts([page(line("青禾县养老服务实施方案", 60, x0=200, x1=400), *body(1)), page(*body(2), number=2)])
    assert found[0] == ("青禾县养老服务实施方案", None)


def test_numbered_headings_at_the_edge_are_text() -> None:
    pages = [page(line("一、总体要求", 60, x1=200, page=n), *body(n)[:3], number=n) for n in range(1, 5)]
    assert sum(1 for text, kind in texts(pages) if text == "一、总体要求" and kind is None) == 4


def test_headings_titles_and_signatures_stand_alone() -> None:
    found = texts(
        [
            page(
                line("青禾县人民政府办公室关于印发《青禾县养老", 70, x0=150, x1=450, size=18, bold=True),
                line("服务实施方案》的通知", 96, x0=230, x1=370, size=18, bold=True),
                *body(1)[:3],
                line("一、总体要求", 200, x0=LEFT + 28, x1=220, bold=True),
                *[line_at(printed, 110) for printed in body(1)[:3]],
                line("青禾县人民政府", 330, x0=380, x1=490),
                line("2024年3月5日", 356, x0=390, x1=480),
            )
        ]
    )
    assert [text for text, _ in found] == [
        "青禾县人民政府办公室关于印发《青禾县养老服务实施方案》的通知",
        "各乡镇要加强组织领导，落实工作责任，健全推进机制确保各项任务按期完成，并于每年年底前将进展情况报送县人民政府办公室。",
        "一、总体要求",
        "各乡镇要加强组织领导，落实工作责任，健全推进机制确保各项任务按期完成，并于每年年底前将进展情况报送县人民政府办公室。",
        "青禾县人民政府",
        "2024年3月5日",
    ]


def test_a_line_that_breaks_early_before_a_long_word_goes_on() -> None:
    lines = [
        *body(1)[:3],
        line("新建数据中心能源利用效率值即通常所说的", 198, x0=LEFT + 28, x1=470),
        line("（PUE）不高于1.3，持续提高效益。", 224, x1=400),
    ]
    assert texts([page(*lines)])[-1][0].endswith("所说的（PUE）不高于1.3，持续提高效益。")


def test_unit_lists_at_the_margin_go_on() -> None:
    lines = [
        *body(1)[:2],
        line("完善配套政策，优化营商环境，推动项目落地见效提质。", 172),
        line("（责任单位：县民政局）", 198, x1=260),
    ]
    assert texts([page(*lines)])[0][0].endswith("提质。（责任单位：县民政局）")


def test_a_line_that_cannot_begin_anything_goes_on() -> None:
    lines = [
        *body(1)[:3],
        line("到2025年护理型床位占比不低于60", 198, x0=LEFT + 28, x1=300),
        line("%，由县民政局牵头。", 224, x1=300),
    ]
    assert texts([page(*lines)])[-1][0] == "到2025年护理型床位占比不低于60%，由县民政局牵头。"


def test_contents_are_furniture() -> None:
    lines = [
        line("目 录", 100, x0=270, x1=330),
        line("一、总体要求………………………………3", 130),
        line("（一）提升养老机构护理能力和服务质量，满足老年人", 156),
        line("多层次需求…………………………………4", 182),
        line("二、重点任务………………………………5", 208),
    ]
    found = texts([page(*lines), page(*body(2), number=2)])
    assert {kind for _, kind in found[:5]} == {BlockKind.NOISE}
    assert found[5][1] is None


def test_margins() -> None:
    found = margins([page(*body(1)), page(*body(2), number=2)])
    assert found is not None
    assert abs(found.left - LEFT) <= 3
    assert abs(found.right - RIGHT) <= 4
    assert found.indented
    assert found.leading == 26
    assert margins([page(line("短", 100))]) is None


def test_too_little_text_for_margins() -> None:
    found = texts(
        [
            page(
                line("关于加强养老服务，", 100, x1=200),
                line("制定本方案。", 126, x1=200),
                line("一、目标", 152, x1=150),
            )
        ]
    )
    assert [text for text, _ in found] == ["关于加强养老服务，制定本方案。", "一、目标"]


@pytest.mark.parametrize("alone", ["青政办发〔2024〕18号", "2024年3月15日"])
def test_a_number_or_a_date_alone_ends_its_paragraph(alone: str) -> None:
    lines = [line(alone, 80, x0=180, x1=400), line("各乡镇人民政府，县直各单位：", 106, x1=300), *body(1)]
    found = [text for text, _ in texts([page(*lines), page(*body(2), number=2)])]
    assert found[:2] == [alone, "各乡镇人民政府，县直各单位："]
