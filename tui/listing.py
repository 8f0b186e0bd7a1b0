"""Records as paragraphs of text: what `extract`, `show`, `search` and `demo` print for people. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.hits import Hit
from corpus.model import CommitmentRow, LedgerEvent, Summary
from extract.model import Extraction, Force, Measure
from ingest.model import Span
from tui import histories, hitrows, phrases, present
from tui.cells import clean, paragraph, width
from tui.language import named, t
from tui.said import told
from tui.tables import render

CONTEXT = 60
"""Characters shown on either side of a sentence."""


def labelled(label: str, value: str, cells: int, left: int = 10) -> list[str]:
    """A label in `left` cells and its value beside it, wrapped."""
    lines = paragraph(value, max(20, cells - left))
    head = clean(label) + " " * max(1, left - width(label))
    return [head + lines[0], *(" " * left + more for more in lines[1:])]


def extraction(found: Extraction, cells: int = 100) -> Iterator[str]:
    """A document and everything it promises and states."""
    document = found.document
    head = document.header
    yield clean(head.title or document.source)
    facts = [document.source, head.doc_number, head.region.name if head.region else None, head.issuer]
    yield "  " + clean(" · ".join(part for part in facts if part))
    yield "  " + t(
        "extract.counts",
        commitments=len(found.commitments),
        measures=sum(len(one.measures) for one in found.commitments),
        facts=len(found.facts),
        status=named("status", document.status.value),
    )
    for problem in document.problems:
        yield from paragraph(f"! {told(problem.message)}", cells, "  ")
    for number, one in enumerate(found.commitments, 1):
        yield ""
        parts = [phrases.iso(one.deadline), phrases.owners(one.responsible), named("force", one.force.value)]
        yield from paragraph(f"{number}. {one.subject}  [{' · '.join(parts)}]", cells)
        yield from measures(one.measures, cells, one.force)
        yield from paragraph(one.quote, cells, "    ")
    if found.facts:
        yield ""
        yield t("extract.facts")
        yield from measures(found.facts, cells)
    yield ""


def measures(kept: Sequence[Measure], cells: int, beside: Force | None = None) -> Iterator[str]:
    """One line for each measure; a status or a condition says so, and what binds otherwise than `beside`."""
    for one in kept:
        role = "" if one.role.value == "commitment" else f"({named('role', one.role.value)}) "
        yield from paragraph(f"· {role}{phrases.measure_line(one, beside)}", cells, "    ")


def context(text: str, span: Span, around: int = CONTEXT) -> str:
    """The sentence between 【】 with what stands before and after it on its own and the neighbouring lines."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    before = ("…" if start else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < len(text) else "")
    return clean(f"{before}【{text[span.start : span.end]}】{after}")


def record(row: CommitmentRow, text: str, history: Sequence[LedgerEvent], on: date, cells: int = 100) -> Iterator[str]:
    """A commitment: its sentence in context, all its fields, its history."""
    yield from paragraph(context(text, row.commitment.span), cells)
    yield ""
    for field in present.fields(row, on):
        yield from labelled(field.label, field.value, cells)
    yield from labelled(t("field.history"), histories.event_line(history[-1]) if history else t("history.none"), cells)
    for event in reversed(history[:-1]):
        yield from labelled("", histories.event_line(event), cells)


def values(row: CommitmentRow) -> tuple[object, ...]:
    """What a commitment sets: its deadline and its measures, without where they stand."""
    kept = row.commitment
    return (kept.deadline, *(phrases.measure_line(measure) for measure in kept.measures))


def earlier(version: int, row: CommitmentRow, cells: int) -> Iterator[str]:
    """What an earlier version of the plan set for a commitment."""
    kept = row.commitment
    parts = [phrases.measure_line(measure) for measure in kept.measures]
    value = " · ".join([t("field.due") + " " + phrases.iso(kept.deadline), *parts])
    yield from labelled(t("history.version", version=version), value, cells)


def hit(number: int, found: Hit, on: date, cells: int) -> Iterator[str]:
    """One search result: place, sentence, what is promised, why it was found."""
    name = phrases.marked(found.title or found.source, found.duplicates)
    yield from paragraph(f"{number}. {phrases.place(name, found.section, found.page)}", cells)
    yield from paragraph(found.quote, cells, "   ")
    facts = [f"{found.score:.0f}", hitrows.why(found)]
    if found.commitment is not None:
        kept = found.commitment.commitment
        facts += [
            phrases.iso(found.due),
            phrases.owners(kept.responsible),
            present.state_cell(found.commitment, on, found.due).text,
            found.commitment.key,
        ]
    yield from paragraph(" · ".join(facts), cells, "   ")
    if found.copies:
        sources = t("list.mark").join(dict.fromkeys(copy.region or copy.source for copy in found.copies))
        yield from paragraph(t("search.copies", count=len(found.copies), sources=sources), cells, "   ")


def summary(counts: Summary, cells: int, most: int = 12) -> Iterator[str]:
    """What a ledger holds on a day, with a table of the organisations that owe most."""
    yield t(
        "summary.documents",
        documents=counts.documents,
        commitments=counts.commitments,
        measures=counts.measures,
        on=counts.on.isoformat(),
    )
    yield t("summary.due", due=counts.due, overdue=counts.overdue, undated=counts.undated)
    if not counts.organisations:
        return
    yield ""
    yield from render(present.TALLIES, present.tally_rows(counts.organisations[:most]), min(cells, 90))
    if len(counts.organisations) > most:
        yield t("summary.more", count=len(counts.organisations) - most)
