"""A check as one HTML page that opens offline: no script, no link outside, every figure leads to its sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from corpus.standard import SchoolLevel
from corpus.verdicts import GOOD, Check, Evidence, Judgement, State, Verdict
from extract.model import Extraction
from ingest.model import BlockKind, Document, Span
from tui.cells import clean
from tui.language import language, named, t
from tui.phrases import iso
from tui.verdicts import amount, demands, difference, judgement_notes, level, limit, remarks, summary

_STYLE = """
:root{color-scheme:light dark;--line:#8884;--bad:#b3261e;--warn:#9a6700;--good:#1a7f37;--hit:#fff3b0}
@media (prefers-color-scheme:dark){:root{--bad:#ff8a80;--warn:#e3b341;--good:#56d364;--hit:#5a4b00}}
body{font:15px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;max-width:78rem;
margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
th{position:sticky;top:0;background:Canvas}
.bad{color:var(--bad)}.warn{color:var(--warn)}.good{color:var(--good)}
.num{text-align:right;white-space:nowrap}
.dim{opacity:.75;font-size:.9em}
a{color:inherit}
mark{background:var(--hit);color:inherit}
:target{outline:3px solid var(--warn);outline-offset:2px}
.text p{margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
@media print{th{position:static}}
"""
_BAD = (State.CONTRADICTORY, State.WEAKER, State.MISSING)
_CLASS = {state: "good" if state in GOOD else "bad" if state in _BAD else "warn" for state in State}


@dataclass(slots=True)
class Anchors:
    """Places of the plan that are linked to."""

    places: dict[Span, str] = field(default_factory=dict)

    def name(self, span: Span) -> str:
        """The name of a place; the same for the same place."""
        return self.places.setdefault(span, f"s{len(self.places) + 1}")

    def link(self, span: Span, text: str) -> str:
        """A link to a place, escaped."""
        return f'<a href="#{self.name(span)}">{safe(text)}</a>'


def safe(text: str) -> str:
    """Text for HTML."""
    return escape(clean(text), quote=True)


def page(
    check: Check, extraction: Extraction, plan: str, more: Iterable[str] = (), anchors: Anchors | None = None
) -> str:
    """The whole page; `more` are parts of HTML between the table and the text, whose links are in `anchors`."""
    anchors = anchors or Anchors()
    title = safe(t("check.title", plan=plan, standard=check.standard.name))
    rows = "\n".join(row for one in check.verdicts for row in _rows(one, anchors))
    heads = ("code", "indicator", "verdict", "demand", "plan_value", "difference", "due", "sentence", "remark")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{"en" if language() == "en" else "zh-CN"}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        *(f"<p>{safe(line)}</p>" for line in summary(check)),
        f'<p class="dim">{safe(t("check.legend"))}</p>',
        "<table><thead><tr>",
        *(f"<th>{safe(t(f'column.{name}'))}</th>" for name in heads),
        f"</tr></thead><tbody>{rows}</tbody></table>",
        *more,
        f'<h2>{safe(t("check.text"))}</h2><div class="text">',
        *_text(extraction.document, anchors),
        f'</div><p class="dim">{safe(t("check.made"))}</p></body></html>',
    ]
    return "\n".join(lines) + "\n"


def _rows(verdict: Verdict, anchors: Anchors) -> Iterator[str]:
    indicator = verdict.indicator
    head = f"<td>{safe(indicator.number)}</td>"
    if verdict.state is State.MISSING or not any(one.evidence for one in verdict.judgements):
        sentences = "<br>".join(_sentence(one, anchors) for one in verdict.sentences[:3])
        yield _row(
            head + f"<td>{safe(indicator.name)}</td>",
            verdict.state,
            _standard(verdict, demands(indicator)),
            "",
            "",
            iso(verdict.deadline),
            sentences,
            remarks(verdict.notes),
        )
        return
    for judged in verdict.judgements:
        name = f"{indicator.name} {judged.demand.name}" if len(indicator.demands) > 1 else indicator.name
        at = level(judged.level) if judged.level is not SchoolLevel.ALL else ""
        yield _row(
            head + f"<td>{safe(name)}{f'<br>{safe(at)}' if at else ''}</td>",
            judged.state,
            _standard(verdict, limit(judged.demand, judged.limit)),
            _value(judged, anchors),
            difference(judged),
            iso(judged.evidence[0].deadline) if judged.evidence else "",
            "<br>".join(_sentence(one, anchors) for one in judged.evidence[:3]),
            remarks((*judgement_notes(verdict, judged), *verdict.notes)),
        )


def _row(head: str, state: State, standard: str, value: str, gap: str, due: str, sentence: str, notes: str) -> str:
    word = safe(named("verdict", state.value))
    return (
        f'<tr>{head}<td class="{_CLASS[state]}">{word}</td><td>{standard}</td><td class="num">{value}</td>'
        f'<td class="num">{safe(gap)}</td><td>{safe(due)}</td><td>{sentence}</td><td>{safe(notes)}</td></tr>'
    )


def _standard(verdict: Verdict, demand: str) -> str:
    sure = t("check.unsure", sure=named("sure", verdict.indicator.sure.value))
    return f'{safe(demand)}<br><span class="dim" title="{safe(sure)}">{safe(verdict.indicator.clause)}</span>'


def _value(judged: Judgement, anchors: Anchors) -> str:
    return "<br>".join(anchors.link(one.span, amount(one)) for one in judged.evidence[:3])


def _sentence(one: Evidence, anchors: Anchors) -> str:
    where = t("place.page", page=one.page) if one.page else one.section
    return anchors.link(one.span, " ".join(one.quote.split())) + f'<br><span class="dim">{safe(where)}</span>'


def _text(document: Document, anchors: Anchors) -> Iterator[str]:
    """The plan's text with the linked places marked; page furniture is left out."""
    spans = sorted(anchors.places)
    for block in document.blocks:
        if block.kind is BlockKind.NOISE:
            continue
        inside = [span for span in spans if span.overlaps(block.span)]
        tag = "h3" if block.kind in (BlockKind.HEADING, BlockKind.TITLE) else "p"
        yield f"<{tag}>{_marked(document, block.span, inside, anchors)}</{tag}>"


def _marked(document: Document, block: Span, spans: list[Span], anchors: Anchors) -> str:
    """A block cut at the ends of the places; places may overlap, each opens with its own anchor."""
    cuts = sorted({block.start, block.end, *(p for span in spans for p in (span.start, span.end)
                                             if block.start < p < block.end)})  # fmt: skip
    out = []
    for start, end in pairwise(cuts):
        for span in spans:
            if span.start == start:
                out.append(f'<span id="{anchors.places[span]}"></span>')
        piece = safe(document.text[start:end])
        covered = any(span.start <= start and end <= span.end for span in spans)
        out.append(f"<mark>{piece}</mark>" if covered else piece)
    return "".join(out)
