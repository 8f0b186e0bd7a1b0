"""The append-only history of commitments: what organisations declare and what inspectors verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from corpus.errors import BadEvent, UnknownKey
from corpus.filing import now
from corpus.model import LedgerEvent, Progress, Standing
from corpus.store import Corpus, select

_COLUMNS = "key, standing, progress, author, at, value, note, evidence, id"
_CHUNK = 1000


def record(corpus: Corpus, key: str, event: LedgerEvent) -> LedgerEvent:
    """Append one event to the history of `key` and give it back as it was written.

    `event.key` is `key` or empty; `event.at` is ISO 8601 (without zone: UTC) or empty for this moment.
    Raises UnknownKey for a key that no commitment ever had, BadEvent for an event that says too little.
    """
    if event.key not in ("", key):
        raise BadEvent(key, f"进展记录写的是另一个编号({event.key})", "请核对编号")
    if not event.author.strip():
        raise BadEvent(key, "进展记录没有写明是谁报的", "请填写记录人")
    at = now() if not event.at else _utc(key, event.at)
    with corpus.atomic() as connection:
        known = select(
            connection, "select 1 from commitment where key = ? union all select 1 from event where key = ?", (key, key)
        )
        if not known:
            raise UnknownKey(key)
        connection.execute(
            "insert into event(key, standing, progress, author, at, value, note, evidence)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(key, event.standing.value, event.progress.value, event.author.strip(), at),
                *(event.value, event.note, event.evidence),
            ),
        )
        return replace(event, key=key, author=event.author.strip(), at=at, id=connection.last_insert_rowid())


def history(corpus: Corpus, key: str) -> list[LedgerEvent]:
    """All events of a commitment, oldest first."""
    return [
        _event(r)
        for r in select(corpus.connection, f"select {_COLUMNS} from event where key = ? order by at, id", (key,))
    ]


def orphans(corpus: Corpus) -> list[LedgerEvent]:
    """Events whose commitment no current version holds, by key, oldest first."""
    return [
        _event(r)
        for r in select(
            corpus.connection,
            f"select {_COLUMNS} from event e where not exists"
            " (select 1 from commitment c where c.key = e.key and c.current = 1) order by key, at, id",
        )
    ]


def latest(corpus: Corpus, keys: Sequence[str]) -> dict[tuple[str, Standing], LedgerEvent]:
    """The newest declared and the newest verified event of each key that has one."""
    out: dict[tuple[str, Standing], LedgerEvent] = {}
    if not select(corpus.connection, "select 1 from event limit 1"):
        return out
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        marks = ", ".join("?" * len(some))
        # Ascending, so that the last one of a key and standing is the newest.
        for r in select(
            corpus.connection, f"select {_COLUMNS} from event where key in ({marks}) order by at, id", some
        ):
            event = _event(r)
            out[event.key, event.standing] = event
    return out


def _event(r: Sequence[Any]) -> LedgerEvent:
    return LedgerEvent(r[0], Standing(r[1]), Progress(r[2]), *r[3:])


def _utc(key: str, at: str) -> str:
    """Any ISO 8601 moment in the one form whose text order is the order of time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise BadEvent(key, f"看不懂这个时间({at[:40]})", "请写成 2026-03-31 或 2026-03-31T09:00:00") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
