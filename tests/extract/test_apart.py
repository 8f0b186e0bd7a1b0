"""Those whom a number is for stand in its scope and not in its subject."""

from __future__ import annotations

from datetime import date

import pytest
from extract_documents import plan

from extract.model import Measure


def told(body: str) -> list[Measure]:
    """Every measure of a few lines of a plan, in the order of the text."""
    made = plan(body)
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


SUBJECTS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("举办全县中小学生书画展览1次。", [("举办书画展览", "中小学生")]),
    ("新增幼儿园学位300个、中小学学位600个。", [("新增学位", "幼儿园"), ("新增学位", "中小学")]),
    ("新建幼儿园3所。", [("新建幼儿园", "幼儿园")]),
    ("残疾儿童少年入学率达到96%。", [("残疾儿童少年入学率", "残疾儿童少年")]),
    ("租用厂房的床位每张补助不少于4000元。", [("补助", "租用厂房的床位")]),
    ("财政补助不少于4000元。", [("财政补助", None)]),
    (
        "常住人口50万以上的城市绿色出行比例不低于60%。",
        [("常住人口", "城市"), ("绿色出行比例", "常住人口50万以上的城市")],
    ),
    ("城市绿色出行比例不低于60%。", [("城市绿色出行比例", None)]),
    ("东河、西山等重点乡镇完成改造管网40公里。", [("完成改造管网", "东河、西山等重点乡镇")]),
    ("完成东河、西山等管网改造40公里。", [("东河、西山等管网改造", None)]),
    ("为失能老年人建设家庭床位300张以上。", [("建设家庭床位", "失能老年人")]),
    ("为主干道安装路灯300盏。", [("为主干道安装路灯", None)]),
    ("到2027年，青湖及周边地区煤炭消费量下降5%。", [("煤炭消费量", "青湖及周边地区")]),
    ("到2027年，地区生产总值增长5%。", [("地区生产总值", None)]),
    ("到2027年，单位地区生产总值能耗下降5%。", [("单位地区生产总值能耗", None)]),
    ("所有乡镇至少建有1个农资站。", [("建有农资站", "乡镇")]),
    ("至少建有1个农资站。", [("建有农资站", None)]),
    ("区域电网基本具备5%以上的负荷响应能力。", [("负荷响应能力", "区域电网")]),
    (
        "每个街道建成1个建筑面积不少于800平方米，具备助餐、助浴等功能的服务中心。",
        [("建成服务中心", None), ("建筑面积", "服务中心")],
    ),
    ("建筑面积不少于800平方米，绿地率不低于30%。", [("建筑面积", None), ("绿地率", None)]),
    ("力争首个年度我县重点企业达标率不低于95%。", [("达标率", "重点企业")]),
    (
        "各级学校要按文件精神，义务教育学校根据方案开设劳动课程，确保劳动课时总量不低于6%。",
        [("劳动课时总量", "义务教育学校")],
    ),
    ("职业学校要将劳动课程纳入必修课，劳动课程不低于16学时。", [("劳动课程", "职业学校")]),
    ("巡护人员年龄不超过60岁。", [("巡护人员年龄", None)]),
    ("巡护人员一般不超过60岁。", [("年龄", "巡护人员")]),
    ("要将劳动课程纳入必修课，劳动课程不低于16学时。", [("劳动课程", None)]),
]


@pytest.mark.parametrize(("text", "rows"), SUBJECTS)
def test_those_meant_are_the_scope(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.scope) for m in told(text)] == rows


CONDITIONS: list[tuple[str, tuple[str, str | None]]] = [
    ("将年综合能耗超过1万吨标准煤的数据中心纳入监测。", ("年综合能耗", "数据中心")),
    ("对年综合能耗5万吨标准煤及以上的“两高”项目加强指导。", ("年综合能耗", "“两高”项目")),
    ("督促年综合能源消费量3000吨标准煤以上或排放8000吨以上企业开展报告。", ("年综合能源消费量", "企业")),
    ("加快淘汰县城建成区10蒸吨/小时以下的供热锅炉。", ("供热锅炉", "县城建成区")),
    ("对在养老护理岗位从事工作满2年后的护理员给予补贴。", ("在养老护理岗位从事工作", None)),
    ("对在册企业满2年的给予补贴。", ("册企业", None)),
]


@pytest.mark.parametrize(("text", "row"), CONDITIONS)
def test_a_condition_names_the_thing_and_the_place(text: str, row: tuple[str, str | None]) -> None:
    first = told(text)[0]
    assert (first.role.value, first.subject, first.scope) == ("condition", *row)


EACH: list[tuple[str, list[str | None]]] = [
    ("做到每名学生小学毕业时掌握1项技能，初中毕业时掌握2项技能。", ["每名学生", "每名学生"]),
    ("实现每个学生至少参加1项活动，培养2项爱好。", ["每个学生", "每个学生"]),
    ("每个乡镇建成1所敬老院，新建2所学校。", ["每个乡镇", None]),
    ("每名学生参加1项活动，全县创建特色学校3所。", ["每名学生", None]),
]


@pytest.mark.parametrize(("text", "per"), EACH)
def test_what_each_person_does_goes_on_in_the_next_clause(text: str, per: list[str | None]) -> None:
    assert [m.per for m in told(text)] == per


OWNERS: list[tuple[str, list[str]]] = [
    ("我县教育行政部门和教研部门要加强培训。", ["教育行政部门", "教研部门"]),
    ("我县将加强培训。", []),
    ("我县学校规模逐步扩大。", []),
    ("教师上岗任教前，学校应对其进行培训。", ["学校"]),
    ("县级教育行政部门面向社会公开发布招聘信息。", ["县级教育行政部门"]),
]


@pytest.mark.parametrize(("text", "names"), OWNERS)
def test_who_is_told_to_act(text: str, names: list[str]) -> None:
    assert [r.name for c in plan(text).commitments for r in c.responsible] == names


DATES: list[tuple[str, list[date | None]]] = [
    ("新建水厂1座，2025年10月开工，2027年底建成投用。", [date(2027, 12, 31)]),
    ("改造小区20个，2025年6月底前全部开工，2026年底前完工。", [date(2026, 12, 31)]),
    ("新建水厂1座，2025年10月开工，2027年底泵站建成投用。", [date(2025, 10, 31)]),
    ("到2026年底覆盖率达到95%，2027年起每年改造管网5公里。", [date(2026, 12, 31), None]),
    ("2027年起免费开放。到2028年底覆盖率达到95%。", [date(2028, 12, 31)]),
]


@pytest.mark.parametrize(("text", "days"), DATES)
def test_each_number_has_its_own_date_of_several(text: str, days: list[date | None]) -> None:
    assert [m.deadline for m in told(text)] == days


PLAIN: list[tuple[str, str]] = [
    ("2025年6月底前完成招标，12月底前建成泵站2座。", "建成泵站"),
    ("为每名教师配备电脑1台。", "配备电脑"),
    ("为村民服务满2年的干部30名。", "为村民服务"),
]


@pytest.mark.parametrize(("text", "subject"), PLAIN)
def test_a_subject_holds_no_month_and_no_loose_preposition(text: str, subject: str) -> None:
    assert told(text)[0].subject == subject
