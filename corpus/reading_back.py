"""A filled-in office sheet read back: what staff changed becomes events and corrections, conflicts are only shown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import ledger, review
from corpus.cellwords import organisations
from corpus.corrections import Action, encoded
from corpus.errors import BadWorkbook, CorpusError
from corpus.model import CommitmentRow, LedgerEvent, Progress, Standing
from corpus.office_sheet import BASE, COLUMNS, FORM, cells, reached, verified
from corpus.rows import commitment
from corpus.store import Corpus
from corpus.tongue import EN
from corpus.wording import PROGRESS
from corpus.workbooks import Grid, Value, day, grids, text, unusable
from extract.model import Duty

EVENT_FIELDS = ("status", "value", "note", "evidence")
_CHINESE = {word: PROGRESS[one] for one, word in EN.progress.items()}
"""Words of a sheet in English; the ledger compares the Chinese ones."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a line of the sheet changes."""

    key: str
    line: int
    """Line of the sheet, from 1."""
    field: str
    """Name of a column of the form."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line, or a cell of it, that changes nothing."""

    line: int
    key: str
    reason: str
    """One Chinese sentence without full stop."""


@dataclass(slots=True)
class ReadBack:
    """What became, or would become, of a sheet."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Refused] = field(default_factory=list)
    """Somebody wrote in the ledger since the sheet was made, something else than the sheet says."""
    problems: list[Refused] = field(default_factory=list)
    """What cannot be understood."""
    unchanged: int = 0
    events: int = 0
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the sheet beside what it was written from."""

    number: int
    row: CommitmentRow
    seen: dict[str, Any]
    now: dict[str, str]
    raw: dict[str, Value]


def read_back(
    corpus: Corpus, path: Path, author: str, *, dry: bool, standing: Standing = Standing.DECLARED
) -> ReadBack:
    """Compare a sheet of `office_sheet.write` with what it was written from, and write down what staff changed.

    What changed in the columns of progress is what the organisation declares, or with `standing` what an inspector who
    filled in the sheet has verified. All in one transaction; with `dry` nothing is written. Raises BadWorkbook for a
    file that is no such sheet or is of another ledger, and what `ledger.record` and `review.record` raise for the
    author.
    """
    found = grids(path)
    bases = _bases(corpus, path, found)
    out = ReadBack()
    with corpus.reading() if dry else corpus.atomic():
        for line in _lines(corpus, path, found, bases, out):
            before = len(out.changes)
            _inspected(line, out)
            _events(corpus, line, author, standing, out, dry=dry)
            _corrections(corpus, line, author, out, dry=dry)
            out.unchanged += len(out.changes) == before
    return out


def _bases(corpus: Corpus, path: Path, found: list[Grid]) -> dict[str, dict[str, Any]]:
    """Key -> what its line was written from, out of the hidden sheet."""
    hidden = next((grid for grid in found if grid.name == BASE), None)
    if hidden is None or not hidden.rows or text(hidden.rows[0][0]) != "taizhang":
        raise BadWorkbook(
            str(path), "这不是台账导出的办理表，或里面的底表丢了", "请用 taizhang export --office 重新导出再填"
        )
    head = [text(cell) for cell in hidden.rows[0]]
    if head[1:2] != [str(FORM)]:
        raise BadWorkbook(str(path), "这份表由别的版本导出", "请重新导出再填")
    if head[2:3] != [str(corpus.meta("ledger"))]:
        raise BadWorkbook(str(path), "这份表是从另一个台账导出的", "请打开那个台账再读回")
    try:
        return {
            text(row[0]): json.loads("".join(str(cell) for cell in row[1:] if cell is not None))
            for row in hidden.rows[1:]
            if row and row[0]
        }
    except ValueError as error:
        raise BadWorkbook(str(path), "里面的底表被改过", "请重新导出再填") from error


