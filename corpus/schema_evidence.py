"""The migration that remembers what people said of offered evidence."""

from __future__ import annotations

import apsw

_TABLE = """
create table evidence(
  id integer primary key autoincrement,
  key text not null,
  sentence text not null,
  source text not null,
  decision text not null check (decision in ('accept', 'reject')),
  author text not null,
  reason text,
  at text not null,
  event text
);
create index evidence_key on evidence(key, sentence);
create trigger evidence_no_update before update on evidence begin
  select raise(abort, 'decisions are append-only');
end;
create trigger evidence_no_delete before delete on evidence begin
  select raise(abort, 'decisions are append-only');
end;
"""


def evidence(connection: apsw.Connection) -> None:
    """Decisions on offered evidence, by commitment and sentence."""
    connection.execute(_TABLE)
