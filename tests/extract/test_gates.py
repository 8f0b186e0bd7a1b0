"""A gate may let through what no pattern matches; it never hides a match, whoever wrote the pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.edges import compiled
from extract.gates import Gate, Gates, clauses
from extract.lexicon import Meanings, load
from tests.extract.patterns import EXAMPLES, MADE, SOURCES


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("到(?:20[0-9]{2}年)?底", {"底"}),
        ("(?:上|下)半年", {"上半年", "下半年"}),
        ("(?:教育|财政)局?", {"教育", "财政"}),
        ("牵头(?:单位|部门)[:]", {"牵头单位:", "牵头部门:"}),
        ("(?<!不)低于", {"低于"}),
        ("甲+乙{2}", {"甲"}),
        ("村小|村小学", {"村小"}),
    ],
)
def test_the_best_clause(source: str, words: set[str]) -> None:
    assert set(clauses(source)[0]) == words


@pytest.mark.parametrize("source", ["[^,]{2,4}", "(?:甲)?", "(?i)abc", r"\d+", "甲|.", "(?i:a)"])
def test_nothing_is_known(source: str) -> None:
    assert clauses(source) == ()
    assert Gates([source]).open("乙") == [0]
    assert Gate(source).admits("乙")


@given(
    st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4), st.integers(0, 6), st.text("的、,。1年县", max_size=3)
)
def test_no_gate_hides_a_match(parts: list[str], cut: int, glue: str) -> None:
    text = glue.join(parts)[cut:]
    opened = set(_ALL.open(text))
    for i, source in enumerate(SOURCES):
        plain = [m.span() for m in _PLAIN[i].finditer(text)]
        assert [m.span() for m in _QUICK[i].finditer(text)] == plain
        if plain:
            assert i in opened
            assert _SINGLE[i].admits(text), source


_ALL = Gates(SOURCES)
_PLAIN = [re.compile(source) for source in SOURCES]
_QUICK = [compiled(source) for source in SOURCES]
_SINGLE = [Gate(source) for source in SOURCES]


@given(MADE, st.text("甲乙丙丁", max_size=8))
def test_any_pattern(source: str, text: str) -> None:
    found = re.search(source, text)
    quick = compiled(source).search(text)
    assert (found and found.span()) == (quick and quick.span())
    if found:
        assert Gates([source, "戊"]).open(text) == [0]
        assert Gate(source).admits(text)


@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3))
def test_meanings_are_those_of_the_rules(parts: list[str]) -> None:
    text = "".join(parts)
    said = {means for means, search in _MEANINGS.open(text) if search(text)}
    assert said == {rule.means for rule in _ROLES if re.search(rule.source(), text)}


_ROLES = load("roles")
_MEANINGS = Meanings(_ROLES)
