"""What people said in another ledger taken over: nothing is lost, nothing counts twice, what disagrees is listed."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import matches
from corpus.corrections import Correction
from corpus.corrections import standing as standing_corrections
from corpus.model import LedgerEvent, Standing
from corpus.overlay import lay_over
from corpus.overlay import of_keys as of_keys_of_review
from corpus.review import append as append_correction
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
class Dispute:
    """Two ledgers correct the same field differently."""

    key: str
    field: str
    mine: Correction
    theirs: Correction
    counts: Correction
    """What counts now: the one written later."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of what people said in another ledger."""

    added: int
    known: int
    """Already here."""
    conflicts: tuple[Conflict, ...] = ()
    """To be looked at by a person; both sides are in the history."""
    corrections: int = 0
    """Added."""
    disputes: tuple[Dispute, ...] = ()
    """As `conflicts`, of corrections."""
    decisions: int = 0
    """On evidence that was offered, added."""
    judged: int = 0
    """What was said of matches between a parent plan and a local one, added."""
    clashes: tuple[matches.Clash, ...] = ()
    """As `conflicts`, of matches."""


def merge_events(corpus: Corpus, other: Corpus) -> Merged:
    """Take over all events, corrections and decisions of `other` that this ledger lacks, in one transaction.

    `other` is opened by the caller and only read. Where both sides have events that the other lacks and the newest of
    them differ in progress or value, the later one counts and both are named. Events of commitments that this ledger
    does not hold stay as orphans until it does.
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
        corrections, disputes = _merge_corrections(corpus, other)
        decisions = _merge_decisions(corpus, other)
        judged, clashes = matches.merge(corpus, other)
    return Merged(
        len(fresh), len(theirs) - len(fresh), tuple(conflicts), corrections, disputes, decisions, judged, clashes
    )


def _merge_decisions(corpus: Corpus, other: Corpus) -> int:
    """What was said there of offered evidence, so that nobody is asked again here; how many."""
    columns = "key, sentence, source, decision, author, reason, at, event"
    known = set(select(corpus.connection, f"select {columns} from evidence"))
    fresh = [one for one in select(other.connection, f"select {columns} from evidence order by id") if one not in known]
    corpus.connection.executemany(f"insert into evidence({columns}) values (?, ?, ?, ?, ?, ?, ?, ?)", fresh)
    return len(fresh)


def _merge_corrections(corpus: Corpus, other: Corpus) -> tuple[int, tuple[Dispute, ...]]:
    """Those that are not here, appended and laid over; how many, and which disagree."""
    known = {uid for (uid,) in select(corpus.connection, "select uid from correction")}
    keys = [key for (key,) in select(other.connection, "select distinct key from correction order by key")]
    theirs = of_keys_of_review(other.connection, keys)
    mine = of_keys_of_review(corpus.connection, keys)
    fresh = sorted((one for held in theirs.values() for one in held if one.uid not in known), key=lambda one: one.uid)
    for one in fresh:
        append_correction(corpus, one)
    touched = list(dict.fromkeys(one.key for one in fresh))
    lay_over(corpus, touched)
    disputes = []
    for key in touched:
        here, far = standing_corrections(mine.get(key, [])), standing_corrections(theirs[key])
        there = {one.uid for one in theirs[key]}
        now = standing_corrections([*mine.get(key, []), *(one for one in theirs[key] if one.uid not in known)])
        for field, own in here.items():
            foreign = far.get(field)
            if foreign and own.uid not in there and (own.action, own.value) != (foreign.action, foreign.value):
                disputes.append(Dispute(key, field, own, foreign, now.get(field, foreign)))
    return len(fresh), tuple(disputes)


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
