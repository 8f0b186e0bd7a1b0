"""Document to Extraction."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extract.assemble import assemble
from extract.model import Extraction
from extract.recognised import with_doubts
from extract.written import as_simplified, as_written
from ingest.model import Document


def _silent() -> None:
    return None


def extract(document: Document, progress: Callable[[], None] = _silent) -> Extraction:
    """The commitments and facts of a document. Pure: the same document gives the same answer.

    Every quote is `document.text` at its span, in the characters that it is written in. `progress` is called again
    and again while the work goes on.
    """
    folded = as_simplified(document)
    with _uncollected():
        found = assemble(folded, progress)
    return with_doubts(found if folded is document else as_written(found, document))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for reference cycles: what is found has none and lives on, and to look through it again and again
    would take the more time of a character the longer the document is."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
