"""The migration that lets people say something of facts and of documents' headers as well."""

from __future__ import annotations

import apsw

from corpus.packing import value_of
from extract.model import Comparator, Measure, Role
from ingest.model import Span

_TABLES = """
alter table document add column key text not null default '';
alter table measure add column key text;
alter table measure add column rejected integer not null default 0;
"""
_REST = """
create index document_key on document(key);
create index measure_key on measure(key) where key is not null;

create table original_fact(
  measure integer primary key references measure(id),
  body text not null
);
create table original_header(
  document integer primary key references document(id),
  body text not null
);

drop view v_facts;
create view v_facts as
  select d.source, d.region, m.role, m.subject, m.scope, m.comparator, cast(m.value as real) as value,
         cast(m.high as real) as high, m.unit, m.per, m.deadline, m.indicator, m.quote, m.confidence,
         m.start, m.end, m.id, m.document, m.key
  from measure m join document d on d.id = m.document
  where m.commitment is null and m.rejected = 0 and d.current = 1;
"""


def facts(connection: apsw.Connection) -> None:
    """Lasting keys of headers and facts, and the reading of the program for what was corrected of them."""
    # The rooms above the schema are known only when a file is brought up to date.
    from corpus.reviewkeys import fact_keys, header_key
    from corpus.store import select

    connection.execute(_TABLES)
    for document, identity in select(connection, "select id, identity from document"):
        connection.execute("update document set key = ? where id = ?", (header_key(identity), document))
        held = select(
            connection,
            "select m.id, m.subject, m.scope, m.per, coalesce(h.path, '') from measure m left join heading h"
            " on h.document = m.document and h.n = (select section from block b where b.document = m.document"
            " and b.start <= m.start order by b.n desc limit 1) where m.document = ? and m.commitment is null"
            " order by m.n",
            (document,),
        )
        stated = [
            Measure(Role.STATUS, Span(0, 0), "", subject, scope, Comparator.EQUAL, value_of("0", None), None, per=per)
            for _, subject, scope, per, _ in held
        ]
        keys = fact_keys(identity, [path for *_, path in held], stated)
        connection.executemany(
            "update measure set key = ? where id = ?", [(key, row[0]) for key, row in zip(keys, held, strict=True)]
        )
    connection.execute(_REST)
