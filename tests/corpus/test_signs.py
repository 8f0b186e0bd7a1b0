"""A first choice by signs, for a ledger whose vectors are too many to compare each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from ledger_factories import sentences, store

from corpus import codes, removing, revectoring, sidecar, signs, vectors
from corpus.embedding import StaticEmbedder
from corpus.search import find
from corpus.store import Corpus, select

PLACES = ("青禾县", "石桥县", "云亭市", "竹溪县")
MATTERS = ("教师交流轮岗比例不低于一成", "新增养老护理床位", "污水管网改造公里", "家庭医生签约率", "充电桩建设")
TEXTS = [f"{place}{what}{number}。" for number, place in enumerate(PLACES, start=3) for what in MATTERS]


@pytest.fixture
def large(ledger: Corpus, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A ledger that counts as a large one."""
    monkeypatch.setattr(vectors, "COMPARED", 0)
    store(ledger, sentences(TEXTS))
    revectoring.refresh_vectors(ledger)
    return ledger


def own(corpus: Corpus) -> tuple[StaticEmbedder, str]:
    model = vectors.own_model(corpus)
    assert model is not None and sidecar.attached(corpus)
    table = vectors.table_of(corpus, model)
    assert table is not None
    return model, table


def ids_in_signs(corpus: Corpus, table: str) -> list[int]:
    rows = select(corpus.connection, f"select ids from vec.{signs.named(table)} order by first")
    return [int(one) for (held,) in rows for one in np.frombuffer(held, np.int64)]


@pytest.mark.parametrize("query", ["教师交流轮岗", "养老护理床位", "污水管网"])
@pytest.mark.parametrize("within", [None, "select id from clause where id % 2 = 0"])
def test_the_nearest_are_those_of_all_compared(
    large: Corpus, query: str, within: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, _ = own(large)
    asked = model.encode([query])[0]
    monkeypatch.setattr(signs, "DEPTH", 12)
    chosen = vectors.nearest(large, model, asked, 3, within)
    monkeypatch.setattr(vectors, "COMPARED", 10**6)
    exact = vectors.nearest(large, model, asked, 3, within)
    assert [cosine for _, cosine in chosen] == pytest.approx([cosine for _, cosine in exact], abs=1e-4)
    assert within is None or all(row % 2 == 0 for row, _ in chosen)


def test_of_many_chosen_sentences_the_nearest_come_first_and_only_those(
    large: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, _ = own(large)
    monkeypatch.setattr(signs, "_FEW", 0)
    found = vectors.nearest(large, model, model.encode(["充电桩"])[0], 4, "select id from clause where id > ?", (10,))
    assert found and all(row > 10 for row, _ in found)


def test_a_search_finds_the_same_in_a_large_ledger(large: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [hit.quote for hit in find(large, "老师轮换").hits]
    monkeypatch.setattr(vectors, "COMPARED", 10**6)
    assert found == [hit.quote for hit in find(large, "老师轮换").hits] and "轮岗" in found[0]


def test_signs_are_kept_up_and_leave_with_their_sentences(large: Corpus) -> None:
    written = store(large, sentences(["另一份文件说的是河道清淤。", "也说山塘加固。"]), identity="乙")
    revectoring.refresh_vectors(large)
    _, table = own(large)
    before = select(large.connection, "select id from clause order by id")
    assert ids_in_signs(large, table) == [row for (row,) in before]
    removing.remove(large, [written.document])
    revectoring.refresh_vectors(large)
    model, table = own(large)
    left = [row for (row,) in select(large.connection, "select id from clause order by id")]
    assert ids_in_signs(large, table) == left and len(left) == len(TEXTS)
    near = vectors.nearest(large, model, model.encode(["山塘加固"])[0], 50)
    assert {row for row, _ in near} <= set(left)


def test_vectors_in_a_virtual_table_are_moved(large: Corpus) -> None:
    model, table = own(large)
    rows = select(large.connection, f"select id, e, document from vec.{table}")
    with large.atomic() as connection:
        connection.execute(f"drop table vec.{table}")
        connection.execute(f"drop table vec.{signs.named(table)}")
        connection.execute(
            f"create virtual table vec.{table} using vec0(id integer primary key, e float[{model.dimensions}]"
            " distance_metric=cosine, document integer)"
        )
        connection.executemany(f"insert into vec.{table}(id, e, document) values (?, ?, ?)", rows)
    asked = model.encode(["污水管网"])[0]
    unmoved = vectors.nearest(large, model, asked, 3)
    revectoring.refresh_vectors(large)
    kinds = select(large.connection, "select sql from vec.sqlite_master where name = ?", (table,))
    assert not kinds[0][0].lower().startswith("create virtual")
    assert select(large.connection, f"select id, e, document from vec.{table}") == rows
    assert [row for row, _ in vectors.nearest(large, model, asked, 3)] == [row for row, _ in unmoved]


def test_vectors_of_an_earlier_version_get_their_codes(large: Corpus) -> None:
    model, table = own(large)
    asked = model.encode(["污水管网"])[0]
    before = vectors.nearest(large, model, asked, 3)
    with large.atomic() as connection:
        connection.execute(f"drop table vec.{signs.named(table)}")
        connection.execute(f"create table vec.{signs.named_before(table)}(first integer primary key, signs blob)")
    assert not signs.there(large, table)
    assert [row for row, _ in vectors.nearest(large, model, asked, 3)] == [row for row, _ in before]
    revectoring.refresh_vectors(large)
    tables = {name for (name,) in select(large.connection, "select name from vec.sqlite_master")}
    assert signs.named(table) in tables and signs.named_before(table) not in tables
    assert vectors.nearest(large, model, asked, 3) == before


def test_copies_of_a_sentence_are_all_found(large: Corpus) -> None:
    store(large, sentences([f"新增养老护理床位{number}张。" for number in range(20, 60)]), identity="乙")
    revectoring.refresh_vectors(large)
    model, _ = own(large)
    near = vectors.nearest(large, model, model.encode(["新增养老护理床位"])[0], 30)
    assert len(near) == 30 and [row for row, _ in near] == sorted(row for row, _ in near)


@pytest.mark.parametrize(
    ("differences", "depth", "expected"),
    [([3, 1, 2, 1], 2, [1, 3]), ([3, 1, 1, 1], 2, [1, 2]), ([5, 4], 9, [0, 1]), ([], 3, [])],
)
def test_the_least(differences: Sequence[int], depth: int, expected: list[int]) -> None:
    assert codes.least(np.array(differences, np.uint16), depth).tolist() == expected


def test_a_lexicon_that_changed_fits_the_model_anew(large: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = own(large)
    revectoring.refresh_vectors(large)
    assert own(large)[0].name == before.name
    monkeypatch.setattr(revectoring, "taught", lambda: ("小饭桌 托餐 校外供餐",))
    revectoring.refresh_vectors(large)
    assert own(large)[0].name != before.name
