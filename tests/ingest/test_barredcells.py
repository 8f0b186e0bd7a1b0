"""Tables whose cells stand on lines of their own between bars."""

from ingest.barredcells import closed, find

HEAD = ["|", "指标", "| 2020年", "| 2025年", "| 属性", "|", "环境质量", "|"]
ROWS = ["1.空气", "| 优良天数(%)", "| 76.7", "| >80", "| 约束性", "|", "重污染天数(天)", "| -", "| 3", "| 约束性", "|"]
MORE = ["2.水", "| 达标率(%)", "| 70.8", "|", "| 预期性", "|"]


def test_a_bar_alone_ends_a_row_and_two_hold_an_empty_cell() -> None:
    (grid,) = find(["专栏 主要指标", *HEAD, *ROWS, *MORE, "第二章 任务。"])
    rows: dict[int, dict[int, str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    assert list(rows.values()) == [
        {0: "指标", 2: "2020年", 3: "2025年", 4: "属性"},
        {0: "环境质量"},
        {0: "1.空气", 1: "优良天数(%)", 2: "76.7", 3: ">80", 4: "约束性"},
        {1: "重污染天数(天)", 2: "-", 3: "3", 4: "约束性"},
        {0: "2.水", 1: "达标率(%)", 2: "70.8", 4: "预期性"},
    ]
    assert grid.cells[0].columns == 2


def test_other_bars_are_no_such_table() -> None:
    assert list(find(["首页", "| 公开", "| 服务"])) == []
    assert list(find(["| 甲 | 乙 |", "| --- | --- |", "| 1 | 2 |"])) == []


def test_bars_that_close_the_cells_of_a_run_are_taken_off() -> None:
    cells = ["指标", "2020年", "2025年", "产量(吨)", "6", "7"]
    assert closed(["说明", *(f"{cell} |" for cell in cells), "结束"]) == ["说明", *cells, "结束"]
    assert closed(["首页 |", "公开 |"]) == ["首页 |", "公开 |"]
