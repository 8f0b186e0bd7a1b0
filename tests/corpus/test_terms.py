"""Both ways of cutting find the same phrases."""

from __future__ import annotations

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.indexing import CLAUSE_WORDS
from corpus.terms import CHARACTERS, PAIRS, Terms, pairs
from corpus.words import tokens


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("班额不超过45人", "班额 额不 不超 超过 过 45 人"),
        ("AI教育", "ai 教育 育"),
        ("县", "县"),
        ("95%", "95 %"),
        ("。", ""),
    ],
)
def test_pairs_as_written(text: str, written: str) -> None:
    assert PAIRS.written(text) == written


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("教育局", '"教育 育局"'),
        ("县", '"县" *'),
        ("45人", '"45 人" *'),
        ("班额45", '"班额 额 45"'),
        ("。", None),
    ],
)
def test_pairs_as_asked(text: str, phrase: str | None) -> None:
    assert PAIRS.phrase(text) == phrase


def test_pairs_of_a_text() -> None:
    assert pairs("班额45人") == ["班额", "额", "45", "人"] and pairs("县") == ["县"] and pairs("。") == []


def test_the_terms_of_a_query() -> None:
    empty = frozenset("的")
    assert PAIRS.single("学校的班额45人", empty) == ['"学校"', '"班额"', '"45 人" *']
    assert CHARACTERS.single("的班45人", empty) == ['"班"', '"45 人"']
    assert PAIRS.single("的", empty) == ['"的" *']


@pytest.mark.parametrize(
    ("text", "terms", "loose"),
    [
        ("学校的班额45人", [("学校", '"学校"'), ("班额", '"班额"'), ("45人", '"45"')], '"学校 校的 的班 班额 额 45"'),
        ("45人", [("45人", '"45 人" *')], '"45"'),
        ("水 45人", [("45人", '"45 人" *')], '"水 45"'),
        ("县", [("县", '"县" *')], '"县" *'),
        ("3000万元 水", [("3000万元", '"3000 万元"')], '"3000 万元 元水"'),
        ("。", [], None),
    ],
)
def test_the_terms_of_a_query_in_a_large_ledger(text: str, terms: list[tuple[str, str]], loose: str | None) -> None:
    assert PAIRS.loosely(text, frozenset("的")) == terms and PAIRS.loose(text) == loose


INDEX = apsw.Connection(":memory:")
TEXT = st.text(alphabet=st.sampled_from("教育班额人元45.%，。 ai“"), max_size=20)


def found(terms: Terms, whole: str, part: str, prefix: bool) -> bool:
    match = terms.phrase(part, prefix=prefix)
    INDEX.execute("drop table if exists clause_words")
    INDEX.execute(CLAUSE_WORDS)
    INDEX.execute("insert into clause_words(rowid, seg) values (1, ?)", (terms.written(whole),))
    return match is not None and bool(
        INDEX.execute("select count(*) from clause_words where clause_words match ?", (match,)).get
    )


@given(TEXT, TEXT, st.booleans())
def test_both_ways_find_the_same_phrases(whole: str, part: str, prefix: bool) -> None:
    expected = found(CHARACTERS, whole, part, prefix)
    assert found(PAIRS, whole, part, prefix) == expected
    inside, asked = tokens(whole), tokens(part)
    if asked and any(inside[i : i + len(asked)] == asked for i in range(len(inside))):
        assert expected


@given(TEXT)
def test_no_text_is_syntax(text: str) -> None:
    INDEX.execute("drop table if exists clause_words")
    INDEX.execute(CLAUSE_WORDS)
    for terms in (CHARACTERS, PAIRS):
        for match in (
            terms.phrase(text),
            terms.phrase(text, prefix=True),
            " OR ".join(terms.single(text, frozenset())),
        ):
            if match:
                INDEX.execute("select rowid from clause_words where clause_words match ?", (match,)).fetchall()
