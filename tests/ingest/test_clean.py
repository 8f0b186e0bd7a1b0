"""Characters that go, characters that stay."""

from __future__ import annotations

import pytest

from ingest import clean


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("①㎡Ⅲ½８５％ＡＢ", "①㎡Ⅲ½８５％ＡＢ"),
        ("a\r\nb\rc\u2028d\x85e\x0bf\x0cg", "a\nb\nc\nd\ne\nf\ng"),
        ("县\u200b教\ufeff育\u00ad局\u202e\u2066", "县教育局"),
        ("县\0教\x08育\x7f局\x90", "县教育局"),
        ("标\U000e0041\U000e0100签", "标签"),
        ("\x1b[31m红\x1b[0m字", "红字"),
        ("\x1b]8;;http://x.invalid/\x1b\\链接\x1b]8;;\x1b\\", "链接"),
        ("前\x1b]52;c;QUJD\x07后", "前后"),
        ("前\x1b]0;没有结束\n后", "前\n后"),
        ("前\x9b2J后", "前后"),
        ("a\tb\u00a0c\u3000d", "a b c d"),
        ("索   引      号", "索  引  号"),
        ("e" + "\u0301" * 200, "e\u0301\u0301"),
        ("\ud800孤", "孤"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean.clean(raw) == cleaned
    assert clean.clean(cleaned) == cleaned


def test_line_is_one_line() -> None:
    assert clean.line("\u3000 一、总体\n目标\t ") == "一、总体 目标"


@pytest.mark.parametrize(
    ("raw", "columns"), [("\u3000\u3000为", 4), ("    为", 4), ("\t为", 4), ("为", 0), ("\ufeff 为", 1)]
)
def test_indent(raw: str, columns: int) -> None:
    assert clean.indent(raw) == columns


@pytest.mark.parametrize(("text", "columns"), [("县教育局", 8), ("2027年", 6), ("“十四五”", 10)])
def test_width(text: str, columns: int) -> None:
    assert clean.width(text) == columns


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("⼈⺠政府", "人民政府"), ("⻛险⼯作", "风险工作"), ("①没有部首", "①没有部首")],
)
def test_radicals(printed: str, plain: str) -> None:
    assert clean.plain_radicals(printed) == plain
