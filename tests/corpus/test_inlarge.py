"""Words of a query in a large ledger, and the part of it that a search looks among."""

from __future__ import annotations

import gc

import pytest
from ledger_factories import sentences, store

from corpus import indexing, inlarge
from corpus.filtering import EVERYTHING
from corpus.inlarge import Found, by_words, most
from corpus.question import parse
from corpus.ranking import Candidate
from corpus.scope import scope
from corpus.search import find
from corpus.store import Corpus, select
from corpus.terms import PAIRS
from corpus.uncollected import uncollected
from corpus.within import EVERYWHERE, counted, inside, matching, settled

LINES = [
    "教师交流轮岗比例达到10%。",
    "教师培训。",
    "教师待遇。",
    "教师编制。",
    "班额不超过45人。",
    "班额控制在145人以内。",
    "到2025年轮岗全覆盖。",
]


@pytest.fixture
def large(ledger: Corpus, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.setattr(indexing, "LARGE", 0)
    store(ledger, sentences(LINES))
    with ledger.atomic() as connection:
        indexing.settle(connection)
    return ledger


def bodies(corpus: Corpus, rows: tuple[int, ...]) -> set[str]:
    return {body for row, body in select(corpus.connection, "select id, body from clause") if row in rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教师轮岗", {LINES[0], LINES[6]}),  # all terms, and the rare one; 教师 alone is too frequent
        ("轮岗覆盖全部", {LINES[0], LINES[6]}),
        ("班额45人", {LINES[4], LINES[5]}),
        ("45人", {LINES[4]}),
        ("没有的词", set()),
        ("。", set()),
    ],
)
def test_the_rarest_terms_bring_sentences_in(
    large: Corpus, monkeypatch: pytest.MonkeyPatch, text: str, expected: set[str]
) -> None:
    monkeypatch.setattr(inlarge, "_BUDGET", 3)
    assert bodies(large, by_words(large, PAIRS, text, EVERYWHERE).rows) == expected


def test_only_what_may_be_chosen_is_brought_in(large: Corpus) -> None:
    within = settled(large, scope(parse("-全覆盖"), EVERYTHING, PAIRS))
    assert bodies(large, by_words(large, PAIRS, "轮岗", within).rows) == {LINES[0]}


def test_a_part_of_the_ledger_keeps_what_it_holds(large: Corpus) -> None:
    wanted = scope(parse("-培训"), EVERYTHING, PAIRS)
    rows = list(range(1, 9))
    expected = [row for row in rows if row in {1, 3, 4, 5, 6, 7}]
    assert inside(large, rows, wanted) == expected  # before it is settled
    assert inside(large, rows, settled(large, wanted)) == expected == inside(large, rows, settled(large, wanted))
    assert inside(large, rows, EVERYWHERE) == rows and inside(large, [], wanted) == []


def test_words_weigh_by_rarity_and_length() -> None:
    found = Found((1, 2, 3), (("轮岗", 3.0), ("教师", 1.0), ("45", 2.0)))
    held = [
        Candidate(1, "教师轮岗"),
        Candidate(2, "教师的教师培训"),
        Candidate(3, "教师们说145人和45.5人"),
        Candidate(4, "教师轮岗", words=0.5),
    ]
    found.weigh(held)
    assert held[0].words > held[1].words > held[2].words > 0
    assert held[3].words == 0.5  # the words did not bring it in


@pytest.mark.parametrize(
    ("count", "newest", "expected"),
    [(1, False, {4}), (2, False, {1, 4}), (2, True, {3, 4}), (4, True, {1, 2, 3, 4}), (9, False, {1, 2, 3, 4})],
)
def test_the_most_voted(count: int, newest: bool, expected: set[int]) -> None:
    found = most({1: 2.0, 2: 0.5, 3: 2.0, 4: 3.5}, count, newest=newest)
    assert set(found) == expected and len(found) == len(expected)


def test_the_last_scope_is_kept_until_something_is_written(large: Corpus) -> None:
    within = scope(parse("-培训"), EVERYTHING, PAIRS)
    first = settled(large, within)
    before = large.connection.total_changes()
    assert settled(large, within) == first and large.connection.total_changes() == before
    assert counted(large, PAIRS.phrase("教师"), first, 9) == 3
    store(large, sentences(["教师津贴。"]), identity="乙")
    assert counted(large, PAIRS.phrase("教师"), settled(large, within), 9) == 4
    other = settled(large, scope(parse("-待遇 -编制"), EVERYTHING, PAIRS))
    assert len(matching(large, PAIRS.phrase("教师"), other, 9)) == 3


def test_what_another_process_writes_is_seen(large: Corpus) -> None:
    within = scope(parse("-培训"), EVERYTHING, PAIRS)
    settled(large, within)
    with Corpus.open(large.path) as other:
        store(other, sentences(["教师津贴。"]), identity="乙")
    assert counted(large, PAIRS.phrase("教师"), settled(large, within), 9) == 4


def test_the_collector_is_left_as_it_was(large: Corpus) -> None:
    assert gc.isenabled() and find(large, "轮岗", words_only=True).hits and gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
