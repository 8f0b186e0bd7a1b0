"""A gate may let through what no pattern matches; it never hides a match, whoever wrote the pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.gates import Ending, Gate, Gates, arms, clauses, compiled, cut, first, look, parted, trie
from extract.lexicon import Meanings, load, rule_files
from extract.view import fold

SOURCES = [rule.source() for name in rule_files() for rule in load(name)]
EXAMPLES = [
    fold(text).replace(" ", "")
    for name in rule_files()
    for rule in load(name)
    for text in (*rule.positive, *rule.negative)
]


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


@pytest.mark.parametrize(
    ("source", "opening"),
    [("(?:每|各)?县", "[县-县各-各每-每]"), ("[0-9]{1,3}年", "[0-9]"), ("(?:甲)?", None), ("[^,]年", None)],
)
def test_the_first_characters(source: str, opening: str | None) -> None:
    found = first(source)
    assert found == opening or (found and opening and sorted(found) == sorted(opening))


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

_ITEMS = st.sampled_from(
    ["甲", "乙", "[甲丙]", "[^甲]", "(?:甲|乙丙)", "(?:丙甲|.)", "(?=乙)", "(?<!丙)", r"\Z", "丁丁"]
)
_REPEATS = st.sampled_from(["", "", "?", "{2}", "{0,2}?", "+"])


@given(st.lists(st.tuples(_ITEMS, _REPEATS), min_size=1, max_size=5), st.text("甲乙丙丁", max_size=8))
def test_an_ending_is_what_the_pattern_matches_at_the_end(items: list[tuple[str, str]], text: str) -> None:
    source = "".join(f"(?:{item}){repeat}" for item, repeat in items)
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


@given(st.lists(st.tuples(_ITEMS, _REPEATS), min_size=1, max_size=5), st.text("甲乙丙丁", max_size=8))
def test_any_pattern(items: list[tuple[str, str]], text: str) -> None:
    source = "".join(f"(?:{item}){repeat}" for item, repeat in items)
    found = re.search(source, text)
    quick = compiled(source).search(text)
    assert (found and found.span()) == (quick and quick.span())
    if found:
        assert Gates([source, "戊"]).open(text) == [0]
        assert Gate(source).admits(text)


@given(st.sets(st.text("甲乙丙", min_size=1, max_size=4), min_size=1), st.text("甲乙丙", max_size=8))
def test_a_trie_finds_the_longest_word(words: set[str], text: str) -> None:
    found = re.match(trie(dict.fromkeys(words, "")), text)
    assert (found and found.group()) == max((w for w in words if text.startswith(w)), key=len, default=None)


def test_words_of_a_trie_may_forbid_what_follows() -> None:
    pattern = re.compile(trie({"人": "(?!口)", "人次": ""}))
    assert [m.group() for m in pattern.finditer("人口人次人")] == ["人次", "人"]


PARTED = [
    "1a|2b|甲[0-9]|[0-9]{2}丙|(?:一|x)y",
    "[0-9]{1,2}(?:a|b)|甲\\||[|)]乙|一二",
    "[]a]1|[^\\W甲]2|3",
    "(?P<day>[0-9])日|甲",
    "(?P<same>[0-9一])日|甲",
    "一(?P<what>所|家)、乙一(?P=what)|[0-9]甲|乙",
    "[0-9]?甲|乙",
    "甲|乙",
]


@pytest.mark.parametrize("source", [*PARTED, "|".join(r.source() for r in load("excluded") if r.means == "span")])
def test_alternatives_parted_by_their_openings_find_the_same(source: str) -> None:
    pattern = parted(source, "0123456789", "一二三")
    for text in ["1a2b甲3 45丙一yxy甲|乙)乙]1a1一二72日", *EXAMPLES]:
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in re.finditer(source, text)]


def test_parted_alternatives_are_not_tried_where_they_cannot_begin() -> None:
    pattern = parted("[0-9]x|[一二]y|甲z", "0123456789", "一二").pattern
    assert pattern.count("甲z") == pattern.count("[0-9]x") == 1


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


@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3))
def test_meanings_are_those_of_the_rules(parts: list[str]) -> None:
    text = "".join(parts)
    said = {means for means, search in _MEANINGS.open(text) if search(text)}
    assert said == {rule.means for rule in _ROLES if re.search(rule.source(), text)}


_ROLES = load("roles")
_MEANINGS = Meanings(_ROLES)
