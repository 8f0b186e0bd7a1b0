"""Numbers of a plan against its own parts: counts and what is listed, money and its shares, tables and their totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from corpus.bases import factor
from corpus.finding import Finding, Kind, place
from corpus.promises import Plan
from corpus.standard import Standard
from corpus.verdicts import ItemList, note
from corpus.wording import digits
from extract.model import Commitment, Comparator, Measure
from extract.numerals import parse
from ingest.model import Span, Table

_PARTS = re.compile(r"其中(?P<colon>[:：])?|(?:包括|分别为|分别是)(?P<list>[:：])")
_SHARES = re.compile(
    "中央|国家|省级?|市级?|县级?|区级?|州级?|自筹|地方|财政|社会|银行|贷款|专项债|债券|上级|企业|其他|群众"
)
_MONEY = ("元", "千元", "万元", "百万元", "千万元", "亿元")
_CLAIMED = re.compile(
    r"(?P<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>[大项个条]|方面)"
    r"(?P<what>(?:重点|主要|具体|专项|核心|关键|重大)?(?:行动|任务|工程|措施|举措|工作|指标|计划|机制|体系|抓手))"
)
_INDICATORS = re.compile(r"(?P<n>[0-9]{1,3})(?:项|个)(?:[^。;,]{0,6})?指标")
_TOTAL_ROW = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计)\s*")
_SUBTOTAL = re.compile(r"小\s*计|合\s*计|总\s*计|共\s*计|其中")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,12}(?:\.[0-9]{1,4})?")


def tallies(plan: Plan, standard: Standard | None = None, listed: ItemList | None = None) -> Iterator[Finding]:
    """All findings of counts and sums; with a standard also how many indicators the plan says it has."""
    for commitment in plan.extraction.commitments:
        yield from _parts(plan, commitment)
    yield from _headings(plan)
    for table in plan.document.tables:
        yield from _table(plan, table)
    if standard is not None:
        yield from _indicators(plan, standard, listed)


def _parts(plan: Plan, commitment: Commitment) -> Iterator[Finding]:
    """A total, then 其中 and its parts."""
    measures = [one for one in commitment.measures if isinstance(one.value, Decimal) and one.value_span]
    for at, total in enumerate(measures):
        if total.value_span is None or total.comparator not in (Comparator.EQUAL, Comparator.ABOUT):
            continue
        upto = measures[at + 1].value_span if at + 1 < len(measures) else None
        between = plan.text[total.value_span.end : upto.start if upto else total.value_span.end]
        opening = _PARTS.search(between)
        if opening is None or opening.start() > 12:
            continue
        parts = _same_things(total, measures[at + 1 :])
        if len(parts) < 2:
            continue
        whole = total.value
        scaled = [_scaled(one, total) for one in parts]
        added = sum((one for one in scaled if one is not None), Decimal(0))
        exhaustive = bool(opening["colon"] or opening["list"]) or (
            total.unit in _MONEY and all(_SHARES.search(_opening(plan, one)) for one in parts)
        )
        if isinstance(whole, Decimal) and (added > whole or (exhaustive and added != whole)):
            kind = Kind.SUM if total.unit in _MONEY else Kind.COUNT
            yield Finding(
                kind,
                note(
                    "parts",
                    subject=total.subject,
                    total=f"{digits(whole)}{total.unit or ''}",
                    parts="+".join(digits(one) for one in scaled if one is not None),
                    added=f"{digits(added)}{total.unit or ''}",
                ),
                tuple(place(plan, one.span, commitment, one) for one in (total, *parts)),
            )


def _same_things(total: Measure, after: Sequence[Measure]) -> list[Measure]:
    """Following measures that count the same: unit of one kind, and for things a name with the same end."""
    out: list[Measure] = []
    for one in after:
        if one.comparator not in (Comparator.EQUAL, Comparator.ABOUT) or _scaled(one, total) is None:
            continue
        if total.unit not in _MONEY and one.subject[-2:] != total.subject[-2:]:
            continue
        if isinstance(one.value, Decimal) and isinstance(total.value, Decimal):
            # As much again is no part: something else begins.
            if out and (_scaled(one, total) or 0) >= total.value and one.subject[-2:] == total.subject[-2:]:
                break
            out.append(one)
    return out


def _scaled(one: Measure, total: Measure) -> Decimal | None:
    scale = factor(one.unit, total.unit)
    return one.value * scale if scale is not None and isinstance(one.value, Decimal) else None


def _opening(plan: Plan, one: Measure) -> str:
    start = max(0, (one.value_span or one.span).start - 14)
    return re.split("[,。;:]", plan.text[start : (one.value_span or one.span).start])[-1]


def _headings(plan: Plan) -> Iterator[Finding]:
    """A heading that says how many parts it has."""
    headings = plan.document.headings
    for at, heading in enumerate(headings):
        claim = _CLAIMED.search(heading.title)
        children = [one for one in headings if one.parent == at and one.marker]
        if claim is None or len(children) < 2:
            continue
        said = parse(claim["n"])
        if said is not None and said != len(children):
            yield Finding(
                Kind.COUNT,
                note("listed", claim=claim.group(), said=digits(said), found=len(children)),
                (place(plan, heading.span),),
            )


def _indicators(plan: Plan, standard: Standard, listed: ItemList | None) -> Iterator[Finding]:
    """The plan speaks of a number of indicators that the standard does not have."""
    have = len(standard.counted)
    found: list[Span] = []
    said = None
    for claim in _INDICATORS.finditer(plan.text):
        number = int(claim["n"])
        # A few indicators are those of one group; nearly as many as there are is a miscount.
        if number != have and abs(number - have) * 5 <= have:
            found.append(plan.sentence(claim.start()))
            said = number
    if found and said is not None:
        names = [one.name for one in standard.indicators if listed and one.id in listed.absent]
        yield Finding(
            Kind.COUNT,
            note("indicators", said=said, have=have, standard=standard.name, absent="、".join(names) or "—"),
            tuple(place(plan, span) for span in dict.fromkeys(found)),
        )


def _table(plan: Plan, table: Table) -> Iterator[Finding]:
    """A row of totals against the rows above it."""
    rows: dict[int, dict[int, Span]] = {}
    for cell in table.cells:
        if cell.rows == 1 and cell.columns == 1:
            rows.setdefault(cell.row, {})[cell.column] = cell.span
    labels = {row: plan.quote(cells[min(cells)]) for row, cells in rows.items() if cells}
    for row, label in labels.items():
        if not _TOTAL_ROW.fullmatch(label) or row <= table.header_rows:
            continue
        single = [at for at in rows if at >= table.header_rows and not _SUBTOTAL.search(labels.get(at, ""))]
        above = [at for at in single if at < row]
        below = [at for at in single if at > row]
        counted = above if len(above) > 1 else below
        for column, span in rows[row].items():
            total = _cell(plan, span)
            values = [_cell(plan, rows[at][column]) for at in counted if column in rows[at]]
            if total is None or len(values) < 2 or any(one is None for one in values):
                continue
            added = sum((one for one in values if one is not None), Decimal(0))
            # Twice the total: rows that add up others are among them.
            if added not in (total, 2 * total) and not _rounded(added, total, len(values)):
                yield Finding(
                    Kind.SUM,
                    note("column", total=digits(total), added=digits(added), rows=len(values)),
                    (place(plan, span),),
                )


def _rounded(added: Decimal, total: Decimal, count: int) -> bool:
    """The difference is what rounding of so many figures explains."""
    places = max(-int(total.as_tuple().exponent), 0)
    return places > 0 and abs(added - total) <= Decimal(count) / 2 * Decimal(10) ** -places


def _cell(plan: Plan, span: Span) -> Decimal | None:
    text = plan.text[span.start : span.end].strip()
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
