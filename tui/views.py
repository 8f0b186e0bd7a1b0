"""What the screens that look at a whole ledger ask of it; a part of the desk. Knows no Textual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.model import Filters
from tui import location
from tui.author import author
from tui.language import language

if TYPE_CHECKING:
    from corpus.lights import Board
    from corpus.matrix import Matrix
    from corpus.model import CommitmentRow, Progress, Standing
    from corpus.months import Month
    from corpus.notice import Notice
    from corpus.posts import Post
    from corpus.standard import Standard
    from corpus.store import Corpus
    from corpus.tongue import Tongue
    from extract.model import Extraction
    from tui.alignview import Aligned
    from tui.checkview import Checked

STANDARD = "jd2017_6"
"""Id of the standard that plans are held against where nobody chooses one."""
CHARTED = 60
"""Regions of a chart; more would be no picture."""


class Views(Protocol):
    """Questions of the overview and of the inspection. Any thread may ask; all raise CorpusError."""

    def months(self, on: date, days: int) -> list[Month]:
        """What is open on a day, by the month it is due in; what is due within `days` counts as near."""
        ...

    def boards(self, on: date) -> list[Board]:
        """The lights of each organisation, most red first, what nobody owns last."""
        ...

    def posts(self, on: date, filters: Filters) -> list[Post]:
        """What each organisation has under each light, of what the filters keep."""
        ...

    def rows_of(self, ids: Sequence[int]) -> dict[int, CommitmentRow]:
        """Commitments by their ids."""
        ...

    def report(self, key: str, standing: Standing, progress: Progress, value: str, note: str) -> str:
        """Write down how far a commitment is, with a value and a note where they are given; gives the entry's uid."""
        ...

    def undo_report(self, key: str, uid: str) -> None:
        """Take back such an entry."""
        ...

    def write_reminder(self, path: Path, organisation: str, on: date, days: int) -> int:
        """Write the 催办单 of an organisation to a DOCX or XLSX file; how many commitments it names, 0 for no paper."""
        ...

    def write_bulletin(self, path: Path, on: date, days: int, filters: Filters) -> int:
        """Write the 督办通报 of what the filters keep to a DOCX or XLSX file; its commitments, 0 for no paper."""
        ...

    def standards(self) -> tuple[Sequence[Standard], Sequence[str]]:
        """All standards at hand, and a sentence for each file of the user's that could not be read."""
        ...

    def check(self, document: int, standard: str) -> Checked:
        """A plan against a standard, with what the plan's own region changes in it."""
        ...

    def write_check(self, path: Path, checked: Checked) -> None:
        """Write the verdicts of a check to an XLSX or HTML file; a file that is there is replaced."""
        ...

    def align(self, parent: int, local: int) -> Aligned:
        """What became of a parent plan's commitments in a local one, with what people said of the matches."""
        ...

    def decide_match(self, parent: str, local: str, *, accept: bool) -> str:
        """Confirm or reject that one commitment answers another; gives the uid of the entry."""
        ...

    def undo_match(self, uid: str) -> None:
        """Take back such an entry, if it is still the last thing that was said of the match."""
        ...

    def write_alignment(self, path: Path, aligned: Aligned) -> None:
        """Write an alignment to an XLSX file; a file that is there is replaced."""
        ...

    def metrics(self, standard: str) -> Sequence[tuple[str, str, int]]:
        """(id, name, commitments) of what the ledger can compare, most first; a standard's indicators by its names."""
        ...

    def regions(self) -> Mapping[str, int]:
        """Regions with the number of their commitments, most first."""
        ...

    def compare(self, metrics: Sequence[str], regions: Sequence[str], standard: str) -> Matrix:
        """What the regions, none for all, promise for the metrics, with the lines of a standard."""
        ...

    def write_matrix(self, path: Path, matrix: Matrix) -> None:
        """Write a comparison to an XLSX file, or its charts to an SVG or PNG file; a file that is there is replaced."""
        ...


