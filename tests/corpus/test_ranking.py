"""How much of a query stands in a sentence, and in what is above it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ledger_factories import sentences, store

from corpus.lexicon import Concept, build
from corpus.ranking import Candidate, cover, fuse, read
from corpus.slots import Concepts
from corpus.store import Corpus
from corpus.terms import CHARACTERS

BODIES = [
    "残疾学生由教师送教上门。",
    "全面加强管理。",
    "配备校医。",
    "消防水池综合改造。",
]


def _edges(*words: str) -> frozenset[int]:
    at = [0]
    for word in words:
        at.append(at[-1] + len(word))
    return frozenset(at)


@pytest.mark.parametrize(
    ("query", "words", "whole"),
    [
        ("业主", ("相关", "行业", "主管", "部门"), False),
        ("业主", ("业主", "委员会"), True),
        ("教育局", ("由县", "教育局", "牵头"), True),
        ("行业", ("相关", "行业", "主管", "部门"), True),
        ("关行业主", ("相关", "行业", "主管", "部门"), True),
    ],
)
def test_a_short_query_that_stands_across_two_words_is_no_full_hit(
    query: str, words: tuple[str, ...], whole: bool
) -> None:
    one = Candidate(1, "".join(words), words=0.5)
    cover(query, [one], lambda body: _edges(*words))
    assert (one.words == 1.0) is whole and (one.covered == 1.0) is whole


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus.open(tmp_path_factory.mktemp("few") / "ledger.db") as corpus:
        store(corpus, sentences(BODIES))
        yield corpus


def _weighed(corpus: Corpus, query: str, *entries: Concept) -> dict[str, Candidate]:
    words = build(entries)
    concepts = Concepts(corpus, CHARACTERS, words, query, words.slots(query), (None, ()))
    out = list(read(corpus, range(1, 30)).values())
    for one in out:
        one.heading = "二、教师队伍" if "管理" in one.body else ""
    concepts.weigh(query, out)
    return {one.body: one for one in out}


def test_a_term_in_the_headings_above_counts_in_part(few: Corpus) -> None:
    found = _weighed(few, "老师", Concept(("老师",), ("教师",)))
    assert found[BODIES[0]].concepts == 1.0
    assert found[BODIES[1]].concepts == pytest.approx(0.5) and found[BODIES[1]].terms == []
    assert found[BODIES[2]].concepts == 0.0


def test_what_the_lexicon_does_not_know_counts_beside_it(few: Corpus) -> None:
    found = _weighed(few, "老师水池", Concept(("老师",), ("教师",)))
    assert 0 < found[BODIES[3]].concepts < found[BODIES[0]].concepts < 1


def test_a_kind_of_answer_comes_before_the_others() -> None:
    found = [Candidate(1, "一", words=1.0, related=True), Candidate(2, "二", words=0.95, related=True, answers=1.0)]
    assert [one.row for one in fuse(found)] == [2, 1]


@pytest.mark.parametrize(("query", "typed"), [("水池要不要改", []), ("不要改", ["不要"]), ("看病贵不贵", ["看病贵"])])
def test_no_word_is_read_out_of_an_either_or(query: str, typed: list[str]) -> None:
    words = build([Concept(("不要",), ("严禁",)), Concept(("看病贵",), ("次均费用",))])
    assert [slot.typed for slot in words.slots(query)] == typed


def test_a_character_inside_a_word_of_the_ledger_means_nothing_by_itself(few: Corpus) -> None:
    store(few, sentences([f"教师培训{number}次。" for number in range(3)]), identity="词")
    words = build(
        (), characters=[Concept(("师",), ("师资",)), Concept(("消",), ("消除",)), Concept(("补",), ("配备",))]
    )
    asked = words.slots("教师补")
    assert [slot.typed for slot in asked] == ["师", "补"]
    kept = Concepts(few, CHARACTERS, words, "教师补", asked, (None, ())).slots
    assert [slot.typed for slot in kept] == ["补"]
