"""A plan in traditional characters: matched as simplified, quoted as written.

Folding keeps every offset, so the rules see a document in simplified characters, and what they found gets its quotes
from the text as it stands.
"""

from __future__ import annotations

from dataclasses import replace

from extract.model import Commitment, Extraction, Measure, Responsibility
from ingest.folding import simplified
from ingest.model import Document, Header, Span


def as_simplified(document: Document) -> Document:
    """The document in simplified characters, every span as it was; itself where it is in them already."""
    text = simplified(document.text)
    if text == document.text and _header(document.header) == document.header:
        return document
    headings = tuple(replace(heading, title=simplified(heading.title)) for heading in document.headings)
    return replace(document, text=text, headings=headings, header=_header(document.header))


def as_written(extraction: Extraction, document: Document) -> Extraction:
    """What was found in `as_simplified(document)`, with quotes and names as `document` writes them.

    Units, denominators and the shared names of organisations stay simplified: they are forms to compare by.
    """
    text = document.text
    return Extraction(
        document,
        tuple(_commitment(one, extraction.document.text, text) for one in extraction.commitments),
        tuple(_measure(one, extraction.document.text, text) for one in extraction.facts),
    )


def _header(header: Header) -> Header:
    title = header.title and simplified(header.title)
    return header if title == header.title else replace(header, title=title)


def _commitment(one: Commitment, folded: str, text: str) -> Commitment:
    return replace(
        one,
        quote=text[one.span.start : one.span.end],
        subject=_original(one.subject, one.span, folded, text),
        responsible=tuple(_named(owner, text) for owner in one.responsible),
        measures=tuple(_measure(measure, folded, text) for measure in one.measures),
    )


def _measure(one: Measure, folded: str, text: str) -> Measure:
    return replace(
        one,
        quote=text[one.span.start : one.span.end],
        subject=_original(one.subject, one.span, folded, text),
        scope=one.scope and _original(one.scope, one.span, folded, text),
        responsible=tuple(_named(owner, text) for owner in one.responsible),
    )


def _original(found: str, span: Span, folded: str, text: str) -> str:
    """The characters that `found` was folded from; `found` itself where it does not stand in one piece."""
    at = folded.find(found, span.start, span.end)
    if at < 0:
        at = folded.rfind(found, 0, span.start)
    return text[at : at + len(found)] if at >= 0 else found


def _named(owner: Responsibility, text: str) -> Responsibility:
    """An organisation in the form of the text; the simplified one is what its other forms share."""
    if owner.span is None:
        return owner
    name = text[owner.span.start : owner.span.end]
    if name == owner.name or simplified(name) != owner.name:
        return owner
    return replace(owner, name=name, organisation=owner.organisation or owner.name)
