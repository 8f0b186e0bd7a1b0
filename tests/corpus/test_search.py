"""Search: words, numbers, phrases, exclusions, filters, meaning, and sidecars that are gone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import apsw
import pytest
from ledger_factories import (
    PLAN,
    QINGHE,
    Extraction,
    commitment,
    document,
    measure,
    owners,
    plan,
    sentences,
    span_of,
    store,
)  # fmt: skip

from corpus import indexing, revectoring, sidecar, vectors
from corpus.errors import DamagedLedger, LedgerBusy
from corpus.facets import facets
from corpus.model import Filters
from corpus.search import search
from corpus.store import Corpus, select
from extract.model import Binding, Force

LINES = [
    "小学班额不超过45人。",
    "全县共有教师145人。",
    "推进教师交流轮岗，加强骨干教师培养。",
    "随迁子女在公办学校就读比例达到92%以上。",
    "建设标准化操场，改善办学条件。",
    "投入资金1,200万元。",
    "“双减”工作扎实推进，规范校外培训[试行]。",
    "教育督导结果向社会公开。",
]


@pytest.fixture
def many(ledger: Corpus) -> Corpus:
    store(ledger, sentences(LINES))
    return ledger


def grow(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the ledger count as a large one."""
    monkeypatch.setattr(indexing, "LARGE", 0)
    with corpus.atomic() as connection:
        assert indexing.settle(connection)


def quotes(corpus: Corpus, query: str, **more: Any) -> list[str]:
    return [h.quote for h in search(corpus, query, words_only=True, **more)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("45人", 0),
        ("145人", 1),
        ("４５人", 0),
        ("骨干教师", 2),
        ("打工子女", 3),
        ("老师轮换", 2),
        ("1200万元", 5),
        ("1,200万元", 5),
        ('"双减"', 6),
        ('"校外培训[试"', 6),
        ('"“双"', 6),
        ('"92%"', 3),
        ('" 校外培训 "', 6),
        ("督导", 7),
    ],
)
def test_what_comes_first(many: Corpus, query: str, first: int) -> None:
    assert quotes(many, query)[0] == LINES[first]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("45人", [0]),
        ("教师 -45人 -轮岗", [1]),
        ('"教师"', [2, 1]),
        ('"教师" "共有"', [1]),
        ('"["', [6]),
        ('"]"', [6]),
        ("", []),
        ("-教师", []),
        ('"教育局"', []),
        ("，。", []),
        ("NOT OR *", []),
        ("zzz", []),
    ],
)
def test_all_that_is_found(many: Corpus, query: str, expected: list[int]) -> None:
    assert sorted(quotes(many, query)) == sorted(LINES[i] for i in expected)


def test_one_chance_character_is_not_enough(many: Corpus) -> None:
    assert quotes(many, "量子计算机") == []


@pytest.mark.parametrize("query", ["量子纠缠", "火星移民计划", "股票涨跌", "asdf qwer", "wifi密码", "足球世界杯冠军"])
@pytest.mark.parametrize("large", [False, True])
def test_nonsense_finds_nothing(many: Corpus, monkeypatch: pytest.MonkeyPatch, query: str, large: bool) -> None:
    if large:
        grow(many, monkeypatch)
    assert search(many, query) == []


def test_scores_say_how_high_it_stands(many: Corpus) -> None:
    hits = search(many, "教师交流轮岗 骨干教师")
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True) and 50 < scores[0] <= 100 and scores[-1] > 0


def test_what_is_said_in_other_words_says_so(many: Corpus) -> None:
    hit = search(many, "老师轮换", words_only=True)[0]
    assert hit.quote == LINES[2] and hit.why[0] == "concepts" and "words" not in hit.why


def test_limit(many: Corpus) -> None:
    assert len(quotes(many, "教师 学校 工作", limit=2)) == 2
    assert quotes(many, "教师", limit=0) == []


