"""What clauses take over from their neighbours: bare verbs, shares in turn, sizes of what is counted next."""

import pytest
from extract_documents import document, plan

from extract.model import Measure
from extract.pipeline import extract


def told(body: str) -> list[Measure]:
    """Every measure of a few lines of a plan, in the order of the text."""
    made = plan(body)
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


SUBJECTS: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "规划实施青石园、白沙园等19个园艺项目,开工建设16个,年内完成15个。",
        [("园艺项目", None), ("开工建设园艺项目", None), ("完成园艺项目", None)],
    ),
    ("新辟公交线路7条,优化调整9条。", [("新辟公交线路", None), ("优化调整公交线路", None)]),
    ("惠及2万名老人和3万名儿童。", [("惠及老人", None), ("惠及儿童", None)]),
    ("计划新植果树70亩、改造茶园80亩,分别占任务的35%、45%。", [("新植果树", None), ("改造茶园", None)] * 2),
    ("甲类普及率和乙类普及率分别达到60%和70%。", [("甲类普及率", None), ("乙类普及率", None)]),
    ("山货标准化经营基本达到100%。", [("山货标准化经营", None)]),
    ("湿地率达到并稳定在66%。", [("湿地率", None)]),
    ("为5000名农村妇女免费进行“两项”检查。", [("免费进行“两项”检查", "农村妇女")]),
    ("对困难学生按每人800元的标准发放助学金。", [("助学金", "困难学生")]),
    ("创建示范社90家,其中市州级26家。", [("创建示范社", None), ("创建示范社", "市州级")]),
    ("建成东街、西街等20条道路。", [("建成道路", None)]),
    ("形成5个年产值超3亿元的龙头企业。", [("形成龙头企业", None), ("年产值", "龙头企业")]),
]


@pytest.mark.parametrize(("text", "rows"), SUBJECTS)
def test_what_a_clause_shares(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.scope) for m in told(text)] == rows


ROLES: list[tuple[str, list[tuple[str, str]]]] = [
    ("新签约5000万元以上工业项目23个。", [("工业项目", "condition"), ("新签约工业项目", "commitment")]),
    ("建设2000平方米以上农贸市场3个。", [("农贸市场", "condition"), ("建设农贸市场", "commitment")]),
    ("新建公路50公里以上,改造桥梁3座。", [("新建公路", "commitment"), ("改造桥梁", "commitment")]),
]


@pytest.mark.parametrize(("text", "rows"), ROLES)
def test_a_size_says_which_are_counted_next(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(m.subject, m.role.value) for m in told(text)] == rows


def test_an_average_goes_on_with_its_subject() -> None:
    assert [m.per for m in told("农户人均收入从4万元提高到6万元。")] == ["人均", "人均"]


@pytest.mark.parametrize(
    "text", ["一、促进就业(3项)\n\n新增岗位400个。", "一、民生\n\n产值迈上千亿台阶,新增岗位400个。"]
)
def test_sums_of_headings_and_steps_are_no_values(text: str) -> None:
    assert [m.unit for m in told(text)] == ["个"]


@pytest.mark.parametrize(("title", "facts"), [("青禾县整治进展情况", 1), ("青禾县整治工作方案", 0)])
def test_a_title_that_names_progress_reports(title: str, facts: int) -> None:
    made = extract(document(f"{title}\n\n一、整治\n\n整治河道12条。\n"))
    assert (len(made.facts), sum(len(c.measures) for c in made.commitments)) == (facts, 1 - facts)


def test_what_stands_behind_the_first_heading_is_no_preamble() -> None:
    made = extract(document("青禾县十件实事\n\n1.实施道路建设18条。全部完工。\n10.新开工公寓1378套。\n"))
    assert not made.facts
