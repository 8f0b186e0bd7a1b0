"""A check as the lines of a screen: the plan's sentence, the verdict, the standard's demand. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.standard import SchoolLevel, Standard
from corpus.verdicts import GOOD, Check, Evidence, Judgement, State, Verdict
from tui import phrases
from tui.language import named, t
from tui.present import Field
from tui.tables import NONE, Bar, Cell, Column, Row, Tone
from tui.verdicts import TONES, amount, demands, difference, judgement_notes, level, limit, remarks

SIGNS = {
    State.CONTRADICTORY: "!",
    State.WEAKER: "✗",
    State.OTHER_BASIS: "≠",
    State.MISSING: "∅",
    State.UNQUANTIFIED: "?",
    State.SOFTENED: "~",
    State.MEETS: "✓",
    State.STRICTER: "▲",
}
"""What a verdict is without its colour."""
_BLOCKS = {Tone.DONE: "█", Tone.WARN: "▒", Tone.LATE: "░"}
"""What the bar of counts is made of."""
CHECKED = (
    Column("plan_sentence", 20, share=5),
    Column("verdict", 10, words="verdict."),
    Column("difference", 6, right=True),
    Column("standard_clause", 20, share=4),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan of the ledger against a standard."""

    document: int
    title: str
    check: Check


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One judgement, or an indicator that has none."""

    verdict: Verdict
    judged: Judgement | None
    evidence: Evidence | None
    """The sentence that counts; None for what is missing."""

    @property
    def state(self) -> State:
        """Of this judgement."""
        return self.judged.state if self.judged else self.verdict.state


def lines(check: Check) -> list[CheckLine]:
    """A line for each judgement with a sentence, one for an indicator without; what is not counted only where found."""
    return [line for one in check.verdicts if one.indicator.counted or one.state is not State.MISSING
            for line in _lines(one)]  # fmt: skip


def _lines(verdict: Verdict) -> Iterator[CheckLine]:
    shown = [one for one in verdict.judgements if one.evidence and one.state is not State.MISSING]
    if not shown or verdict.state is State.MISSING:
        first = next(iter(verdict.sentences), None)
        yield CheckLine(verdict, None, first)
        return
    for judged in shown:
        yield CheckLine(verdict, judged, judged.evidence[0])


def bad(line: CheckLine) -> bool:
    """Whether it falls short."""
    return line.state not in GOOD


def shown_only(check: Check, kept: Sequence[CheckLine]) -> Check:
    """The check with the verdicts of some lines alone, as they are on the screen."""
    ids = {line.verdict.indicator.id for line in kept}
    return replace(check, verdicts=tuple(one for one in check.verdicts if one.indicator.id in ids))


def verdict_word(state: State) -> str:
    """Sign and word."""
    return f"{SIGNS[state]} {named('verdict', state.value)}"


def line_row(line: CheckLine) -> Row:
    """Cells of `CHECKED`."""
    evidence = line.evidence
    said = NONE if evidence is None else " ".join(evidence.quote.split())
    value = amount(evidence) if evidence is not None and evidence.value is not None else ""
    return (
        Cell(f"{value} · {said}" if value else said, Tone.PLAIN if evidence else Tone.DIM),
        Cell(verdict_word(line.state), TONES[line.state]),
        Cell(difference(line.judged) if line.judged else ""),
        Cell(f"{line.verdict.indicator.number} {asked(line)}"),
    )


def asked(line: CheckLine) -> str:
    """The indicator's name with what is demanded in this line."""
    indicator = line.verdict.indicator
    if line.judged is None:
        return " ".join(part for part in (indicator.name, demands(indicator)) if part)
    at = level(line.judged.level) if line.judged.level is not SchoolLevel.ALL else ""
    name = line.judged.demand.name if len(indicator.demands) > 1 else ""
    return " ".join(part for part in (indicator.name, name, at + limit(line.judged.demand, line.judged.limit)) if part)


def searched(line: CheckLine) -> str:
    """What words of a filter are looked for in."""
    indicator = line.verdict.indicator
    quote = line.evidence.quote if line.evidence else ""
    return f"{indicator.number} {indicator.name} {indicator.text} {quote} {verdict_word(line.state)}"


def plan_fields(line: CheckLine) -> list[Field]:
    """What stands below the plan's sentence."""
    evidence = line.evidence
    if evidence is None:
        return [Field(t("field.look"), t("check.no_sentence"), Tone.WARN)]
    out = [Field(t("column.plan_value"), amount(evidence), Tone.STRONG)] if evidence.value is not None else []
    if evidence.deadline:
        out.append(Field(t("field.due"), phrases.iso(evidence.deadline)))
    if evidence.responsible:
        out.append(Field(t("field.owner"), "、".join(evidence.responsible)))
    notes = judgement_notes(line.verdict, line.judged) if line.judged else evidence.notes
    said = remarks([*line.verdict.notes, *notes])
    return [*out, *([Field(t("column.remark"), said, Tone.WARN)] if said else [])]


def standard_fields(line: CheckLine, standard: Standard, *, links: bool = False) -> list[Field]:
    """What stands below the standard's clause; with `links` the addresses of its sources too."""
    indicator = line.verdict.indicator
    out = [Field(t("column.demand"), demands(indicator), Tone.STRONG)] if indicator.demands else []
    out.append(Field(t("column.clause"), f"{standard.name} {indicator.clause}"))
    out.append(Field(t("column.sure"), named("sure", indicator.sure.value), Tone.DIM))
    if indicator.note:
        out.append(Field(t("column.remark"), indicator.note, Tone.DIM))
    for demand in indicator.demands:
        out += [Field(t("check.relaxed"), f"{one.when}：{one.text or ''}", Tone.DIM) for one in demand.relaxations]
    known = {source.id: source for source in standard.sources}
    for name in indicator.sources:
        source = known.get(name)
        text = " ".join(part for part in (source.what, source.url if links else None) if part) if source else name
        out.append(Field(t("column.source"), text, Tone.DIM))
    return out


def counts(check: Check) -> list[tuple[str, Tone]]:
    """The counts of a check as pieces of a line: `✓ 达标 24`, the good ones first."""
    order = [State.MEETS, State.STRICTER, *(one for one in State if one not in GOOD)]
    return [(f"{verdict_word(state)} {count}", TONES[state]) for state in order if (count := check.count(state))]


def total(check: Check) -> int:
    """How many indicators the counts are of."""
    return sum(check.count(state) for state in State)


def count_bar(check: Check) -> Bar:
    """The same as a bar: what is good, what is doubtful, what falls short."""
    sums = dict.fromkeys(_BLOCKS, 0)
    for state in State:
        sums[TONES[state]] += check.count(state)
    return Bar(tuple((_BLOCKS[tone], count, tone) for tone, count in sums.items()), sum(sums.values()))
