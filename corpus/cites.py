"""Which document cites which, and whether that one is in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import DocumentRow
from corpus.packing import unpack_header
from corpus.rows import documents
from corpus.store import Corpus, select
from extract.view import fold
from ingest.model import Citation

_MARKS = re.compile(r"[\s《》〈〉<>「」“”\"'()\[\]〔〕【】,、。:;·—-]")
_NOTICE = re.compile(
    r"^(?:.{0,24}?(?:人民政府|办公厅|办公室|委员会|[部厅局委]))?(?:关于)?(?:印发|转发|发布)(?:关于)?|的通知$|\(.{0,8}\)$"
)
_SHORTEST = 6
"""Characters of a title that names one document."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One citation of a document of the ledger."""

    by: DocumentRow
    citation: Citation
    target: DocumentRow | None
    """The cited document, where the ledger holds it."""
    why: str = ""
    """`number` or `title`; empty without a target."""


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a chain: a document or a citation, so many steps below its beginning."""

    depth: int
    document: DocumentRow | None
    """None for what the ledger does not hold."""
    text: str
    """The citation as written; the title for the beginning."""
    again: bool = False
    """The document stands in the chain before, and is not opened again."""


def cites(corpus: Corpus) -> list[Cite]:
    """All citations of the newest versions, in the order of the documents and their text; each target once."""
    held = documents(corpus)
    numbers = {_number(one.doc_number): one for one in held if one.doc_number}
    titles = [(title, one) for one in held if len(title := plain(one.title or "")) >= _SHORTEST]
    headers = dict(select(corpus.connection, "select id, header from document where current = 1"))
    out = []
    for one in held:
        seen: set[str] = set()
        for citation in unpack_header(headers[one.id]).cites:
            name = plain(citation.text)
            if name in seen:
                continue
            seen.add(name)
            target, why = _target(citation, numbers, titles)
            if target is None or target.id != one.id:
                out.append(Cite(one, citation, target, why))
    return out


def chain(found: Sequence[Cite], start: DocumentRow) -> Iterator[Link]:
    """What a document cites, what those cite, and so on; a document is opened once."""
    by: dict[int, list[Cite]] = {}
    for one in found:
        by.setdefault(one.by.id, []).append(one)
    opened: set[int] = set()

    def below(document: DocumentRow, text: str, depth: int) -> Iterator[Link]:
        again = document.id in opened
        yield Link(depth, document, text, again)
        if again:
            return
        opened.add(document.id)
        for one in by.get(document.id, ()):
            if one.target is None:
                yield Link(depth + 1, None, one.citation.text)
            else:
                yield from below(one.target, one.citation.text, depth + 1)

    yield from below(start, start.title or start.source, 0)


def citing(found: Sequence[Cite], document: DocumentRow) -> list[DocumentRow]:
    """Documents of the ledger that cite this one."""
    return list({one.by.id: one.by for one in found if one.target and one.target.id == document.id}.values())


def _target(
    citation: Citation, numbers: dict[str, DocumentRow], titles: Sequence[tuple[str, DocumentRow]]
) -> tuple[DocumentRow | None, str]:
    if citation.number and (found := numbers.get(_number(citation.number))):
        return found, "number"
    quoted = re.findall(r"《([^《》]{4,120}(?:《[^《》]{2,80}》[^《》]{0,20})?)》", citation.text) or [citation.text]
    for name in map(plain, quoted):
        near = [one for title, one in titles if len(name) >= _SHORTEST and (title == name or _within(name, title))]
        if len({one.id for one in near}) == 1:
            return near[0], "title"
    return None, ""


def _within(name: str, title: str) -> bool:
    """One name holds the other and little else."""
    short, long = sorted((name, title), key=len)
    return short in long and len(short) * 3 >= len(long) * 2


def plain(title: str) -> str:
    """A title without marks, and without what only says that it is sent out."""
    text = _MARKS.sub("", fold(title))
    return _NOTICE.sub("", text) or text


def _number(number: str | None) -> str:
    return re.sub(r"[^\w]", "", fold(number or ""))
