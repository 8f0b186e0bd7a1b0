"""`ingest` and `extract`: files in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.model import Intake, Outcome
from ingest.errors import IngestError
from tui import console
from tui.commands import session
from tui.language import t

if TYPE_CHECKING:
    from corpus.store import Corpus

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help=t("argument.paths"))]
Again = Annotated[bool, typer.Option("--again", help=t("option.again"))]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help=t("argument.files"))]


def ingest(
    ctx: typer.Context, paths: Paths, again: Again = False, db: session.Db = None, json: session.Json = False
) -> None:
    """Read files and folders into the ledger."""
    counts: Counter[Outcome] = Counter()
    with session.writing(session.path(ctx, db)) as corpus:
        done = read_all(corpus, paths, counts, again=again)
        if json:
            console.array(map(intake_json, done))
        else:
            for _ in done:
                pass
    console.say(counts_line(counts))
    if counts[Outcome.FAILED]:
        raise typer.Exit(1)


def read_all(
    corpus: Corpus, paths: Sequence[Path], counts: Counter[Outcome], *, again: bool = False
) -> Iterator[Intake]:
    """Read a batch: each file counted, shown on the bar while it is read, and named on stderr when it failed."""
    from corpus import intake

    bar = console.ProgressLine()
    try:
        for one in intake.add(
            corpus, paths, again=again, progress=lambda done, all_, path: bar.show(done, all_, path.name)
        ):
            counts[one.outcome] += 1
            if one.error is not None:
                bar.clear()
                console.say(console.one_line(one.error))
            yield one
    finally:
        bar.clear()


def counts_line(counts: Counter[Outcome]) -> str:
    """What became of the batch, in one line."""
    parts = [t(f"outcome.{kind.value}.count", count=counts[kind]) for kind in Outcome if counts[kind]]
    return t("ingest.counts", total=counts.total(), parts=t("list.comma").join(parts) or "0")


def intake_json(one: Intake) -> dict[str, Any]:
    """One file of a batch as data."""
    return {
        "path": str(one.path),
        "outcome": one.outcome.value,
        "document": one.document.id if one.document else None,
        "title": one.document.title if one.document else None,
        "commitments": one.document.commitments if one.document else None,
        "problems": one.document.problems if one.document else None,
        "error": console.one_line(one.error) if one.error else None,
        "orphans": list(one.orphans),
        "seconds": round(one.seconds, 3),
    }


def extract(files: Files, json: session.Json = False) -> None:
    """Print what files promise, without a ledger."""
    from ingest.model import Limits
    from ingest.read import read

    failed = False
    for path in files:
        try:
            document = read(path, Limits())
        except IngestError as error:
            failed = True
            console.say(console.one_line(error))
            continue
        _print_extraction(document, as_json=json)
    if failed:
        raise typer.Exit(1)


def _print_extraction(document: Any, *, as_json: bool) -> None:
    """One document, as the interchange form or as a list that people read."""
    from extract.pipeline import extract as extract_document

    extraction = extract_document(document)
    if as_json:
        from corpus.interchange import interchange

        console.out(console.dumps(interchange(extraction)))
        return
    from tui import listing

    for line in listing.extraction(extraction):
        console.out(line)
