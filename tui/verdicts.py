"""Standards and verdicts as words: demands, values, notes, table rows, paragraphs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.standard import Demand, Indicator, SchoolLevel, Standard, Sure
from corpus.verdicts import GOOD, Check, Evidence, Judgement, Note, State, Verdict
from extract.model import Comparator, Range
from tui.cells import clean, paragraph
from tui.language import named, t
from tui.listing import labelled
from tui.phrases import iso, number
from tui.tables import NONE, Cell, Column, Row, Tone, render

_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.MORE: ">",
    Comparator.LESS: "<",
    Comparator.EQUAL: "=",
    Comparator.ABOUT: "≈",
    Comparator.INCREASE_BY: "+",
    Comparator.DECREASE_BY: "-",
}
TONES = {
    State.CONTRADICTORY: Tone.LATE,
    State.WEAKER: Tone.LATE,
    State.OTHER_BASIS: Tone.WARN,
    State.MISSING: Tone.LATE,
    State.UNQUANTIFIED: Tone.WARN,
    State.SOFTENED: Tone.WARN,
    State.MEETS: Tone.DONE,
    State.STRICTER: Tone.DONE,
}
VERDICTS = (
    Column("code", 4),
    Column("indicator", 14, share=4, most=44),
    Column("verdict", 8, words="verdict."),
    Column("demand", 12, share=2, most=32, rank=2),
    Column("plan_value", 12, share=2, most=32),
    Column("difference", 6, rank=3, right=True),
    Column("due", 10, rank=1),
)
STANDARDS = (
    Column("id", 12, whole=True),
    Column("number", 18, rank=2),
    Column("title", 20, share=3, most=60),
    Column("count", 6, right=True),
    Column("region", 8, share=1, most=20, rank=3),
)
INDICATORS = (
    Column("code", 4),
    Column("indicator", 16, share=3, most=48),
    Column("demand", 16, share=3, most=60),
    Column("clause", 8, share=1, most=20, rank=2),
    Column("sure", 8, words="sure.", rank=1),
)


def level(value: SchoolLevel) -> str:
    """Name of a school level."""
    return named("schoollevel", value.value)


def limit(demand: Demand, value: Decimal) -> str:
    """`≥4.2人/每百名学生`."""
    per = f"/{demand.per}" if demand.per else ""
    return f"{_SIGNS.get(demand.comparator, '')}{number(value)}{demand.unit or ''}{per}"


def demands(indicator: Indicator) -> str:
    """All demands of an indicator in a line; its meaning where it asks for no number."""
    parts = []
    for demand in indicator.demands:
        name = f"{demand.name} " if len(indicator.demands) > 1 else ""
        values = [
            (f"{level(at)}" if at is not SchoolLevel.ALL else "") + limit(demand, value)
            for at, value in demand.value.items()
        ]
        parts.append(name + "、".join(values))
    return "；".join(parts) or indicator.text


def amount(one: Evidence) -> str:
    """What the plan promises: `≥1.5%/教师工资总额`."""
    if one.value is None:
        return NONE
    value = one.value
    digits = f"{number(value.low)}–{number(value.high)}" if isinstance(value, Range) else number(value)
    per = f"/{one.per}" if one.per else ""
    return f"{_SIGNS.get(one.comparator or Comparator.EQUAL, '').replace('=', '')}{digits}{one.unit or ''}{per}"


def difference(judged: Judgement) -> str:
    """Plan less standard with its sign, in the standard's unit; nothing where they do not compare."""
    gap = judged.difference
    if gap is None or judged.state is State.MISSING:
        return ""
    return "0" if not gap else f"{'+' if gap > 0 else '-'}{number(abs(gap))}{judged.demand.unit or ''}"


def remark(one: Note) -> str:
    """A note in words."""
    words = dict(one.values)
    if "level" in words:
        words["level"] = level(SchoolLevel(words["level"])) if words["level"] != SchoolLevel.ALL.value else ""
    if "elsewhere" in words:
        words["elsewhere"] = named("verdict", words["elsewhere"])
    return t(f"note.{one.code}", **words)


