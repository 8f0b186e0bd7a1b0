"""Reviewed documents as annotations to measure the extractor by, in the form of the gold (docs/staff.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.interchange import amount
from corpus.model import CommitmentRow, StoredDocument
from corpus.rows import document
from corpus.store import Corpus
from corpus.waiting import progress
from extract.model import Measure
from ingest.model import BlockKind

Json = dict[str, Any]
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")


def gold(corpus: Corpus, *, partial: bool = False) -> Iterator[Json]:
    """One object for each document of which a person looked at everything: commitments, facts and header.

    With `partial` for any that was begun; `review` says how far it is.
    """
    for one in progress(corpus):
        if one.begun and (partial or not one.left):
            found = document(corpus, one.document)
            if found is not None:
                far = {
                    "done": one.done,
                    "of": one.of,
                    "facts_done": one.facts_done,
                    "facts": one.facts,
                    "header": one.header,
                }
                yield annotated(found) | {"review": far}


def annotated(found: StoredDocument) -> Json:
    """What people left of the reading of a document."""
    header = found.header
    kept = found.commitments
    return {
        "doc": found.row.source,
        "meta": {
            "title": header.title,
            "doc_number": header.doc_number,
            "issuer": header.issuer,
            "region": header.region.name if header.region else None,
            "level": header.level.value if header.level else None,
            "issued": header.issued.isoformat() if header.issued else None,
            "released": header.released.isoformat() if header.released else None,
            "period": list(header.period) if header.period else None,
            "cites": [one.text for one in header.cites],
        },
        "headings": [{"level": h.level, "marker": h.marker, "title": h.title} for h in found.headings],
        "measures": [_measure(m) for row in kept for m in row.commitment.measures] + [_measure(m) for m in found.facts],
        "tasks": [
            {
                "anchor": _anchor(found.text, row),
                "deadline": row.commitment.deadline.isoformat() if row.commitment.deadline else None,
                "responsible": [{"name": r.name, "role": r.duty.value} for r in row.commitment.responsible],
            }
            for row in kept
            if row.commitment.deadline or row.commitment.responsible
        ],
        "sentences": list(_sentences(found)),
    }


def _measure(measure: Measure) -> Json:
    return {
        "quote": measure.quote,
        "role": measure.role.value,
        "subject": measure.subject,
        "scope": measure.scope,
        "comparator": measure.comparator.value,
        "value": amount(measure.value),
        "unit": measure.unit,
        "per": measure.per,
        "deadline": measure.deadline.isoformat() if measure.deadline else None,
        "responsible": [{"name": r.name, "role": r.duty.value} for r in measure.responsible],
        "indicator": measure.indicator,
    }


def _anchor(text: str, row: CommitmentRow) -> str:
    """The shortest beginning of the sentence, of eight characters or more, that stands once in the document."""
    quote = row.commitment.quote
    size = min(8, len(quote))
    while size < len(quote) and text.count(quote[:size]) > 1:
        size += 1
    return quote[:size]


def _sentences(found: StoredDocument) -> Iterator[Json]:
    """Each sentence with what the review makes of it; what nobody says anything of is `frame`."""
    for block in found.blocks:
        start, end = block.span.start, block.span.end
        for match in _SENTENCE.finditer(found.text, start, end):
            if not match[0].strip():
                continue
            yield {"text": match[0].strip(), "label": _label(found, block.kind, match.start(), match.end())}


def _label(found: StoredDocument, kind: BlockKind, start: int, end: int) -> str:
    if any(row.commitment.span.start < end and start < row.commitment.span.end for row in found.commitments):
        return "commitment"
    if kind in (BlockKind.HEADING, BlockKind.TITLE):
        return "heading" if kind is BlockKind.HEADING else "meta"
    facts = any(fact.span.start < end and start < fact.span.end for fact in found.facts)
    return "status" if facts else "frame"
