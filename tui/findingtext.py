"""Findings inside a plan as words, data, rows and HTML. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.book import Page
from corpus.finding import Finding, Kind, Place
from tui.cells import clean, paragraph
from tui.language import named, t
from tui.reportpage import Anchors, safe
from tui.verdictdata import note_json
from tui.verdicts import remark

MANY = 5
"""Findings of one kind that are printed in full before the rest is only counted."""
_COLUMNS = (("kind", 16), ("remark", 50), ("sentence", 60), ("due", 11), ("owner", 20), ("section", 30), ("page", 5))


def kind(one: Kind) -> str:
    """Name of a kind."""
    return named("finding", one.value)


def finding_lines(found: Sequence[Finding], cells: int, *, whole: bool = False) -> Iterator[str]:
    """Findings by kind; of a kind with many the first ones, unless `whole`."""
    counts = Counter(one.kind for one in found)
    shown: Counter[Kind] = Counter()
    for one in found:
        if not shown[one.kind]:
            yield ""
            yield clean(t("findings.kind", kind=kind(one.kind), count=counts[one.kind]))
        shown[one.kind] += 1
        if not whole and counts[one.kind] > MANY + 1 and shown[one.kind] > MANY:
            if shown[one.kind] == MANY + 1:
                yield "  " + t("findings.more", count=counts[one.kind] - MANY)
            continue
        yield from paragraph(f"· {remark(one.note)}", cells, "  ")
        for at in one.places:
            yield from paragraph(f"{' '.join(at.quote.split())}{_where(at)}", cells, "    ")


def _where(at: Place) -> str:
    parts = [t("place.page", page=at.page) if at.page else at.section, at.deadline.isoformat() if at.deadline else ""]
    said = " · ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def finding_json(one: Finding) -> dict[str, Any]:
    """A finding as data."""
    return {
        "kind": one.kind.value,
        "note": note_json(one.note),
        "places": [
            {
                "quote": at.quote,
                "span": [at.span.start, at.span.end],
                "section": at.section or None,
                "page": at.page,
                "commitment": at.commitment or None,
                "deadline": at.deadline.isoformat() if at.deadline else None,
                "responsible": list(at.responsible),
            }
            for at in one.places
        ],
    }


def finding_sheet(found: Sequence[Finding]) -> Page:
    """Findings as a sheet, a line for each sentence."""
    return Page(
        name=t("findings.title"),
        headings=[t(f"column.{name}") for name, _ in _COLUMNS],
        rows=[
            (
                *(kind(one.kind), remark(one.note), " ".join(at.quote.split()), at.deadline),
                *("、".join(at.responsible), at.section, at.page),
            )
            for one in found
            for at in one.places
        ],
        widths=[width for _, width in _COLUMNS],
    )


def finding_html(found: Sequence[Finding], anchors: Anchors) -> Iterator[str]:
    """Findings as a part of a page."""
    if not found:
        return
    yield f"<h2>{safe(t('findings.title'))}</h2>"
    yield "<table><thead><tr>"
    yield from (f"<th>{safe(t(f'column.{name}'))}</th>" for name in ("kind", "remark", "sentence"))
    yield "</tr></thead><tbody>"
    for one in found:
        places = "<br>".join(anchors.link(at.span, " ".join(at.quote.split()) + _where(at)) for at in one.places)
        yield f'<tr><td class="warn">{safe(kind(one.kind))}</td><td>{safe(remark(one.note))}</td><td>{places}</td></tr>'
    yield "</tbody></table>"
