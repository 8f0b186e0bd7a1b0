"""What stands beside a number and is no part of what it measures: ranks, references, verbs of another clause."""

import pytest
from test_subjects import told

from extract.model import Comparator, Role

SUBJECTS: list[tuple[str, list[str]]] = [
    ("全县5项服务工作位居全市首位。", ["服务工作"]),
    ("山药总产3万吨、实现“十连增”。", ["山药总产"]),
    ("排名靠前的3个乡依次是甲乡、乙乡和丙乡。", ["排名靠前乡"]),
    ("12家重点培育企业实现产值6亿元。", ["重点培育企业", "重点培育企业实现产值"]),
    ("20家企业培育品牌6个。", ["企业", "培育品牌"]),
    ("完成梯田改造2万亩，确保山药种植面积达到5万亩以上。", ["完成梯田改造", "山药种植面积"]),
    ("新建茶园2万亩，柑橘园3万亩。", ["新建茶园", "新建柑橘园"]),
    ("向9个扶持项目兑现资金2亿元、奖金1亿元。", ["扶持项目", "兑现资金", "奖金"]),
    ("进一步提高热线接通率达到90%。", ["热线接通率"]),
    ("进一步提高热线接通率8%。", ["提高热线接通率"]),
    ("稻壳、果渣综合利用率分别达到85%、70%。", ["稻壳综合利用率", "果渣综合利用率"]),
    ("路面宽度一般不低于5米。", ["路面宽度"]),
    ("今年以来收集意见30条。", ["收集意见"]),
    ("茶叶总产4万吨，连续6年站稳3万吨。", ["茶叶总产", "茶叶总产"]),
    ("对20个重点项目开展巡查。", ["重点项目开展巡查"]),
]


@pytest.mark.parametrize(("body", "expected"), SUBJECTS)
def test_what_is_measured(body: str, expected: list[str]) -> None:
    assert [m.subject for m in told(body)] == expected


BESIDE: list[tuple[str, list[tuple[str, Comparator]]]] = [
    (
        "茶园单产增长5%，高于全市平均水平1.5个百分点。",
        [("茶园单产", Comparator.INCREASE_BY), ("茶园单产", Comparator.MORE)],
    ),
    ("茶园单产增长5%，比全市高1.5个百分点。", [("茶园单产", Comparator.INCREASE_BY), ("茶园单产", Comparator.MORE)]),
    ("入户率60%，低于全市2个百分点。", [("入户率", Comparator.EQUAL), ("入户率", Comparator.LESS)]),
    ("入户率60%，比上年提高2个百分点。", [("入户率", Comparator.EQUAL), ("入户率", Comparator.INCREASE_BY)]),
    ("入户率降低2个百分点。", [("入户率", Comparator.DECREASE_BY)]),
    ("得分最低的3个乡镇。", [("得分最低乡镇", Comparator.EQUAL)]),
    ("不低于工资总额的3%。", [("", Comparator.AT_LEAST)]),
]


@pytest.mark.parametrize(("body", "expected"), BESIDE)
def test_how_far_a_value_lies_from_another(body: str, expected: list[tuple[str, Comparator]]) -> None:
    assert [(m.subject, m.comparator) for m in told(body)] == expected


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("对考核排名后10%的乡镇，由县政府约谈。", Role.CONDITION),
        ("考核排名进入全市前10%。", Role.COMMITMENT),
        ("推动30%的乡镇建成驿站。", Role.COMMITMENT),
    ],
)
def test_a_share_by_rank_says_who_is_meant(body: str, role: Role) -> None:
    assert [m.role for m in told(body)] == [role]


def test_units_with_another_in_brackets() -> None:
    assert [m.unit for m in told("筹集公寓3000套（间），巡查商铺500家（次），新增书屋6个。")] == [
        "套(间)",
        "家(次)",
        "个",
    ]