def remarks(notes: Sequence[Note]) -> str:
    """Several notes, each once."""
    return "；".join(dict.fromkeys(map(remark, notes)))


def judgement_notes(verdict: Verdict, judged: Judgement) -> tuple[Note, ...]:
    """What is to be said of one demand at one level."""
    own = judged.evidence[0].notes if judged.evidence else ()
    return (*judged.notes, *own)


def verdict_rows(verdict: Verdict) -> Iterator[Row]:
    """One row for each judgement of an indicator, or one for an indicator without numbers or without sentences."""
    indicator = verdict.indicator
    head = (Cell(indicator.number), Cell(indicator.name))
    shown = [one for one in verdict.judgements if one.evidence and (one.state is not State.MISSING)]
    if not shown or verdict.state is State.MISSING:
        yield (*head, *_state_cell(verdict.state), Cell(demands(indicator)), Cell(NONE), Cell(""), _due(verdict))
        return
    for place, judged in enumerate(shown):
        first = judged.evidence[0]
        at = level(judged.level) if judged.level is not SchoolLevel.ALL else ""
        label = f"{at}{'' if len(indicator.demands) == 1 else judged.demand.name}" or indicator.name
        yield (
            head[0] if place == 0 else Cell(""),
            Cell(indicator.name if place == 0 and label == indicator.name else f"{indicator.name}·{label}")
            if place == 0
            else Cell(f"  {label}", Tone.DIM),
            *_state_cell(judged.state),
            Cell(limit(judged.demand, judged.limit)),
            Cell(amount(first)),
            Cell(difference(judged)),
            Cell(iso(first.deadline)),
        )


def _state_cell(state: State) -> tuple[Cell]:
    return (Cell(named("verdict", state.value), TONES[state]),)


def _due(verdict: Verdict) -> Cell:
    return Cell(iso(verdict.deadline))


def summary(check: Check) -> Iterator[str]:
    """Counts of a check, in lines."""
    total = len(check.standard.counted)
    yield t("check.summary", total=total, found=check.found, good=check.count(*GOOD))
    counts = [(state, check.count(state)) for state in State]
    yield t("list.comma").join(
        t("check.states", state=named("verdict", state.value), count=count) for state, count in counts if count
    )
    if check.listed:
        names = [one.name for one in check.standard.indicators if one.id in check.listed.absent]
        held = len(check.listed.held)
        section = clean(check.listed.title)
        if names:
            yield t("check.listed", section=section, held=held, absent="、".join(names))
        else:
            yield t("check.listed_all", section=section, held=held)
        if check.listed.early:
            yield t("check.early", early=check.listed.early, dated=check.listed.dated)
    if check.standard.overrides:
        yield t("standards.overrides", names="、".join(check.standard.overrides))
    if check.outside or not check.found:
        yield t("check.outside")


def check_lines(check: Check, plan: str, cells: int, *, problems_only: bool = False) -> Iterator[str]:
    """A whole check for the terminal."""
    yield clean(t("check.title", plan=plan, standard=check.standard.name))
    for line in summary(check):
        yield from paragraph(line, cells)
    shown = [one for one in check.verdicts if not problems_only or one.state not in GOOD]
    shown = [one for one in shown if one.indicator.counted or one.state is not State.MISSING]
    yield ""
    yield from render(VERDICTS, (row for one in shown for row in verdict_rows(one)), cells)
    for one in shown:
        if one.state in GOOD and not any(judgement_notes(one, judged) for judged in one.judgements):
            continue
        yield ""
        yield from _detail(one, cells)


def _detail(verdict: Verdict, cells: int) -> Iterator[str]:
    indicator = verdict.indicator
    yield clean(f"{indicator.number} {indicator.name}  [{named('verdict', verdict.state.value)}]")
    yield from labelled(f"  {t('column.demand')}", f"{indicator.text} ({indicator.clause}{_unsure(indicator)})", cells)
    said = [(t("column.remark"), remarks(verdict.notes))] if remarks(verdict.notes) else []
    for one in verdict.sentences[:3]:
        where = t("place.page", page=one.page) if one.page else one.section
        head = f"[{named('verdict', one.state.value)}] {' '.join(one.quote.split())}"
        said.append((t("column.sentence"), f"{head} ({where})" if where else head))
        if one.notes:
            said.append((t("column.remark"), remarks(one.notes)))
    for label, value in said:
        yield from labelled(f"  {label}", value, cells)


