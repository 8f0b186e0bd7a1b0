"""The parts of a Word document: vetted first, then opened by python-docx.

python-docx opens every part that a document names: it refuses a document for one picture that is missing and unpacks
pictures of any size. So it is given a package of the text parts alone, each within the limits and without entities.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from ingest.errors import IngestError, LimitExceeded
from ingest.model import Problem
from ingest.package import Package, join
from ingest.wordnumbers import W

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KNOWN = ("styles", "numbering", "footnotes", "endnotes", "header", "footer")
_NAMES = {
    "styles": "样式",
    "numbering": "编号",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "header": "页眉",
    "footer": "页脚",
}
_LOST = {
    "aFChunk": Problem("missing_part", "文件里嵌入了另一个文档，其内容没有读入。"),
    "subDocument": Problem("missing_part", "主控文档的子文档没有读入。"),
}
"""Kinds of parts that hold text of the document itself and are not read."""
_ASIDE = {
    "diagramData": Problem("unread_part", "图示（SmartArt）里的文字没有读入。"),
    "chart": Problem("unread_part", "图表里的文字没有读入。"),
    "package": Problem("unread_part", "嵌入的文件没有读入。"),
    "oleObject": Problem("unread_part", "嵌入的对象没有读入。"),
}


@dataclass(slots=True)
class Word:
    """Root elements of one document."""

    body: Any
    styles: Any
    numbering: Any = None
    """None where the document numbers nothing."""
    footnotes: list[Any] = field(default_factory=list)
    margins: list[Any] = field(default_factory=list)
    """Headers and footers."""
    title: str = ""
    """What the core properties call it."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    kind: str
    """Last segment of its type."""
    target: str


def open_word(package: Package) -> Word:
    """The document in `package`.

    A damaged part beside the main one is a problem and no refusal.

    Raises:
        IngestError: no Word document, damaged, or beyond the limits.
    """
    main = _main_part(package)
    body = package.xml_bytes(main)
    package.parse(body, main)
    problems: list[Problem] = []
    parts: list[tuple[_Relation, bytes]] = []
    for relation in _relations(package, main):
        note = _LOST.get(relation.kind) or _ASIDE.get(relation.kind)
        if note is not None and note not in problems:
            problems.append(note)
        if relation.kind not in _KNOWN:
            continue
        try:
            data = package.xml_bytes(relation.target)
            package.parse(data, relation.target)
        except LimitExceeded:
            raise
        except IngestError:
            what = _NAMES[relation.kind]
            problems.append(Problem("missing_part", f"{what}部分（{relation.target[:80]}）缺失或已损坏，没有读入。"))
            continue
        parts.append((relation, data))
    word = _open(package, body, parts)
    word.title = _core_title(package)
    word.problems = problems
    return word


def _main_part(package: Package) -> str:
    """Name of the part that holds the text, checked by the type that the package gives it."""
    if package.find("[Content_Types].xml") is None:
        raise package.broken("缺少 [Content_Types].xml")
    types = package.xml("[Content_Types].xml")
    found = next((r.target for r in _relations(package, "") if r.kind == "officeDocument"), "word/document.xml")
    kind = ""
    for entry in types:
        part, suffix = entry.get("PartName", "").lstrip("/"), entry.get("Extension", "")
        if part.lower() == found.lower() or (not kind and suffix and found.lower().endswith("." + suffix.lower())):
            kind = entry.get("ContentType", "")
    if "wordprocessingml" not in kind and "ms-word" not in kind:
        raise package.broken("主体部分不是 Word 文档")
    return found


def _relations(package: Package, part: str) -> list[_Relation]:
    """What `part` refers to inside the package; empty for the package's own root is the part ""."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if package.find(path) is None:
        return []
    out = []
    for entry in package.xml(path):
        if entry.get("TargetMode") != "External" and entry.get("Id"):
            kind = entry.get("Type", "").rpartition("/")[2]
            out.append(_Relation(entry.get("Id"), kind, join(part, entry.get("Target", ""))))
    return out


def _core_title(package: Package) -> str:
    for relation in _relations(package, ""):
        if relation.kind == "core-properties" and package.find(relation.target):
            try:
                root = package.xml(relation.target)
            except LimitExceeded:
                raise
            except IngestError:
                return ""
            return next((entry.text or "" for entry in root if _local(entry) == "title"), "")
    return ""


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _open(package: Package, body: bytes, parts: list[tuple[_Relation, bytes]]) -> Word:
    """The vetted parts in python-docx."""
    from docx import Document
    from docx.oxml.parser import parse_xml
    from lxml import etree

    try:
        document = Document(_repack(body, parts))
    except (etree.LxmlError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise package.broken("不是完整的 Word 文档") from error
    found = document.element.find(f"{W}body")
    if found is None:
        raise package.broken("没有正文")
    word = Word(found, document.styles.element)
    for relation, data in parts:
        if relation.kind == "numbering":
            word.numbering = document.part.numbering_part.element
        elif relation.kind in ("footnotes", "endnotes"):
            word.footnotes.append(parse_xml(data))
        elif relation.kind in ("header", "footer"):
            word.margins.append(parse_xml(data))
    return word


def _repack(body: bytes, parts: list[tuple[_Relation, bytes]]) -> io.BytesIO:
    """A package that holds the text, its styles and its numbering, and nothing else."""
    held = {relation.kind: data for relation, data in parts if relation.kind in ("styles", "numbering")}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _types({"document": "document.main", **{kind: kind for kind in held}}))
        archive.writestr("_rels/.rels", _rels([("officeDocument", "word/document.xml")]))
        archive.writestr("word/document.xml", body)
        archive.writestr("word/_rels/document.xml.rels", _rels([(kind, f"{kind}.xml") for kind in held]))
        for kind, data in held.items():
            archive.writestr(f"word/{kind}.xml", data)
    out.seek(0)
    return out


def _types(kinds: dict[str, str]) -> str:
    def lines() -> Iterator[str]:
        yield f'<Types xmlns="{_PACKAGE}/content-types">'
        yield '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        for part, kind in kinds.items():
            yield f"<Override PartName={quoteattr(f'/word/{part}.xml')} ContentType={quoteattr(f'{_WORD}{kind}+xml')}/>"
        yield "</Types>"

    return "".join(lines())


def _rels(targets: list[tuple[str, str]]) -> str:
    entries = (
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(entries)}</Relationships>'
