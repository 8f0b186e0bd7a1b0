"""Standards as data: what ships, what a file must say, what a region changes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import BadStandard, NoStandard
from corpus.standard import SchoolLevel, Standard, Sure
from corpus.standards import parse, read, shelf, shipped
from extract.lexicon import load

MINIMAL = """
[standard]
id = "mine"
title = "我县标准"
[[group]]
id = "g"
name = "组"
[[indicator]]
id = "g.one"
number = "1"
group = "g"
name = "一项"
text = "要有"
clause = "一"
states = "要有"
"""
OVERRIDE = """
[standard]
id = "yunling"
title = "云岭省特殊教育经费"
region = "云岭省"
based_on = "jd2017_6"
[[indicator]]
id = "government.special_school_funding"
number = "G7"
group = "government"
name = "特殊教育学校生均公用经费"
text = "8000元以上"
clause = "省标准"
[[indicator.demand]]
name = "生均公用经费"
comparator = ">="
value = 8000
"""


@pytest.fixture(scope="module")
def national() -> Standard:
    return shelf().find("jd2017_6")


def test_the_indicators_are_counted_as_the_standard_counts_them(national: Standard) -> None:
    groups = [one.group for one in national.counted]
    assert {group: groups.count(group) for group in national.groups} == {
        "resource": 7, "government": 15, "quality": 9, "social": 1,
    }  # fmt: skip
    assert len(national.counted) == 32


@pytest.mark.parametrize(
    ("number", "demand", "level", "value"),
    [
        ("R1", 0, "primary", "4.2"), ("R1", 0, "junior", "5.3"), ("R2", 0, "junior", "1"), ("R3", 0, "primary", "0.9"),
        ("R4", 0, "primary", "4.5"), ("R4", 0, "junior", "5.8"), ("R5", 0, "primary", "7.5"),
        ("R5", 0, "junior", "10.2"), ("R6", 0, "primary", "2000"), ("R6", 0, "junior", "2500"),
        ("R7", 0, "primary", "2.3"), ("R7", 0, "junior", "2.4"), ("CV", 0, "primary", "0.50"),
        ("CV", 0, "junior", "0.45"), ("G3", 1, "all", "96"), ("G3", 2, "all", "90"), ("G4", 0, "junior", "2000"),
        ("G4", 1, "nine_year", "2500"), ("G5", 0, "primary", "45"), ("G5", 0, "junior", "50"), ("G6", 0, "all", "100"),
        ("G7", 0, "all", "6000"), ("G9", 0, "all", "100"), ("G9", 1, "all", "360"), ("G11", 0, "all", "10"),
        ("G11", 1, "all", "20"), ("G12", 0, "all", "100"), ("G13", 0, "primary", "100"), ("G13", 0, "junior", "95"),
        ("G14", 0, "all", "50"), ("G15", 0, "all", "85"), ("Q1", 0, "junior", "95"), ("Q2", 0, "all", "95"),
        ("Q4", 0, "all", "5"), ("Q9", 0, "all", "3"), ("Q9", 1, "all", "0.15"), ("P1", 0, "all", "85"),
    ],
)  # fmt: skip
def test_thresholds(national: Standard, number: str, demand: int, level: str, value: str) -> None:
    indicator = national.indicator(number)
    assert indicator is not None
    assert indicator.demands[demand].value[SchoolLevel(level)] == Decimal(value)


def test_the_rule_for_schools(national: Standard) -> None:
    rule = national.schools
    assert rule is not None
    assert (rule.least, rule.floor) == (6, Decimal("0.85"))
    assert rule.variation == {SchoolLevel.PRIMARY: Decimal("0.50"), SchoolLevel.JUNIOR: Decimal("0.45")}
    assert len(national.vetoes) == 7


def test_relaxations_end(national: Standard) -> None:
    found = [relaxed for one in national.indicators for demand in one.demands for relaxed in demand.relaxations]
    assert len(found) >= 6
    assert all(relaxed.until and relaxed.sure is not Sure.CONFIRMED for relaxed in found)


@pytest.mark.parametrize("standard", shipped(), ids=lambda one: one.id)
def test_measures_have_names_that_extraction_knows(standard: Standard) -> None:
    known = {rule.means for rule in load("indicators")}
    own = {one.id for one in standard.indicators}
    assert {name for one in standard.indicators for name in one.measured} <= known | own


@pytest.mark.parametrize("standard", shipped(), ids=lambda one: one.id)
def test_what_nobody_has_seen_is_unconfirmed(standard: Standard) -> None:
    for one in standard.indicators:
        if not one.sources:
            assert one.sure is not Sure.CONFIRMED, one.id


@pytest.mark.parametrize(
    "name", ["教督〔2017〕6号", "教督[2017]6号", "教督(2017)6号", "优质均衡", "jd2017_6", "优质均衡发展督导"]
)
def test_a_standard_by_any_of_its_names(name: str) -> None:
    assert shelf().find(name).id == "jd2017_6"


@pytest.mark.parametrize("name", ["", "教督", "没有的标准"])
def test_a_name_that_is_none_or_several(name: str) -> None:
    with pytest.raises(NoStandard):
        shelf().find(name)


def test_a_file_of_the_user_is_on_the_shelf(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINIMAL, "utf-8")
    (tmp_path / "bad.toml").write_text("x = ", "utf-8")
    found = shelf(tmp_path)
    assert found.find("我县标准").id == "mine"
    assert [error.subject for error in found.broken] == ["bad.toml"]


@pytest.mark.parametrize(
    ("region", "value"),
    [(("云岭省", "云岭市", "青禾县"), "8000"), (("望川省", "青禾县"), "6000"), ((), "6000")],
)
def test_a_region_changes_a_standard(tmp_path: Path, region: tuple[str, ...], value: str) -> None:
    (tmp_path / "local.toml").write_text(OVERRIDE, "utf-8")
    found = shelf(tmp_path).find("jd2017_6", region)
    indicator = found.indicator("G7")
    assert indicator is not None
    assert indicator.demands[0].value[SchoolLevel.ALL] == Decimal(value)
    assert indicator.demands[0].per == "生均"
    assert len(found.counted) == 32
    assert found.overrides == (("云岭省特殊教育经费",) if value == "8000" else ())


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('title = "我县标准"', "", "缺少 title"),
        ('number = "1"', 'number = "1"\nnumbr = "2"', "不认得 numbr"),
        ('group = "g"', 'group = "h"', "没有 h 这个组"),
        ('states = "要有"', "", "就要写 states"),
        ('states = "要有"', 'states = "要.*有"', "不能用"),
        ('states = "要有"', 'states = "要(有"', "unterminated"),
        ('states = "要有"', 'states = "要有"\nsources = ["S9"]', "没有来源 S9"),
        ('states = "要有"', 'states = "要有"\nsure = "maybe"', "maybe"),
        ('id = "mine"', 'id = "mine"\nbased_on = "jd2017_6"', "还要写 region"),
    ],
)
def test_a_file_that_does_not_say_what_it_must(before: str, after: str, reason: str) -> None:
    with pytest.raises(BadStandard, match=reason.replace("(", "\\(")):
        parse(MINIMAL.replace(before, after), "mine.toml")


@pytest.mark.parametrize("value", ["true", '"95"', '{ primary = "4" }', "{ middle = 4 }"])
def test_a_value_is_a_number_by_level(value: str) -> None:
    demand = f'[[indicator.demand]]\nname = "a"\ncomparator = ">="\nvalue = {value}\n'
    with pytest.raises(BadStandard):
        parse(MINIMAL + demand, "mine.toml")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadStandard):
        read(path)
