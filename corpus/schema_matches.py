"""The migration that keeps what people said of matches between a parent's commitments and a local plan's."""

from __future__ import annotations

import apsw

_TABLES = """
create table match(
  id integer primary key autoincrement,
  uid text not null unique,
  parent text not null,
  local text not null,
  action text not null check (action in ('confirm', 'reject', 'undo')),
  author text not null,
  at text not null,
  undoes text,
  origin text not null
);
create index match_parent on match(parent, uid);
create trigger match_no_update before update on match begin
  select raise(abort, 'matches are append-only');
end;
create trigger match_no_delete before delete on match begin
  select raise(abort, 'matches are append-only');
end;

create view v_matches as
  select id, parent, local, action, author, at, uid, undoes, origin from match;
"""


def matches(connection: apsw.Connection) -> None:
    """Confirmed and rejected matches."""
    connection.execute(_TABLES)
