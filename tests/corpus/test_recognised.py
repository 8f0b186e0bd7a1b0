"""How surely a picture was read stays with its text: in the ledger, in the JSON, before the person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_factories import plan, store

from corpus import rows
from corpus.export import objects
from corpus.interchange import fingerprint, interchange
from corpus.overlay_plan import fact_rows
from corpus.store import Corpus, select
from extract.model import Extraction
from extract.recognised import least, recognised, with_doubts
from ingest.model import Block, BlockKind, Span

SURE = {4: 0.97, 6: 0.6}
"""Line -> confidence; the fourth holds two commitments, the sixth one."""


def scanned(sure: dict[int, float]) -> Extraction:
    made = plan()
    blocks = tuple(replace(block, confidence=sure.get(n, 0.99)) for n, block in enumerate(made.document.blocks, 1))
    return with_doubts(replace(made, document=replace(made.document, blocks=blocks)))


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(0, 5, 0.9), (4, 12, 0.5), (10, 20, 0.5), (20, 30, None), (5, 10, None)]
)
def test_the_least_sure_line_counts(start: int, end: int, expected: float | None) -> None:
    blocks = [
        Block(Span(0, 5), BlockKind.PARAGRAPH, confidence=0.9),
        Block(Span(6, 9), BlockKind.PARAGRAPH),
        Block(Span(10, 20), BlockKind.PARAGRAPH, confidence=0.5),
    ]
    assert least(Span(start, end), recognised(blocks)) == expected


def test_it_is_kept_line_by_line_and_for_each_commitment(ledger: Corpus) -> None:
    made = scanned(SURE)
    row = store(ledger, made).document
    found = rows.document(ledger, row)
    assert found is not None
    assert [block.confidence for block in found.blocks] == [block.confidence for block in made.document.blocks]
    assert [one.recognised for one in found.commitments] == [0.97, 0.97, 0.6]
    assert [one.recognised for one in rows.commitments(ledger)] == [0.97, 0.97, 0.6]
    assert [one.commitment.doubts for one in found.commitments] == [("没有期限",), (), ("uncertain_text",)]


def test_the_json_says_it_where_there_is_a_picture(ledger: Corpus) -> None:
    made = scanned(SURE)
    store(ledger, made)
    said = [one["recognised"] for one in interchange(made)["commitments"]]
    assert said == [0.97, 0.97, 0.6]
    (written,) = objects(ledger, rows.commitments(ledger))
    assert [one["recognised"] for one in written["commitments"]] == said
    assert all("recognised" not in one for one in interchange(plan())["commitments"])
    assert all("recognised" not in one for one in interchange(plan())["facts"])
    assert fingerprint(made) != fingerprint(scanned(SURE | {4: 0.96}))


def test_facts_say_it_too(ledger: Corpus) -> None:
    made = scanned(SURE)
    store(ledger, made)
    (sure,) = {least(one.span, recognised(made.document.blocks)) for one in made.facts}
    assert sure is not None
    assert [one["recognised"] for one in interchange(made)["facts"]] == [sure]
    (written,) = objects(ledger, rows.commitments(ledger))
    assert [one["recognised"] for one in written["facts"]] == [sure]
    (row,) = select(ledger.connection, "select id from measure where commitment is null")[0]
    assert fact_rows(ledger, [row])[row].recognised == sure


def test_a_ledger_of_before_does_not_know_it(ledger: Corpus) -> None:
    store(ledger, plan())
    assert select(ledger.connection, "select distinct confidence from block") == [(None,)]
    assert select(ledger.connection, "select distinct recognised from commitment") == [(None,)]
    assert all(row.recognised is None for row in rows.commitments(ledger))
