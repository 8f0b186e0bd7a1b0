"""The only way in: a path becomes a Document, or an IngestError says why not."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import archives, containers, guard, header, outline, quality, registry, scripts, sniff
from ingest.errors import Empty, IngestError, LimitExceeded, UnknownFormat, Unreadable
from ingest.filenames import spelled
from ingest.formats import csv, docx, html, image, md, ofd, office, oldsheet, pdf, txt, xlsx
from ingest.model import Block, BlockKind, Document, Limits, Problem, Status
from ingest.raw import RawDocument, Structured
from ingest.registry import Job, Reader
from ingest.safely import too_large

_FORMATS = (csv, docx, html, image, md, ofd, office, oldsheet, pdf, txt, xlsx)
"""Imported so that they register themselves; their libraries load when a file needs them."""

ISOLATE_ABOVE = 4 * 1024 * 1024
"""Files of any format that are larger than this are parsed in a child process, bytes."""

_STUMBLES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, OSError, zlib.error)
"""A parser that stumbles over a broken file raises whatever it met; the file is at fault."""

_REMEDIES = {"旧版 Office 文档": "请用原软件打开后另存为 DOCX 或 XLSX"}
"""What to do about formats that are not read, where it is not the usual."""

_DAMAGE = frozenset({"damaged_bytes", "missing_pages", "missing_part", "missing_values", "needs_ocr", "truncated"})


def read(path: str | os.PathLike[str], limits: Limits | None = None) -> Document:
    """The file at `path` as a Document; `archive.zip/folder/name.docx` is a member of an archive.

    Raises:
        IngestError: it could not be read; `str()` of it is one line: file, reason, what to do.
    """
    limits = limits or Limits()
    return read_bytes(archives.bytes_of(path, limits), Path(spelled(path)).name, limits)


def read_bytes(
    data: bytes,
    source: str,
    limits: Limits | None = None,
    progress: Callable[[int], None] | None = None,
    careful: bool = False,
) -> Document:
    """`data` as a Document; `source` is the file's name, whose suffix counts only where the content leaves it open.

    `progress` is called with the number of pages done. `careful`: see `ingest.registry.Job`.
    """
    limits = limits or Limits()
    if len(data) > limits.bytes:
        raise too_large(source, limits)
    if not data:
        raise Unreadable(source, "文件是空的（0 字节）", "请重新下载或导出")
    suffix = Path(source).suffix.lower()
    chosen = _choose(data, source, suffix, limits)
    job = Job(source, suffix, limits, careful=careful)
    raw = _parse(chosen, data, replace(job, progress=progress) if progress else job)
    _refuse_nothing(raw, source)
    folded = scripts.fold(raw)  # the rules know simplified words, the measure common characters
    # A page of six thousand links around one sound paragraph is sound: furniture says nothing of the reading.
    body = [line.text for line in folded.lines if line.kind is not BlockKind.NOISE]
    measured = quality.measure("\n".join(body or [line.text for line in folded.lines]))
    if measured.score < quality.HOPELESS:
        reason = "取出的文字不是可读的中文（乱码或字体编码损坏）"
        raise Unreadable(source, reason, "请换一个来源的文件，或用原软件重新导出")
    found = outline.structure(folded)
    structured = scripts.restore(found, raw) if folded is not raw else found
    try:
        check(structured)
    except AssertionError as error:
        raise Unreadable(source, f"内部检查未通过（{error}）", "这是程序的问题，请报告并附上此文件") from error
    problems = (*raw.problems, *_lost_characters(structured, raw))
    status = _status(problems, measured)
    if measured.score < quality.LOW and status is Status.LOW_QUALITY:
        message = f"文字质量偏低（{measured.score:.2f}），可能有识别错误，请对照原件。"
        problems = (*problems, Problem("low_quality", message))
    return Document(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        format=raw.format,
        text=structured.text,
        blocks=structured.blocks,
        headings=structured.headings,
        tables=structured.tables,
        header=scripts.restore_header(header.read_header(folded, found, source), found, structured, raw),
        problems=problems,
        repairs=scripts.restore_repairs(header.find_repairs(found.text), structured),
        status=status,
        pages=raw.pages,
    )


def _choose(data: bytes, source: str, suffix: str, limits: Limits) -> Reader:
    chosen = registry.choose(data, suffix)
    if chosen is None:
        found = sniff.foreign(data) or "未知格式"
        if found == containers.ZIP:
            raise archives.refusal(data, source, limits)
        if found == containers.LOCKED:
            raise Unreadable(source, f"是{found}", "请用密码打开后另存为不加密的文件")
        remedy = _REMEDIES.get(found, "请先另存为 DOCX、PDF、HTML 或纯文本")
        raise UnknownFormat(source, f"是{found}，这个版本还不能读", remedy)
    return chosen


def _parse(chosen: Reader, data: bytes, job: Job) -> RawDocument:
    isolate = job.limits.isolate and (chosen.isolate or len(data) > ISOLATE_ABOVE)
    try:
        raw = guard.parse(chosen, data, job) if isolate else chosen.parse(data, job)
    except IngestError:
        raise
    except (MemoryError, RecursionError) as error:
        raise LimitExceeded(job.source, "解析所需内存或层数超过上限", "请拆分文件后再读") from error
    except _STUMBLES as error:
        reason = f"文件已损坏，解析失败（{type(error).__name__}）"
        raise Unreadable(job.source, reason, "请用原软件打开后另存，再重新读取") from error
    if sum(len(line.text) for line in raw.lines) > job.limits.characters:
        raise LimitExceeded(job.source, f"文字超过 {job.limits.characters} 字的上限", "请把文件拆分后再读")
    return raw


def _refuse_nothing(raw: RawDocument, source: str) -> None:
    """An empty success is none: a file without words is refused."""
    if any(char.isalnum() for line in raw.lines for char in line.text):
        return
    if any(problem.code in _DAMAGE for problem in raw.problems):
        raise Unreadable(source, "文件不完整或已损坏，取不出文字", "请重新下载或向来源索取完整文件")
    raise Empty(source, "文件里没有文字", "请确认文件内容；如是扫描件或图片，需先做文字识别（OCR）")


def _lost_characters(structured: Structured, raw: RawDocument) -> tuple[Problem, ...]:
    """A line for lost characters that the file itself carries as U+FFFD."""
    lost = structured.text.count("\ufffd")
    if not lost or any(problem.code == "damaged_bytes" for problem in raw.problems):
        return ()
    return (Problem("lost_character", f"文中有 {lost} 个字在原文件里已经丢失，显示为 �。"),)


def _status(problems: Sequence[Problem], measured: quality.Quality) -> Status:
    if any(problem.code in _DAMAGE for problem in problems):
        return Status.PARTIAL
    poor = measured.score < quality.LOW or any(problem.code == "low_quality" for problem in problems)
    return Status.LOW_QUALITY if poor else Status.OK


def check(structured: Structured) -> None:
    """The promises that every Document keeps.

    Each block is one line and not blank, blocks stand in order without overlap, every non-blank character lies in
    one, and every section, heading and table that a block names exists.

    Raises:
        AssertionError: one of them is broken, which is a fault of the program and not of the file.
    """
    text, at = structured.text, 0
    for block in structured.blocks:
        _check_block(block, structured, at)
        if text[at : block.span.start].strip():
            raise AssertionError(f"text outside every block: {text[at : block.span.start]!r}")
        at = block.span.end
    if text[at:].strip():
        raise AssertionError(f"text outside every block: {text[at:][:40]!r}")


def _check_block(block: Block, structured: Structured, at: int) -> None:
    span = block.span
    if span.start < at or span.end > len(structured.text):
        raise AssertionError(f"block out of order: {span}")
    if "\n" in structured.text[span.start : span.end]:
        raise AssertionError(f"block over several lines: {span}")
    if not structured.text[span.start : span.end].strip() and block.kind is not BlockKind.CELL:
        raise AssertionError(f"blank block: {span}")
    if any(index is not None and index >= len(structured.headings) for index in (block.section, block.heading)):
        raise AssertionError(f"block names a heading that is not there: {block}")
    if block.table is not None and block.table >= len(structured.tables):
        raise AssertionError(f"block names a table that is not there: {block}")
