"""Offices on lines of their own in front of their duties."""

import pytest
from extract_documents import document, plan

from extract.officelines import office_lines
from extract.offices import leads_in
from extract.pipeline import extract


def names(body: str) -> list[list[str]]:
    return [[o.name for o in c.responsible] for c in plan(body).commitments]


def test_lines_under_an_office_are_its_duties() -> None:
    body = (
        "县水利局\n\n负责水库巡查工作。\n\n（一）每周检查堤防。\n\n（二）完善预警机制。\n\n县民政局\n\n"
        "（一）储备救灾物资。\n\n（二）安置转移群众。\n\n人民法院\n\n（一）加快审理涉灾案件。"
    )
    assert names(body) == [["县水利局"]] * 3 + [["县民政局"]] * 2 + [["人民法院"]]


def test_cells_of_a_table_that_became_lines() -> None:
    body = "1\n\n市教育局\n\n负责校园巡查。指导学校做好演练。\n\n2\n\n市市场监督管理局\n\n负责食堂检查。"
    assert names(body) == [["市教育局"], ["市市场监督管理局"]]


@pytest.mark.parametrize(
    "lines",
    [
        ["县水利局", "负责水库巡查。"],
        ["加强巡查。", "县水利局", "2.完善预警机制。", "县民政局", "3.储备物资。"],
        ["县水利局要巡查。", "负责水库。", "县民政局要储备物资。", "负责物资。"],
        ["应急小组", "负责会商。", "宣传小组", "负责发布信息。"],
        ["主要任务", "(一)加强巡查。", "工作要求", "(一)加强领导。"],
    ],
)
def test_other_lines_tell_no_office(lines: list[str]) -> None:
    assert office_lines(lines) == {}


def test_offices_and_regions_with_a_colon_stand_over_their_tasks() -> None:
    body = "市交通运输局：\n\n（1）新建农村公路230公里。\n\n（2）新增公交车165辆。\n\n南溪区：\n\n（1）新建学校10所。"
    assert names(body) == [["市交通运输局"], ["市交通运输局"], ["南溪区"]]


def test_duties_end_with_their_list() -> None:
    lines = [
        "县水利局",
        "(一)巡查堤防。",
        "(二)完善预警。",
        "(一)加强领导。",
        "县民政局",
        "负责安置。",
        "本方案自印发之日起施行。",
    ]
    told = {place: (line, [n.name for n in found]) for place, (line, found) in office_lines(lines).items()}
    assert told == {
        0: (0, ["县水利局"]),
        1: (0, ["县水利局"]),
        2: (0, ["县水利局"]),
        4: (4, ["县民政局"]),
        5: (4, ["县民政局"]),
    }


def test_a_heading_that_says_whose_duties_follow() -> None:
    body = "（一）卫生部门职责、任务\n\n1.加强食堂监管。\n\n（二）县水利局主要职责\n\n1.巡查水库。"
    assert names(body) == [["卫生部门"], ["县水利局"]]
    every = "（一）各部门职责\n\n1.加强食堂监管。\n\n（二）部门职责分工\n\n1.巡查水库。"
    assert names(every) == [[], []]


def test_members_belong_to_the_team_whose_leader_is_told_first() -> None:
    body = (
        "（一）应急保障组\n\n牵头部门：市发改委。\n\n组成部门：市财政局、平川供电分公司。\n\n"
        "职责：负责提供应急资金。\n\n（二）宣传组\n\n成员单位：市广播电视台、市日报社。\n\n负责发布信息。"
    )
    found = [[(o.name, o.duty.value) for o in c.responsible] for c in plan(body).commitments]
    assert found[0] == [("市发改委", "lead"), ("市财政局", "responsible"), ("平川供电分公司", "responsible")]
    assert all("市日报社" not in [name for name, _ in one] for one in found)


def test_a_paragraph_with_its_own_list_of_offices_is_no_introduction() -> None:
    text = "7.鼓励创业。（牵头单位：县人社局；责任单位：各乡镇）\n\n四、工作要求\n\n（一）各单位要高度重视。\n"
    found = [[o.name for o in c.responsible] for c in extract(document(text)).commitments]
    assert found == [["县人社局", "各乡镇"], ["各单位"]]
    bare = "为鼓励职工创业，结合实际，制定本方案。\n\n四、工作要求\n\n（一）各单位要高度重视。\n"
    assert [[o.name for o in c.responsible] for c in extract(document(bare)).commitments] == [["各单位"]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第四条市消防安全委员会应当履行下列消防工作职责:", ["市消防安全委员会"]),
        ("(二)县教育局要重点做好以下工作:", ["县教育局"]),
        ("各级党委和政府乡村振兴责任主要包括:", ["各级党委和政府"]),
        ("各乡镇、各部门要抓好以下工作:", ["各乡镇", "各部门"]),
        ("各部门职责:", []),
        ("各部门职责分工如下:", []),
        ("2024年重点工作:", []),
        ("县政府重点工作:", []),
        ("县教育局开展以下检查,督促学校做好工作:", []),
    ],
)
def test_a_line_that_leads_in_what_a_body_has_to_do(line: str, expected: list[str]) -> None:
    assert [n.name for n in leads_in(line)] == expected


def test_a_list_belongs_to_the_body_that_its_lead_in_names() -> None:
    body = (
        "县水利局要做好以下工作：\n\n（一）每周组织人员巡查堤防，及时上报险情。\n\n（二）完善预警机制，由县气象局负责发布。\n\n各项措施要落实到位。\n\n"
        "（一）县教育局主要职责\n\n1.开展演练。\n\n（二）保障措施\n\n1.加强宣传。"
    )
    assert names(body) == [["县水利局"], ["县气象局"], [], ["县教育局"], []]
