"""A pattern that is told its opening characters matches as it did before."""

from __future__ import annotations

import re

import pytest

from extract import opened as room
from extract.opened import opened

CASES = [
    (r"(?:(?P<a>[甲乙])丙|丁戊)己", "[甲乙丁]", "丁丁戊己甲丙己乙丙"),
    (r"[0-9]{1,3}(?:年|月)(?!底)", "[0-9]", "2025年底6月12月底"),
    (r"(?<=由)(?P<who>县|市)(?P=who)", "[县市]", "县县由市市由县市"),
    (r"(?:甲|乙)+?丙\Z", "[甲乙]", "甲乙丙甲丙"),
    (r"甲{0,2}乙", "[甲乙]", "甲甲甲乙乙"),
]


@pytest.mark.parametrize(("source", "opening", "text"), CASES)
def test_the_same_matches(source: str, opening: str, text: str) -> None:
    plain = [(m.span(), m.groupdict()) for m in re.finditer(source, text)]
    assert plain
    assert [(m.span(), m.groupdict()) for m in opened(source, opening).finditer(text)] == plain


@pytest.mark.parametrize(("source", "opening", "text"), CASES)
def test_the_compiler_of_this_python_takes_the_class(source: str, opening: str, text: str) -> None:
    assert room._told(source, opening).pattern == source


def test_the_class_is_where_the_search_stops() -> None:
    assert opened("甲|乙", "[甲]").search("乙乙") is None


def missing(name: str) -> None:
    raise ImportError(name)


def test_another_compiler_leaves_the_look_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "import_module", missing)
    found = opened("(?:甲|乙)丙", "[甲乙]")
    assert found.pattern.startswith("(?=[甲乙])")
    assert [m.group() for m in found.finditer("甲丙丙乙丙")] == ["甲丙", "乙丙"]
