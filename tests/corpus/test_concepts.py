"""The lexicon of everyday words: every entry finds its own sentence among those of all others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_factories import sentences, store

from corpus.concepts import Concept, concepts, expand, parse
from corpus.search import search
from corpus.store import Corpus

ENTRIES = concepts()


@pytest.fixture(scope="module")
def all_sentences(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    path: Path = tmp_path_factory.mktemp("concepts") / "ledger.db"
    with Corpus.open(path) as corpus:
        store(corpus, sentences([c.finds for c in ENTRIES]))
        yield corpus


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda c: c.query)
def test_an_everyday_question_finds_the_sentence_of_a_plan(all_sentences: Corpus, entry: Concept) -> None:
    hits = search(all_sentences, entry.query, words_only=True)
    assert entry.finds in [h.quote for h in hits[:3]]
    hit = next(h for h in hits if h.quote == entry.finds)
    assert hit.why[0] in ("words", "concepts")
    assert set(hit.why) & set(entry.terms), "why names the term that led there"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda c: c.query)
def test_an_entry_is_used_by_its_own_question(entry: Concept) -> None:
    assert any(word in entry.query for word in entry.says)
    assert any(term in entry.finds for term in entry.terms)
    assert not set(entry.says) & set(entry.terms)


def test_there_are_enough_and_no_word_stands_twice() -> None:
    said = [word for c in ENTRIES for word in c.says]
    assert len(ENTRIES) >= 60
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("老师轮换", ["轮岗"]),
        ("老师的事", ["教师"]),
        ("轮岗和老师轮换", []),
        ("老师和学堂", ["教师", "学校"]),
        ("没有这个词", []),
    ],
)
def test_the_longer_word_counts(query: str, expected: list[str]) -> None:
    lexicon = [
        Concept(("老师",), ("教师",), "", ""),
        Concept(("老师轮换",), ("轮岗",), "", ""),
        Concept(("学堂",), ("学校",), "", ""),
    ]
    assert expand(query, lexicon) == expected


@pytest.mark.parametrize(
    "text",
    [
        '[[concept]]\nsays = ["a"]\nterms = ["b"]\nquery = "a"\nfinds = "b"\nextra = 1',
        '[[concept]]\nsays = ["a"]\nterms = ["b"]\nquery = "a"',
    ],
)
def test_an_unknown_or_missing_key_raises(text: str) -> None:
    with pytest.raises(ValueError, match="concept 1"):
        parse(text)


def test_an_empty_lexicon() -> None:
    assert parse("") == ()