class LedgerViews:
    """The same over a ledger file."""

    _path: Path

    def _corpus(self) -> Corpus:
        """This thread's connection."""
        raise NotImplementedError

    def months(self, on: date, days: int) -> list[Month]:
        """What is open on a day, by the month it is due in."""
        from corpus.months import months

        return months(self._corpus(), on, days)

    def boards(self, on: date) -> list[Board]:
        """The lights of each organisation, most red first, what nobody owns last."""
        from corpus.lights import boards

        return boards(self._corpus(), on)

    def posts(self, on: date, filters: Filters) -> list[Post]:
        """What each organisation has under each light, of what the filters keep."""
        from corpus.posts import posts

        return posts(self._corpus(), on, filters)

    def rows_of(self, ids: Sequence[int]) -> dict[int, CommitmentRow]:
        """Commitments by their ids."""
        from corpus import rows

        return rows.by_ids(self._corpus(), ids)

    def report(self, key: str, standing: Standing, progress: Progress, value: str, note: str) -> str:
        """Write down how far a commitment is, through a connection of its own; gives the entry's uid."""
        from corpus import ledger
        from corpus.errors import BadEvent
        from corpus.model import LedgerEvent
        from corpus.store import Corpus

        event = LedgerEvent("", standing, progress, author(), "", value or None, note or None)
        if value and ledger.reached(event) is None:
            raise BadEvent(key, f"“{value}”不是一个数值", "请写成 85 或 85%")
        with Corpus.open(self._path, create=False) as corpus:
            return ledger.record(corpus, key, event).uid or ""

    def undo_report(self, key: str, uid: str) -> None:
        """Take back such an entry."""
        from corpus import ledger
        from corpus.store import Corpus

        with Corpus.open(self._path, create=False) as corpus:
            ledger.undo(corpus, key, author(), uid=uid)

    def write_reminder(self, path: Path, organisation: str, on: date, days: int) -> int:
        """Write the 催办单 of an organisation to a DOCX or XLSX file; how many commitments it names, 0 for no paper."""
        from corpus.notice import reminders
        from corpus.tongue import tongue

        words = tongue(english=language() == "en")
        found = reminders(self._corpus(), on, days, Filters(organisation=organisation), words)
        paper = next((one for one in found if one.organisation == organisation), None)
        return 0 if paper is None else _put(paper, path, words)

    def write_bulletin(self, path: Path, on: date, days: int, filters: Filters) -> int:
        """Write the 督办通报 of what the filters keep; how many commitments it names."""
        from corpus.notice import bulletin
        from corpus.tongue import tongue

        words = tongue(english=language() == "en")
        paper = bulletin(self._corpus(), on, days, filters, words)
        return _put(paper, path, words) if paper.offices else 0

    def standards(self) -> tuple[Sequence[Standard], Sequence[str]]:
        """All standards at hand, and a sentence for each file of the user's that could not be read."""
        from corpus.standards import shelf

        found = shelf(location.standards())
        return found.standards, [str(error) for error in found.broken]

    def check(self, document: int, standard: str) -> Checked:
        """A plan against a standard, with what the plan's own region changes in it."""
        from corpus.check import report
        from corpus.promises import Plan
        from corpus.standards import shelf
        from tui.checkview import Checked

        extraction = self._extraction(document)
        region = extraction.document.header.region
        places = (*region.parents, region.name) if region else ()
        chosen = shelf(location.standards()).find(standard, places)
        header = extraction.document.header
        return Checked(document, header.title or extraction.document.source, report(Plan(extraction), chosen))

    def write_check(self, path: Path, checked: Checked) -> None:
        """Write the verdicts of a check to an XLSX or HTML file."""
        from corpus.book import workbook
        from corpus.output import put_whole
        from tui.reportbook import sheets
        from tui.reportpage import page

        if path.suffix.lower() == ".html":
            text = page(checked.check, self._extraction(checked.document), checked.title)
            put_whole(path, text.encode("utf-8", "replace"))
        else:
            put_whole(path, workbook(sheets(checked.check, checked.title)))

    def align(self, parent: int, local: int) -> Aligned:
        """What became of a parent plan's commitments in a local one, with what people said of the matches."""
        from corpus.align import align
        from corpus.matches import said
        from tui.alignview import Aligned

        above, below = self._extraction(parent), self._extraction(local)
        names = tuple(one.document.header.title or one.document.source for one in (above, below))
        return Aligned((parent, local), (names[0], names[1]), align(above, below, said(self._corpus())))

    def decide_match(self, parent: str, local: str, *, accept: bool) -> str:
        """Confirm or reject that one commitment answers another, through a connection of its own."""
        from corpus import matches
        from corpus.store import Corpus

        with Corpus.open(self._path, create=False) as corpus:
            return matches.decide(corpus, parent, local, author(), accept=accept)

    def undo_match(self, uid: str) -> None:
        """Take back such an entry, if it is still the last thing that was said of the match."""
        from corpus import matches
        from corpus.store import Corpus

        with Corpus.open(self._path, create=False) as corpus:
            matches.take_back(corpus, uid, author())

    def write_alignment(self, path: Path, aligned: Aligned) -> None:
        """Write an alignment to an XLSX file."""
        from corpus.book import workbook
        from corpus.output import put_whole
        from tui.aligntext import alignment_sheets

        put_whole(path, workbook(alignment_sheets(aligned.alignment)))

    def metrics(self, standard: str) -> Sequence[tuple[str, str, int]]:
        """(id, name, commitments) of what the ledger can compare, most first; a standard's indicators by its names."""
        from corpus import rows
        from corpus.standards import shelf
        from tui.matrixview import metrics

        return metrics(rows.indicators(self._corpus()), shelf(location.standards()).find(standard))

    def regions(self) -> Mapping[str, int]:
        """Regions with the number of their commitments, most first."""
        from corpus import rows

        return rows.regions(self._corpus())

    def compare(self, metrics: Sequence[str], regions: Sequence[str], standard: str) -> Matrix:
        """What the regions, none for all, promise for the metrics, with the lines of a standard."""
        from corpus.compare import compare
        from corpus.standards import shelf

        return compare(self._corpus(), metrics, regions, shelf(location.standards()).find(standard))

    def write_matrix(self, path: Path, matrix: Matrix) -> None:
        """Write a comparison to an XLSX file, or its charts to an SVG or PNG file."""
        from corpus.book import workbook
        from corpus.chart import png, svg
        from corpus.output import put_whole
        from tui.matrixtext import charts, matrix_sheets

        if path.suffix.lower() == ".xlsx":
            put_whole(path, workbook(matrix_sheets(matrix)))
            return
        drawn = charts(matrix, CHARTED)
        put_whole(path, png(drawn) if path.suffix.lower() == ".png" else svg(drawn).encode("utf-8", "replace"))

    def _extraction(self, document: int) -> Extraction:
        """What a document of the ledger promises. Raises UnknownDocument."""
        from corpus import rows
        from corpus.errors import UnknownDocument
        from corpus.promises import recalled

        found = rows.document(self._corpus(), document)
        if found is None:
            raise UnknownDocument(str(document))
        return recalled(found)


def _put(paper: Notice, path: Path, words: Tongue) -> int:
    """Write a paper to a DOCX or XLSX file, whole or not at all; how many commitments it names."""
    from corpus import notice_docx, notice_xlsx
    from corpus.output import written

    room = notice_docx if path.suffix.lower() == ".docx" else notice_xlsx

    def work(to: Path) -> int:
        room.write(paper, to, None, words)
        return len(paper.tasks)

    return written(path, work)
