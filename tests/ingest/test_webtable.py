"""Labels, pairs, places of cells."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from ingest import dom, webtable


@pytest.mark.parametrize(
    ("text", "label"),
    [("索 引 号：", "索引号"), ("【发布日期】", "发布日期"), ("*文号", "文号"), ("县教育局", None), ("", None)],
)
def test_label(text: str, label: str | None) -> None:
    assert webtable.label(text) == label


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("文　号： 青政发〔2024〕1号", ("文号", "青政发〔2024〕1号")),
        ("发布日期:2024-03-06 10:00", ("发布日期", "2024-03-06 10:00")),
        ("责任单位：县教育局", None),
        ("文号：", None),
    ],
)
def test_pair(line: str, pair: tuple[str, str] | None) -> None:
    assert webtable.pair(line) == pair


def places(table: str) -> list[tuple[int, int, int, int]]:
    body = LexborHTMLParser(table).body
    assert body is not None
    nodes = dom.flatten(body)
    at = next(dom.inside(nodes, 0, "table"))
    return [(place.row, place.column, place.rows, place.columns) for place in webtable.cells(nodes, at)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
        ("<table><tr><td colspan=0>a<td colspan=x>b</table>", [(0, 0, 1, 1), (0, 1, 1, 1)]),
        ("<table><tr><td rowspan=99>a</table>", [(0, 0, 1, 1)]),
        ("<table><tr><td>a<table><tr><td>b</table></table>", [(0, 0, 1, 1)]),
    ],
)
def test_places(table: str, expected: list[tuple[int, int, int, int]]) -> None:
    assert places(table) == expected


@pytest.mark.parametrize(
    ("page", "same"),
    [
        ("<div>" * 5 + "县", True),
        ("<div>" * 2000 + "县" + "</div>" * 2000 + "<p>局</p>", False),
    ],
)
def test_shallow(page: str, same: bool) -> None:
    flat = dom.shallow(page)
    assert (flat == page) is same
    assert flat.count("<div>") == flat.count("</div>") or same
    assert "县" in flat
