"""Alignments, versions and citations as words, data and rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corpus.aligned import Alignment, Answer, Change, Pair, Step, ValuePair
from extract.model import Commitment, Extraction, Measure
from tui.cells import clean, paragraph
from tui.language import named, t
from tui.phrases import amount, iso
from tui.tables import NONE, Cell, Column, Row, Tone, render
from tui.verdicts import remark

if TYPE_CHECKING:
    from corpus.book import Page
    from corpus.cites import Cite, Link

PAIRS = (
    Column("score", 5, right=True),
    Column("answer", 8, words="answer."),
    Column("parent", 20, share=3, most=80),
    Column("local", 20, share=3, most=80),
    Column("values", 12, share=2, most=40, rank=1),
    Column("key", 10, rank=2),
)
STEPS = (
    Column("change", 8, words="change."),
    Column("old", 20, share=3, most=80),
    Column("new", 20, share=3, most=80),
    Column("values", 12, share=2, most=40, rank=1),
    Column("key", 10, rank=2),
)
_TONES = {
    Answer.WEAKER: Tone.LATE,
    Answer.LATER: Tone.LATE,
    Answer.MISSING: Tone.LATE,
    Answer.REWORDED: Tone.PLAIN,
    Answer.STRICTER: Tone.DONE,
    Answer.SAME: Tone.DONE,
}
_SHOWN = 10
"""Characters of a key."""


def one_line(commitment: Commitment | None) -> str:
    """The sentence of a commitment on one line."""
    return NONE if commitment is None else " ".join(commitment.quote.split())


def value(one: Measure) -> str:
    """A value with its date."""
    return amount(one) + (f" {iso(one.deadline)}" if one.deadline else "")


def value_pair(one: ValuePair) -> str:
    """`≥97% → ≥95%`."""
    said = f"{value(one.parent)} → {value(one.local)}"
    return said + (f" ({remark(one.note)})" if one.note else "")


def alignment_lines(found: Alignment, names: tuple[str, str], cells: int, *, gaps: bool = False) -> Iterator[str]:
    """Counts, the pairs (only gaps when asked), and the local commitments without a parent."""
    yield clean(t("align.title", parent=names[0], local=names[1]))
    counts = [(answer, found.count(answer)) for answer in Answer]
    parts = t("list.comma").join(f"{named('answer', answer.value)} {count}" for answer, count in counts if count)
    yield t("align.summary", total=len(found.pairs), parts=parts, own=len(found.own))
    yield ""
    short = (Answer.WEAKER, Answer.LATER, Answer.MISSING)
    yield from render(PAIRS, (pair_row(one) for one in found.pairs if not gaps or one.answer in short), cells)
    if found.own:
        yield ""
        yield t("align.own", count=len(found.own))
        for one in found.own:
            yield from paragraph(f"· {one_line(one)}", cells, "  ")


def pair_row(one: Pair) -> Row:
    """One commitment of the parent and its answer."""
    return (
        Cell(f"{one.score:.2f}"),
        Cell(named("answer", one.answer.value), _TONES[one.answer]),
        Cell(one_line(one.parent)),
        Cell(one_line(one.local)),
        Cell("；".join([*map(value_pair, one.values), *(t("align.lost", value=value(lost)) for lost in one.lost)])),
        Cell(one.parent.key[:_SHOWN], Tone.DIM),
    )


def pair_json(one: Pair) -> dict[str, Any]:
    """A pair as data, with what it rests on and the runners-up for review."""
    from corpus.interchange import measure_object

    return {
        "answer": one.answer.value,
        "score": round(one.score, 3),
        "why": list(one.why),
        "parent": commitment_json(one.parent),
        "local": commitment_json(one.local) if one.local else None,
        "values": [
            {
                "parent": measure_object(each.parent),
                "local": measure_object(each.local),
                "answer": each.answer.value,
                "note": remark(each.note) if each.note else None,
            }
            for each in one.values
        ],
        "lost": [measure_object(each) for each in one.lost],
        "others": [{"key": key, "score": score} for key, score in one.others],
    }


def commitment_json(one: Commitment) -> dict[str, Any]:
    """What names a commitment in its plan."""
    return {
        "key": one.key,
        "quote": one.quote,
        "span": [one.span.start, one.span.end],
        "deadline": one.deadline.isoformat() if one.deadline else None,
    }


def alignment_json(found: Alignment, names: tuple[str, str]) -> dict[str, Any]:
    """A whole alignment."""
    return {
        "parent": names[0],
        "local": names[1],
        "counts": {answer.value: found.count(answer) for answer in Answer},
        "pairs": [pair_json(one) for one in found.pairs],
        "own": [commitment_json(one) for one in found.own],
    }


def alignment_sheets(found: Alignment) -> list[Page]:
    """A line for each pair, with an empty column for the reviewer, and the local plan's own commitments."""
    from corpus.book import Page

    heads = ("answer", "score", "parent", "due", "local", "due", "values", "why", "key", "review")
    return [
        Page(
            name=t("align.pairs"),
            headings=[t(f"column.{name}") for name in heads],
            rows=[
                (
                    *(named("answer", one.answer.value), round(one.score, 3)),
                    *(one_line(one.parent), one.parent.deadline),
                    *(one_line(one.local) if one.local else "", one.local.deadline if one.local else None),
                    "；".join(map(value_pair, one.values)),
                    *("、".join(named("why", each) for each in one.why), one.parent.key[:_SHOWN], ""),
                )
                for one in found.pairs
            ],
            widths=[10, 7, 60, 11, 60, 11, 30, 16, 14, 14],
        ),
        Page(
            name=t("align.own_short"),
            headings=[t(f"column.{name}") for name in ("local", "due", "key")],
            rows=[(one_line(one), one.deadline, one.key[:_SHOWN]) for one in found.own],
            widths=[90, 11, 14],
        ),
    ]


