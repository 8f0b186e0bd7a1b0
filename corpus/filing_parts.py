"""The rows below a commitment: organisations, measures, its entry in the full-text index. Inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from corpus.indexing import haystack
from corpus.packing import iso, pack_list, pack_responsible, value_columns
from extract.model import Commitment, Measure, Responsibility


def insert_responsible(connection: apsw.Connection, found: Iterable[tuple[int, Commitment]]) -> None:
    """The organisations of commitments, each under the id of its row."""
    known: dict[tuple[str, str], int] = {}
    connection.executemany(
        "insert into responsibility values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(row, i, _organisation(connection, known, r.name, _canonical(r))),
                *(
                    r.duty.value,
                    int(r.organisation is not None),
                    int(_canonical(r) not in map(_canonical, c.responsible[:i])),
                ),
                *((r.span.start, r.span.end) if r.span else (None, None)),
            )
            for row, c in found
            for i, r in enumerate(c.responsible)
        ],
    )


def insert_bindings(connection: apsw.Connection, found: Iterable[tuple[int, Commitment]]) -> None:
    """Where commitments bind otherwise than as a whole, each under the id of its row."""
    connection.executemany(
        "insert into binding(commitment, n, start, end, force) values (?, ?, ?, ?, ?)",
        ((row, n, b.span.start, b.span.end, b.force.value) for row, c in found for n, b in enumerate(c.bindings)),
    )


def insert_measures(connection: apsw.Connection, document: int, found: Iterable[tuple[int, Sequence[Measure]]]) -> None:
    """Measures, each under the id of its commitment."""
    _insert_measures(connection, document, ((row, i, one, None) for row, all_ in found for i, one in enumerate(all_)))


def insert_facts(connection: apsw.Connection, document: int, keys: Sequence[str], facts: Sequence[Measure]) -> None:
    """Facts, each under its lasting key."""
    pairs = zip(facts, keys, strict=True)
    _insert_measures(connection, document, ((None, i, one, key) for i, (one, key) in enumerate(pairs)))


def _insert_measures(
    connection: apsw.Connection, document: int, found: Iterable[tuple[int | None, int, Measure, str | None]]
) -> None:
    connection.executemany(
        "insert into measure(document, commitment, n, role, start, end, quote, subject, scope, comparator, value, high,"
        " unit, per, deadline, recurrence, indicator, value_start, value_end, responsible, rules, confidence,"
        " force, key) values (" + ", ".join("?" * 24) + ")",
        ((document, row, i, *_measure_values(m), key) for row, i, m, key in found),
    )


def rewrite_fact(connection: apsw.Connection, row: int, fact: Measure) -> None:
    """Make the row of a fact say something else; its place and its key stay."""
    connection.execute(
        "update measure set role = ?, subject = ?, scope = ?, comparator = ?, value = ?, high = ?, unit = ?, per = ?,"
        " deadline = ?, recurrence = ?, indicator = ?, rules = ? where id = ?",
        (
            *(fact.role.value, fact.subject, fact.scope, fact.comparator.value, *value_columns(fact.value), fact.unit),
            *(fact.per, iso(fact.deadline), fact.recurrence, fact.indicator, pack_list(fact.rules), row),
        ),
    )


def index_words(connection: apsw.Connection, found: Iterable[tuple[int, Commitment]], region: str) -> None:
    """What filtering by text finds commitments by."""
    connection.executemany(
        "insert into commitment_words(rowid, seg) values (?, ?)", ((row, searched(c, region)) for row, c in found)
    )


def unindex_words(connection: apsw.Connection, found: Iterable[tuple[int, Commitment]], region: str) -> None:
    """The other way; the index keeps no copy, so the commitment must be as it was when it was put in."""
    connection.executemany(
        "insert into commitment_words(commitment_words, rowid, seg) values ('delete', ?, ?)",
        ((row, searched(c, region)) for row, c in found),
    )


def searched(commitment: Commitment, region: str) -> str:
    """What is written into the index for a commitment."""
    names = dict.fromkeys(n for r in commitment.responsible for n in (r.name, r.organisation) if n)
    return haystack(commitment.quote, commitment.subject, names, region)


def _canonical(responsibility: Responsibility) -> str:
    """The name under which an organisation is counted, once in a commitment."""
    return responsibility.organisation or responsibility.name


def _organisation(connection: apsw.Connection, known: dict[tuple[str, str], int], written: str, name: str) -> int:
    """Id of a written form and the name it stands for."""
    at = known.get((written, name))
    if at is None:
        connection.execute("insert or ignore into organisation(written, name) values (?, ?)", (written, name))
        at = int(connection.execute("select id from organisation where written = ? and name = ?", (written, name)).get)
        known[written, name] = at
    return at


def _measure_values(m: Measure) -> tuple[Any, ...]:
    return (
        *(m.role.value, m.span.start, m.span.end, m.quote, m.subject, m.scope, m.comparator.value),
        *(*value_columns(m.value), m.unit, m.per, iso(m.deadline), m.recurrence, m.indicator),
        *((m.value_span.start, m.value_span.end) if m.value_span else (None, None)),
        *(pack_responsible(m.responsible), pack_list(m.rules), m.confidence),
        m.force.value if m.force else None,
    )
