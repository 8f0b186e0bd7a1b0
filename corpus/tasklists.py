"""Task lists that offices already have, as commitments: what is read of them, and what becomes of it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus import ledger
from corpus.cellwords import ENDLESS, NOTHING, deadline, parts, rhythm, year_of
from corpus.errors import BadWorkbook
from corpus.model import LedgerEvent, Progress, Standing
from corpus.settling import states
from corpus.store import Corpus
from corpus.taskcolumns import Guess
from corpus.wording import PROGRESS
from corpus.workbooks import Value, text, unusable
from corpus.writing import Written, put
from extract.keys import key as key_of
from extract.keys import squeeze
from extract.model import Commitment, Extraction, Measure, Role
from ingest.filenames import spelled
from ingest.model import Block, BlockKind, Document, Header, Heading, Span

_SOME_YEAR = 2025
"""Only to try whether a time lacks nothing but its year."""
_SUM = re.compile(r"(?:合|小|总)计[:：]?\Z")
_NUMBERS = re.compile(r"[0-9一二三四五六七八九十百千万亿零两]")
_GROUP = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A task list, read."""

    extraction: Extraction
    reports: dict[str, LedgerEvent]
    """What it says of progress, by key."""
    lines: dict[str, str]
    """Key -> where its line stands: `第4行`, or with several sheets `重点!第4行`."""
    problems: list[tuple[str, str]]
    """(where, what was not understood or not read)."""


@dataclass(slots=True)
class Taken:
    """What an import made, or would make."""

    written: Written | None
    """None for a trial."""
    commitments: int
    events: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    """(where, what was not understood)."""
    conflicts: list[tuple[str, str]] = field(default_factory=list)
    """(where, what the ledger holds that the list says otherwise); nothing of it was overwritten."""


def take(corpus: Corpus, path: Path, found: Guess, author: str) -> Taken:
    """Write the tasks down as commitments of a document of their own; what they say of progress as declared events.

    The same list again changes nothing; a changed one is a new version, its tasks keep their keys and histories. What
    it says of progress is written where nobody but this list has said anything; else it is a conflict. Raises
    BadWorkbook.
    """
    listed = _some(path, found)
    with corpus.atomic():
        written = put(corpus, listed.extraction, path, identity=f"任务表:{spelled(path.name)}")
        taken = Taken(written, len(listed.extraction.commitments), problems=listed.problems)
        for key in _told(corpus, taken, path, listed):
            event = replace(listed.reports[key], author=author, evidence=spelled(path.name))
            ledger.record(corpus, key, event)
        return taken


def tried(corpus: Corpus | None, path: Path, found: Guess) -> Taken:
    """What `take` would do; nothing is written. `corpus` is None where there is no ledger yet. Raises BadWorkbook."""
    listed = _some(path, found)
    taken = Taken(None, len(listed.extraction.commitments), problems=listed.problems)
    if corpus is None:
        taken.events = len(listed.reports)
        return taken
    with corpus.reading():
        _told(corpus, taken, path, listed)
    return taken


def _some(path: Path, found: Guess) -> Listed:
    listed = tasks(path, found)
    if not listed.extraction.commitments:
        raise BadWorkbook(str(path), "没有读到任务", "请用 --map task=列名 指明任务在哪一列")
    return listed


def _told(corpus: Corpus, taken: Taken, path: Path, listed: Listed) -> list[str]:
    """Keys of the list's reports that may be written: each against what the ledger holds of its task."""
    standing = states(corpus.connection, list(listed.reports))
    out = []
    for key, event in listed.reports.items():
        said = standing[key].declared if key in standing else None
        if said is not None and (said.progress, said.note or "") == (event.progress, event.note or ""):
            continue
        if said is not None and said.evidence != spelled(path.name):
            told = f"{PROGRESS[said.progress]}，{said.author}，{said.at[:10]}"
            reason = f"台账里已有进展({told})，表里写的是{PROGRESS[event.progress]}，没有覆盖"
            taken.conflicts.append((listed.lines[key], reason))
            continue
        out.append(key)
    taken.events = len(out)
    return out


def tasks(path: Path, found: Guess) -> Listed:
    """All its sheets as one document with commitments, and everything that was not read with its place."""
    reading = _Reading(path, many=len(found.sheets) > 1)
    for sheet in found.sheets:
        reading.sheet(sheet)
    reading.problems += [(f"工作表{name}", "没有看出任务，没有读入") for name in found.skipped]
    return reading.listed()


