"""What must hold for any sentences and any search."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_factories import sentences, store

from corpus import indexing
from corpus.concepts import lexicon, shipped
from corpus.hits import Hit
from corpus.search import find, search
from corpus.store import Corpus, select
from corpus.terms import NAMED

WAYS = sorted(NAMED)
CHARACTERS = "教育学校老师班额资金项目建设医院养老环境治理达到完成提高落实"
RARE = "鲲鹏渡麒麟堰貔貅岭饕餮坳"


@pytest.fixture(scope="module", params=WAYS)
def samples(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The sample plans, as sentences, in an index of either kind."""
    from ingest.model import Limits
    from ingest.read import read

    folder = Path(__file__).parents[2] / "corpus" / "samples"
    with Corpus.open(tmp_path_factory.mktemp("samples") / "ledger.db") as corpus:
        for path in sorted(folder.glob("*.txt")):
            lines = [line for line in read(path, Limits()).text.splitlines() if len(line) > 4]
            store(corpus, sentences(lines, source=path.name), identity=path.name)
        _cut(corpus, request.param)
        yield corpus


def _cut(corpus: Corpus, way: str) -> None:
    with corpus.atomic() as connection:
        connection.execute("update meta set value = ? where name = 'terms'", (way,))
        indexing.fill_clauses(connection)


def test_every_sentence_is_found_by_its_rarest_phrase(samples: Corpus) -> None:
    bodies = [body for (body,) in select(samples.connection, "select body from clause")]
    whole = "\n".join(bodies)
    tried = 0
    for body in bodies:
        for at in range(len(body) - 5):
            piece = body[at : at + 6]
            if whole.count(piece) == 1 and re.fullmatch(r"[\u4e00-\u9fff]{6}", piece):
                assert body in [h.quote for h in search(samples, f'"{piece}"', words_only=True)]
                assert piece in search(samples, piece, words_only=True)[0].quote
                tried += 1
                break
    assert tried > 100


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(alphabet=CHARACTERS, min_size=6, max_size=20), min_size=3, max_size=8, unique=True),
    st.integers(0, 7),
    st.text(alphabet=RARE, min_size=2, max_size=5),
    st.sampled_from(WAYS),
)
def test_a_sentence_is_found_by_its_own_rare_phrase(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], place: int, rare: str, way: str
) -> None:
    place %= len(texts)
    texts[place] = texts[place][:3] + rare + texts[place][3:]
    with Corpus.open(tmp_path_factory.mktemp("rare") / "ledger.db") as corpus:
        _cut(corpus, way)
        store(corpus, sentences(texts))
        for query in (f'"{rare}"', rare):
            assert search(corpus, query, words_only=True)[0].quote == texts[place]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(1, 9999),
    st.sampled_from(["元", "人", "万元", "%", "所", "公里"]),
    st.sampled_from(["", "补助", "每人补助不超过"]),
    st.sampled_from(WAYS),
    st.randoms(use_true_random=False),
)
def test_a_number_is_never_part_of_another(
    tmp_path_factory: pytest.TempPathFactory, number: int, unit: str, words: str, way: str, rng: random.Random
) -> None:
    asked = f"{number}{unit}"
    others = {f"{number}0", f"{number}00", f"1{number}", f"{number}.5", f"{rng.randrange(1, 9)}{number}"}
    with Corpus.open(tmp_path_factory.mktemp("numbers") / "ledger.db") as corpus:
        _cut(corpus, way)
        store(corpus, sentences([f"每人补助不超过{n}{unit}。" for n in (str(number), *sorted(others))]))
        found = [h.quote for h in search(corpus, words + asked)]
        assert found == [f"每人补助不超过{asked}。"]


def test_100_yuan_never_gives_1000_yuan(ledger: Corpus) -> None:
    store(ledger, sentences(["补助100元。", "补助1000元。", "补助1,000元。", "补助１００元以上。", "补助2100元。"]))
    for query in ("100元", "补助100元", '"100元"', "１００元", "学生补助 100元 标准"):
        assert {h.quote for h in search(ledger, query)} == {"补助100元。", "补助１００元以上。"}, query


def first_ten(corpus: Corpus, query: str) -> list[Hit]:
    return list(find(corpus, query, limit=10, words_only=True, fold_copies=False).hits)


def test_everyday_words_for_the_same_share_most_of_their_first_ten(tmp_path: Path) -> None:
    """Two everyday words of one entry are the same question."""
    lines = [c.finds for c in shipped()]
    with Corpus.open(tmp_path / "ledger.db") as corpus:
        store(corpus, sentences(lines))
        compared = 0
        for entry in shipped():
            groups: dict[object, list[set[str]]] = {}
            for word in entry.says:
                slots = lexicon().slots(word)
                if [slot.typed for slot in slots] == [word] and not any(word in line for line in lines):
                    page = {h.quote for h in first_ten(corpus, word)}
                    groups.setdefault(frozenset(slots[0].terms), []).append(page)
            for pages in groups.values():
                for one, other in combinations(pages, 2):
                    assert len(one & other) >= 0.8 * max(len(one), len(other)), entry.says
                    compared += 1
        assert compared > 100


def test_cutting_again_changes_nothing(samples: Corpus) -> None:
    queries = [c.query for c in shipped()[:20]]
    way = indexing.terms_of(samples.connection).name
    before = [[(h.quote, h.score, h.why) for h in search(samples, q, words_only=True)] for q in queries]
    _cut(samples, next(w for w in WAYS if w != way))
    _cut(samples, way)
    assert [[(h.quote, h.score, h.why) for h in search(samples, q, words_only=True)] for q in queries] == before


@pytest.mark.parametrize(
    "query",
    [
        *('"', '""""', "“", "-", "*", "NOT", "AND OR", "col:x", "教师 NEAR(3)", "()", "{}[]", "\\", "%", "_", "<>="),
        *(
            "😀",
            "👨\u200d👩\u200d👧 教师",
            "１００元",
            "敎師",
            "，。！",
            "\x00教师",
            "\u202e教师",
            "教师\n班额",
            "地区:",
            "班额<=",
        ),
        *("地区:", "班额<=", "教师" * 5_000, "x" * 10_000, '"' * 10_000, "-" * 10_000, "班额<=999999999999999"),
    ],
    ids=lambda query: repr(query[:12]),
)
def test_any_text_is_answered_the_same_twice(samples: Corpus, query: str) -> None:
    found = find(samples, query)
    assert find(samples, query).hits == found.hits
    assert found.hits or "教师" not in query, "a word among odd characters is found"
