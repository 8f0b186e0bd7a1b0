"""A Word document of untrusted bytes as lines: what the readers of DOCX and of converted files share."""

from __future__ import annotations

from dataclasses import replace

from ingest import clean, marks, paragraphs
from ingest.model import BlockKind, Problem
from ingest.package import Package
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job
from ingest.wordparts import open_word
from ingest.wordtext import WordText


def warm_up() -> None:
    """Load the libraries, so that a process that forks has them."""
    import docx  # noqa: F401
    import lxml.etree  # noqa: F401


def read_word(data: bytes, job: Job, name: str) -> RawDocument:
    """Lines, cells and furniture of a DOCX; `name` is the reader that answers for it.

    Raises:
        Unreadable: no Word document, damaged, encrypted, or with entities.
        LimitExceeded: larger unpacked, or longer, than the limits allow.
    """
    word = open_word(Package(data, job, "Word 文档"))
    text = WordText(word, job)
    text.walk()
    problems = list(word.problems)
    if text.hidden:
        problems.append(Problem("hidden_text", f"文件里有 {text.hidden} 字设为隐藏，没有读入。"))
    if text.struck:
        problems.append(Problem("struck_text", f"文件里有 {text.struck} 字加了删除线，没有读入。"))
    title = clean.line(word.title)[:500]
    metadata = {"Title": title} if title else {}
    lines = paragraphs.mend([_furniture(line) for line in text.lines])
    return RawDocument(name, tuple(lines), metadata, tuple(problems))


def _furniture(line: RawLine) -> RawLine:
    """Furniture by its words."""
    return replace(line, kind=BlockKind.NOISE) if line.kind is None and marks.is_noise(line.text) else line
