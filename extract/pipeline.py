"""Document to Extraction."""

from __future__ import annotations

from extract.assemble import assemble
from extract.model import Extraction
from ingest.model import Document


def extract(document: Document) -> Extraction:
    """The commitments and facts of a document. Pure: the same document gives the same answer.

    Every quote is `document.text` at its span.
    """
    return assemble(document)
