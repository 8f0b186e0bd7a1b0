"""Whom clauses address: lists of those told by 各, who is asked, persons who act for a body, fields for offices."""

import pytest
from extract_documents import plan

from extract.acting import Actor
from extract.components.actor import scan
from extract.components.organisation import Owners, unit_lists
from extract.organisations import split_names
from extract.registry import Mention


def told(mention: Mention) -> list[str]:
    return [name.full for name, _ in mention.value.names] if isinstance(mention.value, Actor) else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各区各部门各单位", ["各区", "各部门", "各单位"]),
        ("各县区各乡镇", ["各县区", "各乡镇"]),
        ("各街道各社区", ["各街道", "各社区"]),
        ("各级各部门", ["各级各部门"]),
        ("各级各类学校", ["各级各类学校"]),
    ],
)
def test_those_told_by_each(text: str, expected: list[str]) -> None:
    assert [n.name for n in split_names(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请各区教育局于月底前上报。", [["各区教育局"]]),
        ("请各县(市、区)发展改革委抓紧上报。", [["各县(市、区)发展改革委"]]),
        ("请各区上报名单。", [["各区"]]),
        ("请各区抓紧与市教育局对接。", [["各区"]]),
        ("《通知》要求各地加强宣传。", [["各地"]]),
        ("会议要求各责任单位狠抓落实。", [["各责任单位"]]),
        ("通知要求严格,各地情况不同。", []),
    ],
)
def test_who_is_asked(text: str, expected: list[list[str]]) -> None:
    assert [told(m) for m in scan(text) if m.rule == "organisation.asked"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各责任单位主要负责人要亲自抓落实。", [["各责任单位"]]),
        ("各乡镇、各部门主要领导要靠前指挥。", [["各乡镇", "各部门"]]),
        ("各牵头单位(无牵头单位的,责任单位即为牵头单位)要制定方案。", [["各牵头单位"]]),
        ("主要领导要亲自抓落实。", []),
        ("各牵头县领导要亲自抓落实。", []),
        ("水利、国土、开发区和新城管委会负责各自行业的检查。", [["水利", "国土", "开发区管委会", "新城管委会"]]),
        ("教育、人才和新城建设负责统筹。", []),
        ("各村分户建立档案。", [["各村"]]),
    ],
)
def test_who_acts(text: str, expected: list[list[str]]) -> None:
    assert [told(m) for m in scan(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "开展普查。(省残联、省卫健委牵头省教育厅、省妇联配合)",
            ["省残联:lead", "省卫健委:lead", "省教育厅:support", "省妇联:support"],
        ),
        ("开展普查。(发改、住建、城管负责)", ["发改:responsible", "住建:responsible", "城管:responsible"]),
        ("开展普查。(县发改局牵头负责)", ["县发改局:lead"]),
        ("开展普查。(对象、范围、时间负责)", []),
    ],
)
def test_brackets(text: str, expected: list[str]) -> None:
    found = [m.value for m in unit_lists(text) if isinstance(m.value, Owners)]
    assert [f"{n.name}:{duty.value}" for one in found for n, duty in one.names] == expected


def test_the_first_responsible_unit_leads() -> None:
    body = "（一）规范招标。\n\n责任单位：市发改委、市财政局（第一责任单位为牵头单位，下同）"
    assert [[(o.name, o.duty.value) for o in c.responsible] for c in plan(body).commitments] == [
        [("市发改委", "lead"), ("市财政局", "support")]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县体育局应当在任期届满时会同有关部门对计划进行评估。", [["县体育局", "有关部门"]]),
        ("市贸易局建立储备机制,并会同县财政局制定预案。", [["市贸易局", "县财政局"]]),
        ("各地教育部门要会同卫生健康、市场监管部门加大宣传力度。", [["各地教育部门", "卫生健康部门", "市场监管部门"]]),
        ("县商务局要商请宣传部门支持。", [["县商务局"]]),
        ("县民政局要完善与公安部门会同研判的机制。", [["县民政局"]]),
    ],
)
def test_with_whom(text: str, expected: list[list[str]]) -> None:
    assert [told(m) for m in scan(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县城建局负责,各街道办事处(乡)配合,清理绿地。", [["县城建局", "各街道办事处(乡)"], ["各街道办事处(乡)"]]),
        ("县(市、区)、乡镇(街道)党委严格落实属地责任。", [["县(市、区)", "乡镇(街道)党委"]]),
        ("县(市)建立台账。", []),
    ],
)
def test_names_with_brackets(text: str, expected: list[list[str]]) -> None:
    assert [told(m) for m in scan(text)] == expected
