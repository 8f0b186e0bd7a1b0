"""Print that a rule runs through."""

from __future__ import annotations

import io

import pytest

from ingest import strikes
from ingest.glyphs import Glyph
from ingest.model import Limits
from ingest.read import read_bytes
from ingest.rules import Rule
from tests.ingest.samples import FONT, SIZE, new_canvas


def line(text: str, x0: float = 100.0, bottom: float = 200.0, size: float = 16.0) -> list[Glyph]:
    """Characters one em wide that stand on one line."""
    return [
        Glyph(char, x0 + at * size, bottom - size, x0 + (at + 1) * size, bottom, size) for at, char in enumerate(text)
    ]


def across(x0: float, x1: float, y: float) -> Rule:
    return Rule(x0, y, x1, y)


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ([across(100, 132, 193)], "三所幼儿园和四所小学"),
        ([across(100, 132, 192), across(100, 132, 195)], "三所幼儿园和四所小学"),
        ([across(100, 132, 193), across(260, 292, 193)], "三所幼儿园和四所"),
        # Under the line, over it, and one that runs on where nothing is printed.
        ([across(100, 132, 199)], "新建三所幼儿园和四所小学"),
        ([across(100, 132, 185)], "新建三所幼儿园和四所小学"),
        ([across(20, 132, 193)], "新建三所幼儿园和四所小学"),
        # Whatever runs through nearly all of a page.
        ([across(100, 270, 193)], "新建三所幼儿园和四所小学"),
    ],
)
def test_what_a_rule_runs_through(rules: list[Rule], kept: str) -> None:
    glyphs, struck = strikes.parted(line("新建三所幼儿园和四所小学"), strikes.candidates(rules, []))
    assert "".join(glyph.text for glyph in glyphs) == kept
    assert struck == len("新建三所幼儿园和四所小学") - len(kept)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ([across(100, 132, 193)], 1),
        ([Rule(100, 180, 100, 260)], 0),
        ([across(100, 200, 150), across(100, 200, 181)], 0),
        ([across(300, 400, 150)], 1),
        ([across(x, x + 1, 300) for x in range(201)], 0),
    ],
)
def test_edges_of_cells_and_drawings_strike_nothing(rules: list[Rule], found: int) -> None:
    cells = [[(100.0, 150.0, 150.0, 180.0), (150.0, 150.0, 200.0, 180.0)]]
    assert len(strikes.candidates(rules, cells)) == found


def test_struck_print_of_a_pdf_is_left_out_and_named() -> None:
    out = io.BytesIO()
    canvas = new_canvas(out)
    canvas.drawString(90, 700, "到2027年，新建九所养老院、新建三所养老院。")
    canvas.drawString(90, 660, "到2026年，新建五所日间照料中心，由县民政局负责。")
    start = 90 + canvas.stringWidth("到2027年，", FONT, SIZE)
    end = start + canvas.stringWidth("新建九所养老院、", FONT, SIZE)
    canvas.line(start, 705, end, 705)
    canvas.line(90, 657, 400, 657)
    canvas.showPage()
    canvas.save()
    document = read_bytes(out.getvalue(), "甲.pdf", Limits(isolate=False))
    assert "到2027年，" in document.text and "新建三所养老院。" in document.text and "九所" not in document.text
    assert "新建五所日间照料中心" in document.text
    assert [(one.code, one.message, one.page) for one in document.problems] == [
        ("struck_text", "文件里有 8 字加了删除线，没有读入。", 1)
    ]
