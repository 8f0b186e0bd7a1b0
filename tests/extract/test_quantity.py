from decimal import Decimal

import pytest

from extract.components.quantity import Found, scan
from extract.model import Range
from extract.view import fold


def found(text: str) -> list[Found]:
    return [m.value for m in scan(fold(text).replace(" ", "")) if isinstance(m.value, Found)]


ONE = [
    ("不低于95%", "95", "%"),
    ("九十五%以上", "95", "%"),
    ("百分之八十", "80", "%"),
    ("达到 ９５．５ ％", "95.5", "%"),
    ("12.8万余名", "12.8", "万名"),
    ("64.09亿元", "64.09", "亿元"),
    ("≧50兆", "50", "兆"),
    ("Ⅲ级以上", "3", "级"),
    ("用电4000千瓦时", "4000", "千瓦时"),
    ("容量3.5千伏安/户", "3.5", "千伏安"),
    ("提高到1.2倍", "1.2", "倍"),
    ("实现零辍学", "0", None),
    ("比2020年翻一番", "1", "番"),
    ("一小时校园活动", "1", "小时"),
    ("办好两所学校", "2", "所"),
    ("20万人口以上的县", "20", "万"),
    ("1,200公里", "1200", "公里"),
    ("15个工作日", "15", "个工作日"),
    ("选派3名校长", "3", "名"),
    ("提高2个百分点", "2", "个百分点"),
    ("日处理能力500吨/日", "500", "吨/日"),
    ("35微克/立方米", "35", "微克/立方米"),
    ("城乡居民收入比缩小到2.3:1", "2.3", None),
    ("总量超过三千亿规模", "3000", "亿"),
]


@pytest.mark.parametrize(("text", "value", "unit"), ONE)
def test_quantity(text: str, value: str, unit: str | None) -> None:
    assert [(q.value, q.unit) for q in found(text)] == [(Decimal(value), unit)]


RANGES = [
    ("100—200人", "100", "200", "人"),
    ("0.3%—0.5%", "0.3", "0.5", "%"),
    ("3至5个", "3", "5", "个"),
    ("1～2万元", "1", "2", "万元"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_range(text: str, low: str, high: str, unit: str) -> None:
    assert [(q.value, q.unit) for q in found(text)] == [(Range(Decimal(low), Decimal(high)), unit)]


NONE = [
    "达到35�00张",
    "覆盖�十所学校",
    "比例尺1:500",
    "形成百亿规模产业",
    "教督〔2017〕6号",
    "教督〔20176号",
    "2021—2025年",
    "2022年12月底前",
    "2023 年 3 月",
    "20233月之前",
    "“十四五”期间",
    "“2+1”项目",
    "“20条底线”要求",
    "三类残疾儿童",
    "九年一贯制",
    "三年级学生",
    "十二年一贯制学校",
    "近五年来",
    "经过五年的努力",
    "三年行动计划",
    "第三条",
    "3.加强管理",
    "(2)推进改革",
    "PM2.5浓度",
    "12345热线",
    "5G网络",
    "一校一策",
    "建成一所、达标一所",
    "《30条措施》",
    "百亿级企业",
    "24小时值班",
    "红十字会",
    "9月1日起",
    "附件2",
    "电话:0471-1234567",
]


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text: str) -> None:
    assert found(text) == []


BOUNDS = [
    ("不低于95%", ">="),
    ("不得少于95%", ">="),
    ("满6年", ">="),
    ("不超过3公里", "<="),
    ("控制在5%", "<="),
    ("降至1%", "<="),
    ("超过30%", ">"),
    ("低于15%", "<"),
    ("增加5%", "increase_by"),
    ("下降13.5%", "decrease_by"),
    ("约54.2万个", "about"),
    ("达到每年5次", None),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_bound_before(text: str, bound: str | None) -> None:
    before = found(text)[0].before
    assert (before.value if before else None) == bound


def test_bound_after() -> None:
    assert [q.after.value if q.after else None for q in found("95%以上、1%以下、30%左右、5内,3个内部")] == [
        ">=",
        "<=",
        "about",
        "<=",
        None,
    ]


def test_long_digit_runs_stay_linear() -> None:
    assert found("1" * 20_000) == [] or len(found("1" * 20_000)) < 20_000