def _lines(
    corpus: Corpus, path: Path, found: list[Grid], bases: dict[str, dict[str, Any]], out: ReadBack
) -> Iterator[_Line]:
    headings = {heading: column.name for column in COLUMNS for heading in (column.heading, column.english)}
    filled = {
        grid.name: next((n for n, row in enumerate(grid.rows) if {"编号", "key"} & set(map(text, row))), None)
        for grid in found
        if grid.name != BASE
    }
    if all(at is None for at in filled.values()):
        raise BadWorkbook(str(path), "少了这些列：编号", "请不要删改表头，可重新导出再填")
    for grid in found:
        at = filled.get(grid.name)
        if at is None:
            continue
        names = [headings.get(text(cell), "") for cell in grid.rows[at]]
        missing = [column.heading for column in COLUMNS if column.filled and column.name not in names]
        if missing:
            raise BadWorkbook(str(path), f"少了这些列：{'、'.join(missing)}", "请不要删改表头，可重新导出再填")
        keys = Counter(_named(names, row).get("key") for row in grid.rows[at + 1 :])
        for number, cells_ in enumerate(grid.rows[at + 1 :], start=at + 2):
            raw = _named(names, cells_)
            key = text(raw.get("key"))
            if not any(text(cell) for cell in cells_):
                continue
            row = commitment(corpus, key) if key else None
            problem = _unusable(key, row, bases, keys[raw.get("key")])
            if problem or row is None:
                out.problems.append(Refused(number, key, problem))
                continue
            _unread(grid, names, number, key, bases[key], raw, out)
            now = {name: text(cell) for name, cell in raw.items()}
            now["value"] = ledger.plain_value(now.get("value", ""))
            if "status" in now:
                now["status"] = _CHINESE.get(now["status"].lower(), now["status"])
            yield _Line(number, row, bases[key], now, raw)


def _unread(
    grid: Grid,
    names: list[str],
    number: int,
    key: str,
    seen: dict[str, Any],
    raw: dict[str, Value],
    out: ReadBack,
) -> None:
    """A cell whose formula says nothing is named, and counts as not touched."""
    for column, name in enumerate(names):
        if name and (why := unusable(grid, number, column)):
            out.problems.append(Refused(number, key, why))
            raw[name] = seen["cells"].get(name, seen.get(name))


def _named(names: list[str], row: tuple[Value, ...]) -> dict[str, Value]:
    return {name: cell for name, cell in zip(names, row, strict=False) if name}


def _unusable(key: str, row: CommitmentRow | None, bases: dict[str, dict[str, Any]], count: int) -> str:
    if not key:
        return "这一行没有编号，没有读入"
    if key not in bases or row is None or row.key != key:
        return "台账导出时没有这个编号"
    return "同一个编号有几行" if count > 1 else ""


def _changed(line: _Line, name: str) -> bool:
    before = text(line.seen["cells"][name])
    return line.now.get(name, "") != (ledger.plain_value(before) if name == "value" else before)


def _inspected(line: _Line, out: ReadBack) -> None:
    """The column of the inspection is only shown: what is written into it is named, not lost unseen."""
    if "verified" in line.now and line.now["verified"] != line.seen.get("verified", verified(line.row)):
        reason = "“督查核实”这一列只供查看，没有读入；督查填表请填进展各列，用 import --verified 读回"
        out.problems.append(Refused(line.number, line.row.key, reason))


def _says(event: LedgerEvent | None) -> dict[str, str]:
    """The cells of progress as a report fills them."""
    if event is None:
        return dict.fromkeys(EVENT_FIELDS, "")
    return {
        "status": PROGRESS[event.progress],
        "value": reached(event),
        "note": event.note or "",
        "evidence": event.evidence or "",
    }


