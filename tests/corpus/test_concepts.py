"""The lexicon of everyday words: every entry finds its own sentence among those of all others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_factories import sentences, store

from corpus import concepts as concepts_module
from corpus.concepts import everyday, labels, lexicon, parse, shipped
from corpus.errors import BadLexicon
from corpus.lexicon import Concept, build, terms_of
from corpus.search import search
from corpus.store import Corpus
from corpus.words import fold

ENTRIES = shipped()


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
    assert set(hit.why) & set(map(fold, entry.terms)), "why names the term that led there"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda c: c.query)
def test_an_entry_is_used_by_its_own_question(entry: Concept) -> None:
    assert any(word in entry.query for word in entry.says)
    assert any(term in entry.finds for term in entry.terms)
    assert not set(entry.says) & set(entry.terms)


def test_there_are_enough_and_no_word_stands_twice() -> None:
    said = [word for c in ENTRIES for word in c.says]
    assert len(ENTRIES) >= 60
    assert len(said) == len(set(said))


LEXICON = build(
    [
        Concept(("老师",), ("教师",)),
        Concept(("老师轮换",), ("轮岗", "交流")),
        Concept(("学堂",), ("学校",)),
        Concept(("大班",), ("大班额",), unless=("幼儿园",)),
    ],
    {"流动": ("流动人口",)},
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("老师轮换", ["轮岗", "交流"]),
        ("老师的事", ["教师"]),
        ("老师和学堂", ["教师", "学校"]),
        ("老師", ["教师"]),
        ("没有这个词", []),
        ("大班", ["大班额"]),
        ("幼儿园大班", []),
    ],
)
def test_the_longer_word_counts(query: str, expected: list[str]) -> None:
    assert terms_of(LEXICON.slots(query)) == expected


def test_a_further_term_weighs_less() -> None:
    assert LEXICON.slots("老师轮换")[0].terms == (("轮岗", 1.0), ("交流", 0.85))


@pytest.mark.parametrize(
    ("body", "term", "holds"),
    [
        ("教师流动", "流动", True),
        ("流动人口", "流动", False),
        ("流动人口和教师流动", "流动", True),
        ("学校", "流动", False),
    ],
)
def test_a_negative_label_of_a_term(body: str, term: str, holds: bool) -> None:
    assert LEXICON.holds(body, term) is holds


@pytest.mark.parametrize(("asked", "means"), [("市发改委", "发展和改革"), ("人力资源和社会保障局", "人社")])
def test_an_organisation_in_its_other_spelling(asked: str, means: str) -> None:
    assert (means, 1.0) in [term for slot in lexicon().slots(asked) for term in slot.terms]


def test_every_everyday_word_says_its_terms() -> None:
    entries = [c for c in lexicon().entries if not c.query and not c.equal]
    assert len(entries) > 2500
    for entry in entries:
        (word,) = entry.says
        said = terms_of(lexicon().slots(word))
        assert set(map(fold, entry.terms)) - {fold(word)} <= set(said), word


def test_a_user_adds_and_a_bad_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "concepts.toml"
    monkeypatch.setattr(concepts_module, "own_file", lambda: own)
    assert not any(slot for slot in lexicon().slots("小饭桌") if not slot.weak)
    own.write_text('[mine]\n"小饭桌 托餐" = "校外供餐"\n[never]\n"供餐" = "供餐车"\n', encoding="utf-8")
    assert lexicon().slots("小饭桌")[0].terms == (("校外供餐", 1.0),)
    assert not lexicon().holds("供餐车", "供餐")
    for text in ("[mine]\nx = 3", "not toml", '[[concept]]\nsays = ["a"]', 'x = "a"', "[unless]\na = 1"):
        own.write_text(text, encoding="utf-8")
        with pytest.raises(BadLexicon) as caught:
            lexicon()
        assert "\n" not in str(caught.value) and str(own) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        '[[concept]]\nsays = ["a"]\nterms = ["b"]\nquery = "a"\nfinds = "b"\nextra = 1',
        '[[concept]]\nsays = ["a"]\nterms = ["b"]\nquery = "a"',
        '[[concept]]\nsays = "a"\nterms = ["b"]\nquery = "a"\nfinds = "b"',
    ],
)
def test_an_unknown_or_missing_key_raises(text: str) -> None:
    with pytest.raises(ValueError, match="concept 1"):
        parse(text, examples=True)


def test_an_empty_lexicon() -> None:
    assert parse("") == () and everyday("") == () and labels("", "never") == {}
