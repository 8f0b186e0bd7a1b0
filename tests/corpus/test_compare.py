"""Regions side by side: rows of the standard and of words, what compares, ranks, silence, charts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.chart import Bar, Chart, png, svg
from corpus.compare import compare
from corpus.errors import ExportFailed
from corpus.intake import add
from corpus.matrix import Cell, Matrix, Row
from corpus.standards import shelf
from corpus.store import Corpus

STANDARD = shelf().find("jd2017_6")
Fill = Callable[..., Corpus]


@pytest.fixture
def fill(ledger: Corpus, tmp_path: Path) -> Fill:
    """A ledger with one plan for each region: name -> what it promises."""

    def make(**bodies: str) -> Corpus:
        files = []
        for name, body in bodies.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(
                f"{name}教育工作实施方案\n\n结合我县实际，制定本方案。\n\n一、主要任务\n\n{body}\n", "utf-8"
            )
            files.append(path)
        assert not [one.error for one in add(ledger, files, vectors=False) if one.error]
        return ledger

    return make


def row(found: Matrix, level: str = "all") -> Row:
    return next(one for one in found.rows if one.level.value == level)


def cell(one: Row, region: str) -> Cell:
    return next(each for each in one.cells if each.region.name == region)


def test_a_matrix_of_a_standard_indicator(fill: Fill) -> None:
    corpus = fill(
        青禾县="到2027年，小学班额不超过45人，初中班额不超过50人。",
        望溪县="到2026年，小学、初中班额分别不超过42人、48人。",
        柳泉县="加强校园安全管理。",
        岭南县="小学班额控制在48人以内。",
    )
    found = compare(corpus, ["G5"], standard=STANDARD)
    primary, junior = row(found, "primary"), row(found, "junior")
    assert (primary.line, junior.line, primary.rising) == (45, 50, False)
    assert [(one.region.name, one.rank) for one in primary.cells] == [
        ("青禾县", 2), ("望溪县", 1), ("柳泉县", None), ("岭南县", 3),
    ]  # fmt: skip
    assert [one.name for one in primary.strictest] == ["望溪县"]
    assert [one.name for one in primary.earliest] == ["望溪县"]
    assert [one.name for one in junior.silent] == ["柳泉县", "岭南县"]
    assert primary.spread is not None
    assert (primary.spread.least, primary.spread.median, primary.spread.most, primary.spread.met) == (42, 45, 48, 2)


@pytest.mark.parametrize("name", ["G5", "government.class_size", "班级学生数"])
def test_an_indicator_by_any_of_its_names(fill: Fill, name: str) -> None:
    corpus = fill(青禾县="小学班额不超过45人。")
    assert row(compare(corpus, [name], standard=STANDARD), "primary").line == 45


@pytest.mark.parametrize(
    ("body", "code", "comparable"),
    [
        ("每50名学生拥有县级以上骨干教师1名。", "converted_from", True),
        ("每百名学生拥有县级以上骨干教师数增加1人。", "change_only", False),
        ("每百名学生拥有县级以上骨干教师数达到1.5人以上。", "all_levels", True),
    ],
)
def test_a_cell_says_why_it_does_not_compare(fill: Fill, body: str, code: str, comparable: bool) -> None:
    corpus = fill(青禾县=body, 望溪县="小学、初中每百名学生拥有县级以上骨干教师数均达到1人以上。")
    found = cell(row(compare(corpus, ["R2"], standard=STANDARD), "primary"), "青禾县")
    assert code in [one.code for one in found.reasons]
    assert found.comparable is comparable
    assert (found.rank is not None) is comparable


def test_another_denominator_does_not_compare(fill: Fill) -> None:
    corpus = fill(
        青禾县="教师培训经费不少于教师工资总额的1.5%。",
        望溪县="教师培训经费不少于公用经费预算总额的5%。",
    )
    one = row(compare(corpus, ["Q4"], standard=STANDARD))
    assert [each.rank for each in one.cells] == [None, 1]
    assert dict(one.cells[0].reasons[0].values)["plan"] == "教师工资总额"


def test_another_year_is_told(fill: Fill) -> None:
    corpus = fill(
        青禾县="到2027年，社会认可度达到85%以上。",
        望溪县="到2027年，社会认可度达到90%以上。",
        柳泉县="到2025年，社会认可度达到95%以上。",
    )
    one = row(compare(corpus, ["P1"], standard=STANDARD))
    assert one.year == 2027
    assert [note.code for note in cell(one, "柳泉县").reasons] == ["year"]
    assert cell(one, "柳泉县").rank == 1


def test_a_metric_in_words_of_another_field(fill: Fill) -> None:
    corpus = fill(
        青禾县="到2027年，森林覆盖率达到45%以上。",
        望溪县="到2027年，森林覆盖率稳定在62%以上。",
        柳泉县="森林覆盖率提高2个百分点。",
    )
    one = row(compare(corpus, ["森林覆盖率"]))
    assert (one.unit, one.rising, one.line) == ("%", True, None)
    assert [each.rank for each in one.cells] == [2, 1, None]
    assert cell(one, "柳泉县").reasons[0].code == "change_only"


def test_regions_are_asked_by_name(fill: Fill) -> None:
    corpus = fill(青禾县="社会认可度达到85%以上。", 望溪县="社会认可度达到90%以上。")
    assert [one.name for one in compare(corpus, ["P1"], ["望溪"], STANDARD).regions] == ["望溪县"]
    assert compare(corpus, ["P1"], ["没有"], STANDARD).regions == ()


def test_what_nobody_says(fill: Fill) -> None:
    corpus = fill(青禾县="加强校园安全管理。")
    one = row(compare(corpus, ["森林覆盖率"]))
    assert one.spread is None and not one.strictest and not one.earliest and len(one.silent) == 1


def test_two_values_of_one_region(fill: Fill) -> None:
    corpus = fill(青禾县="社会认可度达到85%以上。\n\n做好调查，到2027年底社会认可度达到90%以上。")
    found = cell(row(compare(corpus, ["P1"], standard=STANDARD)), "青禾县")
    assert found.converted == 90 and len(found.others) == 1
    assert [one.code for one in found.reasons] == ["several"]


CHART = Chart(
    "班额 <小学>",
    [Bar("青禾县", Decimal(45), "≤45人"), Bar("望溪县", Decimal(48), "≤48人", short=True), Bar("柳泉县", None, "—")],
    Decimal(45),
    "国家线 ≤45人",
)


def test_a_chart_as_svg() -> None:
    root = ElementTree.fromstring(svg([CHART, CHART]))
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("青禾县") == 2 and "班额 <小学>" in texts
    bars = [float(one.get("width", "0")) for one in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert max(bars[1:]) == 420.0
    assert "http://www.w3.org/2000/svg" in root.tag and "script" not in svg([CHART])


def test_a_chart_of_zeros_has_no_bars() -> None:
    drawn = svg([Chart("零", [Bar("青禾县", Decimal(0), "0")])])
    assert 'width="1.0"' in drawn


def test_a_chart_as_png(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="中文字体"):
        png([CHART], tmp_path / "none.ttf")
    try:
        data = png([CHART])
    except ExportFailed:
        pytest.skip("no Chinese font on this machine")
    assert data.startswith(b"\x89PNG")
