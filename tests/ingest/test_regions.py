"""Names of places."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from ingest.model import Level, Region
from ingest.regions import find_region, lookup, parents

FOUND = [
    ("青湾市政府印发青湾市供水行动计划", "青湾市", None, Level.CITY),
    ("白城市洮北区推进供水发展工作规划", "白城市洮北区", "220802", Level.COUNTY),
    ("湖南省郴州市宜章县河长制细则", "湖南省郴州市宜章县", "431022", Level.COUNTY),
    ("广西桂林市七星区管理办法", "广西桂林市七星区", "450305", Level.COUNTY),
    ("山东:“五大工程”推进供水", "山东省", "370000", Level.PROVINCE),
    ("内蒙古供水规划", "内蒙古自治区", "150000", Level.PROVINCE),
    ("海南省健康委员会", "海南省", "460000", Level.PROVINCE),
    ("上海市碳达峰方案", "上海市", "310000", Level.PROVINCE),
    ("保定市供水的意见", "保定市", "130600", Level.CITY),
    ("延边州供水规划", "延边州", "222400", Level.CITY),
    ("北京市朝阳区人民政府", "北京市朝阳区", "110105", Level.COUNTY),
    ("济源市供水规划", "济源市", "419001", Level.COUNTY),
    ("朝阳区供水规划", "朝阳区", None, Level.COUNTY),
    ("关于印发《青禾县供水方案》的通知", "青禾县", None, Level.COUNTY),
    ("中共青禾县委办公室", "青禾县", None, Level.COUNTY),
    ("云汀市供水方案", "云汀市", None, Level.CITY),
    ("保定市贯彻落实省供水督察意见整改方案", "保定市", "130600", Level.CITY),
    ("中共保定市委保定市人民政府关于加强供水的意见", "保定市", "130600", Level.CITY),
    ("云汀市落实省督察反馈意见整改方案", "云汀市", None, Level.CITY),
    ("澜川省云汀市望溪县供水方案", "澜川省云汀市望溪县", None, Level.COUNTY),
]


@pytest.mark.parametrize(("text", "name", "code", "level"), FOUND)
def test_finds_the_region(text: str, name: str, code: str | None, level: Level) -> None:
    region = find_region(text)
    assert region is not None
    assert (region.name, region.code, region.level) == (name, code, level)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "加快推进全市城区改造",
        "县域义务教育均衡",
        "自治区人民政府",
        "国务院办公厅关于供水的意见",
        "我县供水方案",
        "推进社区建设",
        "2030年前碳达峰",
    ],
)
def test_names_no_region(text: str) -> None:
    assert find_region(text) is None


def test_namesakes_need_a_parent() -> None:
    region = find_region("朝阳区供水规划", within="结合长春市实际")
    assert region is not None
    assert (region.code, region.parents) == ("220104", ("吉林省", "长春市"))


def test_an_invented_chain_keeps_known_parents() -> None:
    region = find_region("吉林省青禾县供水方案")
    assert region is not None
    assert (region.code, region.level, region.parents) == (None, Level.COUNTY, ("吉林省",))


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("浑江区", Region("浑江区", "220602", Level.COUNTY, ("吉林省", "白山市"))),
        ("吉林", Region("吉林省", "220000", Level.PROVINCE)),
        ("青禾县", None),
    ],
)
def test_lookup(name: str, region: Region | None) -> None:
    assert lookup(name) == region


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("220602", ("吉林省", "白山市")),
        ("220600", ("吉林省",)),
        ("220000", ()),
        ("110105", ("北京市",)),
        ("999999", ()),
    ],
)
def test_parents(code: str, names: tuple[str, ...]) -> None:
    assert parents(code) == names


def test_the_table_is_sound() -> None:
    text = (resources.files("ingest") / "data" / "regions.csv").read_text("utf-8")
    rows = [row for row in csv.reader(text.splitlines()) if row and row[0].isdigit()]
    codes = [code for code, _ in rows]
    assert len(rows) > 3_100
    assert codes == sorted(set(codes))
    assert all(len(code) == 6 and name == name.strip() and len(name) > 1 for code, name in rows)
    assert sum(code.endswith("0000") for code in codes) == 34
