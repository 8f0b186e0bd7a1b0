import pytest

from ingest import aligned, delimited, oneline
from ingest.cellgrid import Grid
from ingest.formats.txt import parse
from ingest.model import BlockKind
from ingest.registry import Job


def rows(grid: Grid) -> list[dict[int, str]]:
    """Column -> text of each row."""
    out: list[dict[int, str]] = [{} for _ in range(max(c.row for c in grid.cells) + 1)]
    for cell in grid.cells:
        out[cell.row][cell.column] = cell.text
    return out


HEAD = {0: "序号", 1: "任务", 2: "责任单位"}
FIRST = {0: "1", 1: "新建水厂2座", 2: "县水利局"}
LAST = {0: "2", 2: "县住建局"}

TABLES = [
    ["| 序号 | 任务 | 责任单位 |", "|---|---|---|", "| 1 | 新建水厂2座 | 县水利局 |", "| 2 | | 县住建局 |"],
    ["序号|任务|责任单位", "1|新建水厂2座|县水利局", "2||县住建局"],
    ["序号｜任务｜责任单位", "1｜新建水厂2座｜县水利局", "2｜　｜县住建局"],
    ["┌──┬────┬──┐", "│序号│任务│责任单位│", "├──┼────┼──┤", "│1│新建水厂2座│县水利局│", "│2││县住建局│"],
    ["序号\t任务\t责任单位", "1\t新建水厂2座\t县水利局", "2\t\t县住建局\t"],
]


@pytest.mark.parametrize("lines", TABLES)
def test_a_row_on_each_line(lines: list[str]) -> None:
    (grid,) = delimited.find(["前言", *lines, "二、保障措施"])
    assert rows(grid) == [HEAD, FIRST, LAST]
    assert grid.end == len(lines) + 1


OTHERS = [
    ["首页|新闻|政务公开", "各位代表："],
    ["1.\t新建水厂2座", "2.\t改造管网", "3.\t新建公园"],
    ["第一章\t总则\t1", "第二章\t任务\t5", "第三章\t保障\t9"],
    ["\t为推进工作，制定本方案。", "\t一、任务", "\t新建水厂。"],
    ["甲|乙"],
    ["序号|任务|单位", "1|新建水厂", "2|改造管网|县水利局|年底前"],
]


@pytest.mark.parametrize("lines", OTHERS)
def test_lines_that_are_no_table(lines: list[str]) -> None:
    assert not list(delimited.find(lines))


def test_a_row_with_too_many_cells_stands_beside_the_table() -> None:
    (grid,) = delimited.find(["任务|单位", "新建水厂|县水利局", "改造管网|县住建局", "新建|公园|县城管局"])
    assert rows(grid)[-1] == {2: "新建", 3: "公园", 4: "县城管局"}


def test_rows_below_a_merged_cell_are_moved_back_under_their_heads() -> None:
    (grid,) = delimited.find(
        [
            "任务 | 具体要求 | 责任科室 |",
            "一、做好信息公开。 | 1.公开年度预算和决算报表。 | 财务科 |",
            "2.及时反馈网民对征集事项的意见。 | 各科室 | |",
            "二、做好解读。 | 3.及时发布政策解读材料。 | |",
        ]
    )
    assert rows(grid)[2:] == [
        {1: "2.及时反馈网民对征集事项的意见。", 2: "各科室"},
        {0: "二、做好解读。", 1: "3.及时发布政策解读材料。"},
    ]


def test_bars_between_cells_are_kept_beside_them() -> None:
    (grid,) = delimited.find(["序号｜任务｜责任单位", "1｜新建水厂2座｜县水利局", "2｜　｜县住建局"])
    assert [c.bars for c in grid.cells] == ["", "｜", "｜", "", "｜", "｜", "", "｜｜"]


def test_a_table_behind_lines_of_another_width() -> None:
    lines = [
        "索引号 | 01 | 公开 |",
        "发布 | 县政府 | 日期 |",
        "序号 | 任务 | 单位 | 时限 |",
        "1 | 建水厂 | 县水利局 | 6月 |",
    ]
    (grid,) = delimited.find([*lines, "2 | 建公园 | 县城管局 | 9月 |"])
    assert (grid.start, grid.end, rows(grid)[0]) == (2, 5, {0: "序号", 1: "任务", 2: "单位", 3: "时限"})


SET = """序号  任务           责任单位      时限
1     新建水厂2座    县水利局      6月底前
2     改造管网       县住建局
                     县水利局      年底前
加强领导。"""


def test_columns_set_with_spaces() -> None:
    (grid,) = aligned.find(SET.split("\n"))
    assert rows(grid) == [
        {0: "序号", 1: "任务", 2: "责任单位", 3: "时限"},
        {0: "1", 1: "新建水厂2座", 2: "县水利局", 3: "6月底前"},
        {0: "2", 1: "改造管网", 2: "县住建局"},
        {2: "县水利局", 3: "年底前"},
    ]


def test_columns_that_run_into_each_other_are_none() -> None:
    lines = ["序号  任务  责任单位", "1  新建水厂2座  县水利局", "2  改造管网  县住建局"]
    assert not list(aligned.find(lines))


def test_a_table_on_one_line() -> None:
    line = (
        "附件 任务清单 序号 重点任务 责任单位 完成时限 1 新建水厂2座 县水利局 6月底前 2 改造管网32公里 县住建局 年底前"
    )
    pieces = list(oneline.unfold(line))
    assert pieces[:5] == ["附件 任务清单", "序号", "重点任务", "责任单位", "完成时限"]
    assert list(oneline.unfold("一句 普通 的 话 里 有 序号 二字 而 没有 表格")) == [
        "一句 普通 的 话 里 有 序号 二字 而 没有 表格"
    ]


def test_a_text_file_holds_its_tables() -> None:
    text = (
        "青禾县任务分解表\n\n一、任务\n\n"
        + "\n".join(TABLES[0])
        + "\n\n"
        + line_table()
        + "\n\n二、保障\n\n加强领导。\n"
    )
    raw = parse(text.encode(), Job("plan.txt"))
    cells = [line for line in raw.lines if line.kind is BlockKind.CELL]
    assert {line.table for line in cells} == {0, 1}
    assert [line.text for line in cells if line.row == 1][:3] == ["1", "新建水厂2座", "县水利局"]


def line_table() -> str:
    """A table on one line."""
    return "序号 重点任务 责任单位 完成时限 1 新建公园2个 县城管局 6月底前 2 改造路灯320盏 县住建局 年底前"
