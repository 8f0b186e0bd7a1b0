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
