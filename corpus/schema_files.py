"""The step that gives a ledger its files: what became of each, and which of them hold the same plan."""

from __future__ import annotations

import apsw

_FILES = """
alter table document add column copy_of integer references document(id) deferrable initially deferred;
alter table document add column copies integer not null default 0;
create index document_copy on document(copy_of) where copy_of is not null;

create table likeness(
  hash integer not null,
  document integer not null references document(id),
  primary key (hash, document)
) without rowid;
create index likeness_document on likeness(document);

create table file(
  path text primary key,
  sha256 text,
  size integer,
  changed integer,
  outcome text not null check (outcome in ('ok', 'partial', 'low_quality', 'empty', 'refused')),
  reason text,
  remedy text,
  document integer references document(id) deferrable initially deferred,
  seconds real not null,
  at text not null
) without rowid;
create index file_document on file(document) where document is not null;

create view v_files as
  select path, outcome, reason, document, seconds, at from file;
"""


def files(connection: apsw.Connection) -> None:
    """Files with their outcome, copies of a plan, and what texts are compared by."""
    connection.execute(_FILES)
