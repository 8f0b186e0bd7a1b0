"""The migration that lets progress be undone, merged and counted in periods, and keeps what it comes to."""

from __future__ import annotations

import apsw

from corpus.periods import Every, kind

_EVENTS = """
drop view v_events;
drop view v_commitments;
drop view v_progress;
drop view v_latest;
drop trigger event_no_update;
drop trigger event_no_delete;
drop index event_key;
alter table event rename to event_before;

create table event(
  id integer primary key autoincrement,
  uid text not null unique,
  key text not null,
  standing text not null check (standing in ('declared', 'verified')),
  progress text not null check (progress in ('not_started', 'in_progress', 'done', 'blocked', 'cancelled')),
  author text not null,
  at text not null,
  value text,
  unit text,
  note text,
  evidence text,
  period text not null default '',
  undoes text,
  origin text not null,
  written text not null
);
insert into event(id, uid, key, standing, progress, author, at, value, note, evidence, origin, written)
  select id, printf('%014x', id) || substr((select value from meta where name = 'ledger'), 1, 8), key, standing,
         progress, author, at, value, note, evidence, (select value from meta where name = 'ledger'), at
  from event_before;
drop table event_before;
create index event_key on event(key, at, uid);
create trigger event_no_update before update on event begin
  select raise(abort, 'events are append-only');
end;
create trigger event_no_delete before delete on event begin
  select raise(abort, 'events are append-only');
end;
"""

_STATE = """
create table state(
  key text primary key,
  progress text not null,
  declared integer references event(id),
  verified integer references event(id),
  closed integer not null check (closed in (0, 1)),
  opens text,
  due text
) without rowid;

alter table commitment add column due text;
alter table commitment add column every text;
update commitment set due = (select min(day) from (select commitment.deadline as day union all
  select m.deadline from measure m where m.commitment = commitment.id));
create index commitment_due on commitment(current, due);
create index commitment_every on commitment(every, current) where every is not null;
"""

VIEWS = """
create view v_latest as
  select e.key, e.standing, e.progress, e.author, e.at, e.value, e.note, e.evidence, e.id, e.unit, e.period, e.uid
  from state s join event e on e.id = s.declared
  union all
  select e.key, e.standing, e.progress, e.author, e.at, e.value, e.note, e.evidence, e.id, e.unit, e.period, e.uid
  from state s join event e on e.id = s.verified;

create view v_progress as
  select s.key, s.progress, e.standing, e.author, e.at, s.opens, s.due
  from state s join event e on e.id = coalesce(s.verified, s.declared);

create view v_commitments as
  select c.key, d.source, d.title, d.region, c.section_path as section, c.page, c.subject, c.quote, c.deadline,
         c.recurrence, c.force, c.confidence, coalesce(s.progress, 'not_started') as progress,
         (select group_concat(name, '、') from (select o.name from responsibility r
            join organisation o on o.id = r.organisation where r.commitment = c.id order by r.n)) as responsible,
         c.start, c.end, c.id, c.document
  from commitment c join document d on d.id = c.document left join state s on s.key = c.key
  where c.current = 1;

create view v_events as
  select id, key, standing, progress, author, at, value, note, evidence, unit, period, uid, undoes, origin, written
  from event;
"""


def progress(connection: apsw.Connection) -> None:
    """Events with a lasting name, undo and period; where each commitment stands; when it is due."""
    # The rooms above the schema are known only when a file is brought up to date.
    from corpus.settling import settle
    from corpus.store import select

    for script in (_EVENTS, _STATE, VIEWS):
        connection.execute(script)
    rhythms: dict[int, set[Every | None]] = {}
    for at, own, measured in select(
        connection,
        "select c.id, c.recurrence, m.recurrence from commitment c left join measure m on m.commitment = c.id",
    ):
        rhythms.setdefault(at, set()).add(kind(own or measured))
    connection.executemany(
        "update commitment set every = ? where id = ?",
        [(rhythm, at) for at, found in rhythms.items() if len(found) == 1 for rhythm in found if rhythm],
    )
    settle(connection, [key for (key,) in select(connection, "select distinct key from event")])
