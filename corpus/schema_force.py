"""The migration that keeps how each sentence and each measure binds, not only the commitment as a whole."""

from __future__ import annotations

import apsw

_TABLES = """
alter table measure add column force text;

create table binding(
  commitment integer not null references commitment(id),
  n integer not null,
  start integer not null,
  end integer not null,
  force text not null,
  primary key (commitment, n)
) without rowid;
create index binding_force on binding(force, commitment);

drop view v_measures;
create view v_measures as
  select c.key, d.source, d.region, m.subject, m.scope, m.comparator, cast(m.value as real) as value,
         cast(m.high as real) as high, m.unit, m.per, m.deadline, m.recurrence, m.indicator, m.quote, m.confidence,
         m.start, m.end, m.id, m.document, coalesce(m.force, c.force) as force
  from measure m join commitment c on c.id = m.commitment join document d on d.id = m.document
  where c.current = 1;
"""


def force(connection: apsw.Connection) -> None:
    """Stretches that bind otherwise than their commitment, and the force of each measure.

    A ledger of before does not know them: what it holds binds as a whole until the files are read again (`--again`).
    """
    connection.execute(_TABLES)
