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
    ("完成梯田改造2万亩，确保山药种植面积达到5万亩以上。", ["梯田改造", "山药种植面积"]),
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
    (
        "入户率60%，与全市平均水平相比，高出2个百分点。",
        [("入户率", Comparator.EQUAL), ("入户率", Comparator.MORE)],
    ),
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


LISTS: list[tuple[str, list[str]]] = [
    ("新增4个、提升9个A级驿站村。", ["新增A级驿站村", "提升A级驿站村"]),
    ("新增4个驿站、9个书屋。", ["新增驿站", "新增书屋"]),
    ("新开工公寓600套，建成1.2万套。", ["新开工公寓", "建成公寓"]),
    ("化学需氧量、氨氮排放量分别下降2%和4%。", ["化学需氧量排放量", "氨氮排放量"]),
    ("需水量、供水量分别下降2%和4%。", ["需水量", "供水量"]),
    ("一般火灾、较大火灾起数分别下降8%和5%。", ["一般火灾起数", "较大火灾起数"]),
    ("金融机构存、贷款余额分别增长8%、9%。", ["金融机构存款余额", "贷款余额"]),
    (
        "受灾人口、倒塌房屋数量、直接损失占产值比重分别下降5%、7%和4%。",
        ["受灾人口", "倒塌房屋数量", "直接损失占产值比重"],
    ),
    ("甲镇及周边、乙镇人为原因造成的缺水天数减少30%。", ["甲镇及周边、乙镇人为原因造成的缺水天数"]),
    ("着力打造山野游、溪谷游3条精品线路。", ["着力打造精品线路"]),
    ("对东街、西街等25条居民反映强烈的小路进行整修。", ["居民反映强烈的小路进行整修"]),
    ("开设语文、数学等6个学科。", []),
    ("打造一个品牌。", []),
    ("每年打造一个品牌。", ["打造品牌"]),
    ("新建茶园户厕900户，完成年度任务105%。", ["新建茶园户厕", "新建茶园户厕"]),
    ("自来水普及率达到87%，比年度目标提高2个百分点。", ["自来水普及率", "自来水普及率"]),
    ("启动灾害预警响应58次，查处不文明行为12起。", ["启动灾害预警响应", "查处不文明行为"]),
    ("整体提升80所学校的食堂。", ["提升学校的食堂"]),
    ("提升入户率8个百分点。", ["入户率"]),
    ("600个断面中，达标断面比例为80%。", ["断面", "达标断面比例"]),
    ("60个建制城市平均缺水天数为8天。", ["建制城市", "建制城市平均缺水天数"]),
    ("每个县市区至少建立一处不低于800平方米的面向青年的创业园。", ["创业园", "创业园"]),
    ("增设车位60个，增加充电桩90个。", ["增设车位", "充电桩"]),
]


@pytest.mark.parametrize(("body", "expected"), LISTS)
def test_what_a_list_shares(body: str, expected: list[str]) -> None:
    assert [m.subject for m in told(body)] == expected


PER: list[tuple[str, list[str | None]]] = [
    ("新建户厕900户，完成年度任务105%。", [None, "年度任务"]),
    ("完成投资90万元，占总投资的30%。", [None, "总投资"]),
    ("对研发企业按其研发投入3%给予补助。", ["研发投入"]),
    ("按比例发放3%。", [None]),
    ("每个县市区建设2处驿站。", ["每个县市区"]),
    ("每个县建设2处驿站。", ["每个县"]),
]


@pytest.mark.parametrize(("body", "expected"), PER)
def test_what_a_share_is_of(body: str, expected: list[str | None]) -> None:
    assert [m.per for m in told(body)] == expected


def test_an_outlay_that_says_who_is_meant() -> None:
    made = told("对研发投入500万元（含）以上的新材料企业，给予奖励2万元。")
    assert [(m.role, m.value) for m in made] == [(Role.CONDITION, 500), (Role.COMMITMENT, 2)]
    assert [m.role for m in told("每年投入500万元以上的专项资金。")] == [Role.COMMITMENT]
