"""What happened, as facts: a worker fetches, posts one of these, and a handler changes the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from corpus.hits import Facet, Hit
from corpus.model import Changes, CommitmentRow, DocumentRow, Filters, LedgerEvent, StoredDocument, Summary

if TYPE_CHECKING:
    from corpus.lights import Board
    from corpus.matrix import Matrix
    from corpus.months import Month
    from corpus.posts import Post
    from corpus.standard import Standard
    from corpus.waiting import Doubt, Reviewable
    from tui.alignview import Aligned
    from tui.checkview import Checked


@dataclass
class Fetched(Message, bubble=False):
    """An answer of the desk, for whoever asked."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Stay with whoever asked: by itself a subclass bubbles whatever its parent does."""
        super().__init_subclass__(bubble=None, **options)


@dataclass
class Failed(Fetched):
    """The desk could not answer; one line that says why."""

    reason: str


@dataclass
class SummaryFetched(Fetched):
    """Counts for the header."""

    summary: Summary


@dataclass
class DocumentsFetched(Fetched):
    """All documents."""

    rows: list[DocumentRow]


@dataclass
class CommitmentsCounted(Fetched):
    """How many commitments a filter keeps, with its first window."""

    filters: Filters
    count: int
    rows: list[CommitmentRow]


@dataclass
class CommitmentsFetched(Fetched):
    """A window of the commitments of a filter."""

    filters: Filters
    offset: int
    rows: list[CommitmentRow]


@dataclass
class SharesFetched(Fetched):
    """The values of some kinds that a list can be narrowed by."""

    filters: Filters
    found: Mapping[str, Sequence[Facet]]


@dataclass
class HitsFetched(Fetched):
    """Results of a search."""

    query: str
    hits: list[Hit]
    seconds: float


@dataclass
class QueueFetched(Fetched):
    """What waits for a person's judgement."""

    rows: list[Doubt]
    left: int
    """How many wait in the whole ledger."""


@dataclass
class Judged(Message):
    """A judgement, or taking one back, was written; or was not. Goes up to the app, whose counts it changes."""

    reason: str = ""
    """Why it was not."""
    row: Reviewable | None = None
    """What was judged, as it stands now, where a field of it was corrected."""


@dataclass
class FieldsOffered(Fetched):
    """The fields of what waits for a judgement: name, what was read, what it is now."""

    key: str
    fields: list[tuple[str, str, str]]


@dataclass
class CorrectionRefused(Fetched):
    """A correction that was not understood, to be typed again."""

    key: str
    field: str
    text: str
    reason: str


@dataclass
class DocumentFetched(Fetched):
    """A document for the reader."""

    document: StoredDocument


@dataclass
class HistoryFetched(Fetched):
    """What was reported on a commitment, oldest first."""

    key: str
    events: Sequence[LedgerEvent]


@dataclass
class FileRead(Fetched):
    """One file of a batch is done."""

    name: str
    outcome: str
    error: str | None
    commitments: int | None = None
    """How many it promises; None for a file that failed."""
    changes: Changes | None = None
    """Of a new version of a plan."""


@dataclass
class FileBegun(Fetched):
    """A file of a batch is next."""

    name: str
    done: int
    total: int


@dataclass
class BatchRead(Fetched):
    """All files of a batch are done, or the person stopped it."""

    counts: dict[str, int]
    stopped: bool = False


@dataclass
class Dropped(Message):
    """Files were dragged or pasted onto the screen."""

    paths: Sequence[Path]


@dataclass
class Copied(Fetched):
    """Text for the clipboard."""

    text: str
    count: int
    """Rows in it."""


@dataclass
class Exported(Fetched):
    """A file was written."""

    path: str
    count: int


@dataclass
class PostsFetched(Fetched):
    """What organisations have under each light, of what a filter keeps."""

    filters: Filters
    posts: list[Post]


@dataclass
class RowsFetched(Fetched):
    """Commitments by their ids."""

    rows: dict[int, CommitmentRow]


@dataclass
class Reported(Fetched):
    """Progress was written, or taken back; or was not."""

    row: int
    key: str
    uid: str
    """Of the entry; empty for what was taken back."""
    note: str
    """What to tell."""
    failed: bool = False


@dataclass
class HistoryOffered(Fetched):
    """The history of a commitment, oldest first."""

    row: CommitmentRow
    events: Sequence[LedgerEvent]


@dataclass
class Noticed(Fetched):
    """A reminder was written; or there was nothing to remind of."""

    path: str
    count: int


@dataclass
class MonthsFetched(Fetched):
    """What is due in which month."""

    months: list[Month]


@dataclass
class BoardsFetched(Fetched):
    """The lights of organisations."""

    boards: list[Board]


@dataclass
class PlansOffered(Fetched):
    """All documents, to choose from."""

    rows: list[DocumentRow]


@dataclass
class StandardsFetched(Fetched):
    """All standards at hand."""

    standards: Sequence[Standard]
    broken: Sequence[str]
    """Files that could not be read, as sentences."""


@dataclass
class CheckFetched(Fetched):
    """A plan against a standard."""

    checked: Checked


@dataclass
class AlignFetched(Fetched):
    """A parent plan beside a local one, and what was written before it was asked for."""

    aligned: Aligned
    uid: str = ""
    """Of a judgement that was written."""


@dataclass
class MatrixFetched(Fetched):
    """Regions side by side."""

    matrix: Matrix
    metrics: tuple[str, ...]
    """What was compared."""


@dataclass
class MetricsOffered(Fetched):
    """What can be compared: id, name, how many commitments."""

    metrics: Sequence[tuple[str, str, int]]


@dataclass
class RegionsOffered(Fetched):
    """Regions with their commitments."""

    regions: Mapping[str, int]


@dataclass
class OpenRows(Message):
    """Someone wants to see the commitments behind a figure."""

    filters: Filters
    title: str
    """What the figure says."""


@dataclass
class OpenMode(Message):
    """Someone wants to see a numbered screen."""

    mode: str


@dataclass
class OpenTracking(Message):
    """Someone wants to see what an organisation owes."""

    organisation: str
    """Empty for what nobody owns."""


@dataclass
class OpenSentence(Message):
    """Someone wants to see a place in a document."""

    document: int
    start: int
    end: int
