"""`ingest` and `extract`: files in."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.model import Intake, Outcome
from ingest.errors import IngestError
from ingest.filenames import spelled
from tui import console, interrupts, said
from tui.commands import session
from tui.language import named, t
from tui.said import told

_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"))
"""Endings of pictures, which are read where a file is named."""

if TYPE_CHECKING:
    from corpus.store import Corpus
    from extract.model import Extraction
    from tui.settings import Settings

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help=t("argument.paths"))]
Again = Annotated[bool, typer.Option("--again", help=t("option.again"))]
Report = Annotated[Path | None, typer.Option("--report", metavar="FILE", help=t("option.report"))]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help=t("argument.files"))]


def ingest(
    ctx: typer.Context,
    paths: Paths,
    again: Again = False,
    jobs: session.Jobs = None,
    set_: session.Set = None,
    report: Report = None,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Read files and folders into the ledger."""
    from corpus.folders import survey
    from tui import intakereport

    settings = session.settings(set_, jobs)
    if report is not None and report.suffix.lower() not in intakereport.FORMS:
        raise typer.BadParameter(t("usage.report"), param_hint="--report")
    there = survey(paths, settings.limits)
    counts: Counter[Outcome] = Counter()
    for folder in there.empty:
        console.say(console.one_line(t("ingest.empty", path=folder)))
    if there.empty and not there.files:
        _tell_skipped(there.skipped)
        raise typer.Exit(1)
    begun = time.monotonic()
    kept: list[Intake] = []
    with session.writing(session.path(ctx, db)) as corpus:
        done = _kept(read_all(corpus, there.files, counts, settings, again=again), kept if report else None)
        try:
            if json:
                console.array(map(intake_json, done))
            else:
                for _ in done:
                    pass
        except KeyboardInterrupt:
            done.close()
            console.say(t("ingest.stopped", done=counts.total(), total=len(there.files)))
            raise
        finally:
            if report is not None:
                batch = intakereport.Batch(kept, len(there.files), time.monotonic() - begun)
                intakereport.write(batch, report, [intake_json(one) for one in kept])
    _tell_skipped(there.skipped)
    console.say(counts_line(counts))
    if counts[Outcome.FAILED] or there.empty:
        raise typer.Exit(1)


def _kept(done: Iterator[Intake], kept: list[Intake] | None) -> Generator[Intake, None, None]:
    """The files as they come, kept for a report where one is wanted."""
    for one in done:
        if kept is not None:
            kept.append(one)
        yield one


def _tell_skipped(skipped: Mapping[str, int]) -> None:
    """Name the kinds of files in the folders that no reader takes."""
    if skipped:
        parts = [f"{suffix or t('ingest.no_suffix')} {count}" for suffix, count in skipped.items()]
        console.say(
            console.one_line(t("ingest.skipped", count=sum(skipped.values()), parts=t("list.mark").join(parts)))
        )
        if any(suffix in _PICTURES for suffix in skipped):
            console.say(t("ingest.pictures"))


def read_all(
    corpus: Corpus, paths: Sequence[Path], counts: Counter[Outcome], settings: Settings, *, again: bool = False
) -> Generator[Intake, None, None]:
    """Read a batch: each file counted, shown on the bar while it is read, named on stderr when there is a remark."""
    from corpus import intake

    bar = console.ProgressLine()
    try:
        for one in intake.add(
            corpus,
            paths,
            limits=settings.limits,
            jobs=settings.jobs,
            again=again,
            hold=interrupts.held,
            progress=lambda done, all_, path: bar.show(done, all_, spelled(path.name)),
        ):
            counts[one.outcome] += 1
            for line in remarks(one):
                bar.clear()
                console.say(console.one_line(line))
            yield one
    finally:
        bar.clear()


def remarks(one: Intake) -> Iterator[str]:
    """What a person should know of one file of a batch."""
    path = spelled(one.path)
    if one.error is not None:
        yield t("ingest.failed", path=path, reason=told(one.error.reason), remedy=told(one.error.remedy))
    elif one.copy_of is not None and one.outcome is not Outcome.UNCHANGED:
        yield t("ingest.copy", path=path, first=one.copy_of.source)
    elif one.duplicate is not None:
        yield t("ingest.duplicate", path=path, first=spelled(one.duplicate))
    elif one.outcome in (Outcome.ADDED, Outcome.NEW_VERSION) and one.document and not one.document.commitments:
        yield t("ingest.nothing", path=path)
    if one.error is None and one.reason is not None and one.outcome is not Outcome.UNCHANGED:
        yield t("ingest.marked", path=path, reading=named("reading", one.reading), reason=told(one.reason))
    if one.changes is not None and one.document is not None:
        changes = one.changes
        yield t(
            "ingest.changes",
            path=path,
            version=one.document.version,
            added=len(changes.added),
            removed=len(changes.removed),
            changed=len(changes.changed),
        )


def counts_line(counts: Counter[Outcome]) -> str:
    """What became of the batch, in one line."""
    parts = [t(f"outcome.{kind.value}.count", count=counts[kind]) for kind in Outcome if counts[kind]]
    return t("ingest.counts", total=counts.total(), parts=t("list.comma").join(parts) or "0")


def intake_json(one: Intake) -> dict[str, Any]:
    """One file of a batch as data."""
    return {
        "path": spelled(one.path),
        "outcome": one.outcome.value,
        "reading": one.reading,
        "reason": one.reason,
        "document": one.document.id if one.document else None,
        "title": one.document.title if one.document else None,
        "commitments": one.document.commitments if one.document else None,
        "problems": one.document.problems if one.document else None,
        "error": console.one_line(one.error) if one.error else None,
        "orphans": list(one.orphans),
        "version": one.document.version if one.document else None,
        "changes": asdict(one.changes) if one.changes else None,
        "copy_of": one.copy_of.id if one.copy_of else None,
        "duplicate": spelled(one.duplicate) if one.duplicate else None,
        "seconds": round(one.seconds, 3),
    }


def extract(files: Files, jobs: session.Jobs = None, set_: session.Set = None, json: session.Json = False) -> None:
    """Print what files promise, without a ledger."""
    from corpus.folders import unpacked
    from corpus.taking import extractions

    settings = session.settings(set_, jobs)
    failed = False
    skipped: Counter[str] = Counter()
    inside = [path for given in files for path in unpacked(given, skipped, settings.limits)]
    for _, found in extractions(inside, settings.limits, settings.jobs, interrupts.held):
        if isinstance(found, IngestError):
            failed = True
            console.say(console.one_line(said.line(found)))
            continue
        _print_extraction(found, as_json=json)
    _tell_skipped(skipped)
    if failed:
        raise typer.Exit(1)


def _print_extraction(extraction: Extraction, *, as_json: bool) -> None:
    """One document, as the interchange form or as a list that people read."""
    if as_json:
        from corpus.interchange import interchange

        console.out(console.dumps(interchange(extraction)))
        return
    from tui import listing

    for line in listing.extraction(extraction):
        console.out(line)
