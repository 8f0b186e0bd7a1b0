"""Pinyin in searches and filters; aliases of organisations in fields."""

from __future__ import annotations

import subprocess
import sys

import pytest
from ledger_factories import plan, sentences, store

from corpus import pinyin, spelled
from corpus.filtering import EVERYTHING, of_commitments
from corpus.model import Filters
from corpus.search import find
from corpus.store import Corpus, select
from extract.aliases import variants


@pytest.mark.parametrize(
    ("typed", "text", "means"),
    [
        ("jiaoyuju", "县教育局", "教育局"),
        ("JiaoYuJu", "县教育局", "教育局"),
        ("jyj", "县教育局", "教育局"),
        ("fangan", "实施方案", "方案"),
        ("xian'an", "西安市", ""),
        ("lvhua", "城市绿化", "绿化"),
        ("luhua", "城市绿化", "绿化"),
        ("xingzheng", "行政中心", "行政"),
        ("yinhang", "建设银行", "银行"),
        ("jyj", "县民政局", ""),
        ("laoshi", "落实教师待遇，每名老师", "老师"),
        ("laoshi", "狠抓落实", ""),
        ("luoshi", "狠抓落实", "落实"),
        ("shuaixian", "率先完成", "率先"),
        ("kuaiji", "会计人员", "会计"),
    ],
)
def test_letters_stand_for_characters(typed: str, text: str, means: str) -> None:
    found = pinyin.pattern(pinyin.written(typed)).search(text)
    assert (found[0] if found else "") == means


@pytest.mark.parametrize("typed", ["ai", "5g", "jy", "教育", "", "xvz", "abc教", "a" * 41, "jiao*", "[a"])
def test_what_is_no_pinyin_of_two_syllables_stands_for_nothing(typed: str) -> None:
    assert pinyin.written(typed) == []


@pytest.fixture
def offices(ledger: Corpus) -> Corpus:
    """Sentences of three offices, each answering for its own."""
    store(ledger, plan())
    store(
        ledger,
        sentences(["由县教育局负责学位建设。", "由县民政局负责养老服务。", "由市发展和改革委员会负责项目审批。"]),
        identity="乙",
    )
    ids = select(ledger.connection, "select id, quote from commitment where quote like '由%' order by id")
    with ledger.atomic() as connection:
        for row, quote in ids:
            name = quote[1 : quote.index("负责")]
            connection.execute("insert or ignore into organisation(written, name) values (?, ?)", (name, name))
            connection.execute("delete from responsibility where commitment = ?", (row,))
            connection.execute(
                "insert into responsibility(commitment, n, organisation, duty, canonical, counts)"
                " select ?, 1, id, 'responsible', 0, 1 from organisation where written = ? limit 1",
                (row, name),
            )
    return ledger


@pytest.mark.parametrize("query", ["jiaoyuju", "jyj", "JYJ", "jyj 学位"])
def test_a_search_by_pinyin_finds_the_office(offices: Corpus, query: str) -> None:
    found = find(offices, query, words_only=True)
    assert "县教育局" in found.hits[0].quote
    assert any("教育局" in one.terms for one in found.expansions)
    assert not any("民政局" in hit.quote for hit in found.hits)


@pytest.mark.parametrize("typed", ["jiaoyuju", "jyj", "JYJ"])
def test_a_field_by_pinyin_narrows_to_the_office(offices: Corpus, typed: str) -> None:
    found = [hit.quote for hit in find(offices, f"单位:{typed}", words_only=True).hits]
    assert found == [hit.quote for hit in find(offices, "单位:教育局", words_only=True).hits]
    assert "由县教育局负责学位建设。" in found and not any("民政局" in one for one in found)


@pytest.mark.parametrize(
    "org", ["市发改委", "市发展改革委", "市发展和改革委员会", "发改", "fazhanhegaige", "sfzhggwyh"]
)
def test_a_field_finds_an_office_by_its_other_names(offices: Corpus, org: str) -> None:
    (found,) = find(offices, f"单位:{org}", words_only=True).hits
    assert "发展和改革委员会" in found.quote
    conditions = of_commitments(Filters(organisation=org))
    sql = f"select count(*) from commitment c where {conditions.sql}"
    assert select(offices.connection, sql, conditions.bindings) == [(1,)]


def test_variants_of_a_name() -> None:
    assert {"市发改委", "市发展改革委", "市发展和改革委"} <= set(variants("市发展和改革委员会"))
    assert variants("县教育局") == ("县教育局",)


@pytest.mark.parametrize("text", ["", "教育 AI 5G", "VR 教学", "qqqqq", "the plan"])
def test_letters_that_are_no_pinyin_stay_what_they_are(offices: Corpus, text: str) -> None:
    assert spelled.slots(offices, text) == ()
    assert of_commitments(EVERYTHING).sql == "1"


def test_readings_are_not_loaded_before_letters_are_typed(offices: Corpus) -> None:
    code = (
        "import sys\nfrom corpus import pinyin\nfrom corpus.search import find\nfrom corpus.store import Corpus\n"
        "with Corpus.open(sys.argv[1], readonly=True) as corpus:\n"
        "    find(corpus, '教育局 45人', words_only=True)\n"
        "    print(pinyin._readings.cache_info().currsize)\n"
        "    find(corpus, 'jyj', words_only=True)\n"
        "    print(pinyin._readings.cache_info().currsize, 'pypinyin' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(offices.path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["0", "1", "False"]
