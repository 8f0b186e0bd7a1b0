"""Automatic numbers of Word documents."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.wordnumbers import Numbering, between, number, written
from tests.ingest.officefiles import W, level, numbering


def lists(levels: str, instances: str = "") -> Numbering:
    inner = numbering(levels, instances)["numbering"][1]
    return Numbering(etree.fromstring(f'<w:numbering xmlns:w="{W}">{inner}</w:numbering>'))


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1, "decimal", "1"), (3, "unheard of", "3"), (3, "decimalZero", "03"), (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"), (5000, "upperRoman", "5000"), (3, "upperLetter", "C"), (27, "lowerLetter", "aa"),
        (999, "upperLetter", "999"), (1, "chineseCounting", "一"), (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"), (20, "japaneseCounting", "二十"), (105, "chineseCounting", "一百〇五"),
        (110, "chineseCounting", "一百一十"), (2003, "chineseCounting", "二千〇三"), (0, "chineseCounting", "0"),
        (12, "ideographDigital", "一二"), (12, "chineseLegalSimplified", "壹拾贰"), (2, "ideographTraditional", "乙"),
        (13, "ideographZodiac", "子"), (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"),
        (3, "decimalEnclosedParen", "⑶"), (3, "decimalEnclosedFullstop", "⒊"), (3, "ideographEnclosedCircle", "㈢"),
        (12, "decimalFullWidth", "１２"), (5, "none", ""),
    ],
)  # fmt: skip
def test_written(value: int, form: str, text: str) -> None:
    assert written(value, form) == text


def test_levels_count_under_each_other() -> None:
    found = lists(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2"))
    steps = [0, 1, 1, 0, 1, 0]
    assert [found.next("1", at) for at in steps] == ["一、", "一.1", "一.2", "二、", "二.1", "三、"]


def test_legal_numbers_are_digits() -> None:
    found = lists(level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert [found.next("1", at) for at in (0, 1)] == ["第一章", "1.1"]


def test_a_level_that_never_restarts() -> None:
    found = lists(level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
    assert [found.next("1", at) for at in (0, 1, 0, 1)] == ["1.", "(1)", "2.", "(2)"]


def test_instances_of_one_list_go_on_unless_they_start_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride></w:num>'
    )
    found = lists(level(0, "decimal", "%1."), more)
    assert [found.next(which, 0) for which in "11233"] == ["1.", "2.", "3.", "5.", "6."]
    assert found.next("4", 0) == "G)"


def test_a_list_that_takes_its_levels_from_a_style() -> None:
    more = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="公文"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8"><w:styleLink w:val="公文"/>{level(0, "decimal", "第%1条")}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    assert lists("", more).next("2", 0) == "第1条"


@pytest.mark.parametrize(
    ("made", "instance", "at", "text"),
    [
        (level(0, "bullet", "\uf06c"), "1", 0, ""),
        (level(0, "bullet", "●"), "1", 0, "●"),
        (level(0, "none", "附"), "1", 0, "附"),
        ("", "1", 0, ""),
        (level(0, "decimal", "%1."), "9", 0, ""),
        (level(0, "decimal", "%1."), "1", 12, ""),
        (level(0, "decimal", "%1."), "1", -1, ""),
        (level(99, "decimal", "%1."), "1", 0, ""),
        (level(0, "decimal", "%1-%3"), "1", 0, "1-1"),
    ],
)
def test_odd_lists(made: str, instance: str, at: int, text: str) -> None:
    assert lists(made).next(instance, at) == text


def test_no_lists_at_all() -> None:
    found = Numbering(None)
    assert found.next("1", 0) == ""
    assert found.level_of_style("1", "a") == 0


@pytest.mark.parametrize(
    ("marker", "text", "space"),
    [
        ("一、", "目标", ""), ("1.", "建校", ""), ("1.", "5个项目", " "), ("1", "建校", " "), ("（一）", "2027年", ""),
        ("●", "建校", " "), ("", "建校", ""), ("1.1", "建校", " "),
    ],
)  # fmt: skip
def test_between(marker: str, text: str, space: str) -> None:
    assert between(marker, text) == space


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), (" 3 ", 3), (None, 7), ("-1", 7), ("x", 7), ("٣", 7), ("9999999", 7)]
)
def test_number(text: str | None, value: int) -> None:
    assert number(text, 7) == value
