import pytest

from ingest.flattened import find
from ingest.formats.txt import parse
from ingest.model import BlockKind, Limits
from ingest.read import read_bytes
from ingest.registry import Job

INDICATORS = """序号
类别
主要指标
2025年现状
2030年目标
指标
属性
1
水务
安全
农村自来水普及率（%）
——
96
约束性
2
管网漏损率（%）
11
9
约束性
3
节水
河道水质优良比例（%）
干流≥70
支流≥55
干流≥80
支流≥65
预期性
4
再生水利用率（%）
——
城区≥30
集镇≥15
预期性"""

PROJECTS = """序号
项目名称
建设性质
建设内容与规模
建设地点
项目起止
总投资
（万元）
河道治理工程（含清淤、护岸等）
1
青禾河整治工程
新建
治理河道2.3公里，新建护岸4.1公里
城关镇
2026-2028
1250
2
柳溪清淤工程
改建
石桥镇
2026-2027
1
3
柳溪泵站工程
新建
新建排涝泵站一座及配套管道
石桥镇
2027-2029
860
管网改造工程（含新建、更换等）
1
城西管网工程
新建
更换老旧管网及检查井一批
城关镇
2027-2030
600
（二）保障措施
加强组织领导，落实资金。"""

CLOSED = """指标
单位
2025年
2030年
属性
千人口床位数
张
6.1
7.2
预期性
人均预期寿命
岁
78.5
79.6
约束性
第二章 主要任务"""


def rows(text: str) -> list[list[tuple[int, str]]]:
    (grid,) = find(text.split("\n"))
    out: dict[int, list[tuple[int, str]]] = {}
    for cell in grid.cells:
        out.setdefault(cell.row, []).append((cell.column, cell.text))
    return list(out.values())


def test_lines_of_an_indicator_table_find_their_columns() -> None:
    found = rows(INDICATORS)
    assert [text for _, text in found[0]] == ["序号", "类别", "主要指标", "2025年现状", "2030年目标", "指标属性"]
    assert found[1] == [(0, "1"), (1, "水务安全"), (2, "农村自来水普及率（%）"), (3, "——"), (4, "96"), (5, "约束性")]
    assert found[2] == [(0, "2"), (2, "管网漏损率（%）"), (3, "11"), (4, "9"), (5, "约束性")]
    assert found[4][-2:] == [(4, "城区≥30集镇≥15"), (5, "预期性")]


def test_figures_that_fit_several_columns_stay_without_one() -> None:
    third = rows(INDICATORS)[3]
    assert third[:3] == [(0, "3"), (1, "节水"), (2, "河道水质优良比例（%）")]
    assert {column for column, text in third if "≥" in text}.isdisjoint({3, 4})


def test_a_project_table_with_groups_and_a_figure_like_the_next_number() -> None:
    found = rows(PROJECTS)
    assert found[1] == [(0, "河道治理工程（含清淤、护岸等）")]
    assert [line[1][1] for line in found if len(line) > 2][1:] == [
        "青禾河整治工程",
        "柳溪清淤工程",
        "柳溪泵站工程",
        "城西管网工程",
    ]
    assert (5, "2026-2027") in found[3]
    assert (6, "1") in found[3]


PARTS = """序号
项目名称
建设性质
建设内容与规模
建设地点
项目起止
总投资
（万元）
“十五五”
投资（万元）
排水工程（含泵站、闸门等）/（个）
1
东片排水工程
9600
7200
（1）
东片排水一期工程
新建
新建泵站2座
城关镇
2026-2028
5400
5400
（2）
东片排水二期工程
新建
新开河道3.2公里
柳溪镇
2028-2031
4200
1800
2
北闸改建工程
改建
改建水闸1座
北岭镇
2026-2027
380
380
3
南闸改建工程
改建
改建水闸2座
南坪镇
2027-2028
760
760
小  计
3
10740
8340"""


def test_numbered_parts_and_the_last_row_above_a_sum_are_rows_of_their_own() -> None:
    found = {line[1][1]: line for line in rows(PARTS) if len(line) > 2}
    assert found["东片排水二期工程"] == [
        (0, "（2）"),
        (1, "东片排水二期工程"),
        (2, "新建"),
        (3, "新开河道3.2公里"),
        (4, "柳溪镇"),
        (5, "2028-2031"),
        (6, "4200"),
        (7, "1800"),
    ]
    assert found["南闸改建工程"][3:] == [(3, "改建水闸2座"), (4, "南坪镇"), (5, "2027-2028"), (6, "760"), (7, "760")]
    # The figures of the whole may stand under either sum: they are kept, but under no column.
    assert found["东片排水工程"][2:] == [(8, "9600"), (9, "7200")]


def test_numbers_in_brackets_inside_a_cell_are_no_rows() -> None:
    text = PARTS.replace("新建泵站2座", "（1）新建泵站2座；（2）改建水闸1座")
    assert len(rows(text)) == len(rows(PARTS))