def _events(corpus: Corpus, line: _Line, author: str, standing: Standing, out: ReadBack, *, dry: bool) -> None:
    """The cells of progress, together one report."""
    changed = [name for name in EVENT_FIELDS if _changed(line, name)]
    if not changed:
        return
    own = standing is Standing.DECLARED
    said = line.row.declared if own else line.row.verified
    # An inspector stands for what he wrote himself, not for what the organisation had declared beside it.
    filled = {
        name: line.now.get(name, "") if own or name == "status" or name in changed else "" for name in EVENT_FIELDS
    }
    # A report without a status is one of work in progress, also when the same sheet is read again.
    bare = not filled["status"] and not line.seen["cells"]["status"]
    meant = filled | ({"status": PROGRESS[Progress.IN_PROGRESS]} if bare else {})
    if {name: text(cell) for name, cell in _says(said).items()} in (filled, meant):
        return
    if (said.uid if said else None) != line.seen.get("uid" if own else "verified_uid"):
        who = f"{said.author}({said.at[:10]})" if said else "撤销"
        out.conflicts.append(
            Refused(line.number, line.row.key, f"导出以后台账里已有新的{'进展' if own else '核实'}：{who}，没有覆盖")
        )
        return
    # Half a report may say another thing than the whole, so what follows leaves out all of it.
    status = line.now["status"]
    progress = next((one for one, word in PROGRESS.items() if word == status), None)
    if progress is None and status:
        out.problems.append(
            Refused(line.number, line.row.key, f"状态“{status[:20]}”不在列表里，这一行的进展都没有读入")
        )
        return
    if progress is None and line.seen["cells"]["status"]:
        out.problems.append(
            Refused(line.number, line.row.key, "状态被清空了，要撤销请用 taizhang undo，这一行的进展都没有读入")
        )
        return
    event = LedgerEvent(
        line.row.key, standing, progress or Progress.IN_PROGRESS, author, "",
        filled["value"] or None, filled["note"] or None, filled["evidence"] or None,
    )  # fmt: skip
    if event.value is not None and ledger.reached(event) is None:
        reason = f"达到数值“{event.value[:20]}”不是一个数，这一行的进展都没有读入"
        out.problems.append(Refused(line.number, line.row.key, reason))
        return
    out.changes += [_change(line, name) for name in changed]
    out.events += 1
    if not dry:
        ledger.record(corpus, line.row.key, event)


def _corrections(corpus: Corpus, line: _Line, author: str, out: ReadBack, *, dry: bool) -> None:
    """The cells of what the plan says, each a correction."""
    if _changed(line, "subject"):
        _correct(corpus, line, "subject", line.now["subject"], author, out, dry=dry)
    raw = line.raw.get("deadline")
    found = day(raw)
    if text(raw) and found is None:
        out.problems.append(Refused(line.number, line.row.key, f"完成时限“{text(raw)[:20]}”看不懂"))
    elif (found.isoformat() if found else "") != line.seen["cells"]["deadline"]:
        _correct(corpus, line, "deadline", found.isoformat() if found else "", author, out, dry=dry)
    if _changed(line, "owner") or _changed(line, "support"):
        owners, support = (
            "、".join(one.name for one in organisations(line.raw.get(name), Duty.RESPONSIBLE)) or line.now[name]
            for name in ("owner", "support")
        )
        leads = any(r.duty is Duty.LEAD for r in line.row.commitment.responsible) or bool(support)
        parts = [f"{'牵头' if leads else '责任'}:{owners}" if owners else "", f"配合:{support}" if support else ""]
        _correct(corpus, line, "responsible", "；".join(filter(None, parts)), author, out, dry=dry)


def _correct(corpus: Corpus, line: _Line, name: str, value: str, author: str, out: ReadBack, *, dry: bool) -> None:
    """One correction, unless the ledger has gone on since."""
    kept = line.row.commitment
    names = ("owner", "support") if name == "responsible" else (name,)
    held = cells(line.row)
    was = line.seen["cells"]["subject"] if name == "subject" else line.seen[name]
    if was != (kept.subject if name == "subject" else encoded(name, getattr(kept, name))):
        if value == held[name] if name == "deadline" else all(line.now.get(n, "") == text(held[n]) for n in names):
            return
        heading = "、".join(column.heading for column in COLUMNS if column.name in names)
        out.conflicts.append(Refused(line.number, line.row.key, f"导出以后台账里的{heading}已改过，没有覆盖"))
        return
    action = Action.CORRECT if value else Action.REJECT
    try:
        if dry:
            review.check(corpus, line.row.key, name, action, value)
        else:
            review.record(corpus, line.row.key, name, action, author, value, "办理表读回")
    except CorpusError as error:
        out.problems.append(Refused(line.number, line.row.key, error.reason))
        return
    out.corrections += 1
    out.changes += [_change(line, one) for one in names if _changed(line, one) or name == "deadline"]


def _change(line: _Line, name: str) -> Change:
    after = line.now.get(name, "")
    if name == "deadline":
        found = day(line.raw.get(name))
        after = found.isoformat() if found else ""
    return Change(line.row.key, line.number, name, line.seen["cells"][name], after)
