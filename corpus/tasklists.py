"""Task lists that offices already have, as commitments: which column says what is guessed, a person confirms it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import ledger
from corpus.errors import BadWorkbook
from corpus.model import LedgerEvent, Progress, Standing
from corpus.store import Corpus
from corpus.wording import PROGRESS
from corpus.workbooks import Value, day, grids, text
from corpus.writing import Written, put
from extract.keys import key as key_of
from extract.model import Commitment, Duty, Extraction, Measure, Responsibility, Role
from extract.organisations import canonical, split_names
from ingest.model import Block, BlockKind, Document, Header, Span

FIELDS: dict[str, tuple[str, ...]] = {
    "task": ("任务", "工作任务", "重点任务", "主要任务", "任务内容", "工作内容", "事项", "工作事项", "督办事项", 
             "具体措施", "工作举措", "主要内容", "内容", "项目", "指标", "名称"),
    "target": ("目标值", "目标", "工作目标", "年度目标", "目标任务", "完成标准", "预期成效"),
    "lead": ("牵头单位", "牵头部门", "主办单位", "牵头责任单位", "承办单位"),
    "responsible": ("责任单位", "责任部门", "责任主体", "落实单位", "负责单位", "单位"),
    "support": ("配合单位", "配合部门", "协办单位", "参与单位", "协同单位"),
    "deadline": ("完成时限", "完成时间", "时限", "期限", "办结时限", "时间节点", "截止日期", "时间要求", "完成期限"),
    "status": ("状态", "完成状态", "办理状态", "完成情况"),
    "note": ("进展", "进展情况", "工作进展", "办理情况", "落实情况", "推进情况", "目前进展"),
}  # fmt: skip
"""Field -> headings that mean it, the plainest first."""
_LEAST = 2
"""Headings of a table."""
_SPACE = re.compile(r"[\s（(][^）)]*[)）]?|\s")
_NUMBER = re.compile(r"序号|编号|No", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """How a sheet is understood."""

    sheet: str
    head: int
    """Row of the headings, from 1."""
    columns: dict[str, int]
    """Field -> column, from 0."""
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    """Below the headings."""

    @property
    def complete(self) -> bool:
        """A task is named; without that nothing can be imported."""
        return "task" in self.columns


@dataclass(slots=True)
class Taken:
    """What an import made."""

    written: Written
    commitments: int
    events: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    """(row of the sheet, what was not understood)."""


def guess(path: Path, mapping: Mapping[str, str] | None = None) -> Guess:
    """The sheet and columns of a task list: those whose headings say most.

    `mapping` overrules: field -> heading or column letter. Raises BadWorkbook.
    """
    best: Guess | None = None
    for grid in grids(path):
        if grid.hidden:
            continue
        for at, row in enumerate(grid.rows[:20]):
            if sum(cell is not None for cell in row) < _LEAST:
                # A title stands alone in its row.
                continue
            found = _columns([text(cell) for cell in row])
            if best is None or len(found) > len(best.columns):
                headings = tuple(text(cell) for cell in row)
                best = Guess(grid.name, at + 1, found, headings, grid.rows[at + 1 :])
    if best is None:
        raise BadWorkbook(str(path), "表格是空的")
    return _overruled(path, best, mapping or {})


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Each field the column whose heading means it most plainly; a column means one field."""
    bare = [_SPACE.sub("", heading) for heading in headings]
    ranked: list[tuple[int, str, int]] = []
    for name, words in FIELDS.items():
        for at, heading in enumerate(bare):
            if not heading or len(heading) > 20 or _NUMBER.fullmatch(heading):
                continue
            if heading in words:
                ranked.append((words.index(heading), name, at))
            elif any(word in heading for word in words if len(word) > 1):
                ranked.append((100 + len(heading), name, at))
    out: dict[str, int] = {}
    for _, name, at in sorted(ranked):
        if name not in out and at not in out.values():
            out[name] = at
    return out


