"""Tables and pages of real documents: merged cells, a list of duties, a page without its site."""

from __future__ import annotations

import pytest

from ingest.model import BlockKind, Cell, Document, Table
from tests.golden.wild import needs_wild, wild

pytestmark = [needs_wild, pytest.mark.slow]


def cell(document: Document, table: Table, row: int, column: int) -> tuple[str, int, int]:
    """Opening of a cell's text, rows, columns."""
    found: Cell = next(one for one in table.cells if (one.row, one.column) == (row, column))
    return document.quote(found.span)[:12], found.rows, found.columns


def test_an_assessment_sheet_with_merged_cells() -> None:
    document = wild("sc01.html")
    (table,) = document.tables
    assert (table.rows, table.columns, table.header_rows) == (46, 7, 1)
    assert [document.quote(one.span) for one in table.cells if one.row == 0] == [
        "序号",
        "考核项目",
        "各项分值",
        "考核内容",
        "评分标准",
        "说明",
    ]
    assert cell(document, table, 0, 1) == ("考核项目", 1, 2)
    assert cell(document, table, 9, 1) == ("重点考核部门", 18, 1)
    assert cell(document, table, 10, 0) == ("2", 3, 1)
    assert cell(document, table, 10, 2) == ("县农粮局", 3, 1)
    assert cell(document, table, 11, 3) == ("15", 1, 1)
    assert cell(document, table, 14, 2) == ("县水利局", 4, 1)
    covered = [(r, c) for one in table.cells for r in range(one.row, one.row + one.rows) for c in columns(one)]
    assert len(covered) == len(set(covered))


def columns(one: Cell) -> range:
    return range(one.column, one.column + one.columns)


def test_a_list_of_duties() -> None:
    document = wild("he07.docx")
    (table,) = document.tables
    assert (table.rows, table.columns, len(table.cells)) == (24, 3, 72)
    assert [document.quote(one.span) for one in table.cells if one.row == 0] == [
        "部  门",
        "政策开发重点领域",
        "对应的健康因素",
    ]
    assert cell(document, table, 1, 0)[0] == "市政府办"
    assert cell(document, table, 3, 0)[0] == "市教育局"
    assert cell(document, table, 3, 2)[0] == "健康素养、健康环境、疾病"
    heading = document.headings[-1]
    assert (heading.marker, heading.title) == ("附件", "各部门政策开发的重点领域")
    assert table.span.start > heading.span.end


def test_a_printed_web_page_without_its_site() -> None:
    document = wild("he10.pdf")
    body = "\n".join(document.quote(block.span) for block in document.blocks if block.kind is not BlockKind.NOISE)
    for words in ("机构介绍", "要闻动态", "无障碍浏览", "请输入关键词", "网站地图", "ICP备", "技术支持", "主办单位"):
        assert words not in body
        assert words in document.text
    assert body.index("各市、县、自治县人民政府") < body.index("一、总体要求及主要目标") < body.index("三、组织实施")
