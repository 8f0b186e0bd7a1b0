"""Verbs that move their object, steps that a sum is for, things that share a number, and whom a figure singles out."""

import pytest
from extract_documents import plan

from extract.model import Measure


def told(body: str) -> list[Measure]:
    """Every measure of a few lines of a plan, in the order of the text."""
    made = plan(body)
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


MOVES: list[tuple[str, str, str]] = [
    ("降低企业用电成本12%。", "decrease_by", "企业用电成本"),
    ("压减办事材料30项。", "decrease_by", "办事材料"),
    ("下调缴费费率40%。", "decrease_by", "缴费费率"),
    ("提高护理补贴标准60元。", "increase_by", "护理补贴标准"),
    ("提高办事效率30%。", "increase_by", "办事效率"),
    ("增加幼儿学位700个。", "increase_by", "幼儿学位"),
    ("提高资料归档率95%。", "=", "提高资料归档率"),
    ("提升改造菜场3个。", "=", "提升改造菜场"),
    ("压减申报次数至3次。", "<=", "压减申报次数"),
]


@pytest.mark.parametrize(("text", "bound", "subject"), MOVES)
def test_a_verb_moves_its_object(text: str, bound: str, subject: str) -> None:
    (measure,) = told(text)
    assert (measure.comparator.value, measure.subject.removesuffix("至")) == (bound, subject)


STEPS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("每增加1名寄宿生,增加运转经费400元。", [("运转经费", "每增加1名寄宿生")]),
    ("每超出2平方米,加收租金30元。", [("加收租金", "每超出2平方米")]),
    ("每新增1家示范店奖励3万元。", [("奖励", "每新增1家示范店")]),
    ("按每张床位900元给予补助。", [("补助", "每张床位")]),
    ("初中每周开设劳动课两节。", [("开设劳动课", "每周")]),
    ("每年新增12家示范店。", [("新增示范店", "每年")]),
]


@pytest.mark.parametrize(("text", "rows"), STEPS)
def test_a_step_is_what_a_sum_is_for(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.per) for m in told(text)] == rows


EACH: list[tuple[str, list[str]]] = [
    ("新建康养馆、托老站各2个。", ["新建康养馆", "新建托老站"]),
    ("开展义诊活动、健康讲座各不少于3场。", ["开展义诊活动", "开展健康讲座"]),
    ("每个乡镇建设托老站、阅览室各1个。", ["建设托老站", "建设阅览室"]),
    ("新建康养馆和托老站2个。", ["新建康养馆和托老站"]),
    ("儿童肥胖率和老人贫血率控制在9%以下。", ["儿童肥胖率", "老人贫血率"]),
    ("缺水地区和超采地区再生水利用率达到20%以上。", ["再生水利用率"]),
    ("培训护理员、社工各类人员300名。", ["培训护理员、社工各类人员"]),
]


@pytest.mark.parametrize(("text", "subjects"), EACH)
def test_each_thing_of_a_list_has_its_number(text: str, subjects: list[str]) -> None:
    assert [m.subject for m in told(text)] == subjects


WHOM: list[tuple[str, list[tuple[str, str]]]] = [
    ("收住老人少于或等于8人的,补助经费2万元。", [("<=", "condition"), ("=", "commitment")]),
    ("床位使用率达到75%的,每年补助4万元。", [(">=", "condition"), ("=", "commitment")]),
    ("在册职工20人(含)以下的企业,缴费率降到5%。", [("<=", "condition"), ("<=", "commitment")]),
    ("知晓率在现有基础上提高8%。", [("increase_by", "commitment")]),
    ("组织就业培训300人次以上,发放各类补贴9万元。", [(">=", "commitment"), ("=", "commitment")]),
    ("新建床位300张以上,每张补贴500元。", [(">=", "condition"), ("=", "commitment")]),
    ("现有床位300张。", [("=", "status")]),
    ("床位使用率达到75%,每年补助4万元。", [(">=", "commitment"), ("=", "commitment")]),
    ("带动5人就业的,给予每年3000元的补贴。", [("=", "condition"), ("=", "commitment")]),
    ("建成4个站点的,一次性奖励6万元。", [("=", "condition"), ("=", "commitment")]),
    ("建成4个站点,一次性奖励6万元。", [("=", "commitment"), ("=", "commitment")]),
    ("托养床位在40张以下的(含40张),每张床位补贴90元。", [("<=", "condition"), ("=", "commitment")]),
    ("托养床位在90张以上,且达到省定标准的,每张床位补贴90元。", [(">=", "condition"), ("=", "commitment")]),
    ("租房经营2年以上的(租期4年以上),补助3万元。", [(">=", "condition"), (">=", "condition"), ("=", "commitment")]),
    ("综合得分达到85分(含85分)以上。", [(">=", "commitment")]),
    ("托养床位达到90张以上,且入住率达到60%。", [(">=", "commitment"), (">=", "commitment")]),
    ("毕业3年以内的青年参加实训,补贴500元。", [("<=", "condition"), ("=", "commitment")]),
    ("困难人员就业300人以上(其中城镇残疾人60人以上)。", [(">=", "commitment"), (">=", "commitment")]),
]


