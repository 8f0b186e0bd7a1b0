"""The migration that gives a ledger one index of sentences, saved searches and a view of sentences."""

from __future__ import annotations

import apsw

_SEARCHES = """
create table saved_search(
  name text primary key,
  query text not null,
  options text not null,
  saved text not null
);
create view v_clauses as
  select cl.id, d.source, d.region, h.path as section, cl.page, cl.body as text, c.key, cl.start, cl.end, cl.document
  from clause cl join document d on d.id = cl.document
  left join heading h on h.document = cl.document and h.n = cl.section
  left join commitment c on c.id = cl.commitment;
"""


def words(connection: apsw.Connection) -> None:
    """One index of sentences, cut by characters or by pairs of them; traditional characters found as simplified ones;
    saved searches; measures by their place."""
    from corpus import indexing

    connection.execute("drop table clause_exact")
    connection.execute("insert into meta(name, value) values ('terms', 'characters')")
    connection.execute("create index measure_place on measure(document, start)")
    connection.execute(_SEARCHES)
    indexing.fill_clauses(connection)
    indexing.fill_commitments(connection)
    indexing.settle(connection)
