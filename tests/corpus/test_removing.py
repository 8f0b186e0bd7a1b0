"""What is taken out of a ledger is in none of its files any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_factories import PLAN, Extraction, Fake, commitment, document, owners, plan, sentences, store

from corpus import ledger as history
from corpus import removing, revectoring, rows
from corpus.errors import UnknownDocument
from corpus.intake import add
from corpus.model import LedgerEvent, Outcome, Progress, Standing
from corpus.search import search
from corpus.store import Corpus, select

SECRET = "2026年底前完成鲲鹏渡改扩建工程，由鲲鹏渡管委会负责。"


def files(path: Path) -> bytes:
    """All bytes of a ledger: its file, log, sidecar and model."""
    found = [p for p in path.parent.rglob("*") if p.is_file()]
    return b"".join(p.read_bytes() for p in found)


def secret(number: int) -> Extraction:
    text = f"{SECRET}第{number}稿。"
    held = commitment(text, SECRET, key="secret0000000000", responsible=owners("鲲鹏渡管委会"))
    return Extraction(document(text, source="鲲鹏渡.txt", title="鲲鹏渡方案"), (held,), ())


@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_left(filled: Corpus, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus import indexing

    for number in (1, 2):
        store(filled, secret(number), path="/plans/鲲鹏渡.txt", identity="标题:鲲鹏渡")
    if large:
        monkeypatch.setattr(indexing, "LARGE", 0)
        monkeypatch.setattr(indexing, "_SMALL", 0)
        with filled.atomic() as connection:
            indexing.settle(connection)
    revectoring.refresh_vectors(filled)
    assert search(filled, '"鲲鹏渡"') and "鲲".encode() in files(filled.path)
    before = search(filled, "骨干教师", words_only=True)
    assert removing.remove(filled, [3]) == 2, "both versions go"
    assert search(filled, '"鲲鹏渡"', words_only=True) == []
    assert [h.quote for h in search(filled, "骨干教师", words_only=True)] == [h.quote for h in before]
    assert "鲲".encode() not in files(filled.path)
    assert rows.document(filled, 1) is not None and filled.connection.pragma("freelist_count") == 0
    revectoring.refresh_vectors(filled)
    assert "鲲".encode() not in files(filled.path)
    tables = [n for (n,) in select(filled.connection, "select name from sqlite_schema where type in ('table', 'view')")]
    for table in tables:
        found = select(filled.connection, f'select * from "{table}"')
        assert not any("鲲" in str(cell) for row in found for cell in row), table


def test_progress_stays_and_counts_again(filled: Corpus) -> None:
    store(filled, secret(1), identity="标题:鲲鹏渡")
    history.record(
        filled,
        "secret0000000000",
        LedgerEvent("", Standing.DECLARED, Progress.DONE, "甲", "2026-01-01T00:00:00Z"),
    )
    removing.remove(filled, [2])
    assert len(history.history(filled, "secret0000000000")) == 1
    store(filled, secret(1), identity="标题:鲲鹏渡")
    row = rows.commitment(filled, "secret0000000000")
    assert row is not None and row.progress is Progress.DONE


def test_what_was_noted_of_files_goes_with_copies_and_all(ledger: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, text in (("鲲鹏渡.txt", "鲲鹏渡方案\n应建鲲鹏渡口三处。"), ("b.txt", "另一方案\n应修路十里。")):
        (folder / name).write_text(text, "utf-8")
    fake = Fake()

    def take() -> list[Outcome | None]:
        read = add(ledger, [folder], read=fake.read, extract=fake.extract, identity=fake.identity, vectors=False)
        return [one.outcome for one in read]

    take()
    first = select(ledger.connection, "select document from file where path glob '*鲲鹏渡*'")[0][0]
    with ledger.atomic() as connection:
        connection.execute("update document set copy_of = ?, current = 0, copies = 0 where id <> ?", (first, first))
        connection.execute("update document set copies = 1 where id = ?", (first,))
    other = select(ledger.connection, "select id from document where copy_of is not null")[0][0]
    removing.remove(ledger, [other])
    assert select(ledger.connection, "select id, copies from document") == [(first, 0)]
    assert removing.remove(ledger, [first]) == 1
    assert select(ledger.connection, "select count(*) from file") == [(0,)]
    assert "鲲".encode() not in ledger.path.read_bytes()
    assert set(take()) == {Outcome.ADDED}


def test_the_copies_of_a_plan_go_with_it(ledger: Corpus) -> None:
    store(ledger, secret(1), path="/plans/鲲鹏渡.txt", identity="标题:鲲鹏渡")
    store(ledger, sentences(["鲲鹏渡改扩建。"], source="鲲鹏.txt"), path="/plans/鲲鹏.txt", identity="副本")
    with ledger.atomic() as connection:
        connection.execute("update document set copy_of = 1 where id = 2")
    assert removing.remove(ledger, [1]) == 2
    assert select(ledger.connection, "select count(*) from document") == [(0,)]
    assert "鲲".encode() not in files(ledger.path)


def test_an_unknown_document_changes_nothing(filled: Corpus) -> None:
    with pytest.raises(UnknownDocument):
        removing.remove(filled, [1, 99])
    assert rows.document(filled, 1) is not None


def test_after_removing_all_a_ledger_takes_plans_again(ledger: Corpus) -> None:
    store(ledger, sentences(["交流轮岗。"]))
    removing.remove(ledger, [1])
    assert search(ledger, "交流轮岗", words_only=True) == []
    written = store(ledger, plan())
    assert written.document == 2 and PLAN.startswith("青禾县")
