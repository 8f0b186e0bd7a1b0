"""Glyphs to lines and columns."""

from __future__ import annotations

import pytest

from ingest.glyphs import Glyph, columns, dedupe, lines_of


def glyphs(text: str, x: float = 90, top: float = 100, size: float = 12, gap: float = 0) -> list[Glyph]:
    """Characters side by side; ASCII is half as wide."""
    out = []
    for char in text:
        wide = size if ord(char) > 255 else size / 2
        if char != " ":
            out.append(Glyph(char, x, top, x + wide, top + size, size))
        x += wide + gap
    return out


def texts(found: list[Glyph]) -> list[str]:
    return [line.text for line in lines_of(found, 1)]


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (glyphs("县教育局"), ["县教育局"]),
        (glyphs("下行", top=120) + glyphs("上行"), ["上行", "下行"]),
        (glyphs("到2025 年 建成"), ["到2025年建成".replace("年建", "年 建")]),
        (glyphs("public health"), ["public health"]),
        (glyphs("左") + glyphs("右", x=200), ["左  右"]),
        (glyphs("均匀排开", gap=2), ["均匀排开"]),
        (glyphs("大", size=24) + glyphs("小", x=114, top=111), ["大小"]),
        (glyphs("⼈⺠政府"), ["人民政府"]),
        (glyphs("   "), []),
    ],
)
def test_lines(found: list[Glyph], lines: list[str]) -> None:
    assert texts(found) == lines


def test_a_line_knows_its_place() -> None:
    (line,) = lines_of(glyphs("县教育局"), 3)
    assert (line.page, line.box, line.size) == (3, (90, 100, 138, 112), 12)


def test_text_printed_twice_counts_once() -> None:
    twice = glyphs("不低于85.5%") + glyphs("不低于85.5%", x=90.4)
    assert texts(dedupe(twice)) == ["不低于85.5%"]
    assert texts(dedupe(glyphs("人人参与"))) == ["人人参与"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [glyphs("左栏文字排满整行内容" * 2, x=60, top=100 + 20 * n, size=10) for n in range(12)]
    right = [glyphs("右栏文字排满整行内容" * 2, x=310, top=100 + 20 * n, size=10) for n in range(12)]
    both = [glyph for pair in zip(left, right, strict=True) for row in pair for glyph in row]
    found = [line for column in columns(both, 595) for line in texts(column)]
    assert len(found) == 24
    assert all(line.startswith("左") for line in found[:12])
    assert all(line.startswith("右") for line in found[12:])


def test_a_title_over_two_columns_and_a_number_below() -> None:
    left = [glyphs("左栏文字排满整行内容" * 2, x=60, top=100 + 20 * n, size=10) for n in range(12)]
    right = [glyphs("右栏文字排满整行内容" * 2, x=310, top=100 + 20 * n, size=10) for n in range(12)]
    body = [glyph for pair in zip(left, right, strict=True) for row in pair for glyph in row]
    title = glyphs("全县基本公共服务实施方案的通知", x=180, top=60, size=16)
    number = glyphs("—3—", x=275, top=800, size=10)
    parts = [texts(part) for part in columns(title + body + number, 595)]
    assert parts[0] == ["全县基本公共服务实施方案的通知"]
    assert parts[1] == ["左栏文字排满整行内容" * 2] * 12
    assert parts[2] == ["右栏文字排满整行内容" * 2] * 12
    assert parts[3] == ["—3—"]


def test_one_column_stays_whole() -> None:
    rows = [glyph for n in range(20) for glyph in glyphs("正文文字排满整行内容没有空隙" * 2, x=60, top=100 + 20 * n)]
    assert columns(rows, 595) == [rows]
    assert columns(rows[:10], 595) == [rows[:10]]
    short = [
        glyph
        for n in range(20)
        for glyph in glyphs("标签", x=60, top=100 + 20 * n) + glyphs("数值" * 6, x=320, top=100 + 20 * n)
    ]
    assert len(columns(short, 595)) == 1
