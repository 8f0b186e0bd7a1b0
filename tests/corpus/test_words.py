"""Words of texts and queries: whatever is typed, MATCH gets quoted terms."""

from __future__ import annotations

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("班额不超过45人", ["班", "额", "不", "超", "过", "45", "人"]),
        ("达到９５％以上", ["达", "到", "95", "%", "以", "上"]),
        ("4.5平方米，1,200万元", ["4.5", "平", "方", "米", "1200", "万", "元"]),
        ("AI+教育", ["ai", "教", "育"]),
        ("教督〔2017〕6号", ["教", "督", "2017", "6", "号"]),
        ("PM2.5", ["pm", "2.5"]),
        ("義務教育", ["义", "务", "教", "育"]),
        ("二〇二五年", ["二", "〇", "二", "五", "年"]),
        ("", []),
        ("，。“”", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words.tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("小学班额45人、初中50人", ["45人", "50人"]),
        ("12.8万余名", ["12.8万余"]),
        ("投入3000万元", ["3000万元"]),
        ("95%以上", ["95%"]),
        ("到2025年", ["2025年"]),
        ("2025", ["2025"]),
        ("45km", ["45"]),
        ("没有", []),
    ],
)
def test_numbers(text: str, expected: list[str]) -> None:
    assert words.numbers(text) == expected


def test_terms_of_a_query() -> None:
    assert words.characters("班额45人 班") == ["45人", "班", "额"]


@pytest.mark.parametrize(("text", "plain"), [("大班额", True), ("45人", True), ("“双减”", False), ("校 车", False)])
def test_plain_letters(text: str, plain: bool) -> None:
    assert words.plain_letters(text) == plain


@pytest.mark.parametrize(
    ("query", "sentence", "expected"),
    [
        ("老师轮换的交流轮岗", "实行交流轮岗制度", ["交流轮岗"]),
        ("45人", "班额145人", []),
        ("45人", "班额45人", ["45人"]),
        ("甲乙", "丙丁", []),
        ("AI教育", "ai教育", ["ai教育"]),
    ],
)
def test_shared(query: str, sentence: str, expected: list[str]) -> None:
    assert words.shared(query, sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("教育", '"教 育"'), ("2025", '"2025" *'), ("95%", '"95 %"'), ("ai", '"ai" *'), ("。", None)],
)
def test_typed(text: str, expected: str | None) -> None:
    assert words.typed(text) == expected


INDEX = apsw.Connection(":memory:")
INDEX.execute(
    "create virtual table w using fts5(seg, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '%.'\")"
)
INDEX.execute("create table t(body)")

ANY = st.text(
    alphabet=st.one_of(st.sampled_from("教育班额\"'-*()^:+{}[]?%.,45０％ ANDORNEAR“”「」\0\n"), st.characters()),
    max_size=30,
)


@given(ANY)
def test_no_text_is_syntax(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    asked = [words.phrase(text), words.typed(text), words.quoted(text)]
    for match in asked:
        if match is not None:
            INDEX.execute("select rowid from w where w match ?", (match,)).fetchall()
    INDEX.execute("select * from t where body glob ?", (words.glob(text),)).fetchall()


@given(ANY, ANY, ANY)
def test_a_text_is_found_by_any_part_of_it(before: str, middle: str, after: str) -> None:
    """Unless the cut goes through a number or a Latin word."""
    whole = " ".join((before, middle, after)).encode("utf-8", "ignore").decode()
    part = words.tokens(middle.encode("utf-8", "ignore").decode())
    inside = words.tokens(whole)
    match = words.phrase(middle.encode("utf-8", "ignore").decode())
    if match is None or not any(inside[i : i + len(part)] == part for i in range(len(inside))):
        return
    INDEX.execute("insert into w(rowid, seg) values (1, ?)", (words.segmented(whole),))
    try:
        assert INDEX.execute("select count(*) from w where w match ?", (match,)).get == 1
    finally:
        INDEX.execute("insert into w(w, rowid, seg) values ('delete', 1, ?)", (words.segmented(whole),))


def test_glob_takes_its_own_signs_as_text() -> None:
    for body, part, found in (("a*b", "*", 1), ("ab", "*", 0), ("[x]", "[x]", 1), ("x", "[x]", 0), ("?", "?", 1)):
        assert INDEX.execute("select ? glob ?", (body, words.glob(part))).get == found