class _Reading:
    """A list on its way to a document."""

    def __init__(self, path: Path, *, many: bool) -> None:
        self.path = path
        self.many = many
        self.problems: list[tuple[str, str]] = []
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._headings: list[Heading] = []
        self._made: list[Commitment] = []
        self._reports: dict[str, LedgerEvent] = {}
        self._where: dict[str, str] = {}
        self._seen: Counter[tuple[str, str]] = Counter()
        self._end = 0

    def sheet(self, found: Guess) -> None:
        """The lines of one sheet."""
        year = year_of(*found.above, found.sheet, self.path.stem)
        section = self._heading(found.sheet) if self.many else None
        top = section
        for number, row in enumerate(found.rows, start=found.head + 1):
            where = f"{found.sheet}!第{number}行" if self.many else f"第{number}行"
            cells = {name: row[at] if at < len(row) else None for name, at in found.columns.items()}
            for name, at in found.columns.items():
                why = unusable(found.grid, number, at) if found.grid else None
                if why:
                    self.problems.append((where, why))
                    cells[name] = None
            group = _group(row, found)
            if group is not None:
                section = self._heading(group, top)
            elif not self._skipped(where, row, cells, found):
                self._task(where, cells, section, year)

    def _skipped(self, where: str, row: Sequence[Value], cells: Mapping[str, Value], found: Guess) -> bool:
        """Whether a row is no task; one that says something all the same is named."""
        task = text(cells.get("task"))
        said = [text(cell) for cell in row if cell is not None]
        if not task:
            if _SUM.match(said[0] if said else ""):
                return True
            if any(text(cell) for cell in cells.values()):
                self.problems.append((where, f"没有写任务，没有读入：{'，'.join(said)[:40]}"))
            return True
        if tuple(said) == tuple(filter(None, found.headings)):
            # The headings again, on the next printed page.
            return True
        return bool(_SUM.match(task))

    def _task(self, where: str, cells: Mapping[str, Value], section: int | None, year: int | None) -> None:
        words = {name: text(cell) for name, cell in cells.items()}
        line = "　".join(part for part in (words["task"], words.get("target", "")) if part)
        span = self._line(line, BlockKind.PARAGRAPH, section)
        due, doubts = deadline(cells.get("deadline"), year)
        again = rhythm(cells.get("deadline"))
        said = words.get("deadline", "")
        if said and due is None and again is None and not NOTHING.match(said):
            how = "看不懂，按没有期限记"
            if ENDLESS.search(said):
                how = "没有期限"
            elif year is None and deadline(said, _SOME_YEAR)[0] is not None:
                how = "没有写年份，表头和表名里也没有，按没有期限记"
            self.problems.append((where, f"完成时限“{said[:20]}”{how}"))
        # A key leaves numbers out; in a list, things that differ in their numbers alone are different things.
        name = (squeeze(words["task"])[:40], "".join(_NUMBERS.findall(words["task"])))
        self._seen[name] += 1
        key = key_of(f"任务表:{spelled(self.path.name)}", (), "task", words["task"], name[1], self._seen[name])
        self._where[key] = where
        self._made.append(
            Commitment(
                *(key, span, line, section, words["task"][:60], due, parts(cells)),
                recurrence=again,
                doubts=doubts,
                rules=("import.task",),
            )
        )
        report = _report(key, words)
        if report is not None:
            self._reports[key] = report

    def _heading(self, title: str, parent: int | None = None) -> int:
        span = self._line(title, BlockKind.HEADING, len(self._headings))
        level = 1 if parent is None else 2
        self._headings.append(Heading(level, None, title, span, parent))
        return len(self._headings) - 1

    def _line(self, text_: str, kind: BlockKind, section: int | None) -> Span:
        span = Span(self._end, self._end + len(text_))
        self._lines.append(text_)
        heading = section if kind is BlockKind.HEADING else None
        self._blocks.append(Block(span, kind, section, heading))
        self._end += len(text_) + 1
        return span

    def listed(self) -> Listed:
        """What was read, the numbers of the tasks found as in any plan."""
        body = "\n".join(self._lines)
        sha = hashlib.sha256(b"tasks\0" + body.encode("utf-8", "surrogatepass")).hexdigest()
        document = Document(
            *(spelled(self.path.name), sha, "xlsx", body, tuple(self._blocks), tuple(self._headings)),
            header=Header(title=re.sub(r"\.[^.]*\Z", "", spelled(self.path.name))),
        )
        measures = _measures(document) if self._made else []
        commitments = tuple(_measured(one, measures) for one in self._made)
        return Listed(Extraction(document, commitments, ()), self._reports, self._where, self.problems)


def _group(row: Sequence[Value], found: Guess) -> str | None:
    """The heading of the lines below: one text alone in its row, numbered or in a column that nobody asks for."""
    said = [(at, text(cell)) for at, cell in enumerate(row) if text(cell)]
    if len(said) != 1:
        return None
    at, words = said[0]
    if _SUM.match(words) or len(words) > 60:
        return None
    free = at not in found.columns.values()
    return words if _GROUP.match(words) or (free and not words.isdigit()) else None


def _report(key: str, words: Mapping[str, str]) -> LedgerEvent | None:
    status, note = words.get("status", ""), words.get("note", "")
    progress = next((one for one, word in PROGRESS.items() if word in status), None)
    if progress is None and "完成" in status and "未完成" not in status:
        progress = Progress.DONE
    if progress is None and not note:
        return None
    return LedgerEvent(key, Standing.DECLARED, progress or Progress.IN_PROGRESS, "", "", note=note or status or None)


def _measures(document: Document) -> list[Measure]:
    """Numbers that the tasks promise, found as in any plan."""
    from extract.pipeline import extract

    found = extract(document)
    every = [*(m for one in found.commitments for m in one.measures), *found.facts]
    return [m for m in every if m.role is not Role.CONDITION]


def _measured(one: Commitment, measures: Sequence[Measure]) -> Commitment:
    span = one.span
    own = [replace(m, role=Role.COMMITMENT) for m in measures if span.start <= m.span.start and m.span.end <= span.end]
    rhythms = {m.recurrence for m in own}
    again = one.recurrence or (rhythms.pop() if len(rhythms) == 1 else None)
    return replace(one, measures=tuple(own), recurrence=again)
