"""What a number counts, apart from what the counted do and from the words that lead over to it."""

import pytest
from extract_documents import plan

from extract.model import Measure


def told(body: str) -> list[Measure]:
    """Every measure of a few lines of a plan, in the order of the text."""
    made = plan(body)
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


SUBJECTS = [
    ("派出12个工作组赴各地指导抗旱。", ["派出工作组"]),
    ("选派30支小分队深入一线巡查。", ["选派小分队"]),
    ("引进12户企业入驻园区。", ["引进企业"]),
    ("新建12所敬老院动工建设。", ["新建敬老院"]),
    ("新增30家医院纳入统一调度。", ["新增医院"]),
    ("30个入驻企业。", ["入驻企业"]),
    ("培育30名申请人员。", ["培育申请人员"]),
    ("启动47次应急响应。", ["启动应急响应"]),
    ("保护30万亩基本农田。", ["保护基本农田"]),
    ("完成甲村道路建设200公里、乙村道路建设100公里。", ["甲村道路建设", "乙村道路建设"]),
    ("实施防护工程5公里和危桥改造50座。", ["实施防护工程", "危桥改造"]),
    ("12个乡镇建成驿站30座。", ["乡镇", "建成驿站"]),
    ("我国发电总装机达到30亿千瓦。", ["发电总装机"]),
    ("充电设施累计建成超过1200台。", ["充电设施"]),
    ("青禾县已建成1200台。", []),
    ("再新增改造农村公路3万公里。", ["新增改造农村公路"]),
    ("新能源汽车产销量分别达到12万辆和10万辆。", ["新能源汽车产量", "新能源汽车销量"]),
    ("进出口额分别达到12亿元和10亿元。", ["进口额", "出口额"]),
    ("公共预算收入和支出分别达到12亿元和10亿元。", ["公共预算收入", "公共预算支出"]),
    ("新能源汽车产销量达到12万辆。", ["新能源汽车产销量"]),
    ("近年来投入教育资金3000万元。", ["投入教育资金"]),
    ("全市电子商务交易额计划达到900亿元。", ["电子商务交易额"]),
    ("引进金柚600亩,扩种萝卜100亩。", ["引进金柚", "扩种萝卜"]),
    ("新增就业10万人,实现失业人员再就业3万人。", ["新增就业", "失业人员再就业"]),
    ("省级森林抚育任务130万亩,目前已完成100万亩。", ["省级森林抚育任务", "省级森林抚育任务"]),
    ("新增蔬菜基地两个。", ["新增蔬菜基地"]),
    ("打造两个品牌。", []),
    ("构建一个体系。", []),
    ("森林覆盖率:年均提高2个百分点以上,2027年达到50%。", ["森林覆盖率", "森林覆盖率"]),
    ("新建750座公厕(其中,城区公厕100座)。", ["新建公厕", "新建城区公厕"]),
    ("确保10件民生实事如期完成。", ["民生实事"]),
    ("在出租房等场所安装报警器3万个。", ["安装报警器"]),
    ("再淘汰平板玻璃2000万重量箱。", ["淘汰平板玻璃"]),
    ("力争年底前签约6个项目。", ["签约项目"]),
    ("我州新签约项目280个。", ["新签约项目"]),
    ("本报讯我市新建水库10座。", ["新建水库"]),
    ("投劳1226.2万工日。", ["投劳"]),
    ("直接经济损失与近5年均值相比下降15%。", ["直接经济损失"]),
]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_what_a_number_counts(text: str, subjects: list[str]) -> None:
    assert [m.subject for m in told(text)] == subjects


def test_a_level_is_not_per_the_period_of_its_growth() -> None:
    made = told("——加工率:年均增长5%以上,2027年达到50%。")
    assert [(m.subject, m.per) for m in made] == [("加工率", "年均"), ("加工率", None)]


EACH = [
    ("每万城镇常住人口拥有社区工作者18人。", "每万城镇常住人口", "社区工作者"),
    ("每千名老年人口拥有养老床位数40张。", "每千名老年人口", "养老床位数"),
    ("每个农村社区有1名社会工作人才。", "每个农村社区", "社会工作人才"),
    ("每个城市社区至少有1名社会工作人才。", "每个城市社区", "社会工作人才"),
    ("每千名老年人拥有床位40张。", "每千名老年人", "床位"),
]


@pytest.mark.parametrize(("text", "per", "subject"), EACH)
def test_whom_a_number_is_for_each_of(text: str, per: str, subject: str) -> None:
    assert [(m.per, m.subject) for m in told(text)] == [(per, subject)]


BOUNDS = [
    ("力争年底前签约6个项目。", "="),
    ("新建约6个项目。", "about"),
    ("下达6个项目。", "="),
    ("预约6个项目。", "="),
    ("达6个项目。", ">="),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_a_bound_of_one_character_is_no_part_of_a_word(text: str, bound: str) -> None:
    assert [m.comparator.value for m in told(text)] == [bound]


def test_a_share_that_comes_to_about_so_much() -> None:
    assert [m.comparator.value for m in told("循环再生比重约达40%。")] == ["about"]


def test_the_mean_of_some_years_is_no_denominator() -> None:
    assert [m.per for m in told("火灾起数与近5年均值相比下降15%。")] == [None]
    assert [m.per for m in told("火灾起数年均下降15%。")] == ["年均"]
