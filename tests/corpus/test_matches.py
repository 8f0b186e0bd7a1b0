"""What people say of matches: kept, read again, taken back, and followed by the alignment."""

from __future__ import annotations

import pytest
from ledger_factories import QINGHE, Extraction, commitment, document, store

from corpus import matches
from corpus.align import align
from corpus.aligned import Answer
from corpus.errors import BadEvent, UnknownKey
from corpus.store import Corpus, select

ABOVE = "到2027年，所有小学班级学生数不超过45人。"
BELOW = (
    "2027年底前，全县小学班级学生数都不超过45人。",
    "推进校长教师交流轮岗。",
    "班级学生数逐年下降，不超过45人的班级增加。",
)


def plan(text: str, *lines: str) -> Extraction:
    """A plan that promises each of its lines."""
    return Extraction(document(text, region=QINGHE), tuple(commitment(text, line) for line in lines), ())


@pytest.fixture
def sides(ledger: Corpus) -> tuple[Extraction, Extraction]:
    above, below = plan(ABOVE, ABOVE), plan("\n".join(BELOW), *BELOW)
    store(ledger, above)
    store(ledger, below)
    return above, below


def test_what_was_said_last_counts_until_it_is_taken_back(ledger: Corpus, sides: tuple[Extraction, Extraction]) -> None:
    parent, local = sides[0].commitments[0].key, sides[1].commitments[0].key
    first = matches.decide(ledger, parent, local, "督查室", accept=True)
    assert matches.said(ledger) == {(parent, local): True}
    second = matches.decide(ledger, parent, local, "督查室", accept=False)
    assert matches.said(ledger) == {(parent, local): False}
    with pytest.raises(BadEvent):
        matches.take_back(ledger, first, "督查室")
    matches.take_back(ledger, second, "督查室")
    assert matches.said(ledger) == {(parent, local): True}
    matches.take_back(ledger, first, "督查室")
    assert matches.said(ledger) == {}
    with pytest.raises(BadEvent):
        matches.take_back(ledger, first, "督查室")
    assert [row[0] for row in select(ledger.connection, "select action from v_matches order by id")] == [
        "confirm", "reject", "undo", "undo",
    ]  # fmt: skip


def test_unknown_keys_and_nobody_are_refused(ledger: Corpus, sides: tuple[Extraction, Extraction]) -> None:
    parent, local = sides[0].commitments[0].key, sides[1].commitments[0].key
    with pytest.raises(UnknownKey):
        matches.decide(ledger, parent, "没有", "督查室", accept=True)
    with pytest.raises(BadEvent):
        matches.decide(ledger, parent, local, " ", accept=True)
    assert matches.said(ledger) == {}


def test_the_alignment_follows_what_was_said(sides: tuple[Extraction, Extraction]) -> None:
    above, below = sides
    parent = above.commitments[0].key
    plain = align(above, below).pairs[0]
    assert plain.local == below.commitments[0] and not plain.confirmed
    without = align(above, below, {(parent, below.commitments[0].key): False}).pairs[0]
    assert without.local != below.commitments[0] and below.commitments[0].key not in dict(without.others)
    chosen = align(above, below, {(parent, below.commitments[1].key): True}).pairs[0]
    assert chosen.local == below.commitments[1] and chosen.confirmed
    every = {(parent, one.key): False for one in below.commitments}
    assert align(above, below, every).pairs[0].answer is Answer.MISSING
    assert align(above, below, {}).pairs[0] == plain
