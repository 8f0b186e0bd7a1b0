"""The append-only history of commitments: what organisations declare and what inspectors verify."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import apsw

from corpus.errors import BadEvent, UnknownKey
from corpus.filing import now
from corpus.model import LedgerEvent, Standing
from corpus.periods import Every, named, period_of
from corpus.settling import COLUMNS, append, event_of, new_uid, of_keys, settle, states
from corpus.standing import standing_events
from corpus.store import Corpus, select
from extract.view import fold

_GROUPS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")
_AMOUNT = re.compile(r"\s*(-?[0-9]{1,15}(?:\.[0-9]{1,9})?)\s*([^\s0-9.][^0-9]{0,15})?\s*\Z")


def record(corpus: Corpus, key: str, event: LedgerEvent) -> LedgerEvent:
    """Append one event to the history of `key` and give it back as it was written.

    `event.key` is `key` or empty; `event.at` is ISO 8601 (without zone: UTC) or empty for this moment. `event.period`
    names the period of a recurring duty; empty, it is the one that the day of `at`, as written, lies in.
    Raises UnknownKey for a key that no commitment ever had, BadEvent for an event that says too little.
    """
    if event.key not in ("", key):
        raise BadEvent(key, f"进展记录写的是另一个编号({event.key})", "请核对编号")
    if not event.author.strip():
        raise BadEvent(key, "进展记录没有写明是谁报的", "请填写记录人")
    at = now() if not event.at else _utc(key, event.at)
    with corpus.atomic() as connection:
        known = select(
            connection,
            "select every from (select every, current, id from commitment where key = ? union all"
            " select null, 0, 0 from event where key = ?) order by current desc, id desc limit 1",
            (key, key),
        )
        if not known:
            raise UnknownKey(key)
        # The day as its author counts it: a report of New Year's morning is no report of the old year.
        day = date.fromisoformat(event.at[:10]) if event.at else date.today()
        period = _period(key, event.period, known[0][0], day)
        written = append(
            connection,
            replace(
                event,
                key=key,
                author=event.author.strip(),
                value=event.value and plain_value(event.value),
                at=at,
                period=period,
                uid=new_uid(connection),
                undoes=None,
                origin=str(corpus.meta("ledger")),
                written=now(),
            ),
        )
        settle(connection, [key])
        return written


def undo(
    corpus: Corpus, key: str, author: str, note: str | None = None, *, uid: str | None = None, at: str = ""
) -> LedgerEvent:
    """Take back an event by a new one: the one with this `uid`, else the one that was written last and stands.

    Nothing is deleted; what stood before counts again. Raises UnknownKey, BadEvent when nothing is left to undo.
    """
    if not author.strip():
        raise BadEvent(key, "进展记录没有写明是谁报的", "请填写记录人")
    with corpus.atomic() as connection:
        events = of_keys(connection, [key]).get(key, [])
        if not events and not select(connection, "select 1 from commitment where key = ?", (key,)):
            raise UnknownKey(key)
        left = [event for event in standing_events(events) if uid in (None, event.uid)]
        if not left:
            raise BadEvent(key, "没有可以撤销的进展记录", "请用 taizhang history 查看记录")
        target = max(left, key=lambda event: event.uid or "")
        written = append(
            connection,
            LedgerEvent(
                key=key,
                standing=target.standing,
                progress=target.progress,
                author=author.strip(),
                at=now() if not at else _utc(key, at),
                note=note,
                period=target.period,
                uid=new_uid(connection),
                undoes=target.uid,
                origin=str(corpus.meta("ledger")),
                written=now(),
            ),
        )
        settle(connection, [key])
        return written


def history(corpus: Corpus, key: str) -> list[LedgerEvent]:
    """All events of a commitment, oldest first, the undone and what undid them among them."""
    return of_keys(corpus.connection, [key]).get(key, [])


def orphans(corpus: Corpus) -> list[LedgerEvent]:
    """Events whose commitment no current version holds, by key, oldest first."""
    return [
        event_of(r)
        for r in select(
            corpus.connection,
            f"select {COLUMNS} from event e where not exists"
            " (select 1 from commitment c where c.key = e.key and c.current = 1) order by key, at, uid",
        )
    ]


def latest(corpus: Corpus, keys: Sequence[str]) -> dict[tuple[str, Standing], LedgerEvent]:
    """The newest declared and the newest verified event of each key that has one; what was undone does not count."""
    out: dict[tuple[str, Standing], LedgerEvent] = {}
    for key, found in states(corpus.connection, keys).items():
        for event in (found.declared, found.verified):
            if event is not None:
                out[key, event.standing] = event
    return out


def plain_value(written: str) -> str:
    """A value as it is kept: in half width, without the commas between thousands (`１,２００` is `1200`)."""
    return _GROUPS.sub("", fold(written)).strip()


def reached(event: LedgerEvent) -> tuple[Decimal, str | None] | None:
    """The value that an event reports, as a number with its unit (`85`, `%`); None where it is no single number."""
    found = _AMOUNT.match(plain_value(event.value or ""))
    if not found:
        return None
    unit = event.unit or (found[2] or "").strip() or None
    return Decimal(found[1]), unit


def resettle(connection: apsw.Connection, document: int, more: Iterable[str] = ()) -> None:
    """Work out again where the commitments of a document, and `more`, stand, after a text or version has changed."""
    found = select(
        connection,
        "select distinct key from commitment where document = ? and key in (select key from event)",
        (document,),
    )
    settle(connection, [*(key for (key,) in found), *more])


def _period(key: str, given: str, rhythm: str | None, day: date) -> str:
    """The name of the period that an event is for; empty for what comes once."""
    if rhythm is None:
        if given.strip():
            raise BadEvent(key, "这条承诺不是周期性任务，没有期次", "请去掉期次")
        return ""
    every = Every(rhythm)
    if not given.strip():
        return period_of(every, day).name
    found = named(every, given)
    if found is None:
        example = period_of(every, day).name
        raise BadEvent(key, f"没有这一期({given[:20]})", f"期次请写成 {example} 的样子")
    return found.name


def _utc(key: str, at: str) -> str:
    """Any ISO 8601 moment in the one form whose text order is the order of time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise BadEvent(key, f"看不懂这个时间({at[:40]})", "请写成 2026-03-31 或 2026-03-31T09:00:00") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
