"""The parts of a spreadsheet file: vetted first, then opened by openpyxl with the cells alone.

openpyxl stops at what it does not expect anywhere in a file: a colour, a property, a defined name. It is given the
sheets, the shared texts and the number formats, and nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.sax.saxutils import quoteattr

from ingest import struckcells
from ingest.errors import IngestError, LimitExceeded
from ingest.model import Problem
from ingest.package import Package, join

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MOST_SHEETS = 500
_MOST_MERGES = 100_000
_MERGE = re.compile(rb'<(?:\w{1,12}:)?mergeCell\s[^>]{0,80}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_MOST_NAMED = 10_000
_ROW = re.compile(rb'<(?:\w{1,12}:)?row\s(?=[^<>]{0,400}?hidden="(?:1|true)")[^<>]{0,400}>')
_COLUMNS = re.compile(rb'<(?:\w{1,12}:)?col\s(?=[^<>]{0,400}?hidden="(?:1|true)")[^<>]{0,400}>')
_NUMBERED, _FIRST, _LAST = (re.compile(rb'\s%s="([0-9]{1,7})"' % name) for name in (b"r", b"min", b"max"))
_MOST_HIDDEN = 100_000
_MOST_COLUMNS = 1_000
_NAMED = re.compile(rb'\sr="([A-Z]{1,3}[0-9]{1,7})"')
_UNSAVED = re.compile(
    rb"(?:</(?:\w{1,12}:)?f>|<(?:\w{1,12}:)?f(?:\s[^<>]{0,200})?/>)"
    rb"(?:<(?:\w{1,12}:)?v\s?/>|<v></v>)?</(?:\w{1,12}:)?c>"
)


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are one: rows and columns counted from 1, the last included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet."""

    name: str
    hidden: bool
    part: str
    merges: tuple[Merge, ...] = ()
    unsaved: int = 0
    """Formulas whose results the file does not hold."""
    empty: tuple[str, ...] = ()
    """The cells of these formulas (`B7`), as many as are named."""
    hidden_rows: frozenset[int] = frozenset()
    """Rows that a person set hidden, counted from 1."""
    hidden_columns: frozenset[int] = frozenset()
    folded: int = 0
    """Rows that a filter leaves out or an outline folds away, which is a way to look at the sheet."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is needed to read the cells."""

    sheets: tuple[Sheet, ...]
    stream: io.BytesIO
    """A package for openpyxl whose sheets stand in the same order."""
    problems: tuple[Problem, ...]
    strikes: bool = False
    """Some cell format strikes its text through; the font of such cells says so in the package too."""
    struck: int = 0
    """Characters that were struck through inside cells; the package is without them."""


def open_workbook(package: Package) -> Workbook:
    """The workbook in `package`.

    Raises:
        IngestError: no workbook, damaged, or beyond the limits.
    """
    if package.find("[Content_Types].xml") is None:
        raise package.broken("缺少 [Content_Types].xml")
    targets = _targets(package, "")
    main = next((target for kind, target in targets.values() if kind == "officeDocument"), "xl/workbook.xml")
    root = package.xml(main)
    if _local(root) != "workbook":
        raise package.broken("主体部分不是工作簿")
    parts = _targets(package, main)
    problems: list[Problem] = []
    sheets, bodies = _sheets(package, root, parts, problems)
    extra = {kind: _extra(package, kind, parts, problems) for kind in ("sharedStrings", "styles")}
    struck = 0
    for at, sheet in enumerate(sheets):
        bodies[at], count = struckcells.without(package, bodies[at], sheet.part)
        struck += 0 if sheet.hidden else count
    extra["sharedStrings"], count = struckcells.without(package, extra["sharedStrings"], "sharedStrings.xml")
    struck += count
    strikes = b"<strike/>" in extra["styles"]
    epoch = next((entry.get("date1904", "") for entry in root if _local(entry) == "workbookPr"), "")
    stream = _repack(sheets, bodies, {kind: data for kind, data in extra.items() if data}, epoch in ("1", "true"))
    return Workbook(tuple(sheets), stream, tuple(problems), strikes, struck)


def _sheets(
    package: Package, root: Any, parts: dict[str, tuple[str, str]], problems: list[Problem]
) -> tuple[list[Sheet], list[bytes]]:
    """The worksheets in their order, with what openpyxl does not tell of them."""
    entries = [entry for group in root if _local(group) == "sheets" for entry in group]
    if len(entries) > MOST_SHEETS:
        raise LimitExceeded(package.job.source, f"工作表超过 {MOST_SHEETS} 张的上限", "请拆分文件后再读")
    sheets: list[Sheet] = []
    bodies: list[bytes] = []
    for entry in entries:
        kind, target = parts.get(entry.get(f"{{{_OFFICE}}}id", ""), ("", ""))
        name = entry.get("name", "")[:100]
        if kind and kind != "worksheet":
            continue
        try:
            data = package.xml_bytes(target)
        except LimitExceeded:
            raise
        except IngestError:
            problems.append(Problem("missing_part", f"工作表“{name}”缺失或已损坏，没有读入。"))
            continue
        hidden = entry.get("state", "visible") != "visible"
        unsaved, empty = _unsaved(data)
        sheets.append(Sheet(name, hidden, target, tuple(_merges(data)), unsaved, empty, *_hidden(data)))
        bodies.append(data)
    return sheets, bodies


