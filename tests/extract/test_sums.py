"""Sums with what they are paid for and who gets them, and numbers that stand side by side, in invented sentences."""

import pytest
from test_subjects import told

PAID: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("投资300万元,改造巷道4公里。", [("投资", "改造巷道"), ("改造巷道", None)]),
    ("投资90万元,桥面翻修工程2座。", [("投资", "桥面翻修工程"), ("桥面翻修工程", None)]),
    ("总投资1.2亿元,用于建设图书馆。", [("总投资", "建设图书馆")]),
    ("投入2亿元,其中县级安排500万元专项补助,为80个村建设水窖。", [("投入", "建设水窖")]),
    ("安排资金60万元,对12处古井进行修缮。", [("安排资金", "古井进行修缮"), ("古井进行修缮", None)]),
    ("投资50万元迁建邮政所。", [("投资", "迁建邮政所")]),
    ("建成泵站2座,总投资800万元。", [("建成泵站", None), ("总投资", "泵站")]),
    ("投资400万元,占地20亩。", [("投资", None), ("占地", None)]),
    ("购置书架60组,需资金9万元。", [("购置书架", None), ("需资金", "书架")]),
    ("划拨土地8亩,投资50万元新建书屋。", [("划拨土地", None), ("投资", "新建书屋")]),
    ("投入7万元修缮书屋。", [("投入", "修缮书屋")]),
    (
        "实施步道项目8公里,绿道项目5公里,计划投资2亿元。",
        [("实施步道项目", None), ("实施绿道项目", None), ("计划投资", None)],
    ),
]


@pytest.mark.parametrize(("text", "rows"), PAID)
def test_what_a_sum_is_paid_for(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.scope) for m in told(text)][: len(rows)] == rows


REWARDS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("对新设书店,给予5万元一次性奖励。", [("一次性奖励", "新设书店")]),
    ("当年成功创建省级花园,奖励8万元。", [("奖励", "当年成功创建省级花园")]),
    ("新获茶园认证的,每个奖励2万元。", [("奖励", "新获茶园认证")]),
    (
        "年度投资超过100万元的茶企,按投资额的8%给予补助,最高不超过50万元。",
        [("年度投资", None), ("补助", "年度投资超过100万元的茶企"), ("补助", "年度投资超过100万元的茶企")],
    ),
    (
        "对年产值首次突破5亿元、1亿元的企业,分别奖励20万元、10万元。",
        [("年产值", "企业"), ("年产值", "企业"), ("奖励", "企业"), ("奖励", "企业")],
    ),
    ("对获评三级的书院,分别给予5万元、3万元的资金奖补。", [("资金奖补", "获评三级的书院")] * 2),
    ("种植茶树30亩以上的,每亩补助100元。", [("种植茶树", None), ("补助", "种植茶树30亩以上")]),
    ("按每床不低于600元的标准拨付运营经费。", [("运营经费", None)]),
    ("对列入名录的茶园,按改造投入的8%予以奖励,单个项目最高不超过9万元。", [("奖励", "列入名录的茶园")] * 2),
]


@pytest.mark.parametrize(("text", "rows"), REWARDS)
def test_who_gets_a_reward(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.scope) for m in told(text)] == rows


CHAINS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("实施3乡12村450户的搬迁工程。", [("实施搬迁工程", "乡"), ("实施搬迁工程", "村"), ("实施搬迁工程", "户")]),
    ("涉及5个乡镇23个村1200户农户。", [("涉及乡镇", "个"), ("涉及村", "个"), ("涉及农户", "户")]),
    ("惠及12个村3500人。", [("惠及村", "个"), ("惠及", "人")]),
    ("建设8条30公里观光步道。", [("建设观光步道", "条"), ("建设观光步道", "公里")]),
    ("实施12村道路亮化项目。", [("实施道路亮化项目", "村")]),
]


@pytest.mark.parametrize(("text", "rows"), CHAINS)
def test_numbers_side_by_side_are_of_one_thing(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.unit) for m in told(text)] == rows
