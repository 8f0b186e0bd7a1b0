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
        ("二〇二五年", ["二", "〇", "二", "五", "年"]),
        ("", []),
        ("，。“”", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words.tokens(text) == expected


@pytest.mark.parametrize(
    ("query", "free", "phrases", "excluded"),
    [
        ("老师轮换", "老师轮换", (), ()),
        ('"大班额" 消除', "消除", ("大班额",), ()),
        ("“优质均衡”「班额」", "", ("优质均衡", "班额"), ()),
        ("班额 -小学 －初中", "班额", (), ("小学", "初中")),
        ('-"大班额" 小学', "小学", (), ("大班额",)),
        ("老师-学生", "老师-学生", (), ()),
        ('教育"', "教育", (), ()),
        ('"', "", (), ()),
        ('""', "", (), ()),
        ("-", "-", (), ()),
        ("教育 AND (a:b*", "教育 AND (a:b*", (), ()),
        ("", "", (), ()),
    ],
)
def test_parse(query: str, free: str, phrases: tuple[str, ...], excluded: tuple[str, ...]) -> None:
    found = words.parse(query)
    assert (found.text, found.phrases, found.excluded) == (free, phrases, excluded)


@pytest.mark.parametrize(
    ("query", "empty"), [("", True), ("-小学", True), ("。。", True), ('"。"', False), ("教", False)]
)
def test_empty(query: str, empty: bool) -> None:
    assert words.parse(query).empty == empty


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


def test_terms_of_a_small_and_of_a_large_ledger() -> None:
    assert words.characters("班额45人 班") == ["45人", "班", "额"]
    assert words.search_words("老师轮换45人") == ["45人", "老师", "轮换"]
    assert words.search_words("额") == ["额"]
    assert words.search_words("。") == []


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


def test_several_terms() -> None:
    assert words.any_of(["教育", "。", "教育", "45人"]) == '"教 育" OR "45 人"'
    assert words.all_of(["教育", "45人"]) == '"教 育" AND "45 人"'
    assert words.any_of(["。"]) is None and words.all_of([]) is None and words.phrase("。") is None


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
    query = words.parse(text)
    asked = [
        words.phrase(text), words.typed(text), words.any_of(words.characters(query.text)),
        words.any_of((*query.phrases, *query.excluded)), words.quoted(text),
    ]  # fmt: skip
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


def test_jieba_keeps_its_cache_where_nobody_else_writes() -> None:
    jieba = words._jieba()
    assert "taizhang" in jieba.dt.tmp_dir
    assert words._jieba() is jieba


def test_without_a_cache_folder_a_temporary_one_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    import platformdirs

    (tmp_path / "file").touch()  # type: ignore[attr-defined]
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / "file")  # type: ignore[operator]
    assert words._private_folder().is_dir()
