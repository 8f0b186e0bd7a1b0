"""Where a task list of an office says what: its sheets, headings in one row or two, columns guessed by them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import BadWorkbook
from corpus.office_sheet import BASE
from corpus.workbooks import Grid, Value, grids, text

FIELDS: dict[str, tuple[str, ...]] = {
    "task": ("任务", "工作任务", "重点任务", "主要任务", "任务内容", "工作内容", "事项", "工作事项", "督办事项",
             "具体措施", "工作举措", "主要内容", "内容", "项目", "指标", "名称"),
    "target": ("目标值", "目标", "工作目标", "年度目标", "目标任务", "完成标准", "预期成效", "具体措施",
               "工作举措", "主要举措", "工作措施", "措施"),
    "lead": ("牵头单位", "牵头部门", "主办单位", "牵头责任单位", "承办单位"),
    "responsible": ("责任单位", "责任部门", "责任主体", "落实单位", "负责单位", "单位"),
    "support": ("配合单位", "配合部门", "协办单位", "参与单位", "协同单位"),
    "deadline": ("完成时限", "完成时间", "时限", "期限", "办结时限", "时间节点", "截止日期", "时间要求", "完成期限"),
    "status": ("状态", "完成状态", "办理状态", "完成情况"),
    "note": ("进展", "进展情况", "工作进展", "办理情况", "落实情况", "推进情况", "目前进展"),
}  # fmt: skip
"""Field -> headings that mean it, the plainest first."""
_ALONE = {"牵头": "lead", "主办": "lead", "配合": "support", "协办": "support", "责任": "responsible"}
"""Headings of a second row, below one that says 单位."""
_LEAST = 2
"""Headings of a table."""
_DEEP = 20
"""Rows in which headings are looked for."""
_LONG = 12
"""Characters of the longest heading of a second row."""
_SPACE = re.compile(r"[\s（(][^）)]*[)）]?|\s")
_NUMBER = re.compile(r"序号|编号|No", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """How a sheet is understood."""

    sheet: str
    head: int
    """Last row of the headings, from 1."""
    columns: dict[str, int]
    """Field -> column, from 0."""
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    """Below the headings."""
    grid: Grid | None = None
    above: tuple[str, ...] = ()
    """Texts of the rows above the headings: a title."""
    others: tuple[Guess, ...] = ()
    """Further sheets that hold tasks, in their order."""
    skipped: tuple[str, ...] = ()
    """Visible sheets with text in which no task was found."""

    @property
    def complete(self) -> bool:
        """A task is named; without that nothing can be imported."""
        return "task" in self.columns

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings of the columns that nothing is taken from, but a running number."""
        used = self.columns.values()
        left = (one for at, one in enumerate(self.headings) if one and at not in used and not _NUMBER.fullmatch(one))
        return tuple(dict.fromkeys(left))

    @property
    def sheets(self) -> tuple[Guess, ...]:
        """This one and the others."""
        return (self, *self.others)


def guess(
    path: Path, mapping: Mapping[str, str] | None = None, only: Sequence[str] = (), head: int | None = None
) -> Guess:
    """The sheets and columns of a task list: of each sheet the headings that say most.

    `mapping` overrules: field -> heading or column letter; `only` names the sheets that are asked for, `head` the
    row of their headings, from 1. Raises BadWorkbook.
    """
    found: list[Guess] = []
    empty: list[str] = []
    names = []
    for grid in grids(path):
        if grid.name == BASE:
            raise BadWorkbook(str(path), "这是台账自己导出的办理表，里面的任务台账里都有", "请用 taizhang import 读回")
        names.append(grid.name)
        if grid.name not in only if only else grid.hidden:
            continue
        best = _best(grid, head)
        if best is not None:
            found.append(best)
        elif any(cell is not None for row in grid.rows for cell in row):
            empty.append(grid.name)
    strange = next((name for name in only if name not in names), None)
    if strange is not None:
        raise BadWorkbook(str(path), f"没有“{strange[:30]}”这张工作表", f"有的是 {'、'.join(names)[:200]}")
    if not found:
        raise BadWorkbook(str(path), "表格是空的")
    most = max(range(len(found)), key=lambda at: (len(found[at].columns), -at))
    first = _overruled(path, found[most], mapping or {})
    others = []
    for at, one in enumerate(found):
        if at == most:
            continue
        own = _fitting(path, one, mapping or {})
        if own is not None and own.complete:
            others.append(own)
        else:
            empty.append(one.sheet)
    return replace(first, others=tuple(others), skipped=tuple(empty))


