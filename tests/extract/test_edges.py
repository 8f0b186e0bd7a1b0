"""A search that looks at the edges of a pattern finds what the pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.edges import Ending, Opening, anchored, arms, compiled, cut, first, look, trie
from tests.extract.patterns import MADE


@pytest.mark.parametrize(
    ("source", "opening"),
    [("(?:每|各)?县", "[县-县各-各每-每]"), ("[0-9]{1,3}年", "[0-9]"), ("(?:甲)?", None), ("[^,]年", None)],
)
def test_the_first_characters(source: str, opening: str | None) -> None:
    found = first(source)
    assert found == opening or (found and opening and sorted(found) == sorted(opening))


@given(MADE, st.text("甲乙丙丁", max_size=8))
def test_an_ending_is_what_the_pattern_matches_at_the_end(source: str, text: str) -> None:
    assert Ending(source).cut(text) == re.sub(rf"(?:{source})\Z", "", text)


@pytest.mark.parametrize(
    ("source", "text", "rest"),
    [
        ("(?:均|都)*(?:达到|为)*", "入学率均达到", "入学率"),
        ("(?:均|都)*(?:达到|为)*", "达到入学率", "达到入学率"),
        (r"(?<=率)(?:不得\S{2})+", "入学率不得低于", "入学率"),
        ("(?i:abc)", "xABC", "x"),
        ("甲", "", ""),
    ],
)
def test_endings(source: str, text: str, rest: str) -> None:
    assert Ending(source).cut(text) == rest


@pytest.mark.parametrize(("text", "rest"), [("确保力争甲", "甲"), ("甲确保", "甲确保"), ("", "")])
def test_an_opening_is_cut(text: str, rest: str) -> None:
    assert cut(compiled("(?:确保|力争)+"), text) == rest


@given(MADE, st.text("甲乙丙丁", max_size=8))
def test_an_opening_is_what_the_pattern_matches_at_the_start(source: str, text: str) -> None:
    assert cut(Opening(source), text) == cut(re.compile(source), text)


@pytest.mark.parametrize(
    ("source", "text", "rest"),
    [
        ("(?:均|都)+", "均都达到", "达到"),
        ("(?:均|都)+", "达到", "达到"),
        ("[^,]达", "应达到", "到"),
        ("(?:均)?", "达到", "达到"),
        ("(?i:a)b", "Abc", "c"),
        ("甲", "", ""),
    ],
)
def test_openings(source: str, text: str, rest: str) -> None:
    assert cut(Opening(source), text) == rest


@given(st.sets(st.text("甲乙丙", min_size=1, max_size=4), min_size=1), st.text("甲乙丙", max_size=8))
def test_a_trie_finds_the_longest_word(words: set[str], text: str) -> None:
    found = re.match(trie(dict.fromkeys(words, "")), text)
    assert (found and found.group()) == max((w for w in words if text.startswith(w)), key=len, default=None)


def test_words_of_a_trie_may_forbid_what_follows() -> None:
    pattern = re.compile(trie({"人": "(?!口)", "人次": ""}))
    assert [m.group() for m in pattern.finditer("人口人次人")] == ["人次", "人"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("^甲|乙丙", ["^甲", "乙丙"]),
        ("[|]甲|(?:乙|丙)丁", ["[|]甲", "(?:乙|丙)丁"]),
        ("(?i)甲|乙", ["(?i)甲|乙"]),
        ("(?P<a>甲)乙|丙(?P=a)", ["(?P<a>甲)乙|丙(?P=a)"]),
    ],
)
def test_alternatives_that_stand_alone(source: str, found: list[str]) -> None:
    assert arms(source) == found


@pytest.mark.parametrize("source", ["^甲+", "甲{2}|乙", "(?:^乙|^丙)甲", "[^甲]乙"])
@pytest.mark.parametrize("text", ["甲甲乙", "乙甲", "丙甲", "丁乙", "", "丁甲"])
def test_a_look_finds_what_a_search_finds(source: str, text: str) -> None:
    plain, found = re.search(source, text), look(source)(text)
    assert (plain and plain.span()) == (found and found.span())


@pytest.mark.parametrize(
    ("source", "told"),
    [("^甲", True), (r"\A(?:甲|乙)", True), ("^甲|^乙", True), ("(?:^甲)", True), ("^甲|乙", False), ("甲", False)],
)
def test_anchored(source: str, told: bool) -> None:
    assert anchored(source) is told


@pytest.mark.parametrize("text", ["甲丙", "乙丙", "丙", "", "丁甲丙"])
@pytest.mark.parametrize("source", ["(?:甲|乙)丙", "甲丙|乙丙", "[甲乙]?丙", "(?=甲)甲丙"])
def test_compiled_matches_as_the_pattern(source: str, text: str) -> None:
    expected = re.compile(source)
    made = compiled(source)
    assert bool(made.match(text)) is bool(expected.match(text))
    assert bool(made.fullmatch(text)) is bool(expected.fullmatch(text))
    assert [m.span() for m in made.finditer(text)] == [m.span() for m in expected.finditer(text)]
