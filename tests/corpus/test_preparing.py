"""What is computed beside the reading is what the ledger would have computed itself, whatever its terms are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_factories import Fake, plan

from corpus import indexing, intake
from corpus.intake import add
from corpus.preparing import Prepared, prepare
from corpus.search import search
from corpus.store import Corpus, select
from corpus.taking import Taken
from corpus.terms import CHARACTERS, PAIRS
from corpus.writing import put
from ingest.plain import plain, typed
from ingest.pool import ProgramFailed

INDEXES = ("clause_words", "commitment_words")


def indexed(corpus: Corpus) -> list[list[tuple[object, ...]]]:
    """Term by term, where it stands."""
    for name in INDEXES:
        corpus.connection.execute(f"create virtual table temp.{name}_terms using fts5vocab(main, {name}, instance)")
    return [select(corpus.connection, f"select * from temp.{name}_terms order by 1, 2, 4") for name in INDEXES]


@pytest.mark.parametrize(
    "given",
    [
        None,
        prepare(plan(), CHARACTERS),
        prepare(plan(), PAIRS),
        replace(prepare(plan(), CHARACTERS), sentences=("多",)),
        replace(prepare(plan(), CHARACTERS), words=()),
    ],
    ids=["none", "fitting", "other terms", "other sentences", "no entries"],
)
def test_the_indexes_hold_the_same_whoever_cut(tmp_path: Path, given: Prepared | None) -> None:
    found = []
    for name, prepared in (("a", prepare(plan(), CHARACTERS)), ("b", given)):
        with Corpus.open(tmp_path / f"{name}.db") as corpus:
            put(corpus, plan(), tmp_path / "plan.txt", identity="甲", prepared=prepared)
            found.append(indexed(corpus))
    assert found[0] == found[1]
    assert all(found[0])


def test_it_passes_between_processes() -> None:
    made = prepare(plan(), PAIRS)
    assert typed(Prepared, plain(made)) == made
    assert Taken(0.0, made=plan()).prepared(PAIRS) == made
    for said in ({}, {"prepared": [1]}, {"prepared": plain(made)[:4]}):
        with pytest.raises(ProgramFailed):
            Taken(0.0, said).prepared(PAIRS)


def test_a_ledger_that_grows_large_is_cut_anew_in_the_middle_of_a_batch(
    ledger: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "LARGE", 4)
    monkeypatch.setattr(indexing, "_SMALL", 2)
    monkeypatch.setattr(intake, "_SETTLED", 2)
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(f"甲{n}\n应建成站点{n}。\n应办好第{n}件事。", encoding="utf-8")
    fake, terms = Fake(), []
    paths = sorted(tmp_path.glob("*.txt"))
    for _ in add(ledger, paths, read=fake.read, extract=fake.extract, identity=fake.identity, vectors=False):
        terms.append(indexing.terms_of(ledger.connection).name)
    assert terms == ["characters", *["pairs"] * 5]
    found = search(ledger, "建成站点", words_only=True)
    assert {hit.quote for hit in found} == {f"应建成站点{n}。" for n in range(6)}