def test_rows_without_numbers_close_with_their_nature() -> None:
    assert rows(CLOSED)[1:] == [
        [(0, "千人口床位数"), (1, "张"), (2, "6.1"), (3, "7.2"), (4, "预期性")],
        [(0, "人均预期寿命"), (1, "岁"), (2, "78.5"), (3, "79.6"), (4, "约束性")],
    ]


def test_a_table_with_one_row_a_line() -> None:
    text = "序号 指标 2025年 2030年 属性\n1 公路里程(公里) 3850 4700 预期性\n2 通车率(%) 82 90 约束性\n注:略。"
    assert rows(text)[1:] == [
        [(0, "1"), (1, "公路里程(公里)"), (2, "3850"), (3, "4700"), (4, "预期性")],
        [(0, "2"), (1, "通车率(%)"), (2, "82"), (3, "90"), (4, "约束性")],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "序号",
        "序号\n一\n二",
        "序号\n1\n2\n3",
        "一、总则\n序号说明如下。\n1\n2",
        "序号\n名称\n1\n甲",
        "指标\n说明\n属性",
        "序号\n事项\n单位\n1\n这是一段很长的话，说明为什么要开展这项工作。\n以上。",
    ],
)
def test_other_short_lines_are_no_table(text: str) -> None:
    assert list(find(text.split("\n"))) == []


def test_a_text_file_keeps_its_table_in_place() -> None:
    text = f"青禾县水务规划\n表1 主要指标\n{INDICATORS}\n二、主要任务\n加强管理。"
    raw = parse(text.encode(), Job("plan.txt"))
    kinds = [line.kind for line in raw.lines]
    assert [line.text for line in raw.lines if line.kind is None] == [
        "青禾县水务规划",
        "表1 主要指标",
        "二、主要任务",
        "加强管理。",
    ]
    assert kinds.index(BlockKind.CELL) == 2
    assert {line.table for line in raw.lines if line.kind is BlockKind.CELL} == {0}


DUTIES = """序号
工作任务
牵头单位
配合单位
完成时限
1
建设综合窗口12个。
培训窗口人员200人次。
县政务服务中心
县人力资源社会保障局
2027年6月底前
2
用地审批时限缩短20%。
县政务服务中心
县住房城乡建设局
2027年底前
提升办事便利度
3
开办企业1个工作日办结。
县市场监管局
县税务局、县公安局
2027年9月底前
4
取消事项30项。
县市场监管局
县司法局
2027年10月底前"""


def test_a_sentence_is_no_office_and_a_merged_cell_opens_a_group_of_rows() -> None:
    found = rows(DUTIES)
    assert found[1][1:3] == [(1, "建设综合窗口12个。培训窗口人员200人次。"), (2, "县政务服务中心")]
    assert found[2][-1] == (4, "2027年底前") and found[3] == [(0, "提升办事便利度")]
    assert found[4][0] == (0, "3")


def test_a_place_behind_the_offices_opens_no_group() -> None:
    found = rows(DUTIES.replace("完成时限", "完成时限\n备注").replace("提升办事便利度", "分年度推进"))
    assert (5, "分年度推进") in found[2] and found[3][0] == (0, "3")


def test_years_with_a_bracket_stand_under_a_wide_head() -> None:
    text = "序号\n指标名称\n目标\n属性\n2023年（基期）\n2025年\n2027年\n" + "".join(
        f"{n}\n养老床位（张）\n{n}0\n{n}5\n{n}8\n预期性\n" for n in range(1, 5)
    )
    assert rows(text.strip())[2] == [(0, "1"), (1, "养老床位（张）"), (2, "10"), (3, "15"), (4, "18"), (5, "预期性")]


def _projects(place: str, first: int) -> str:
    rows = [
        f"{n}\n{place[:2]}{name}泵站\n新建\n泵站1座\n{place[:2]}新区\n{first + n}0\n{first + n}0"
        for n, name in enumerate(("上湾", "中湾", "下湾", "后湾"), start=1)
    ]
    head = "序号\n项目名称\n建设性质\n建设内容\n建设地点\n总投资\n“十四五”投资"
    return f"{place}\n{head}\n" + "\n".join(rows) + f"\n合  计\n{first}90\n{first}80\n"


def test_places_between_tables_head_them() -> None:
    text = (
        "河湾省排水规划\n\n一、目标\n\n到2025年，新建泵站12座。\n\n二、任务\n\n加快建设泵站。\n\n三、保障\n\n落实资金。"
    )
    text += "\n\n附表1  项目表\n"
    text += "".join(_projects(place, n) for n, place in enumerate(("东河市", "西岭市", "南浦市"), start=1))
    document = read_bytes(text.encode(), "plan.txt", Limits(isolate=False))
    assert [h.title for h in document.headings][-3:] == ["东河市", "西岭市", "南浦市"]
