"""Where a value stood, beside where it is to go; parts of what the sentence in front counts."""

from datetime import date

import pytest
from extract_documents import plan

from extract.model import Measure, Role


def told(body: str, heading: str = "一、主要任务") -> list[Measure]:
    made = plan(body, heading=heading)
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


ROLES: list[tuple[str, list[str]]] = [
    ("到2025年,单位能耗下降到0.6吨,比2020年的0.8吨降低25%。", ["commitment", "status", "commitment"]),
    (
        "2025年,甲排放量和乙排放量分别控制在8万吨、3万吨以内,比2020年的9.5万吨、3.6万吨分别减少16%、17%。",
        ["commitment"] * 2 + ["status"] * 2 + ["commitment"] * 2,
    ),
    ("供水量从3万吨提高到5万吨。", ["status", "commitment"]),
    ("2023年,将保障标准由家庭年人均收入9600元以下提高到12000元以下。", ["status", "commitment"]),
    ("培育5家以上年产值过3亿元的企业。", ["commitment", "condition"]),
    ("30平方公里以上建成区面积达到排水要求。", ["commitment"]),
    ("30平方公里以上的县建设一座水厂。", ["condition", "commitment"]),
    ("比2020年新增绿地12公顷。", ["commitment"]),
    ("年收入比上年增加5万元以上。", ["commitment"]),
    ("全市12个监测断面中水质优良比例达到80%。", ["condition", "commitment"]),
    ("建成6个公园中心。", ["commitment"]),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_what_a_comparison_starts_from_is_a_fact(text: str, roles: list[str]) -> None:
    assert [m.role.value for m in told(text)] == roles


def test_the_year_of_the_prices_dates_nothing() -> None:
    (measure,) = told("到2025年,单位能耗下降到0.6吨(按2020年价格计算)。")
    assert measure.deadline == date(2025, 12, 31)


def test_parts_are_due_with_the_whole_and_are_what_it_is() -> None:
    first, second = told("总体目标,到2025年,全市充电站达到80座。其中,公共充电站50座。")
    assert (second.role, second.deadline) == (first.role, first.deadline) == (Role.COMMITMENT, date(2025, 12, 31))
    assert {m.role for m in told("截至2020年底,已建成充电站80座。其中,公共充电站50座。")} == {Role.STATUS}


def test_a_part_that_is_to_be_made_is_promised() -> None:
    roles = [m.role for m in told("截至2020年底,已建成充电站80座。其中,确保公共充电站达到90座。")]
    assert roles == [Role.STATUS, Role.COMMITMENT]


def test_several_rates_move_by_one_share() -> None:
    both = [m.subject for m in told("单位产值用水量、单位增加值用水量比2020年降低20%。")]
    assert both == ["单位产值用水量", "单位增加值用水量"]
    assert len(told("工业和生活排放量减少12%。")) == 1


def test_the_first_paragraph_of_goals_dates_those_behind_it() -> None:
    body = "推进示范区建设,打造创新中心。到2025年将全县建成创新型县。\n\n投入大幅提升。研发投入占比达到2.5%以上。"
    assert [m.deadline for m in told(body, "一、发展目标")] == [date(2025, 12, 31)]
    assert [m.deadline for m in told(body)] == [None]


def test_points_behind_dashes_are_due_with_the_goals_in_front() -> None:
    body = "坚持创新引领,到2025年,工业增加值超过30亿元。\n\n——产业更优。产值占比达45%。\n\n二是加大投入,投资达到5亿元。"
    assert [m.deadline for m in told(body)] == [date(2025, 12, 31), date(2025, 12, 31), None]


@pytest.mark.parametrize("opening", ["《计划》指出,", "方案提出,", ""])
def test_goals_that_a_plan_is_told_to_set_date_their_paragraph(opening: str) -> None:
    body = f"{opening}到2025年,循环利用率达到54%。秸秆利用率达到85%。"
    assert [m.deadline for m in told(body)] == [date(2025, 12, 31)] * 2


def test_a_year_inside_a_sentence_dates_its_own_only() -> None:
    body = "加快管网建设和改造,到2025年,污水处理率达到95%。秸秆利用率达到85%。"
    assert [m.deadline for m in told(body)] == [date(2025, 12, 31), None]
