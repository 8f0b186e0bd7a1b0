"""Tables of figures under lines that name the group of the next rows, one cell a line."""

import pytest

from ingest.flattened import find

HEAD = ["类别", "指标", "2020年实绩", "2025年目标"]
ROWS = ["粮食总产(万吨)", "11.6", "12", "蔬菜面积(万亩)", "5.1", "5.4"]
TABLE = [*HEAD, "一、产出", *ROWS, "二、生态", "森林覆盖率(%)", "21.5", "≥24.5"]


def test_a_group_stands_over_its_rows() -> None:
    (grid,) = find(["说明如下。", *TABLE, "三、保障措施", "加强领导。"])
    rows: list[list[str]] = [[] for _ in range(7)]
    for cell in grid.cells:
        rows[cell.row].append(cell.text)
    assert rows[0] == ["类别", "指标", "2020年实绩", "2025年目标"]
    assert rows[1:3] == [["一、产出"], ["粮食总产(万吨)", "11.6", "12"]]
    assert rows[4:6] == [["二、生态"], ["森林覆盖率(%)", "21.5", "≥24.5"]]
    assert (grid.start, grid.end) == (1, 1 + len(TABLE))
    assert {cell.column for cell in grid.cells if cell.text == "12"} == {3}


@pytest.mark.parametrize(
    "lines",
    [
        # No figure in a row.
        ["类别", "指标", "2020年", "2025年", "一、产出", "粮食", "较好", "更好", "蔬菜", "一般", "较好"],
        # Prose under the words of a head.
        ["类别", "指标", "2020年", "2025年", "一、产出", "全县要稳定粮食生产。", "12"],
        # No group stands over the rows.
        ["类别", "指标", "2020年", "2025年", "粮食", "1", "2", "蔬菜", "3", "4"],
    ],
)
def test_other_lines_are_no_such_table(lines: list[str]) -> None:
    assert not any(cell.columns == 4 for grid in find(lines) for cell in grid.cells)


TASKS = [
    *("序号", "重点工作任务", "主要责任单位", "协同配合单位"),
    *("一、2025年主要预期目标", "1", "固定资产投资增长7%。", "县发改委", "县住建局、各乡镇人民政府。"),
    *("2", "新增城镇就业3000人。", "县人社局", "县教育局。", "二、扩投资、强产业", "(一)扩大投资"),
    *("3", "新建公办幼儿园2所。", "县教育局", "县财政局。", "4", "改造老旧小区12个。", "县住建局", "县财政局。"),
]


def test_chapters_stand_over_rows_that_a_table_of_tasks_counts_on() -> None:
    (grid,) = find([*TASKS, "三、工作要求", "加强领导。"])
    rows: list[list[tuple[int, str]]] = [[] for _ in range(9)]
    for cell in grid.cells:
        rows[cell.row].append((cell.column, cell.text))
    assert rows[1] == [(0, "一、2025年主要预期目标")]
    assert rows[2][2:] == [(2, "县发改委"), (3, "县住建局、各乡镇人民政府。")]
    assert rows[4:6] == [[(0, "二、扩投资、强产业")], [(0, "(一)扩大投资")]]
    assert rows[6][:2] == [(0, "3"), (1, "新建公办幼儿园2所。")]
    assert grid.end == len(TASKS)


def test_a_chapter_behind_a_table_that_counts_anew_ends_it() -> None:
    (grid, second) = find([*TASKS, "三、第二批任务", *TASKS[:4], *TASKS[5:]])
    assert grid.end == len(TASKS) and second.start == len(TASKS) + 1
