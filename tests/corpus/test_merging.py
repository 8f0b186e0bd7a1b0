"""Another ledger's documents, taken over as they were read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_factories import PLAN, Extraction, commitment, document, plan, sentences, store

from corpus import files, matches, review, rows
from corpus.ledger_merge import merge_events
from corpus.merging import merge_documents
from corpus.model import Filters, Outcome
from corpus.search import find
from corpus.several import find_in
from corpus.store import Corpus, select
from corpus.writing import put

NEWER = PLAN.replace("确保随迁子女", "确保每名随迁子女")


@pytest.fixture
def other(tmp_path: Path) -> Corpus:
    corpus = Corpus.open(tmp_path / "other.db")
    store(corpus, plan(source="他.txt"), path="/他/他.txt")
    return corpus


def state(corpus: Corpus) -> list[object]:
    out: list[object] = []
    for row in rows.documents(corpus):
        stored = rows.document(corpus, row.id)
        assert stored is not None
        out.append((row.identity, row.version, row.added, stored.text, stored.header, stored.blocks, stored.headings))
        out.append([one.commitment for one in stored.commitments])
        out.append(stored.facts)
    return out


def test_what_comes_over_is_what_was_there(ledger: Corpus, other: Corpus) -> None:
    with other:
        merged = list(merge_documents(ledger, other))
        assert [one.outcome for one in merged] == [Outcome.ADDED]
        assert state(ledger) == state(other)
        before = state(ledger)
        assert [one.outcome for one in merge_documents(ledger, other)] == [Outcome.UNCHANGED]
        assert state(ledger) == before
        hit = find(ledger, "骨干教师", words_only=True).hits[0]
        assert hit.commitment is not None and hit.source == "他.txt"


@pytest.mark.parametrize(("mine", "theirs", "newer"), [("2026", "2025", False), ("2025", "2026", True)])
def test_of_two_versions_the_one_read_last_is_current(
    ledger: Corpus, tmp_path: Path, mine: str, theirs: str, newer: bool
) -> None:
    store(ledger, plan())
    with Corpus.open(tmp_path / "newer.db") as other:
        store(other, plan(NEWER))
        for corpus, year in ((ledger, mine), (other, theirs)):
            with corpus.atomic() as connection:
                connection.execute("update document set added = ?", (f"{year}-01-01T00:00:00Z",))
        list(merge_documents(ledger, other))
    assert len(rows.versions(ledger, "文号:甲")) == 2
    assert select(ledger.connection, "select count(*) from document where current = 1")[0][0] == 1
    assert bool(find(ledger, '"每名随迁子女"', words_only=True).hits) is newer


def test_versions_of_both_are_numbered_as_they_were_read(ledger: Corpus, tmp_path: Path) -> None:
    store(ledger, plan())
    with Corpus.open(tmp_path / "far.db") as far:
        for at, text in (("2025-01", PLAN + "另行通知。"), ("2025-02", NEWER)):
            store(far, plan(text))
            with far.atomic() as connection:
                connection.execute("update document set added = ? where current = 1", (f"{at}-01T00:00:00Z",))
        with ledger.atomic() as connection:
            connection.execute("update document set added = '2026-01-01T00:00:00Z'")
        list(merge_documents(ledger, far))
    kept = [(one.version, one.added[:7]) for one in rows.versions(ledger, "文号:甲")]
    assert kept == [(3, "2026-01"), (2, "2025-02"), (1, "2025-01")]
    assert [one.version for one in rows.documents(ledger)] == [3]


ROADS = (
    "2027年底前，硬化村道30公里，建设停车场12处，完善照明设施，由县交通局负责，逐村落实，确保群众出行安全方便。"
    "养护经费列入年度预算，道路标志标线同步设置，桥梁隐患排查整改到位，客运班车通到每个行政村，沿线绿化美化。"
)
WATER = (
    "2028年底前，新建供水站5座，更换老旧管网60公里，由县水利局负责，分年度推进，保障水质合格，水费收缴同步规范。"
    "水源地划定保护范围，水质检测每季公布，应急备用水源提前储备，管护人员培训上岗，用水户协会参与监督评议。"
)


@pytest.mark.parametrize(("below", "plans"), [(WATER, 2), (ROADS + "另行通知。", 1)])
def test_plans_of_one_title_with_nothing_else_in_common_both_stay(
    ledger: Corpus, tmp_path: Path, below: str, plans: int
) -> None:
    def titled(text: str, source: str) -> Extraction:
        found = document(text, source=source, title="乡村建设实施方案")
        return Extraction(found, (commitment(text, text[: text.index("。") + 1], key="0123456789abcdef"),), ())

    identity = "标题:乡村建设实施方案|"
    put(ledger, titled(ROADS, "甲.txt"), tmp_path / "甲.txt", identity=identity)
    with Corpus.open(tmp_path / "far.db") as far:
        put(far, titled(below, "乙.txt"), tmp_path / "乙.txt", identity=identity)
        list(merge_documents(ledger, far))
        assert [one.outcome for one in merge_documents(ledger, far)] == [Outcome.UNCHANGED]
    assert len(rows.documents(ledger)) == plans
    assert len({one.key for one in rows.commitments(ledger)}) == plans


def test_judged_matches_come_over_once_and_what_disagrees_is_named(ledger: Corpus, tmp_path: Path) -> None:
    store(ledger, plan())
    one, two, *_ = (row.key for row in rows.commitments(ledger))
    with Corpus.open(tmp_path / "far.db") as far:
        store(far, plan())
        matches.decide(ledger, one, two, "甲", accept=True)
        matches.decide(far, one, two, "乙", accept=False)
        taken = matches.decide(far, two, one, "乙", accept=True)
        matches.take_back(far, taken, "乙")
        merged = merge_events(ledger, far)
        assert (merged.judged, merged.clashes) == (3, (matches.Clash(one, two, mine=True, counts=False),))
        assert matches.said(ledger) == {(one, two): False}
        again = merge_events(ledger, far)
        assert (again.judged, again.clashes) == (0, ())
        back = merge_events(far, ledger)
        assert (back.judged, matches.said(far)) == (1, matches.said(ledger))


def test_one_search_over_several_ledgers(ledger: Corpus, other: Corpus) -> None:
    store(ledger, sentences(["建设骨干教师队伍。", "配备校车40辆。"]))
    with other:
        found = find_in([ledger, other], "骨干教师", Filters(), 10, words_only=True)
        assert {hit.source for hit in found.hits} == {"many.txt", "他.txt"}
        assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
        assert found.total == len(found.hits)
        assert {one.value for one in found.facets["document"]} == {"many.txt", "他.txt"}
        rest = find_in([ledger, other], "骨干教师", Filters(), 1, 1, words_only=True)
        assert rest.hits == found.hits[1:2]
        alone = find(ledger, "骨干教师", limit=10, words_only=True)
        assert find_in([ledger], "骨干教师", Filters(), 10, words_only=True) == alone


def test_a_copy_stays_a_copy_and_what_was_read_stays_readable(ledger: Corpus, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "far.db") as far:
        store(far, plan())
        again = replace(plan(), document=replace(plan().document, sha256="0" * 64, source="再.txt"))
        put(far, again, tmp_path / "再.txt", identity="副本:再", copy_of=1)
        first = rows.commitments(far)[0].key
        review.record(far, first, "", review.Action.REJECT, "甲")
        list(merge_documents(ledger, far))
        assert [row.id for row in rows.documents(ledger)] == [1]
        assert select(ledger.connection, "select copy_of from document order by id") == [(None,), (1,)]
        assert rows.commitments(ledger)[0].key == first
        merge_events(ledger, far)
        assert first not in [row.key for row in rows.commitments(ledger)]


def test_decisions_on_evidence_come_over_once(ledger: Corpus, tmp_path: Path) -> None:
    store(ledger, plan())
    with Corpus.open(tmp_path / "far.db") as far:
        store(far, plan())
        far.connection.execute(
            "insert into evidence(key, sentence, source, decision, author, reason, at, event)"
            " values ('a', 'b', 'c', 'reject', 'd', null, '2026-01-01T00:00:00Z', null)"
        )
        assert (merge_events(ledger, far).decisions, merge_events(ledger, far).decisions) == (1, 0)
        assert select(ledger.connection, "select key, decision from evidence") == [("a", "reject")]


def test_merged_files_are_listed_and_no_copy_is_counted(ledger: Corpus, other: Corpus) -> None:
    with other:
        there = rows.documents(other)[0].id
        with other.atomic() as connection:
            connection.execute(
                "insert into file(path, sha256, size, changed, outcome, reason, remedy, document, seconds, at)"
                " values ('/plans/他.txt', 'x', 1, 2, 'partial', '有几页没读出', null, ?, 0.5, '2026-01-01')",
                (there,),
            )
        merged = list(merge_documents(ledger, other))
        found = {one.path: one for one in files.files(ledger)}["/plans/他.txt"]
        assert (found.outcome, found.reason, found.document) == ("partial", "有几页没读出", merged[0].document)
        assert found.seconds == 0.5
        known = select(ledger.connection, "select size, changed from file where path = '/plans/他.txt'")
        assert known == [(None, None)]
        assert select(ledger.connection, "select copies from document where id = ?", (merged[0].document,)) == [(0,)]
