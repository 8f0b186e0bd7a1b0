"""Events of another ledger taken over: nothing is lost, nothing counts twice, what disagrees is listed."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import LedgerEvent, Standing
from corpus.settling import COLUMNS, append, event_of, of_keys, settle
from corpus.standing import derive
from corpus.store import Corpus, select


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two ledgers that had gone on by themselves say different things of one commitment."""

    key: str
    standing: Standing
    mine: LedgerEvent
    """What counted here before."""
    theirs: LedgerEvent
    """What counts there."""
    counts: LedgerEvent
    """What counts now: the later of the two."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the events of another ledger."""

    added: int
    known: int
    """Already here."""
    conflicts: tuple[Conflict, ...] = ()
    """To be looked at by a person; both sides are in the history."""


def merge_events(corpus: Corpus, other: Corpus) -> Merged:
    """Take over all events of `other` that this ledger lacks, in one transaction.

    Where both sides have events that the other lacks and the newest of them differ in progress or value, the later one
    counts and both are named. Events of commitments that this ledger does not hold stay as orphans until it does.
    """
    theirs = [event_of(r) for r in select(other.connection, f"select {COLUMNS} from event order by uid")]
    with corpus.atomic() as connection:
        known = {uid for (uid,) in select(connection, "select uid from event")}
        fresh = [event for event in theirs if event.uid not in known]
        keys = list(dict.fromkeys(event.key for event in fresh))
        before = of_keys(connection, keys)
        for event in fresh:
            append(connection, event)
        settle(connection, keys)
        by_key: dict[str, list[LedgerEvent]] = {}
        for event in theirs:
            by_key.setdefault(event.key, []).append(event)
        conflicts = [conflict for key in keys for conflict in _conflicts(key, before.get(key, []), by_key[key])]
    return Merged(len(fresh), len(theirs) - len(fresh), tuple(conflicts))


def _conflicts(key: str, mine: list[LedgerEvent], theirs: list[LedgerEvent]) -> list[Conflict]:
    there = {event.uid for event in theirs}
    if all(event.uid in there for event in mine):
        # Their history only goes on where ours ended.
        return []
    here, now = derive(mine), derive(merged(mine, theirs))
    far = derive(theirs)
    out = []
    for standing, own, foreign, counts in (
        (Standing.DECLARED, here.declared, far.declared, now.declared),
        (Standing.VERIFIED, here.verified, far.verified, now.verified),
    ):
        if own is not None and foreign is not None and counts is not None and _says(own) != _says(foreign):
            out.append(Conflict(key, standing, own, foreign, counts))
    return out


def merged(mine: list[LedgerEvent], theirs: list[LedgerEvent]) -> list[LedgerEvent]:
    """Both histories as one, each event once."""
    return list({event.uid: event for event in (*mine, *theirs)}.values())


def _says(event: LedgerEvent) -> tuple[object, ...]:
    return event.progress, event.value, event.unit, event.period
