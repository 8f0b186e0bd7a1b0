"""Document to Extraction."""

from __future__ import annotations

from collections.abc import Callable

from extract.assemble import assemble
from extract.model import Extraction
from ingest.model import Document


def _silent() -> None:
    return None


def extract(document: Document, progress: Callable[[], None] = _silent) -> Extraction:
    """The commitments and facts of a document. Pure: the same document gives the same answer.

    Every quote is `document.text` at its span. `progress` is called again and again while the work goes on.
    """
    return assemble(document, progress)
