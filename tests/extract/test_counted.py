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
    ("完成甲村道路建设200公里、乙村道路建设100公里。", ["完成甲村道路建设", "完成乙村道路建设"]),
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
    ("直接经济损失与近5年均值相比下降15%。", ["直接经济损失"]),
]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_what_a_number_counts(text: str, subjects: list[str]) -> None:
    assert [m.subject for m in told(text)] == subjects


def test_the_mean_of_some_years_is_no_denominator() -> None:
    assert [m.per for m in told("火灾起数与近5年均值相比下降15%。")] == [None]
    assert [m.per for m in told("火灾起数年均下降15%。")] == ["年均"]
