"""What the ledger keeps of a document beside what was extracted, computed where the document was read.

One process writes and many read, so hashing, sketching and cutting into terms is work for those that read.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus import likeness
from corpus.clauses import clauses
from corpus.filing_parts import searched
from corpus.interchange import fingerprint
from corpus.terms import Terms
from extract.model import Extraction


@dataclass(frozen=True, slots=True)
class Prepared:
    """Made of one extraction; worth nothing beside another one."""

    content: str
    """`interchange.fingerprint`."""
    sketch: tuple[int, ...]
    """What the text is compared with others by; see `corpus.likeness`."""
    words: tuple[str, ...]
    """The entry of each commitment in the index that filtering by text looks through."""
    terms: str
    """Name of the way in which `sentences` are cut; see `corpus.terms`."""
    sentences: tuple[str, ...]
    """The terms of each sentence of `corpus.clauses`, in its order."""

    def fits(self, extraction: Extraction) -> bool:
        """Whether there are as many entries as there are commitments."""
        return len(self.words) == len(extraction.commitments)


def prepare(extraction: Extraction, terms: Terms) -> Prepared:
    """All of it, the sentences cut as a ledger of these terms holds them."""
    document, region = extraction.document, extraction.document.header.region
    text, places = document.text, [one.span for one in extraction.commitments]
    return Prepared(
        fingerprint(extraction),
        likeness.sketch(likeness.body_of(document)),
        tuple(searched(one, region.name if region else "") for one in extraction.commitments),
        terms.name,
        tuple(terms.written(text[c.span.start : c.span.end]) for c in clauses(text, document.blocks, places)),
    )