def test_a_hit_says_where_it_stands_and_why(ledger: Corpus) -> None:
    store(ledger, plan(pages=True))
    hit = search(ledger, "骨干教师", words_only=True)[0]
    assert (hit.source, hit.section, hit.page) == ("plan.txt", "一、主要任务 › (一)强化教师队伍", 2)
    assert PLAN[hit.start : hit.end] == hit.quote == "2025年底前，每百名学生拥有骨干教师1人以上。"
    assert hit.commitment is not None and hit.commitment.commitment.quote == hit.quote
    assert hit.why == ("words", "骨干教师")
    assert hit.score > 0
    outside = search(ledger, "随迁子女", words_only=True)[0]
    assert outside.commitment is None


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"青禾", "云岭"}),
        ({"region": "云岭"}, {"云岭"}),
        ({"region": "乙市"}, {"青禾"}),
        ({"organisation": "教育局"}, {"青禾"}),
        ({"organisation": "卫健"}, {"云岭"}),
        ({"indicator": "resource."}, {"青禾"}),
        ({"due_before": date(2026, 1, 1)}, {"青禾"}),
        ({"due_after": date(2026, 1, 1)}, {"云岭"}),
        ({"document": 2}, {"云岭"}),
        ({"document": 2, "organisation": "教育局"}, set()),
        ({"text": "县卫健局"}, {"云岭"}),
        ({"force": "must"}, set()),
    ],
)
@pytest.mark.parametrize("words_only", [True, False])
def test_filters(filled: Corpus, filters: dict[str, Any], found: set[str], words_only: bool) -> None:
    line = "2027年底前，每百名学生拥有骨干教师2人以上。"
    region = type(QINGHE)("云岭县", "230123", QINGHE.level, ("丙省",))
    there = commitment(line, line, deadline=date(2027, 12, 31), responsible=owners("县卫健局"))
    store(filled, Extraction(document(line, source="云岭.txt", region=region), (there,), ()), identity="文号:云岭")
    hits = search(filled, "骨干教师", Filters(**filters), words_only=words_only)
    assert {"云岭" if h.source == "云岭.txt" else "青禾" for h in hits if "骨干教师" in h.quote} == found


@pytest.mark.parametrize(("force", "found"), [("shall", {0}), ("strive", {1}), ("must", {1}), ("encourage", set())])
def test_a_sentence_is_found_by_its_own_force(ledger: Corpus, force: str, found: set[int]) -> None:
    lines = ["新建学校5所。", "力争改造学校3所，确保学校通水。"]
    text = "".join(lines)
    bindings = (
        Binding(span_of(text, lines[1]), Force.STRIVE),
        Binding(span_of(text, "确保学校通水。"), Force.MUST),
    )
    store(ledger, Extraction(document(text), (commitment(text, text, bindings=bindings),), ()))
    asked = search(ledger, "学校", Filters(force=force), words_only=True)
    assert {lines.index(hit.quote) for hit in asked} == found
    counted = facets(ledger, [row for (row,) in select(ledger.connection, "select id from clause")])["force"]
    assert {one.value: one.count for one in counted} == {"shall": 1, "strive": 1, "must": 1}


@pytest.mark.parametrize(
    ("query", "expected"),
    [("骨干教师培养", [2]), ("教师 45人", [0, 2]), ("教师", [1, 2]), ("没有", []), ('"教师"', [1, 2])],
)
def test_a_large_ledger_is_searched_by_pairs(
    many: Corpus, monkeypatch: pytest.MonkeyPatch, query: str, expected: list[int]
) -> None:
    grow(many, monkeypatch)
    found = quotes(many, query)
    assert set(expected) <= {LINES.index(q) for q in found}
    if len(expected) == 1:
        assert LINES.index(found[0]) == expected[0]
    if not expected:
        assert found == []


def test_meaning_makes_what_it_needs_and_names_itself(many: Corpus) -> None:
    hits = search(many, "教师轮岗交流")
    assert hits[0].quote == LINES[2]
    assert hits[0].why[:2] == ("words", "meaning")
    assert sidecar.sidecar_path(many.path).exists() and sidecar.model_path(many.path).is_dir()
    assert many.notices == []


def test_numbers_have_no_meaning(many: Corpus) -> None:
    assert [h.quote for h in search(many, "45人")] == [LINES[0]]
    assert not sidecar.sidecar_path(many.path).exists()


