"""A plan that a command names: a file, or a document of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui import console
from tui.commands import session
from tui.language import t

if TYPE_CHECKING:
    from corpus.model import DocumentRow
    from corpus.store import Corpus
    from extract.model import Extraction

NAMES = 6
"""Documents that are named when a name fits several."""


def plan(ctx: typer.Context, name: str, db: Path | None) -> Extraction:
    """What the file or the document of the ledger promises; ends with one line when there is none such, or several."""
    path = Path(name).expanduser()
    if path.is_file() or (path.suffix and not name.isdigit() and path.exists()):
        return of_file(path)
    place = session.path(ctx, db)
    if not place.is_file():
        console.say(console.one_line(t("error.no_plan", plan=name)))
        raise typer.Exit(1)
    with session.reading(place) as corpus:
        return of_ledger(corpus, name)


def of_file(path: Path) -> Extraction:
    """What a file promises. Raises IngestError."""
    from extract.pipeline import extract
    from ingest.read import read

    return extract(read(path, session.settings().limits))


def of_ledger(corpus: Corpus, name: str) -> Extraction:
    """What the document with this id, file name, title, number or region promises; an id may be an older version's."""
    from corpus import rows
    from corpus.promises import recalled

    older = rows.document_row(corpus, int(name)) if name.isascii() and name.isdigit() else None
    stored = rows.document(corpus, (older or document(rows.documents(corpus), name)).id)
    if stored is None:
        raise KeyError(name)
    return recalled(stored)


def document(documents: list[DocumentRow], name: str) -> DocumentRow:
    """The document that a name means; ends with one line when it means none, or several."""
    found = candidates(documents, name)
    if len(found) > 1:
        names = "；".join(f"{one.id} {one.title or one.source}" for one in found[:NAMES])
        console.say(console.one_line(t("error.several_plans", plan=name, names=names)))
        raise typer.Exit(1)
    if not found:
        console.say(console.one_line(t("error.no_plan", plan=name)))
        raise typer.Exit(1)
    return found[0]


def candidates(documents: list[DocumentRow], name: str) -> list[DocumentRow]:
    """Documents that a name may mean: its id alone, else those it names whole, else those it is a piece of."""
    name = name.strip()
    if name.isdigit() and (found := [one for one in documents if one.id == int(name)]):
        return found

    def said(one: DocumentRow) -> list[str]:
        return [text for text in (one.source, one.title, one.doc_number, one.region) if text]

    whole = [one for one in documents if name in said(one)]
    return whole or [one for one in documents if name and any(name in text for text in said(one))]


def title(extraction: Extraction) -> str:
    """What people call a plan."""
    document = extraction.document
    return document.header.title or document.source
