"""Verdicts: a sentence of a plan, the standard, what the check says of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from extract_documents import plan
from verdict_cases import CASES

from corpus.check import check, report
from corpus.promises import Plan
from corpus.standard import SchoolLevel, Standard
from corpus.standards import parse, shelf
from corpus.verdicts import Judgement, State, Verdict


@pytest.fixture(scope="module")
def standard() -> Standard:
    return shelf().find("教督〔2017〕6号")


def verdict(standard: Standard, number: str, body: str) -> Verdict:
    indicator = standard.indicator(number)
    assert indicator is not None
    return next(one for one in check(plan(body), standard) if one.indicator is indicator)


def judged(standard: Standard, number: str, level: str, body: str) -> Judgement:
    found = verdict(standard, number, body).judgements
    return next(one for one in found if one.level is SchoolLevel(level) and not (one.demand.minor and level == "all"))


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 150
    assert {state for *_, state in CASES} == {state.value for state in State}


@pytest.mark.parametrize(("number", "level", "body", "expected"), CASES, ids=lambda value: str(value)[:24])
def test_verdicts(standard: Standard, number: str, level: str, body: str, expected: str) -> None:
    one = verdict(standard, number, body) if level == "*" else judged(standard, number, level, body)
    assert one.state.value == expected


def test_a_verdict_points_at_its_sentence(standard: Standard) -> None:
    extraction = plan("到2027年底，小学班额不超过48人。（责任单位：县教育局）")
    found = next(one for one in check(extraction, standard) if one.indicator.number == "G5")
    first = found.judgements[0].evidence[0]
    assert extraction.document.text[first.span.start : first.span.end] == first.quote
    assert (first.state, first.difference, first.deadline) == (State.WEAKER, Decimal(3), date(2027, 12, 31))
    assert first.responsible == ("县教育局",)
    assert found.deadline == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("number", "level", "body", "code"),
    [
        ("R2", "junior", "每50名学生拥有1名骨干教师。", "converted"),
        ("R2", "junior", "初中县级以上骨干教师数达到1人以上。", "base_unsaid"),
        ("Q4", "all", "按照不低于教师工资总额的1.5%安排教师培训专项经费。", "other_base"),
        ("Q1", "junior", "九年义务教育巩固率稳定在97%以上。", "metric"),
        ("G4", "junior", "初中学校规模控制在2400人以内。", "relaxed"),
        ("P1", "all", "力争社会认可度达到85%以上。", "soft"),
        ("CV", "primary", "小学校际差异系数降到0.15以内。", "lookalike"),
        ("Q2", "all", "残疾儿童少年入学率提高3个百分点。", "change_only"),
    ],
)
def test_reasons(standard: Standard, number: str, level: str, body: str, code: str) -> None:
    found = judged(standard, number, level, body)
    assert code in {note.code for one in found.evidence for note in one.notes}


def test_a_look_alike_that_the_plan_names_itself_is_none(standard: Standard) -> None:
    body = "小学校际差异系数降到0.15以内。国家义务教育质量监测校际差异率低于0.15。"
    assert not judged(standard, "CV", "primary", body).evidence[0].notes


def test_the_same_value_by_two_days_is_told(standard: Standard) -> None:
    found = judged(standard, "P1", "all", "到2026年，社会认可度达到85%以上。到2027年，社会认可度达到85%以上。")
    assert found.state is State.MEETS
    assert [note.code for note in found.notes] == ["dates"]


ITEMS = (
    "学校布局合理", "城乡四个统一", "每12个班级配备音乐、美术专用教室1间以上", "小学、初中规模不超过2000人",
    "小学班级学生数不超过45人", "不足100人的教学点按100人核定公用经费", "特殊教育学校生均公用经费不低于6000元",
    "教师平均工资收入不低于当地公务员", "教师5年360学时培训完成率达到100%",
)  # fmt: skip


def listing(items: tuple[str, ...]) -> str:
    return "\n\n".join(
        f"{number}.{item}。\n\n完成时限：2027年12月底前\n\n责任单位：县教育局" for number, item in enumerate(items, 1)
    )


def test_an_item_list_names_what_it_leaves_out() -> None:
    whole = shelf().find("jd2017_6")
    part = Standard(
        id="part",
        number=None,
        title="九项",
        indicators=tuple(one for one in whole.indicators if one.number in {f"G{n}" for n in range(1, 10)}),
        groups=whole.groups,
    )
    said = "\n\n二、其他\n\n特殊教育学校生均公用经费不低于6000元。"
    full = report(Plan(plan(listing(ITEMS))), part)
    assert full.listed is not None and not full.listed.absent
    assert (full.listed.dated, full.listed.early) == (9, 0)
    short = report(Plan(plan(listing(ITEMS[:6] + ITEMS[7:]) + said)), part)
    assert short.listed is not None and short.listed.absent == ("government.special_school_funding",)
    verdicts = {one.indicator.number: one for one in short.verdicts}
    assert verdicts["G7"].state is State.MISSING
    assert dict(verdicts["G7"].notes[-1].values)["elsewhere"] == "meets"
    assert short.found == 8


def test_a_standard_of_another_field_is_checked_by_its_own_patterns() -> None:
    standard = parse(
        """
        [standard]
        id = "beds"
        title = "床位标准"
        [[group]]
        id = "care"
        name = "养老"
        [[indicator]]
        id = "care.beds"
        number = "1"
        group = "care"
        name = "每千名老年人床位"
        text = "每千名老年人30张"
        clause = "一"
        [[indicator.demand]]
        name = "床位"
        comparator = ">="
        value = 30
        unit = "张"
        finds = "老年人[^。;]{0,12}床位"
        """,
        "beds.toml",
    )
    [found] = check(plan("每千名老年人拥有养老床位35张以上。", title="青禾县养老服务规划"), standard)
    assert found.state is State.STRICTER
    [none] = check(plan("新建公园3座。", title="青禾县养老服务规划"), standard)
    assert none.state is State.MISSING


@pytest.mark.parametrize(
    ("title", "number", "body", "expected", "outside"),
    [
        ("青禾县推进医疗服务提升方案", "P1", "群众满意度不低于90%。", State.MISSING, True),
        ("青禾县推进医疗服务提升方案", "Q3", "加强医院管理信息化建设，制定医院章程。", State.MISSING, True),
        ("青禾县生态环境保护规划", "G1", "优化垃圾处理设施布局。", State.MISSING, True),
        ("青禾县生态环境保护规划", "Q8", "减轻企业负担，推行不停电作业。", State.MISSING, True),
        ("青禾县重点工作安排", "G5", "小学班额不超过45人，初中班额不超过50人。", State.MEETS, True),
        ("青禾县重点工作安排", "G1", "优化中小学布局。", State.MEETS, True),
        ("青禾县义务教育发展规划", "P1", "群众满意度不低于90%。", State.STRICTER, False),
        ("青禾县职业教育改革方案", "G1", "优化高等职业学校布局。", State.MISSING, True),
    ],
)
def test_a_plan_of_another_field_is_held_to_sentences_of_the_standards_field(
    standard: Standard, title: str, number: str, body: str, expected: State, outside: bool
) -> None:
    found = report(Plan(plan(body, title=title)), standard)
    said = next(one.state for one in found.verdicts if one.indicator.number == number)
    assert (said, found.outside) == (expected, outside)


@pytest.mark.parametrize(
    ("number", "body", "expected", "half"),
    [
        ("Q3", "所有学校制定章程。", State.UNQUANTIFIED, True),
        ("Q3", "实现教育教学信息化。", State.UNQUANTIFIED, True),
        ("Q3", "所有学校制定章程。实现教育教学信息化。", State.MEETS, False),
        ("Q6", "加强校园文化建设。", State.UNQUANTIFIED, True),
        ("Q6", "加强学校德育工作。加强校园文化建设。", State.MEETS, False),
    ],
)
def test_a_state_of_two_promises(standard: Standard, number: str, body: str, expected: State, half: bool) -> None:
    found = verdict(standard, number, body)
    assert (found.state, "half" in {one.code for one in found.notes}) == (expected, half)


def test_the_areas_of_two_rooms_are_told_apart(standard: Standard) -> None:
    found = verdict(standard, "G3", "音乐、美术专用教室面积分别不小于96平方米、90平方米。").judgements
    areas = {one.demand.name: [each.value for each in one.evidence] for one in found if one.demand.unit == "平方米"}
    assert areas == {"音乐专用教室面积": [Decimal(96)], "美术专用教室面积": [Decimal(90)]}
