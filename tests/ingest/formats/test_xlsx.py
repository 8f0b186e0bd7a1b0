"""Spreadsheets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from ingest import spreadsheet
from ingest.errors import IngestError, LimitExceeded, Unreadable
from ingest.formats import xlsx
from ingest.model import BlockKind, Document, Limits, Status
from ingest.read import read_bytes
from tests.ingest.contracts import IN_PROCESS, ReaderContract
from tests.ingest.officefiles import PACKAGE, packed, relations
from tests.ingest.samples import SENTENCE

CODED = {ord(char): None for char in map(chr, range(32)) if char not in "\t\n\r"}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows: list[list[object]], title: str = "任务分解表") -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def opened(book: Workbook | bytes, limits: Limits = IN_PROCESS) -> Document:
    return read_bytes(book if isinstance(book, bytes) else saved(book), "任务.xlsx", limits)


class TestContract(ReaderContract):
    name = "xlsx"
    suffix = ".xlsx"

    def write(self, lines: tuple[str, ...]) -> bytes:
        # A cell holds 32,767 characters at most.
        return saved(sheet_of([[line.translate(CODED)[:30_000]] for line in lines]))

    def nested(self, depth: int) -> bytes:
        return packed(raw("<x>" * depth + "</x>" * depth + CELLS))

    def test_a_very_long_line(self) -> None:
        line = "落实责任，" * 4_000 + SENTENCE
        assert SENTENCE in self.read(self.write(("一、总体目标", line))).text


def form(above: list[list[object]], merged: str = "A1:D1", title: str = "任务分解表") -> Document:
    """A sheet with a title over its columns, rows above the table, and a table."""
    rows = [["青禾县2025年重点任务分工表"], *above, HEAD, [1, "建成站点5个", "县民政局", "2025年底"]]
    book = sheet_of(rows, title)
    book.active.merge_cells(merged)  # type: ignore[union-attr]
    return opened(book)


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["填报单位：县政府办", None, None, "2025年3月1日"]],
        [["填报单位（盖章）：", "填报人：张三", "填报日期：2025年3月"]],
        [["单位：万千瓦"]],
        [["表号：A-1"], ["制表单位：县统计局", None, None, "单位：个"]],
    ],
)
def test_what_a_form_says_of_itself_stands_above_its_table(above: list[list[object]]) -> None:
    found = form(above)
    assert found.header.title == "青禾县2025年重点任务分工表"
    (table,) = found.tables
    assert (table.rows, table.columns, table.header_rows) == (2, 4, 1)
    said = [found.text[b.span.start : b.span.end] for b in found.blocks if b.kind is BlockKind.META]
    assert said == [cell for row in above for cell in row if cell]


def test_a_table_whose_first_cells_have_colons_is_a_table() -> None:
    found = opened(sheet_of([["任务：", "建成站点5个"], ["责任单位：", "县民政局"]]))
    assert found.tables[0].rows == 2


HEAD = ["序号", "任务", "牵头单位", "完成时限"]
ROWS: list[list[object]] = [
    HEAD,
    [1, "新增床位300张", "县民政局", "2026年"],
    [2, "改造管网12公里", "县水利局", "2027年"],
]


def grid(document: Document, table: int = 0) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): document.quote(cell.span) for cell in document.tables[table].cells}


def test_a_sheet_is_a_table_under_its_name() -> None:
    document = opened(sheet_of(ROWS))
    assert document.text.split("\n")[0] == "任务分解表"
    assert len(document.tables) == 1
    assert grid(document)[1, 1] == "新增床位300张"
    assert grid(document)[2, 0] == "2"
    assert (document.tables[0].rows, document.tables[0].columns) == (3, 4)


def test_titles_and_notes_stand_outside_the_table() -> None:
    book = sheet_of([["附件1"], ["青禾县重点任务清单"], [], *ROWS, ["注：时限均为年底。"]], "Sheet1")
    book.active.merge_cells("A2:D2")
    document = opened(book)
    lines = document.text.split("\n")
    assert lines[:3] == ["Sheet1", "附件1", "青禾县重点任务清单"]
    assert lines[-1] == "注：时限均为年底。"
    assert document.blocks[0].kind is BlockKind.NOISE
    assert grid(document)[0, 0] == "序号"
    assert len(document.tables[0].cells) == 12


def test_merged_cells_show_once() -> None:
    book = sheet_of([HEAD, [1, "甲", "县民政局", "2026年"], [2, "乙", "旧值", "2027年"], ["小计", "两项"]])
    book.active.merge_cells("C2:C3")
    book.active.merge_cells("B4:D4")
    document = opened(book)
    cells = {(c.row, c.column): (c.rows, c.columns, document.quote(c.span)) for c in document.tables[0].cells}
    assert cells[1, 2] == (2, 1, "县民政局")
    assert cells[3, 1] == (1, 3, "两项")
    assert (2, 2) not in cells


def test_every_visible_sheet_is_read() -> None:
    book = sheet_of(ROWS, "城区")
    for title, state in (("乡镇", "visible"), ("选项", "hidden")):
        sheet = book.create_sheet(title)
        sheet.append(HEAD)
        sheet.append([1, title + "任务", "县政府", "2026年"])
        sheet.sheet_state = state
    document = opened(book)
    assert len(document.tables) == 2
    assert "乡镇任务" in document.text
    assert "选项任务" not in document.text
    assert [problem.code for problem in document.problems] == ["hidden_sheet"]


def test_rows_and_columns_that_a_person_hid_are_named_and_not_read() -> None:
    book = sheet_of([["序号", "任务", "旧任务", "时限"], *([n, f"任务{n}", f"草稿{n}", "年底"] for n in range(1, 5))])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    document = opened(book)
    assert "任务1" in document.text and "任务4" in document.text
    assert "任务2" not in document.text and "草稿" not in document.text
    (problem,) = document.problems
    assert (problem.code, "1 行、1 列" in problem.message) == ("hidden_cells", True)


@pytest.mark.parametrize("how", ["filter", "outline"])
def test_rows_that_a_filter_or_an_outline_hides_are_read_and_named(how: str) -> None:
    book = sheet_of([["序号", "任务"], *([n, f"任务{n}"] for n in range(1, 5))])
    if how == "filter":
        book.active.auto_filter.ref = "A1:B5"
        book.active.auto_filter.add_filter_column(0, ["1"])
    else:
        book.active.row_dimensions[3].outlineLevel = 1
    book.active.row_dimensions[3].hidden = True
    document = opened(book)
    assert "任务2" in document.text
    assert [problem.code for problem in document.problems] == ["folded_rows"]


def test_a_merged_cell_shows_below_a_hidden_row() -> None:
    book = sheet_of([["任务", "单位"], ["甲", "县民政局"], ["乙", None], ["丙", "县财政局"]])
    book.active.merge_cells("B2:B3")
    book.active.row_dimensions[2].hidden = True
    document = opened(book)
    assert "县民政局" in document.text and "甲" not in document.text


def test_margins_and_empty_rows_shift_nothing() -> None:
    book = Workbook()
    book.active["C5"], book.active["D5"], book.active["C7"], book.active["D7"] = "指标", "目标值", "绿化率", "41%"
    assert grid(opened(book)) == {(0, 0): "指标", (0, 1): "目标值", (2, 0): "绿化率", (2, 1): "41%"}


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.855, "0.0%", "85.5%"),
        (dt.datetime(2027, 12, 31), 'yyyy"年"m"月"', "2027年12月"),
        (1234.5, "#,##0.00", "1,234.50"),
        ("县教育局\n县财政局", "General", "县教育局 县财政局"),
        ("县自然资源和\n规划局", "General", "县自然资源和规划局"),
        (True, "General", "TRUE"),
    ],
)
def test_cells_show_what_the_sheet_shows(value: object, form: str, shown: str) -> None:
    book = sheet_of([["指标", "数值"], ["甲", value]])
    book.active["B2"].number_format = form
    assert grid(opened(book))[1, 1] == shown


def test_a_formula_without_result_is_no_silent_gap() -> None:
    document = opened(sheet_of([["指标", "数值"], ["合计", "=SUM(B3:B4)"], ["甲", 3]]))
    assert document.status is Status.PARTIAL
    assert [problem.code for problem in document.problems] == ["missing_values"]
    assert "1 个公式" in document.problems[0].message


def raw(sheet: str, **others: str) -> dict[str, str | bytes]:
    """A workbook in bare markup; `others` are further parts of `xl/`."""
    head = f'xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    kinds = [("worksheet", "s.xml"), *((name, f"{name}.xml") for name in others)]
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook {head}><sheets><sheet name="表" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(kinds),
        "xl/s.xml": f"<worksheet {head}>{sheet}</worksheet>",
        **{f"xl/{name}.xml": f"<{root} {head}>{inner}</{root}>" for name, (root, inner) in _roots(others).items()},
    }


def _roots(others: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {name: ({"sharedStrings": "sst", "styles": "styleSheet"}[name], inner) for name, inner in others.items()}


CELLS = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>指标</t></is></c>'
    '<c r="B1" s="0"><v>0.5</v></c></row></sheetData>'
)


def strict(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    return {
        name: str(data).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main") for name, data in parts.items()
    }


def same(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    return parts | {"xl/unused.xml": b" " * 6_000_000}


@pytest.mark.parametrize("change", [strict, same])
def test_unusual_packages_are_read(change: Callable[[Any], Any]) -> None:
    parts = raw(CELLS, styles='<fills><fill x="?"/></fills><cellXfs><xf numFmtId="9"/></cellXfs>')
    document = opened(packed(change(parts)), Limits(isolate=False, unpacked=2_000_000))
    assert document.text.split("\n") == ["表", "指标", "50%"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/s.xml": "<!DOCTYPE a><worksheet/>"}, None),
        ({"xl/s.xml": "<worksheet"}, "单元格读不出"),
        ({"xl/workbook.xml": "<a/>"}, "不是工作簿"),
        ({"xl/workbook.xml": "<!DOCTYPE a><workbook/>"}, "外部实体"),
    ],
)
def test_broken_parts(parts: dict[str, str | bytes], words: str | None) -> None:
    with pytest.raises(IngestError, match=words or "不完整"):
        opened(packed(raw(CELLS) | parts))


def test_a_lost_sheet_marks_the_file() -> None:
    parts = raw(CELLS)
    book = str(parts["xl/workbook.xml"])
    more = book.replace("</sheets>", '<sheet name="丢失" sheetId="2" r:id="r9"/></sheets>')
    document = opened(packed(parts | {"xl/workbook.xml": more}))
    assert document.status is Status.PARTIAL
    assert "丢失" in document.problems[0].message


def test_a_lost_part_of_texts_marks_the_file() -> None:
    document = opened(packed(raw(CELLS, styles="") | {"xl/styles.xml": "<styleSheet"}))
    assert [problem.code for problem in document.problems] == ["missing_part"]


def test_a_package_without_types_is_refused() -> None:
    parts = raw(CELLS)
    del parts["[Content_Types].xml"]
    with pytest.raises(Unreadable, match="Content_Types"):
        xlsx.parse(packed(parts), xlsx.Job("表.xlsx"))


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(sheet_of(ROWS))
    monkeypatch.setattr(spreadsheet, "_MOST_CELLS", 5)
    with pytest.raises(LimitExceeded, match="单元格超过 5 个"):
        opened(data)
    monkeypatch.setattr(spreadsheet, "_MOST_STEPS", 5)
    with pytest.raises(LimitExceeded, match="范围超过"):
        opened(data)


@pytest.mark.slow
def test_the_child_gives_the_same() -> None:
    data = saved(sheet_of(ROWS))
    assert read_bytes(data, "任务.xlsx") == read_bytes(data, "任务.xlsx", IN_PROCESS)


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    far = '<sheetData><row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>'
    assert opened(packed(raw(far + '<dimension ref="A1:XFD1048576"/>'))).text.split("\n") == ["表", "5"]


def test_struck_cells_were_deleted() -> None:
    book = sheet_of([["序号", "任务", "责任单位"], [1, "新建九所幼儿园", "县教育局"], [2, "新建三所小学", "县教育局"]])
    for cell in book.active[2]:
        cell.font = Font(strike=True)
    book.active["B3"].font = Font(bold=True, strike=False)
    document = opened(book)
    assert "九所" not in document.text and "新建三所小学" in document.text
    assert [(problem.code, problem.message) for problem in document.problems] == [
        ("struck_text", "文件里有 12 字加了删除线，没有读入。")
    ]


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("strike", ["<strike/>", '<strike val="1"/>'])
def test_struck_words_inside_a_cell_were_deleted(shared: bool, strike: str) -> None:
    runs = f"<r><t>新建</t></r><r><rPr>{strike}</rPr><t>九</t></r><r><rPr><strike val='0'/></rPr><t>三所小学</t></r>"
    held = '<c r="A1" t="s"><v>0</v></c>' if shared else f'<c r="A1" t="inlineStr"><is>{runs}</is></c>'
    others = {"sharedStrings": f"<si>{runs}</si>"} if shared else {}
    document = opened(packed(raw(f'<sheetData><row r="1">{held}</row></sheetData>', **others)))
    assert document.text.split("\n") == ["表", "新建三所小学"]
    assert [problem.message for problem in document.problems] == ["文件里有 1 字加了删除线，没有读入。"]


def test_the_word_strike_strikes_nothing() -> None:
    document = opened(packed(raw(CELLS.replace("指标", "strike rate"))))
    assert "strike rate" in document.text and not document.problems