def _overruled(path: Path, found: Guess, mapping: Mapping[str, str]) -> Guess:
    columns = dict(found.columns)
    for name, wanted in mapping.items():
        if name not in FIELDS:
            raise BadWorkbook(str(path), f"没有“{name[:20]}”这一项", f"可用的有 {'、'.join(FIELDS)}")
        if wanted in found.headings:
            columns[name] = found.headings.index(wanted)
        elif re.fullmatch("[A-Za-z]{1,2}", wanted):
            at = 0
            for letter in wanted.upper():
                at = at * 26 + ord(letter) - ord("A") + 1
            columns[name] = at - 1
        elif wanted == "":
            columns.pop(name, None)
        else:
            raise BadWorkbook(str(path), f"没有“{wanted[:20]}”这一列", "请写表头的原文或列的字母")
    return Guess(found.sheet, found.head, columns, found.headings, found.rows)


def take(corpus: Corpus, path: Path, found: Guess, author: str) -> Taken:
    """Write the tasks down as commitments of a document of their own; what they say of progress as declared events.

    The same list again changes nothing; a changed one is a new version, its tasks keep their keys and histories.
    """
    extraction, reports, problems = tasks(path, found)
    if not extraction.commitments:
        raise BadWorkbook(str(path), "没有读到任务", "请用 --map task=列名 指明任务在哪一列")
    with corpus.atomic():
        written = put(corpus, extraction, path, identity=f"任务表:{path.name}")
        taken = Taken(written, len(extraction.commitments), problems=problems)
        for key, event in reports.items():
            if not ledger.history(corpus, key):
                ledger.record(
                    corpus, key, LedgerEvent(key, event.standing, event.progress, author, "", note=event.note)
                )
                taken.events += 1
    return taken


def tasks(path: Path, found: Guess) -> tuple[Extraction, dict[str, LedgerEvent], list[tuple[int, str]]]:
    """The list as a document with commitments, the reports of progress by key, and what was not understood."""
    lines: list[str] = []
    blocks: list[Block] = []
    made: list[tuple[Commitment, Span]] = []
    reports: dict[str, LedgerEvent] = {}
    problems: list[tuple[int, str]] = []
    seen: Counter[str] = Counter()
    start = 0
    for number, row in enumerate(found.rows, start=found.head + 1):
        cells = {name: row[at] if at < len(row) else None for name, at in found.columns.items()}
        words = {name: text(cell) for name, cell in cells.items()}
        task = words.get("task", "")
        if not task:
            continue
        line = "　".join(part for part in (task, words.get("target", "")) if part)
        span = Span(start, start + len(line))
        lines.append(line)
        blocks.append(Block(span, BlockKind.PARAGRAPH, None))
        start += len(line) + 1
        due = day(cells.get("deadline"))
        if words.get("deadline") and due is None:
            problems.append((number, f"完成时限“{words['deadline'][:20]}”看不懂，按没有期限记"))
        seen[task] += 1
        key = key_of(f"任务表:{path.name}", (), "task", task, "", seen[task])
        made.append((Commitment(key, span, line, None, task[:60], due, _owners(words), rules=("import.task",)), span))
        report = _report(key, words)
        if report is not None:
            reports[key] = report
    body = "\n".join(lines)
    sha = hashlib.sha256(b"tasks\0" + body.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        path.name, sha, "xlsx", body, tuple(blocks), header=Header(title=re.sub(r"\.[^.]*\Z", "", path.name))
    )
    measures = _measures(document) if made else []
    commitments = tuple(_measured(one, span, measures) for one, span in made)
    return Extraction(document, commitments, ()), reports, problems


def _owners(words: Mapping[str, str]) -> tuple[Responsibility, ...]:
    out: list[Responsibility] = []
    for name, duty in (("lead", Duty.LEAD), ("responsible", Duty.RESPONSIBLE), ("support", Duty.SUPPORT)):
        written = words.get(name, "")
        for one in [part.name for part in split_names(written)] or ([written] if written else []):
            shared = canonical(one)
            out.append(Responsibility(one, duty, None, shared if shared != one else None))
    return tuple(dict.fromkeys(out))


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


def _measured(one: Commitment, span: Span, measures: Sequence[Measure]) -> Commitment:
    from dataclasses import replace

    own = [replace(m, role=Role.COMMITMENT) for m in measures if span.start <= m.span.start and m.span.end <= span.end]
    rhythms = {m.recurrence for m in own}
    return replace(one, measures=tuple(own), recurrence=rhythms.pop() if len(rhythms) == 1 else None)
