"""Counts beside what a search found."""

from __future__ import annotations

from ledger_factories import plan, sentences, store

from corpus.facets import facets
from corpus.store import Corpus, select


def test_each_kind_is_counted_by_sentences_most_frequent_first(ledger: Corpus) -> None:
    store(ledger, plan())
    store(ledger, sentences(["配备校车40辆。", "建设风雨操场。"]), identity="乙")
    rows = [row for (row,) in select(ledger.connection, "select id from clause order by id")]
    found = {kind: [(one.value, one.count) for one in values] for kind, values in facets(ledger, rows).items()}
    counted = select(
        ledger.connection,
        "select o.name, count(distinct cl.id) from clause cl join responsibility r on r.commitment = cl.commitment"
        " join organisation o on o.id = r.organisation group by 1 order by 2 desc, 1",
    )
    assert found["organisation"] == counted and counted
    assert found["region"] == [("青禾县", len(rows) - 2)] and found["document"][-1] == ("many.txt", 2)
    assert [value for value, _ in found["year"]] == sorted({value for value, _ in found["year"]})
    assert found["force"] and found["indicator"]


def test_a_kind_without_a_value_is_left_out(ledger: Corpus) -> None:
    store(ledger, sentences(["配备校车40辆。"]))
    rows = [row for (row,) in select(ledger.connection, "select id from clause")]
    assert "organisation" not in facets(ledger, rows) and "year" not in facets(ledger, rows)
    assert facets(ledger, []) == {}