def test_a_ledger_for_reading_goes_without_vectors_and_says_so(many: Corpus) -> None:
    with Corpus.open(many.path, readonly=True) as corpus:
        assert search(corpus, "教师轮岗交流")[0].quote == LINES[2]
        assert corpus.notices and all("\n" not in n for n in corpus.notices)
    assert not sidecar.sidecar_path(many.path).exists()
    revectoring.refresh_vectors(many)
    with Corpus.open(many.path, readonly=True) as corpus:
        assert "meaning" in search(corpus, "教师轮岗交流")[0].why
        assert corpus.notices == []
    store(many, sentences([*LINES, "再加一句教师轮岗交流。"]))
    with Corpus.open(many.path, readonly=True) as corpus:
        assert "再加一句教师轮岗交流。" in [h.quote for h in search(corpus, "教师轮岗交流")]
        assert any("还没有检索向量" in n for n in corpus.notices)


def spoil(path: Path) -> None:
    path.write_bytes(b"spoilt" * 1000)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def spoil_later_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize("how", [spoil, spoil_later_pages])
@pytest.mark.parametrize("readonly", [True, False])
def test_a_damaged_sidecar_never_blocks(many: Corpus, how: Any, readonly: bool) -> None:
    revectoring.refresh_vectors(many)
    many.close()
    how(sidecar.sidecar_path(many.path))
    with Corpus.open(many.path, readonly=readonly) as corpus:
        assert search(corpus, "教师轮岗交流")[0].quote == LINES[2]
        assert corpus.notices
        corpus.notices.clear()
        if not readonly:
            assert "meaning" in search(corpus, "教师轮岗交流")[0].why
            assert corpus.notices == []


@pytest.mark.parametrize("error", [apsw.SQLError("no such table"), DamagedLedger("x"), LedgerBusy("x")])
def test_meaning_that_fails_leaves_the_words(many: Corpus, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    revectoring.refresh_vectors(many)

    def broken(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(vectors, "nearest", broken)
        for _ in range(2):
            assert search(many, "教师轮岗交流")[0].quote == LINES[2]
    assert many.notices == ["检索向量暂不可用，本次只按文字检索"]
    assert "meaning" in search(many, "教师轮岗交流")[0].why


def test_a_bound_is_kept_by_its_own_measure_and_not_by_one_of_another_indicator(ledger: Corpus) -> None:
    texts = ["小学班额不超过45人。", "每12个班级有专用教室1间。", "大班额比例降到3%。", "班额降到40。"]
    whole = "\n".join(texts)
    given = [
        {"subject": "小学班额", "value": Decimal(45), "unit": "人", "indicator": "government.class_size"},
        {"subject": "专用教室", "value": Decimal(1), "unit": "间", "indicator": "government.music_art_rooms"},
        {"subject": "大班额比例", "value": Decimal(3), "unit": "%", "indicator": "government.class_size"},
        {"subject": "班额", "value": Decimal(40), "unit": None, "indicator": None},
    ]
    commitments = tuple(
        commitment(whole, text, measures=(measure(whole, text, **more),))
        for text, more in zip(texts, given, strict=True)
    )
    store(ledger, Extraction(document(whole), commitments, ()))
    assert [hit.quote for hit in search(ledger, "班额<=45")] == [texts[0], texts[3]]
    assert [hit.quote for hit in search(ledger, "大班额比例<=45")] == [texts[2]]
    assert [hit.quote for hit in search(ledger, "班额<=45%")] == [texts[2]]


def test_a_sentence_stands_beside_its_own_date(ledger: Corpus) -> None:
    text = "到2030年，护理型床位占比达到65%。2027年6月底前，建成养老服务中心3所。改善服务。"
    beds, centres, _ = (part + "。" for part in text.split("。")[:3])
    found = commitment(
        text,
        text,
        deadline=date(2030, 12, 31),
        measures=(
            measure(text, beds[:-1], deadline=date(2030, 12, 31)),
            measure(text, centres[:-1], deadline=date(2027, 6, 30)),
        ),
    )
    store(ledger, Extraction(document(text, region=QINGHE), (found,), ()))
    due = {word: search(ledger, word, words_only=True)[0].due for word in ("护理型床位", "养老服务中心", "改善服务")}
    assert due == {
        "护理型床位": date(2030, 12, 31),
        "养老服务中心": date(2027, 6, 30),
        "改善服务": date(2030, 12, 31),
    }