def _unsaved(data: bytes) -> tuple[int, tuple[str, ...]]:
    """How many formulas have no saved result, and the cells of the first of them."""
    found = list(_UNSAVED.finditer(data))
    names = []
    for one in found[:_MOST_NAMED]:
        opening = data.rfind(b"<", 0, data.rfind(b' r="', 0, one.start()))
        named = _NAMED.search(data, opening, one.start())
        if named:
            names.append(named[1].decode())
    return len(found), tuple(names)


def _hidden(data: bytes) -> tuple[frozenset[int], frozenset[int], int]:
    """Rows and columns that are set hidden, and how many rows a filter or an outline hides."""
    if b"hidden" not in data:
        return frozenset(), frozenset(), 0
    rows: set[int] = set()
    folded = 0
    filtered = b"filterColumn" in data
    for count, match in enumerate(_ROW.finditer(data)):
        if count >= _MOST_HIDDEN:
            break
        if filtered or b"outlineLevel" in match[0]:
            folded += 1
        elif number := _NUMBERED.search(match[0]):
            rows.add(int(number[1]))
    columns: set[int] = set()
    for match in islice(_COLUMNS.finditer(data), _MOST_HIDDEN):
        first, last = _FIRST.search(match[0]), _LAST.search(match[0])
        # A stretch up to the last column that a sheet can have is no column that anyone filled.
        if first and last and b"outlineLevel" not in match[0] and int(last[1]) - int(first[1]) < _MOST_COLUMNS:
            columns |= set(range(int(first[1]), int(last[1]) + 1))
    return frozenset(rows), frozenset(columns), folded


def _merges(data: bytes) -> Iterator[Merge]:
    for count, found in enumerate(_MERGE.finditer(data)):
        if count >= _MOST_MERGES:
            return
        left, top, right, bottom = found.groups()
        merge = Merge(int(top), _column(left), int(bottom), _column(right))
        if 0 < merge.top <= merge.bottom and merge.left <= merge.right:
            yield merge


def _column(letters: bytes) -> int:
    out = 0
    for letter in letters:
        out = out * 26 + letter - 64
    return out


def _extra(package: Package, kind: str, parts: dict[str, tuple[str, str]], problems: list[Problem]) -> bytes:
    """Shared texts, or number formats; empty where the file has none."""
    target = next((target for found, target in parts.values() if found == kind), None)
    if target is None:
        return b""
    try:
        data = package.xml_bytes(target)
        return data if kind == "sharedStrings" else _formats(package.parse(data, target))
    except LimitExceeded:
        raise
    except IngestError:
        what = "共享文字" if kind == "sharedStrings" else "数字格式"
        problems.append(Problem("missing_part", f"{what}部分缺失或已损坏，表格内容不完整。"))
        return b""


def _formats(root: Any) -> bytes:
    """A style part that says of each cell format which number format it has."""
    formats: list[str] = []
    cells: list[str] = []
    struck = struckcells.fonts(root)
    for group in root:
        for entry in group:
            if _local(group) == "numFmts" and entry.get("numFmtId", "").isdigit():
                code = quoteattr(entry.get("formatCode", "General"))
                formats.append(f'<numFmt numFmtId="{entry.get("numFmtId")}" formatCode={code}/>')
            elif _local(group) == "cellXfs":
                number = entry.get("numFmtId", "0")
                number = number if number.isascii() and number.isdigit() else "0"
                font = struckcells.STRUCK if entry.get("fontId") in struck else struckcells.PLAIN
                cells.append(f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0"/>')
    own = f'<numFmts count="{len(formats)}">{"".join(formats)}</numFmts>' if formats else ""
    return (
        f'<styleSheet xmlns="{_MAIN}">{own}<fonts count="2"><font/><font>{"<strike/>" if struck else ""}</font></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ).encode()


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> kind and part, for what `part` refers to inside the package."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if package.find(path) is None:
        return {}
    return {
        entry.get("Id", ""): (entry.get("Type", "").rpartition("/")[2], join(part, entry.get("Target", "")))
        for entry in package.xml(path)
        if entry.get("TargetMode") != "External"
    }


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _repack(sheets: list[Sheet], bodies: list[bytes], extra: dict[str, bytes], epoch: bool) -> io.BytesIO:
    """A package of cells, texts and number formats."""
    ids = range(1, len(sheets) + 1)
    targets = [("worksheet", f"worksheets/sheet{at}.xml") for at in ids] + [(kind, f"{kind}.xml") for kind in extra]
    types = [("worksheet", f"worksheets/sheet{at}") for at in ids] + [(kind, kind) for kind in extra]
    listed = "".join(f'<sheet name={quoteattr(f"S{at}")} sheetId="{at}" r:id="rId{at}"/>' for at in ids)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        overrides = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for kind, part in [("sheet.main", "workbook"), *types]
        )
        relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        archive.writestr(
            "[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{relations}{overrides}</Types>'
        )
        archive.writestr("_rels/.rels", _rels([("officeDocument", "xl/workbook.xml")]))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(epoch)}"/>'
            f"<sheets>{listed}</sheets></workbook>",
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _rels(targets))
        for at, body in zip(ids, bodies, strict=True):
            archive.writestr(f"xl/worksheets/sheet{at}.xml", body)
        for kind, data in extra.items():
            archive.writestr(f"xl/{kind}.xml", data)
    out.seek(0)
    return out


def _rels(targets: list[tuple[str, str]]) -> str:
    entries = (
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(entries)}</Relationships>'
