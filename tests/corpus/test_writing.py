"""Documents written down: whole, grounded, in versions, with keys and events that last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ledger_factories import PLAN, QINGHE, commitment, document, measure, plan, sentences, store

from corpus import ledger as history
from corpus import rows
from corpus.errors import NotGrounded
from corpus.model import LedgerEvent, Outcome, Progress, Standing
from corpus.search import search
from corpus.store import Corpus, select
from corpus.writing import put, return_to
from extract.model import Extraction
from ingest.model import (
    Block,
    BlockKind,
    Cell,
    Citation,
    Document,
    Header,
    Level,
    Problem,
    Region,
    Repair,
    Span,
    Status,
    Table,
)

NEWER = PLAN.replace("45人", "50人").replace("到2024年，全面消除大班额。", "")


def done(key: str, standing: Standing = Standing.DECLARED) -> LedgerEvent:
    return LedgerEvent(key, standing, Progress.DONE, "县教育局", "2026-01-01T00:00:00Z")


def newer() -> Extraction:
    """The second version: one commitment changed its value, the others stayed."""
    first = plan()
    size = commitment(NEWER, "小学标准班额不超过50人。", key="changed0000000000")
    kept = [
        replace(
            c, span=Span(NEWER.index(c.quote), NEWER.index(c.quote) + len(c.quote)), deadline_span=None, measures=()
        )
        for c in first.commitments[:2]
    ]
    return Extraction(document(NEWER, region=QINGHE), (*kept, size), ())


def counts(corpus: Corpus) -> dict[str, int]:
    tables = ("document", "heading", "block", "commitment", "measure", "responsibility", "clause", "event")
    return {t: select(corpus.connection, f"select count(*) from {t}")[0][0] for t in tables}


def integrity(corpus: Corpus) -> None:
    """The full-text indexes agree with the tables."""
    corpus.connection.execute("insert into clause_words(clause_words) values ('integrity-check')")
    corpus.connection.execute("insert into commitment_words(commitment_words) values ('integrity-check')")
    assert corpus.connection.pragma("integrity_check") == "ok"
    assert select(corpus.connection, "pragma foreign_key_check") == []


def test_what_comes_back_is_what_was_written(filled: Corpus) -> None:
    stored = rows.document(filled, 1)
    assert stored is not None
    first = plan()
    assert stored.text == first.document.text
    assert stored.header == first.document.header
    assert stored.blocks == first.document.blocks
    assert stored.headings == first.document.headings
    assert tuple(r.commitment for r in stored.commitments) == first.commitments
    assert stored.facts == first.facts
    row = stored.commitments[0]
    assert (row.section, row.source, row.region) == ("一、主要任务 › (一)强化教师队伍", "plan.txt", "青禾县")
    assert (stored.row.commitments, stored.row.measures, stored.row.facts, stored.row.version) == (3, 3, 1, 1)


def test_every_field_of_a_document_comes_back(ledger: Corpus) -> None:
    text = "标题\n〔2024〕5号 甲\n20233月底"
    full = Document(
        source="a.pdf",
        sha256="0" * 64,
        format="pdf",
        text=text,
        blocks=(
            Block(Span(0, 2), BlockKind.TITLE, page=1, box=(1.0, 2.5, 3.0, 4.0)),
            Block(Span(3, 12), BlockKind.CELL, page=1, table=0, row=0, column=1),
            Block(Span(13, 20), BlockKind.PARAGRAPH, page=2, breaks=(15, 17)),
        ),
        tables=(Table(Span(3, 12), 1, 2, (Cell(0, 1, Span(3, 12), 1, 2),), 0, 1),),
        header=Header(
            title="标题",
            doc_number="甲政〔2024〕5号",
            issuer="甲县人民政府",
            region=Region("甲县", None, Level.COUNTY, ("乙省",)),
            level=Level.COUNTY,
            issued=date(2024, 1, 2),
            released=date(2024, 2, 3),
            period=(2024, 2028),
            cites=(
                Citation("《甲》(乙〔2017〕6号)", "乙〔2017〕6号", Span(3, 9)),
                Citation("《乙》", None, Span(0, 2)),
            ),
            places={"title": Span(0, 2)},
        ),
        problems=(Problem("lost_character", "缺字", Span(13, 18), 2), Problem("missing_pages", "缺页")),
        repairs=(Repair(Span(13, 18), "20233月"[:5], "2023年3月", "date"),),
        status=Status.PARTIAL,
        pages=2,
    )
    written = put(ledger, Extraction(full, (), ()), Path("/a.pdf"), identity="文号:甲政〔2024〕5号")
    stored = rows.document(ledger, written.document)
    assert stored is not None
    assert (stored.header, stored.blocks, stored.problems, stored.repairs) == (
        full.header, full.blocks, full.problems, full.repairs,
    )  # fmt: skip
    row = stored.row
    assert (row.issued, row.released, row.period) == (date(2024, 1, 2), date(2024, 2, 3), (2024, 2028))
    assert (row.status, row.region_code, row.problems, row.format) == ("partial", None, 2, "pdf")
    from corpus.packing import unpack_tables

    assert unpack_tables(select(ledger.connection, "select tables from document")[0][0]) == full.tables


def test_the_same_again_changes_nothing(filled: Corpus) -> None:
    before, generation = counts(filled), filled.meta("generation")
    assert store(filled, plan()).outcome is Outcome.UNCHANGED
    assert (counts(filled), filled.meta("generation")) == (before, generation)


@pytest.mark.parametrize("what", ["commitment", "measure", "fact", "empty"])
def test_a_quote_that_is_not_in_its_place_is_refused_and_nothing_is_written(ledger: Corpus, what: str) -> None:
    good = plan()
    moved = Span(0, 5)
    first = good.commitments[0]
    if what == "commitment":
        bad = replace(good, commitments=(replace(first, span=moved), *good.commitments[1:]))
    elif what == "measure":
        bad = replace(good, commitments=(replace(first, measures=(replace(first.measures[0], span=moved),)),))
    elif what == "fact":
        bad = replace(good, facts=(replace(good.facts[0], quote="不在这里"),))
    else:
        bad = replace(good, commitments=(replace(first, span=Span(3, 3), quote=""),))
    with pytest.raises(NotGrounded):
        store(ledger, bad)
    assert set(counts(ledger).values()) == {0}


def test_a_key_is_unique_in_its_document(ledger: Corpus) -> None:
    import apsw

    good = plan()
    bad = replace(good, commitments=(good.commitments[0], replace(good.commitments[1], key=good.commitments[0].key)))
    with pytest.raises(apsw.ConstraintError):
        store(ledger, bad)
    assert set(counts(ledger).values()) == {0}


def test_a_changed_text_is_a_new_version_and_keys_and_events_stay(filled: Corpus) -> None:
    keys = [r.key for r in rows.commitments(filled)]
    history.record(filled, keys[0], done(keys[0]))
    history.record(filled, keys[2], done(keys[2]))
    written = store(filled, newer())
    assert written.outcome is Outcome.NEW_VERSION
    assert written.orphans == (keys[2],)
    now = rows.commitments(filled)
    assert [r.key for r in now] == [keys[0], keys[1], "changed0000000000"]
    assert now[0].progress is Progress.DONE
    assert [e.key for e in history.orphans(filled)] == [keys[2]]
    assert [(v.version, v.id) for v in rows.versions(filled, "文号:甲")] == [(2, 2), (1, 1)]
    assert [d.id for d in rows.documents(filled)] == [2]
    old = rows.document(filled, 1)
    assert old is not None and "45人" in old.text and len(old.commitments) == 3
    gone = rows.commitment(filled, keys[2])
    assert gone is not None and gone.document == 1 and gone.progress is Progress.DONE
    assert [h.quote for h in search(filled, '"45人"', words_only=True)] == []
    assert [h.document for h in search(filled, '"50人"', words_only=True)] == [2]
    integrity(filled)


def test_an_older_version_can_come_back(filled: Corpus) -> None:
    key = rows.commitments(filled)[2].key
    store(filled, newer())
    history.record(filled, "changed0000000000", done("changed0000000000"))
    back = return_to(filled, 1)
    assert (back.outcome, back.orphans) == (Outcome.NEW_VERSION, ("changed0000000000",))
    assert [d.id for d in rows.documents(filled)] == [1]
    assert rows.commitments(filled)[2].key == key
    found = search(filled, '"45人"', words_only=True)
    assert [h.commitment.key for h in found if h.commitment] == [key]
    assert return_to(filled, 1).outcome is Outcome.UNCHANGED
    integrity(filled)


def test_the_same_bytes_with_other_findings_are_rewritten_in_place(filled: Corpus) -> None:
    keys = [r.key for r in rows.commitments(filled)]
    history.record(filled, keys[2], done(keys[2]))
    fewer = replace(plan(), commitments=plan().commitments[:2])
    written = store(filled, fewer)
    assert (written.document, written.outcome, written.orphans) == (1, Outcome.NEW_VERSION, (keys[2],))
    assert [r.key for r in rows.commitments(filled)] == keys[:2]
    assert rows.documents(filled)[0].version == 1
    assert counts(filled)["event"] == 1
    integrity(filled)


def test_an_older_version_is_rewritten_without_being_found(filled: Corpus) -> None:
    store(filled, newer())
    store(filled, replace(plan(), commitments=()))
    assert [d.id for d in rows.documents(filled)] == [2]
    assert search(filled, '"45人"', words_only=True) == []
    integrity(filled)


def test_a_document_whose_identity_is_read_otherwise_moves(filled: Corpus) -> None:
    store(filled, newer())
    store(filled, newer(), identity="文号:乙")
    assert [(d.id, d.identity, d.version) for d in rows.documents(filled)] == [(1, "文号:甲", 1), (2, "文号:乙", 1)]
    assert {h.document for h in search(filled, "骨干教师", words_only=True)} == {1, 2}
    integrity(filled)


def test_two_plans_are_two_documents(filled: Corpus) -> None:
    store(filled, sentences(["另一份规划的第一句。", "第二句。"]), identity="文号:丙")
    assert len(rows.documents(filled)) == 2
    assert rows.count(filled) == 5


def test_pages_are_those_of_the_block(ledger: Corpus) -> None:
    store(ledger, plan(pages=True))
    assert [r.page for r in rows.commitments(ledger)] == [2, 2, 2]
    assert {h.page for h in search(ledger, "随迁子女", words_only=True)} == {3}


def test_measures_keep_their_exact_values(ledger: Corpus) -> None:
    from decimal import Decimal

    text = "达到0.10元"
    exact = measure(text, text, value=Decimal("0.10"), value_span=Span(2, 6), confidence=0.5, scope="小学")
    store(ledger, Extraction(document(text), (commitment(text, text, measures=(exact,)),), ()))
    assert rows.commitments(ledger)[0].commitment.measures == (exact,)
    assert str(rows.commitments(ledger)[0].commitment.measures[0].value) == "0.10"
