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
