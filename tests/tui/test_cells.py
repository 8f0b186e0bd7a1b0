"""Cutting, padding and wrapping count cells, and nothing unsafe comes through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cells import clean, cut, ends, fit, paragraph, width, wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教育局", "教育局"),
        ("a\tb\nc", "a b c"),
        ("\x1b[31m红", "\ufffd[31m红"),
        ("a\u202eb\u200bc\ufeff", "a\ufffdb\ufffdc\ufffd"),
        ("\x9b2J", "\ufffd2J"),
        ("\ud800", "\ufffd"),
        ("x\U000e0041", "x\ufffd"),
        ("①Ⅲ㎡", "①Ⅲ㎡"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_clean_keeps_offsets_and_leaves_nothing_to_obey(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("教育局", 6, "教育局"),
        ("教育局长", 6, "教育…"),
        ("教育局", 5, "教育…"),
        ("教育局", 0, ""),
        ("abc", 1, "…"),
        ("a" * 10_000, 4, "aaa…"),
        ("é", 4, "é"),
    ],
)
def test_cut(text: str, cells: int, expected: str) -> None:
    assert cut(text, cells) == expected


def test_cut_bounds_combining_marks() -> None:
    shown = cut("a" + "\u0301" * 10_000, 3)
    assert len(shown) < 30 and shown.endswith("…")


@given(st.text(), st.integers(1, 60))
def test_fit_is_exact(text: str, cells: int) -> None:
    assert width(fit(text, cells)) == cells


def test_fit_right() -> None:
    assert fit("12", 5, right=True) == "   12"


@given(st.text(alphabet="教育局，。（）a1 -.%《", min_size=1), st.integers(2, 20))
def test_wrap_loses_nothing_and_fits(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.cells == width(text[line.start : line.end]) <= cells for line in lines)
    assert all(line.end > line.start for line in lines)


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("教育局负责。", 10, ["教育局负", "责。"]),
        ("由（教育局）", 4, ["由", "（教", "育", "局）"]),
        ("一、undo、", 9, ["一、", "undo、"]),
        ("达到95.5%以上", 7, ["达到", "95.5%以", "上"]),
        ("", 10, [""]),
    ],
)
def test_wrap_respects_punctuation_and_numbers(text: str, cells: int, expected: list[str]) -> None:
    assert [text[line.start : line.end] for line in wrap(text, cells)] == expected


def test_wrap_of_a_range_counts_in_the_whole_text() -> None:
    assert [(line.start, line.end) for line in wrap("甲乙丙丁戊", 4, start=1, end=5)] == [(1, 3), (3, 5)]


def test_paragraph_is_clean_and_indented() -> None:
    assert paragraph("教育\x1b局", 6, "  ") == ["  教育", "  \ufffd局"]


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("班额", 8, "班额    "),
        ("每百名学生拥有骨干教师数", 24, "每百名学生拥有骨干教师数"),
        ("每百名学生拥有骨干教师数", 16, "每百名… 干教师数"),
        ("每百名学生拥有骨干教师数", 6, "每百… "),
        ("abcdefghijklmnop", 10, "abcd…lmnop"),
    ],
)
def test_both_ends_of_a_long_name_stay(text: str, cells: int, shown: str) -> None:
    assert width(ends(text, cells)) == cells
    assert ends(text, cells).replace(" ", "") == shown.replace(" ", "")
