"""Rows that questions to a ledger are answered with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from corpus.chosen import Choice
from extract.model import Commitment, Duty, Measure
from ingest.errors import IngestError
from ingest.model import Block, Header, Heading, Problem, Repair


class Outcome(StrEnum):
    """What became of a file that was added."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    COPY = "copy"
    """Kept and counted with the document that it repeats."""
    NEW_VERSION = "new_version"
    FAILED = "failed"


class Progress(StrEnum):
    """How far a commitment is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    BLOCKED = "blocked"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """Who says so: what an organisation declares and what an inspector verified are kept apart."""

    DECLARED = "declared"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; None keeps all. Conditions are joined by AND."""

    text: str | None = None
    """Words, each a substring of quote, subject, organisation or region; all of them, in any order."""
    region: str | None = None
    """Substring of the region's name or of a parent's, or a code prefix."""
    indicator: str | None = None
    """Indicator id or its prefix (`resource.`), or a piece of its Chinese name."""
    organisation: str | None = None
    """Substring of a responsible organisation's written or canonical name."""
    due_after: date | None = None
    """Inclusive."""
    due_before: date | None = None
    """Inclusive."""
    force: str | None = None
    document: int | None = None
    late_on: date | None = None
    """Only what is open and late on this day: something of it was due before."""
    owed_on: date | None = None
    """Only what is open on this day and due between the next two."""
    owed_from: date | None = None
    """Inclusive; None from ever. Only with `owed_on`."""
    owed_to: date | None = None
    """Inclusive; None for ever. Only with `owed_on`."""
    chosen: tuple[Choice, ...] = ()
    """Values that were picked, all of them."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it (its newest version)."""

    id: int
    source: str
    """File name."""
    path: str
    """Where it was read from."""
    identity: str
    """文号, else title and region, else file name: what versions of one plan share."""
    title: str | None
    doc_number: str | None
    issuer: str | None
    region: str | None
    region_code: str | None
    level: str | None
    issued: date | None
    released: date | None
    period: tuple[int, int] | None
    format: str
    status: str
    version: int
    """1 for the first text that was read."""
    commitments: int
    measures: int
    facts: int
    problems: int
    added: str
    """UTC, ISO 8601."""
    copies: int = 0
    """Other files that hold the same plan."""
    key: str = ""
    """Of its header, for what people say of it; the same for every version."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file, and what became of it when it was read last."""

    path: str
    outcome: str
    """ok, partial, low_quality, empty or refused."""
    reason: str | None
    """Why it was not read, or not read whole."""
    remedy: str | None
    """What to do about it."""
    document: int | None
    """The document that it holds; None where it could not be read."""
    copy_of: int | None
    """The document that this one repeats."""
    commitments: int | None
    """None where it could not be read."""
    seconds: float
    at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment with all that a list, a search hit or the reader shows of it."""

    id: int
    key: str
    document: int
    source: str
    title: str | None
    """Of the document."""
    region: str | None
    section: str
    """Heading path, ` › ` between."""
    page: int | None
    commitment: Commitment
    progress: Progress = Progress.NOT_STARTED
    """Derived: verified before declared."""
    declared: LedgerEvent | None = None
    verified: LedgerEvent | None = None
    opens: date | None = None
    """First day of the next period of a recurring duty that has been done; closed before it, open from it on."""
    next_due: date | None = None
    """Last day of the first period that is not done, of a recurring duty with a history."""
    copies: int = 0
    """Other files that hold the same plan."""
    recognised: float | None = None
    """How surely the least certain line of its sentence was read in a picture, 0 to 1; None for text of the file."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A number that a document only states, with all that a list shows of it."""

    id: int
    key: str
    """Lasts over re-reading and new versions, as a commitment's."""
    document: int
    source: str
    title: str | None
    """Of the document."""
    region: str | None
    section: str
    """Heading path, ` › ` between."""
    page: int | None
    fact: Measure
    recognised: float | None = None
    """How surely the least certain line of its sentence was read in a picture, 0 to 1; None for text of the file."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """What a document says of itself, as a list shows it."""

    key: str
    document: int
    source: str
    title: str | None
    region: str | None
    header: Header
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A whole document for the reader."""

    row: DocumentRow
    text: str
    header: Header
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    repairs: tuple[Repair, ...]
    commitments: tuple[CommitmentRow, ...]
    facts: tuple[Measure, ...]
    pages: int | None = None
    """None for a format without pages."""


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """One line of the append-only history of a commitment."""

    key: str
    standing: Standing
    progress: Progress
    author: str
    at: str
    """UTC, ISO 8601."""
    value: str | None = None
    """Value reached, with its unit, as reported."""
    note: str | None = None
    evidence: str | None = None
    id: int | None = None
    """Given by the ledger."""
    unit: str | None = None
    """Of `value`, where it is given apart."""
    period: str = ""
    """Of a recurring duty: the period that it speaks of (`2025`, `2025-Q3`); empty for what comes once."""
    uid: str | None = None
    """Given by the ledger: the same in every ledger that the event is merged into, later ones sort behind."""
    undoes: str | None = None
    """Set for an event that only takes back the one with this `uid`."""
    origin: str | None = None
    """Id of the ledger that it was written in."""
    written: str | None = None
    """When it was written down, UTC, ISO 8601; `at` is when it happened."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment that is due, as its organisation sees it."""

    row: CommitmentRow
    organisation: str
    """With its place where the name alone does not say it; empty for nobody."""
    duty: Duty | None
    """None for a commitment without an owner."""
    due: date
    """The first day by which something of it is due, the commitment itself or a measure."""
    days_late: int
    """Days past the deadline; negative while there is time."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one organisation."""

    organisation: str
    """As in `Entry`."""
    commitments: int
    due: int
    """With a deadline that has not passed."""
    overdue: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a ledger holds on a day."""

    on: date
    documents: int
    commitments: int
    measures: int
    due: int
    overdue: int
    undated: int
    """Without any date, of its own or of a measure."""
    organisations: tuple[Tally, ...] = ()
    """Most overdue first."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new version of a plan changed in its commitments."""

    added: tuple[str, ...] = ()
    """Keys that the version before did not have."""
    removed: tuple[str, ...] = ()
    """Keys that only the version before had."""
    changed: tuple[str, ...] = ()
    """Keys of both whose deadline or measures (value, unit, deadline) differ."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one file of a batch."""

    path: Path
    outcome: Outcome
    document: DocumentRow | None = None
    error: IngestError | None = None
    seconds: float = 0.0
    orphans: tuple[str, ...] = field(default_factory=tuple)
    """Keys with events whose commitment the new version no longer holds."""
    changes: Changes | None = None
    """Set for a new version."""
    duplicate: Path | None = None
    """The file of the same batch that holds the same bytes."""
    copy_of: DocumentRow | None = None
    """The document that says the same in other bytes."""
    reason: str | None = None
    """Why it was not read, or not read whole; one Chinese sentence."""

    @property
    def reading(self) -> str:
        """How well the file could be read: ok, partial, low_quality, empty or refused."""
        if self.error is not None:
            return self.error.outcome
        return self.document.status if self.document else "ok"
