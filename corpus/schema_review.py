"""The migration that keeps what people confirmed, corrected and rejected, beside what the program had read."""

from __future__ import annotations

import apsw

_TABLES = """
create table correction(
  id integer primary key autoincrement,
  uid text not null unique,
  key text not null,
  field text not null,
  action text not null check (action in ('confirm', 'correct', 'reject', 'undo')),
  value text,
  was text not null,
  author text not null,
  reason text,
  at text not null,
  undoes text,
  origin text not null
);
create index correction_key on correction(key, uid);
create trigger correction_no_update before update on correction begin
  select raise(abort, 'corrections are append-only');
end;
create trigger correction_no_delete before delete on correction begin
  select raise(abort, 'corrections are append-only');
end;

create table original(
  commitment integer primary key references commitment(id),
  body text not null
);

alter table commitment add column rejected integer not null default 0;
drop index commitment_due;
create index commitment_due on commitment(current, due, every, document, key);

create view v_corrections as
  select id, key, field, action, value, was, author, reason, at, uid, undoes, origin from correction;
"""


def review(connection: apsw.Connection) -> None:
    """Corrections, and the reading of the program for what they changed."""
    connection.execute(_TABLES)