def version_lines(
    steps: Sequence[Step], old: Extraction, new: Extraction, names: tuple[str, str], cells: int
) -> Iterator[str]:
    """Counts and what is not the same; moves name both headings."""
    yield clean(t("versions.title", old=names[0], new=names[1]))
    counts = [(change, sum(change in one.changes for one in steps)) for change in Change]
    parts = t("list.comma").join(f"{named('change', change.value)} {count}" for change, count in counts if count)
    yield t("versions.summary", parts=parts or "0")
    yield ""
    changed = [one for one in steps if one.changes[0] is not Change.SAME]
    yield from render(STEPS, (step_row(one, old, new) for one in changed), cells)


def step_row(one: Step, old: Extraction, new: Extraction) -> Row:
    """One change."""
    tone = Tone.LATE if one.changes[0] in (Change.DROPPED, Change.VALUE, Change.DATE) else Tone.PLAIN
    said = [f"{value(a) if a else NONE} → {value(b) if b else NONE}" for a, b in one.values]
    if Change.DATE in one.changes:
        said.append(f"{iso(one.dates[0])} → {iso(one.dates[1])}")
    if Change.MOVED in one.changes and one.old and one.new:
        before, after = old.document.section_title(one.old.section), new.document.section_title(one.new.section)
        said.append(f"{before} → {after}")
    some = one.new or one.old
    return (
        Cell("、".join(named("change", change.value) for change in one.changes), tone),
        Cell(one_line(one.old)),
        Cell(one_line(one.new)),
        Cell("；".join(said)),
        Cell(some.key[:_SHOWN] if some else "", Tone.DIM),
    )


def step_json(one: Step) -> dict[str, Any]:
    """A change as data."""
    from corpus.interchange import measure_object

    return {
        "changes": [change.value for change in one.changes],
        "score": round(one.score, 3),
        "old": commitment_json(one.old) if one.old else None,
        "new": commitment_json(one.new) if one.new else None,
        "values": [
            {"old": measure_object(a) if a else None, "new": measure_object(b) if b else None} for a, b in one.values
        ],
    }


def cite_lines(found: Sequence[Cite], cells: int) -> Iterator[str]:
    """All citations by the document that cites."""
    last = None
    for one in found:
        if one.by.id != last:
            last = one.by.id
            yield from paragraph(f"{one.by.id} {one.by.title or one.by.source}", cells)
        where = t("cites.held", id=one.target.id) if one.target else t("cites.not_held")
        yield from paragraph(f"→ {one.citation.text} [{where}]", cells, "  ")


def chain_lines(links: Iterable[Link], cells: int) -> Iterator[str]:
    """A chain of citations, each step further in."""
    for one in links:
        head = "→ " if one.depth else ""
        if one.document is None:
            where = t("cites.not_held")
        else:
            where = t("cites.again") if one.again else t("cites.held", id=one.document.id)
        yield from paragraph(f"{head}{one.text} [{where}]", cells, "  " * one.depth)


def cite_json(one: Cite) -> dict[str, Any]:
    """A citation as data."""
    return {
        "document": one.by.id,
        "title": one.by.title,
        "cites": one.citation.text,
        "number": one.citation.number,
        "span": [one.citation.span.start, one.citation.span.end],
        "target": one.target.id if one.target else None,
        "target_title": one.target.title if one.target else None,
        "why": one.why or None,
    }