def _best(grid: Grid, head: int | None) -> Guess | None:
    """The row, or pair of rows, of a sheet that reads most like headings; with `head` (from 1) that row."""
    best: Guess | None = None
    paired = False
    for at, row in enumerate(grid.rows[:_DEEP] if head is None else grid.rows):
        if head is not None and at != head - 1:
            continue
        if head is None and sum(cell is not None for cell in row) < _LEAST:
            # A title stands alone in its row.
            continue
        plain = tuple(text(cell) for cell in row)
        last, headings, columns = at, plain, _columns([(one,) for one in plain])
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
        if _may_go_on(plain, below):
            both, more = _joined(plain, below)
            if len(more) > max(len(columns), _LEAST - 1):
                last, headings, columns = at + 1, both, more
        most = len(best.columns) if best else -1
        # One row of known words is no title of unknown ones; of two ways that say as much the plainer one counts.
        if best is None or len(columns) > max(most, _LEAST - 1) or (len(columns) == most and paired and last == at):
            paired = last > at
            above = tuple(filter(None, (text(cell) for line in grid.rows[:at] for cell in line)))
            best = Guess(grid.name, last + 1, columns, headings, grid.rows[last + 1 :], grid, above)
    return best


def _may_go_on(plain: Sequence[str], below: Sequence[Value]) -> bool:
    """Whether the row below may hold further headings: short texts, some of them not said above."""
    texts = [text(cell) for cell in below]
    fresh = [one for at, one in enumerate(texts) if one and (at >= len(plain) or one != plain[at])]
    return len(fresh) >= _LEAST and all(len(one) <= _LONG and not one[0].isdigit() for one in fresh)


def _joined(plain: Sequence[str], below: Sequence[Value]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Headings of two rows as one, the upper one standing over all empty cells to its right."""
    headings: list[str] = []
    ways: list[tuple[str, ...]] = []
    upper = ""
    for at in range(max(len(plain), len(below))):
        own = plain[at] if at < len(plain) else ""
        under = text(below[at]) if at < len(below) else ""
        upper = own or (upper if under else "")
        if under and under != upper:
            headings.append(f"{upper}·{under}" if upper else under)
            ways.append((under, f"{under}{upper}"))
        else:
            headings.append(own)
            ways.append((own,))
    return tuple(headings), _columns(ways)


def _columns(ways: Sequence[Sequence[str]]) -> dict[str, int]:
    """Each field the column whose heading means it most plainly; a column means one field.

    Each column comes with the ways to read its heading, the plainest first.
    """
    ranked: list[tuple[int, str, int]] = []
    for at, readings in enumerate(ways):
        for order, heading in enumerate(_SPACE.sub("", one) for one in readings):
            if not heading or len(heading) > 20 or _NUMBER.fullmatch(heading):
                continue
            if len(readings) > 1 and heading in _ALONE:
                ranked.append((50, _ALONE[heading], at))
            for name, words in FIELDS.items():
                if heading in words:
                    ranked.append((words.index(heading) + order, name, at))
                elif any(word in heading for word in words if len(word) > 1):
                    ranked.append((100 + len(heading) + order, name, at))
    out: dict[str, int] = {}
    fields = list(FIELDS)
    for _, name, at in sorted(ranked, key=lambda one: (one[0], fields.index(one[1]), one[2])):
        if name not in out and at not in out.values():
            out[name] = at
    return out


def _fitting(path: Path, found: Guess, mapping: Mapping[str, str]) -> Guess | None:
    """The same mapping over another sheet; None where it has no such column."""
    try:
        return _overruled(path, found, mapping)
    except BadWorkbook:
        return None


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
    return replace(found, columns=columns)
