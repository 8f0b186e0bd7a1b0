import pytest

from ingest.cellgrid import Grid
from ingest.flathead import is_head, readings
from ingest.flattened import find


def parted(text: str) -> list[str]:
    """The cells that spaces part."""
    return text.split()


PLAIN = parted("指标 2020年 2025年目标 就业（万人） 1.2 ≥1.5 失业率（%） 3.4 <4.5")
TWO_ROWS = parted(
    "序号 指标 现状值 规划目标 2019年 2020年 2023年 2025年 1 普及率（%） 85 88 90 92 2 用水量 4.2 4.1 4.5 4.6"
)
DUTIES = parted("任务 要求 牵头 参加 压减时限 承诺时限压减70%以上 县审批局 各部门 推广证照 新增场景30个 同上 县公安局")
GROUPS = parted(
    "领域 任务 责任单位 时限 就业 1.开展培训 县人社局 6月底 2.举办招聘会 县总工会 9月底 医疗 3.加床位 县卫健局 年底 略"
)


def rows(grid: Grid) -> list[dict[int, str]]:
    """Column -> text of each row."""
    out: list[dict[int, str]] = [{} for _ in range(max(c.row for c in grid.cells) + 1)]
    for cell in grid.cells:
        out[cell.row][cell.column] = cell.text
    return out


def test_every_row_has_all_its_cells() -> None:
    (grid,) = find(["前言说明如下。", *PLAIN, "二、保障措施"])
    assert rows(grid) == [
        {0: "指标", 1: "2020年", 2: "2025年目标"},
        {0: "就业（万人）", 1: "1.2", 2: "≥1.5"},
        {0: "失业率（%）", 1: "3.4", 2: "<4.5"},
    ]


def test_a_head_of_two_rows() -> None:
    (grid,) = find(TWO_ROWS)
    assert rows(grid)[:3] == [
        {0: "序号", 1: "指标", 2: "现状值", 4: "规划目标"},
        {2: "2019年", 3: "2020年", 4: "2023年", 5: "2025年"},
        {0: "1", 1: "普及率（%）", 2: "85", 3: "88", 4: "90", 5: "92"},
    ]
    assert [cell.columns for cell in grid.cells[:4]] == [1, 1, 2, 2]


def test_offices_tell_the_rows_of_a_duty_table() -> None:
    (grid,) = find(DUTIES)
    assert rows(grid)[2] == {0: "推广证照", 1: "新增场景30个", 2: "同上", 3: "县公安局"}


def test_a_group_stands_in_front_of_some_rows_where_the_tasks_are_numbered() -> None:
    (grid,) = find(GROUPS[:-1])
    assert rows(grid) == [
        {0: "领域", 1: "任务", 2: "责任单位", 3: "时限"},
        {0: "就业", 1: "1.开展培训", 2: "县人社局", 3: "6月底"},
        {1: "2.举办招聘会", 2: "县总工会", 3: "9月底"},
        {0: "医疗", 1: "3.加床位", 2: "县卫健局", 3: "年底"},
    ]


UNCERTAIN = [
    PLAIN[:-1],  # a cell is missing: every row may be shifted
    GROUPS,  # a cell is left over
    parted("任务 要求 说明 甲事 做好 无 乙事 办好 无"),  # no column tells its rows
    parted("各乡镇 各部门 县直单位 请认真 贯彻 执行"),
    parted("主任 副主任 成员单位 张某 李某 县教育局 王某 赵某 县财政局"),
]


@pytest.mark.parametrize("lines", UNCERTAIN)
def test_lines_whose_columns_are_not_certain_are_no_table(lines: list[str]) -> None:
    assert not list(find(lines))


HEADS = [
    (["指标", "单位", "2025年"], True),
    (["请各单位", "认真落实。", "年底前"], False),
    (["张三", "李四", "王五"], False),
    (["项目", "35.2", "年"], False),
]


@pytest.mark.parametrize(("cells", "expected"), HEADS)
def test_what_can_be_a_head(cells: list[str], expected: bool) -> None:
    assert is_head(cells) is expected


def test_years_stand_below_goals_and_parts_below_duties() -> None:
    found = [one.columns for one in readings(["任务", "年度目标", "责任分工", "牵头", "配合"]) if one.rows == 2]
    assert found == [("任务", "年度目标", "责任分工牵头", "责任分工配合")]


SPACED = [
    "序号 指标 单位 目标 属性",
    "2024年 2025年",
    "1 绿地率 % 36 38 预期性",
    "2 充电桩 个 1,200 2,000 约束性",
]


def test_rows_parted_by_spaces_below_a_head_of_two_rows() -> None:
    (grid,) = find(SPACED)
    assert rows(grid)[1:3] == [{3: "2024年", 4: "2025年"}, dict(enumerate(parted("1 绿地率 % 36 38 预期性")))]


def test_a_short_row_is_laid_where_that_is_certain() -> None:
    lines = ["序号 指标 单位 2020年 2025年", "1 绿地率 % 36 38", "2 公园 个 12 20", "3 步道 公里 60"]
    (grid,) = find(lines)
    assert rows(grid)[3] == {5: "3", 6: "步道", 7: "公里", 8: "60"}
    lines[-1] = "3 步道 36 60"
    (grid,) = find(lines)
    assert rows(grid)[3] == {0: "3", 1: "步道", 3: "36", 4: "60"}
