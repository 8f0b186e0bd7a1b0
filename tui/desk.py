"""The one seam between the screens and the ledger: questions in, dataclasses out. Knows no Textual."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import UnknownKey
from corpus.hits import Facet, Hit
from corpus.model import CommitmentRow, DocumentRow, Filters, Intake, LedgerEvent, StoredDocument, Summary
from tui.author import author
from tui.language import language
from tui.views import LedgerViews, Views

if TYPE_CHECKING:
    from corpus.store import Corpus
    from corpus.waiting import Doubt, Reviewable


class Desk(Views, Protocol):
    """What the screens ask. Every method may be called from any thread and may take its time; all raise CorpusError."""

    @property
    def name(self) -> str:
        """The ledger as the header calls it."""
        ...

    def summary(self, on: date) -> Summary:
        """Counts on a day, without those of each organisation."""
        ...

    def documents(self) -> list[DocumentRow]:
        """All documents, in the order in which they came."""
        ...

    def document(self, number: int) -> StoredDocument:
        """A document with its text and commitments."""
        ...

    def count(self, filters: Filters) -> int:
        """How many commitments the filters keep."""
        ...

    def commitments(self, filters: Filters, limit: int, offset: int) -> list[CommitmentRow]:
        """A window of them."""
        ...

    def shares(self, filters: Filters, on: date) -> Iterator[tuple[str, Sequence[Facet]]]:
        """Each kind that a list can be narrowed by, with its values and how many commitments each would keep."""
        ...

    def search(self, query: str, filters: Filters, limit: int) -> list[Hit]:
        """Sentences by words and meaning, best first."""
        ...

    def history(self, key: str) -> list[LedgerEvent]:
        """What was reported on a commitment, oldest first."""
        ...

    def review(self, filters: Filters, limit: int) -> tuple[list[Doubt], int]:
        """What waits for a person's judgement, most doubtful first, and how many wait in the whole ledger."""
        ...

    def judge(self, key: str, *, accept: bool) -> str:
        """Confirm or reject a commitment as a whole; gives the uid of the entry."""
        ...

    def take_back(self, key: str, uid: str) -> None:
        """Take back a judgement, if it is still the last thing that was said of the commitment."""
        ...

    def fields(self, key: str) -> list[tuple[str, str, str]]:
        """(name that `correct` takes, what was read, what it is now) for every field of what waits for a judgement."""
        ...

    def correct(self, key: str, field: str, text: str | None) -> str:
        """Write down what a field should say, None for what the text does not say; gives the uid of the entry.

        Raises BadCorrection for what is not understood.
        """
        ...

    def reviewed(self, key: str) -> Reviewable | None:
        """What waits for a judgement as it stands now; None when no current document holds it any more."""
        ...

    def add(self, paths: Sequence[Path], progress: Callable[[int, int, Path], None]) -> Iterator[Intake]:
        """Read files and folders into the ledger; `progress` is told files done, files in all, and the next one."""
        ...

    def export(self, path: Path, filters: Filters, on: date) -> int:
        """Write the commitments that the filters keep, as they stand on a day, to a CSV, XLSX or JSON file; how many.

        A file that is there is replaced: whoever asks has asked the person.
        """
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class LedgerDesk(LedgerViews):
    """A desk over a ledger file: one read-only connection for each thread that asks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()
        self._opened: list[Corpus] = []
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    def _corpus(self) -> Corpus:
        """This thread's connection."""
        mine: Corpus | None = getattr(self._mine, "corpus", None)
        if mine is None:
            from corpus.store import Corpus

            mine = Corpus.open(self._path, readonly=True)
            self._mine.corpus = mine
            with self._lock:
                self._opened.append(mine)
        return mine

    def summary(self, on: date) -> Summary:
        """Counts on a day."""
        from corpus import overdue

        return overdue.summary(self._corpus(), on, by_organisation=False)

    def documents(self) -> list[DocumentRow]:
        """All documents, in the order in which they came."""
        from corpus import rows

        return rows.documents(self._corpus())

    def document(self, number: int) -> StoredDocument:
        """A document with its text and commitments."""
        from corpus import rows

        found = rows.document(self._corpus(), number)
        if found is None:
            raise UnknownKey(str(number))
        return found

    def count(self, filters: Filters) -> int:
        """How many commitments the filters keep."""
        from corpus import rows

        return rows.count(self._corpus(), filters)

    def commitments(self, filters: Filters, limit: int, offset: int) -> list[CommitmentRow]:
        """A window of them."""
        from corpus import rows

        return rows.commitments(self._corpus(), filters, limit, offset)

    def shares(self, filters: Filters, on: date) -> Iterator[tuple[str, Sequence[Facet]]]:
        """Each kind that a list can be narrowed by, one after the other."""
        from corpus import narrowing

        return narrowing.shares(self._corpus(), filters, on)

    def search(self, query: str, filters: Filters, limit: int) -> list[Hit]:
        """Sentences by words and meaning, best first."""
        from corpus.search import search

        return search(self._corpus(), query, filters, limit)

    def history(self, key: str) -> list[LedgerEvent]:
        """What was reported on a commitment, oldest first."""
        from corpus import ledger

        return ledger.history(self._corpus(), key)

    def review(self, filters: Filters, limit: int) -> tuple[list[Doubt], int]:
        """What waits for a person's judgement, most doubtful first, and how many wait in the whole ledger."""
        from corpus import waiting

        corpus = self._corpus()
        with corpus.reading():
            return waiting.queue(corpus, filters, limit), sum(one.left for one in waiting.progress(corpus))

    def judge(self, key: str, *, accept: bool) -> str:
        """Confirm or reject a commitment as a whole, through a connection of its own; gives the uid of the entry."""
        from corpus import review
        from corpus.corrections import Action
        from corpus.store import Corpus

        with Corpus.open(self._path, create=False) as corpus:
            return review.record(corpus, key, "", Action.CONFIRM if accept else Action.REJECT, author()).uid

    def take_back(self, key: str, uid: str) -> None:
        """Take back a judgement, if it is still the last thing that was said of the commitment."""
        from corpus import review
        from corpus.store import Corpus

        with Corpus.open(self._path, create=False) as corpus:
            review.undo(corpus, key, author(), uid=uid)

    def fields(self, key: str) -> list[tuple[str, str, str]]:
        """(name, what was read, what it is now) for every field of what waits for a judgement."""
        from corpus import review
        from tui import reviewing

        corpus = self._corpus()
        with corpus.reading():
            return reviewing.fields(review.reading_of(corpus, key), review.history(corpus, key))

    def correct(self, key: str, field: str, text: str | None) -> str:
        """Write down what a field should say, through a connection of its own; gives the uid of the entry."""
        from corpus import review
        from corpus.corrections import Action
        from corpus.store import Corpus

        with Corpus.open(self._path, create=False) as corpus:
            action = Action.REJECT if text is None else Action.CORRECT
            return review.record(corpus, key, field, action, author(), text).uid

    def reviewed(self, key: str) -> Reviewable | None:
        """What waits for a judgement as it stands now."""
        from corpus import waiting

        return waiting.current(self._corpus(), key)

    def add(self, paths: Sequence[Path], progress: Callable[[int, int, Path], None]) -> Iterator[Intake]:
        """Read files and folders into the ledger in a process of its own."""
        from corpus.taking import cores
        from tui import beside
        from tui.settings import load

        settings = load()
        # A processor is left to the screen, unless the person has said how many may be used.
        jobs = settings.jobs or max(1, cores() - 1)
        yield from beside.add(self._path, paths, settings.limits, jobs, progress)

    def export(self, path: Path, filters: Filters, on: date) -> int:
        """Write the commitments that the filters keep, as they stand on a day, to a CSV, XLSX or JSON file; how many.

        A file that is there is replaced.
        """
        from corpus import export, rows

        corpus = self._corpus()
        return export.export(corpus, rows.each(corpus, filters), path, english=language() == "en", on=on)

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for corpus in self._opened:
                corpus.close()
            self._opened.clear()
