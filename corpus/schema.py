"""The tables of a ledger, as numbered migrations.

`PRAGMA user_version` counts the migrations that a file has seen. Each one is a function that runs in its own
transaction together with the new number, so an old file is either as it was or one step further.
Only ordinary tables and FTS5 with built-in tokenizers stand in the file, so any SQLite tool opens it.
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

from corpus.schema_evidence import evidence
from corpus.schema_facts import facts
from corpus.schema_files import files
from corpus.schema_force import force
from corpus.schema_matches import matches
from corpus.schema_progress import progress
from corpus.schema_recognised import recognised
from corpus.schema_review import review
from corpus.schema_words import words

APPLICATION_ID = 0x545A4C47
"""`PRAGMA application_id` of a ledger (the letters TZLG)."""

_DOCUMENTS = """
create table meta(
  name text primary key,
  value
) without rowid;

create table document(
  id integer primary key autoincrement,
  identity text not null,
  version integer not null check (version > 0),
  current integer not null check (current in (0, 1)),
  sha256 text not null unique,
  content text not null,
  source text not null,
  path text not null,
  format text not null,
  status text not null,
  pages integer,
  title text,
  doc_number text,
  issuer text,
  region text,
  region_code text,
  region_parents text not null default '',
  level text,
  issued text,
  released text,
  period_from integer,
  period_to integer,
  header text not null,
  tables text not null,
  problems text not null,
  repairs text not null,
  text text not null,
  commitments integer not null,
  measures integer not null,
  facts integer not null,
  problem_count integer not null,
  added text not null,
  unique (identity, version)
);
create unique index document_current on document(identity) where current = 1;

create table heading(
  document integer not null references document(id),
  n integer not null,
  level integer not null,
  marker text,
  title text not null,
  start integer not null,
  end integer not null,
  parent integer,
  path text not null,
  primary key (document, n)
) without rowid;

create table block(
  document integer not null references document(id),
  n integer not null,
  start integer not null,
  end integer not null,
  kind text not null,
  section integer,
  heading integer,
  page integer,
  x0 real, top real, x1 real, bottom real,
  table_n integer,
  row_n integer,
  column_n integer,
  breaks text not null default '[]',
  primary key (document, n)
) without rowid;
"""

_COMMITMENTS = """
create table commitment(
  id integer primary key autoincrement,
  document integer not null references document(id),
  current integer not null check (current in (0, 1)),
  n integer not null,
  key text not null,
  start integer not null,
  end integer not null,
  quote text not null,
  section integer,
  section_path text not null,
  page integer,
  subject text not null,
  deadline text,
  deadline_start integer,
  deadline_end integer,
  recurrence text,
  force text not null,
  confidence real not null,
  doubts text not null,
  rules text not null,
  unique (document, key),
  unique (document, n)
);
create index commitment_key on commitment(key, current);
create index commitment_now on commitment(current, id, deadline, key);
create index commitment_deadline on commitment(deadline) where current = 1;

create table measure(
  id integer primary key autoincrement,
  document integer not null references document(id),
  commitment integer references commitment(id),
  n integer not null,
  role text not null,
  start integer not null,
  end integer not null,
  quote text not null,
  subject text not null,
  scope text,
  comparator text not null,
  value text not null,
  high text,
  unit text,
  per text,
  deadline text,
  recurrence text,
  indicator text,
  value_start integer,
  value_end integer,
  responsible text not null,
  rules text not null,
  confidence real not null
);
create index measure_commitment on measure(commitment, n);
create index measure_indicator on measure(indicator, commitment) where indicator is not null;
create index measure_fact on measure(document, n) where commitment is null;

create table organisation(
  id integer primary key,
  written text not null,
  name text not null,
  unique (written, name)
);

create table responsibility(
  commitment integer not null references commitment(id),
  n integer not null,
  organisation integer not null references organisation(id),
  duty text not null check (duty in ('lead', 'support', 'responsible')),
  canonical integer not null check (canonical in (0, 1)),
  counts integer not null check (counts in (0, 1)),
  start integer,
  end integer,
  primary key (commitment, n)
) without rowid;
create index responsibility_organisation on responsibility(organisation, commitment, counts);

