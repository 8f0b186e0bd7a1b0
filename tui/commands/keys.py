"""The commitment that a person names by its key or the beginning of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from corpus.model import CommitmentRow
from tui import console
from tui.language import t

if TYPE_CHECKING:
    from corpus.store import Corpus

Key = Annotated[str, typer.Argument(metavar="KEY", help=t("argument.key"))]
CANDIDATES = 10
"""Commitments that are named when a key is not whole."""


def single(corpus: Corpus, key: str) -> CommitmentRow:
    """The commitment that `key` begins; ends the command, naming what there is, where it begins none or several."""
    from corpus import rows

    row = rows.commitment(corpus, key)
    if row is None:
        _no_single(key, rows.candidates(corpus, key, CANDIDATES + 1))
        raise typer.Exit(1)
    return row


def reviewed(corpus: Corpus, key: str) -> str:
    """The whole key of what a person reviews: a commitment, a fact, or the header of a document (`doc3`)."""
    from corpus import rows
    from corpus.reviewkeys import numbered

    number = numbered(key)
    if number is not None:
        row = rows.document_row(corpus, number)
        if row is None:
            console.say(t("error.no_document", number=number))
            raise typer.Exit(1)
        return row.key
    begun = rows.begun(corpus, key, CANDIDATES + 1)
    if len(begun) == 1:
        return begun[0]
    if begun:
        console.say(t("error.several_commitments", key=console.one_line(key)))
        for one in begun[:CANDIDATES]:
            console.say(f"  {one}")
        raise typer.Exit(1)
    return single(corpus, key).key


def _no_single(key: str, found: list[CommitmentRow]) -> None:
    """Say that no key, or more than one, begins so, and which those are."""
    name = console.one_line(key)
    if not found:
        console.say(t("error.no_commitment", key=name))
        return
    console.say(t("error.several_commitments", key=name))
    for row in found[:CANDIDATES]:
        console.say("  " + console.one_line(f"{row.key}  {row.commitment.subject}  {row.source}"))
    if len(found) > CANDIDATES:
        console.say("  …")
