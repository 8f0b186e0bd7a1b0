"""A file in traditional characters: its structure is found in simplified ones, its text stays as written.

The rules of outline and header know simplified words. Folding changes no length, and structuring only cuts lines and
drops spaces at their ends, so every character of the result leads back to the one it was folded from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.folding import simplified
from ingest.model import Citation, Header, Heading, Repair
from ingest.raw import RawDocument, Structured

_SPACE = re.compile(r"\s")
_FAR = 4_096
"""Characters that are looked ahead for the next one: spaces between two blocks stand there, nothing else."""


def fold(raw: RawDocument) -> RawDocument:
    """`raw` in simplified characters; itself where it is in them already."""
    texts = [simplified(line.text) for line in raw.lines]
    metadata = {simplified(name): simplified(value) for name, value in raw.metadata.items()}
    if metadata == raw.metadata and all(line.text == text for line, text in zip(raw.lines, texts, strict=True)):
        return raw
    lines = tuple(replace(line, text=text) for line, text in zip(raw.lines, texts, strict=True))
    return replace(raw, lines=lines, metadata=metadata)


def restore(structured: Structured, raw: RawDocument) -> Structured:
    """What was made of `fold(raw)`, in the characters of `raw`."""
    folded = "".join(simplified(line.text) for line in raw.lines)
    written = "".join(line.text for line in raw.lines)
    out: list[str] = []
    at = 0
    for char in structured.text:
        place = -1 if char == "\n" else folded.find(char, at, at + _FAR)
        if place < 0:  # a line end between two blocks
            out.append(char)
            continue
        out.append(written[place])
        at = place + 1
    text = "".join(out)
    headings = tuple(_heading(heading, structured.text, text) for heading in structured.headings)
    return replace(structured, text=text, headings=headings)


def restore_header(header: Header, folded: Structured, written: Structured, raw: RawDocument) -> Header:
    """The header that was read in `folded`, with the names as `written` and the metadata of `raw` have them."""
    if folded is written:
        return header
    sources = [(folded.text, written.text), *((simplified(value), value) for value in raw.metadata.values())]

    def original(found: str) -> str:
        return next((own for short, text in sources if (own := _original(found, short, text)) is not None), found)

    def cited(cite: Citation) -> Citation:
        start, end = cite.span.start, cite.span.end
        own = _original(cite.text, folded.text[start:end], written.text[start:end])
        return cite if own is None else replace(cite, text=own)

    return replace(
        header,
        title=header.title and original(header.title),
        doc_number=header.doc_number and original(header.doc_number),
        issuer=header.issuer and original(header.issuer),
        region=header.region and replace(header.region, name=original(header.region.name)),
        cites=tuple(cited(cite) for cite in header.cites),
    )


def restore_repairs(repairs: Sequence[Repair], written: Structured) -> tuple[Repair, ...]:
    """Repairs that were found in folded text, with the raw form as `written` has it."""
    return tuple(replace(one, raw=written.text[one.span.start : one.span.end]) for one in repairs)


def _heading(heading: Heading, folded: str, written: str) -> Heading:
    start, end = heading.span.start, heading.span.end
    title = _original(heading.title, folded[start:end], written[start:end])
    return heading if title is None else replace(heading, title=title)


def _original(found: str, folded: str, written: str) -> str | None:
    """The characters that `found` was folded from, also where it was put together over spaces and line breaks."""
    at = folded.find(found)
    if at >= 0:
        return written[at : at + len(found)]
    bare = _SPACE.sub("", found)
    at = _SPACE.sub("", folded).find(bare)
    if not bare or at < 0:
        return None
    pieces = iter(_SPACE.sub("", written)[at : at + len(bare)])
    return "".join(char if char.isspace() else next(pieces) for char in found)