create virtual table commitment_words using fts5(
  seg, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '%.'"
);
"""

_CLAUSES = """
create table clause(
  id integer primary key autoincrement,
  document integer not null references document(id),
  start integer not null,
  end integer not null,
  section integer,
  page integer,
  commitment integer references commitment(id),
  body text not null
);
create index clause_document on clause(document);
create index clause_commitment on clause(commitment) where commitment is not null;

create virtual table clause_words using fts5(
  seg, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '%.'"
);
create virtual table clause_exact using fts5(
  body, content='clause', content_rowid='id', tokenize='trigram case_sensitive 1'
);
"""

_EVENTS = """
create table event(
  id integer primary key autoincrement,
  key text not null,
  standing text not null check (standing in ('declared', 'verified')),
  progress text not null check (progress in ('not_started', 'in_progress', 'done', 'blocked', 'cancelled')),
  author text not null,
  at text not null,
  value text,
  note text,
  evidence text
);
create index event_key on event(key, standing, at, id, progress);
create trigger event_no_update before update on event begin
  select raise(abort, 'events are append-only');
end;
create trigger event_no_delete before delete on event begin
  select raise(abort, 'events are append-only');
end;
"""

_VIEWS = """
create view v_documents as
  select id, source, path, identity, version, title, doc_number, issuer, region, region_code, level, issued, released,
         period_from, period_to, format, status, commitments, measures, facts, problem_count as problems, added
  from document where current = 1;

create view v_latest as
  select key, standing, progress, author, at, value, note, evidence, id from (
    select *, row_number() over (partition by key, standing order by at desc, id desc) as place from event
  ) where place = 1;

create view v_progress as
  select key, progress, standing, author, at from (
    select *, row_number() over (partition by key order by standing desc) as place from v_latest
  ) where place = 1;

create view v_commitments as
  select c.key, d.source, d.title, d.region, c.section_path as section, c.page, c.subject, c.quote, c.deadline,
         c.recurrence, c.force, c.confidence, coalesce(p.progress, 'not_started') as progress,
         (select group_concat(name, '、') from (select o.name from responsibility r
            join organisation o on o.id = r.organisation where r.commitment = c.id order by r.n)) as responsible,
         c.start, c.end, c.id, c.document
  from commitment c join document d on d.id = c.document left join v_progress p on p.key = c.key
  where c.current = 1;

create view v_measures as
  select c.key, d.source, d.region, m.subject, m.scope, m.comparator, cast(m.value as real) as value,
         cast(m.high as real) as high, m.unit, m.per, m.deadline, m.recurrence, m.indicator, m.quote, m.confidence,
         m.start, m.end, m.id, m.document
  from measure m join commitment c on c.id = m.commitment join document d on d.id = m.document
  where c.current = 1;

create view v_facts as
  select d.source, d.region, m.role, m.subject, m.scope, m.comparator, cast(m.value as real) as value,
         cast(m.high as real) as high, m.unit, m.per, m.deadline, m.indicator, m.quote, m.confidence,
         m.start, m.end, m.id, m.document
  from measure m join document d on d.id = m.document
  where m.commitment is null and d.current = 1;

create view v_responsibilities as
  select c.key, o.name as organisation, o.written, r.duty, c.deadline, c.subject, d.source
  from responsibility r join commitment c on c.id = r.commitment join organisation o on o.id = r.organisation
  join document d on d.id = c.document where c.current = 1;

create view v_events as
  select id, key, standing, progress, author, at, value, note, evidence from event;
"""


def _first(connection: apsw.Connection) -> None:
    """All that the first version keeps."""
    for script in (_DOCUMENTS, _COMMITMENTS, _CLAUSES, _EVENTS, _VIEWS):
        connection.execute(script)
    connection.execute("insert into meta(name, value) values ('ledger', lower(hex(randomblob(16)))), ('generation', 0)")
    connection.pragma("application_id", APPLICATION_ID)


MIGRATIONS: tuple[Callable[[apsw.Connection], None], ...] = (
    *(_first, progress, words, review, evidence, files, facts),
    recognised,
    matches,
    force,
)
"""Number n brings a file from `user_version` n to n + 1."""

VERSION = len(MIGRATIONS)
"""What this program writes."""
