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


HEADS = ["序号 |", "目标与任务 |", "分 管 领导 |", "牵头责任单位 |", "责任单位 |"]


def test_cells_that_close_with_a_bar_are_a_table() -> None:
    lines = ["说明", *HEADS, "80 |", "新增托位400个。 |", "某某 |", "县教育局 |", "各单位 |"]
    lines += ["81 |", "建成学校两所。 |", "某某 |", "县住建局 |", "各单位 |", "|", "结束"]
    (grid,) = closed(lines)
    assert (grid.start, grid.end) == (1, 17)
    assert [cell.text for cell in grid.cells if cell.row == 2] == ["81", "建成学校两所。", "某某", "县住建局", "各单位"]


def test_bars_alone_among_such_cells_are_blank() -> None:
    lines = [*HEADS, "1 |", "新增托位400个。 |", "||", "县教育局 |", "各单位 |"]
    lines += ["2 |", "建成学校两所。 |", "||", "县住建局 |", "各单位 |"]
    (grid,) = closed(lines)
    assert [(cell.column, cell.text) for cell in grid.cells if cell.row == 1][-2:] == [(3, "县教育局"), (4, "各单位")]


def test_few_cells_or_rows_that_do_not_count_on_are_no_table() -> None:
    assert list(closed(["首页 |", "公开 |", "服务 |"])) == []
    assert list(closed([*HEADS, "80 |", "新增托位400个。 |", "某某 |", "县教育局 |", "各单位 |"])) == []
    assert list(closed([*HEADS, "80 |", "新增托位。 |", "某某 |", "县教育局 |", "各单位 |", "17 |", "建成。 |"])) == []