@pytest.mark.parametrize(("text", "rows"), WHOM)
def test_a_figure_that_singles_out_is_a_condition(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(m.comparator.value, m.role.value) for m in told(text)] == rows


GLUED: list[tuple[str, list[str]]] = [
    ("1.新增学位300个。\n2.40个小区加装电梯。\n3.250名教师轮岗。", ["300", "40", "250"]),
    ("1.新增学位300个。\n2、建成步道。\n2.5万名学生受益。", ["300", "2.5"]),
    ("新增学位300个。\n2.5万名学生受益。", ["300", "2.5"]),
]


@pytest.mark.parametrize(("text", "values"), GLUED)
def test_the_number_of_an_item_is_no_part_of_its_first_value(text: str, values: list[str]) -> None:
    made = plan(text)
    assert [str(m.value) for c in made.commitments for m in c.measures] == values


LEVELS: list[tuple[str, list[str | None]]] = [
    ("普及学前三年教育,入园率达到85%。", ["学前三年教育"]),
    ("到2030年,普及高中阶段教育,毛入学率达到95%。", ["高中阶段教育"]),
    ("建成康养馆,入住率达到85%。", [None]),
]


@pytest.mark.parametrize(("text", "scopes"), LEVELS)
def test_a_bare_rate_is_for_the_level_in_front(text: str, scopes: list[str | None]) -> None:
    assert [m.scope for m in told(text)] == scopes


def test_a_bare_verb_behind_a_list_mark_takes_thing_and_scope() -> None:
    rows = [(m.subject, m.scope) for m in told("新建幼儿园6所、改扩建2所。")]
    assert rows == [("新建幼儿园", "幼儿园"), ("改扩建幼儿园", "幼儿园")]


UNTOLD = [
    "今年主要任务有6项:一是开放图书馆。",
    "每周三举办读书会。",
    "床位在40张以下的(含40张),由县民政局核定。",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_lists_weekdays_and_brackets_count_is_no_promise(text: str) -> None:
    assert [m for m in told(text) if m.role.value == "commitment"] == []


def test_a_number_of_tasks_to_be_done_is_promised() -> None:
    assert [str(m.value) for m in told("完成改造任务6项。")] == ["6"]


OWNERS: list[tuple[str, list[str]]] = [
    ("县民政局或乡镇人民政府要加强日常管理。", ["县民政局", "乡镇人民政府"]),
    ("养老院接收困难老人的收费标准,由县民政局核定。", ["县民政局"]),
    ("由县民政局以购买服务的方式,委托机构开展评估。", ["县民政局"]),
    ("县养老院接收困难老人,做好日常照料。", ["县养老院"]),
    ("全市年末城镇登记失业率控制在4%以内。", []),
    ("建成6所学校。(牵头单位:市教育局;共同责任单位:市财政局,各县区)", ["市教育局", "市财政局", "各县区"]),
    ("发放补贴。(责任单位:省财政厅;受理部门:县财政局)", ["省财政厅", "县财政局"]),
    ("有关档案管理的要求由县档案局另行通知。", ["县档案局"]),
    ("体检率到2028年城市要达到80%,农村要达到70%。", []),
    (
        "建成康养馆。(市民政局、市财政局负责。列第一位者为牵头部门,其他部门和单位按职责分工负责,下同)",
        ["市民政局", "市财政局"],
    ),
]


@pytest.mark.parametrize(("text", "names"), OWNERS)
def test_who_acts(text: str, names: list[str]) -> None:
    owners = [unit.name for c in plan(text).commitments for unit in c.responsible]
    assert owners == names


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("列第一位者为牵头部门,其他部门和单位按职责分工负责,下同", "responsible"),
        ("列第一位者为牵头部门,下同", "support"),
    ],
)
def test_a_rule_on_the_order_may_tell_the_part_of_the_others(rule: str, part: str) -> None:
    made = plan(f"建成康养馆。(市民政局、市财政局负责。{rule})")
    assert [unit.duty.value for c in made.commitments for unit in c.responsible] == ["lead", part]


LATER: list[tuple[str, list[str]]] = [
    ("发病率到2026年要降至8%;到2030年要降至6%。", ["2030-12-31"]),
    ("体检率到2026年城市达到80%;到2030年城市达到90%。", ["2030-12-31"]),
    ("到2026年,体检率达到80%;到2030年,建成康养城。", ["2026-12-31", "2030-12-31"]),
]


@pytest.mark.parametrize(("text", "dates"), LATER)
def test_a_later_value_of_the_same_thing_belongs_to_its_task(text: str, dates: list[str]) -> None:
    assert [str(c.deadline) for c in plan(text).commitments] == dates


def test_a_year_that_names_the_works_is_no_deadline() -> None:
    (made,) = plan("有关2024年县政府实事项目的管理要求由县档案局另行通知。").commitments
    assert made.deadline is None