def _unsure(indicator: Indicator) -> str:
    if indicator.sure is Sure.CONFIRMED:
        return ""
    return "，" + t("check.unsure", sure=named("sure", indicator.sure.value))


def standard_row(one: Standard) -> Row:
    """A standard in the list."""
    return (
        Cell(one.id),
        Cell(one.number or NONE),
        Cell(one.title),
        Cell(str(len(one.counted))),
        Cell(one.region or ""),
    )


def standard_lines(one: Standard, cells: int) -> Iterator[str]:
    """All that a standard holds."""
    yield clean(" ".join(part for part in (one.number, one.title) if part))
    if one.note:
        yield from paragraph(one.note, cells, "  ")
    unsure = sum(demand.sure is Sure.UNCONFIRMED for each in one.indicators for demand in each.demands)
    if unsure:
        yield from paragraph(t("standards.unconfirmed", count=unsure), cells, "  ")
    if one.overrides:
        yield from paragraph(t("standards.overrides", names="、".join(one.overrides)), cells, "  ")
    for group, name in one.groups.items():
        members = [held for held in one.indicators if held.group == group]
        yield ""
        yield clean(f"{name} ({t('standards.indicators', count=sum(held.counted for held in members))})")
        yield from render(INDICATORS, map(_indicator_row, members), cells)
        for member in members:
            yield from _asides(member, cells)
    rule = one.schools
    if rule:
        limits = "、".join(f"{level(at)}≤{value}" for at, value in rule.variation.items())
        of = sum(each.group == rule.group and each.counted for each in one.indicators)
        yield ""
        yield from paragraph(t("standards.schools", least=rule.least, of=of, floor=rule.floor, limits=limits), cells)
    for title, statements in (
        (t("standards.preconditions"), one.preconditions),
        (t("standards.rules"), one.rules),
        (t("standards.vetoes"), one.vetoes),
    ):
        if statements:
            yield ""
            yield title
            for said in statements:
                yield from paragraph(f"· {said.text}{_sure_mark(said.sure)}", cells, "  ")
    if one.sources:
        yield ""
        yield t("standards.sources")
        for source in one.sources:
            yield from paragraph(f"{source.id} {source.what} {source.url or ''}", cells, "  ")


def _sure_mark(sure: Sure) -> str:
    return "" if sure is Sure.CONFIRMED else f" ({named('sure', sure.value)})"


def _indicator_row(one: Indicator) -> Row:
    unsure = [one.sure, *(demand.sure for demand in one.demands)]
    least = next(sure for sure in (Sure.UNCONFIRMED, Sure.SECONDARY, Sure.CONFIRMED) if sure in unsure)
    tone = Tone.PLAIN if least is Sure.CONFIRMED else Tone.WARN
    return (
        Cell(one.number),
        Cell(one.name),
        Cell(demands(one)),
        Cell(one.clause),
        Cell(named("sure", least.value), tone),
    )


def _asides(one: Indicator, cells: int) -> Iterator[str]:
    if one.note:
        yield from paragraph(f"  {one.number}: {one.note}", cells, "  ")
    for demand in one.demands:
        for relaxed in demand.relaxations:
            values = "、".join(
                f"{level(at) if at is not SchoolLevel.ALL else ''}{limit(demand, value)}"
                for at, value in relaxed.value.items()
            )
            until = t("standards.until", day=relaxed.until.isoformat()) if relaxed.until else ""
            text = t("standards.relaxed", when=relaxed.when, text=relaxed.text or values, until=until)
            yield from paragraph(f"  {one.number}: {text}{_sure_mark(relaxed.sure)}", cells, "  ")
