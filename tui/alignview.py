"""An alignment as the lines of a screen: the parent's commitment, what joins them, the local answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.aligned import Alignment, Answer, Pair
from extract.model import Commitment, Extraction
from tui import phrases
from tui.aligntext import one_line, value, value_pair
from tui.language import named, t
from tui.present import Field
from tui.tables import NONE, Bar, Cell, Column, Row, Tone

SIGNS = {
    Answer.WEAKER: "＜",
    Answer.LATER: "＜",
    Answer.MISSING: "∅",
    Answer.REWORDED: "≠",
    Answer.STRICTER: "＞",
    Answer.SAME: "＝",
}
"""How the answer stands to the parent's commitment."""
OWN = "＋"
"""A local commitment without a parent."""
TONES = {
    Answer.WEAKER: Tone.LATE,
    Answer.LATER: Tone.LATE,
    Answer.MISSING: Tone.LATE,
    Answer.REWORDED: Tone.WARN,
    Answer.STRICTER: Tone.DONE,
    Answer.SAME: Tone.DONE,
}
GAPS = (Answer.WEAKER, Answer.LATER, Answer.MISSING)
"""Answers in which something of the parent's commitment is lost."""
_BLOCKS = {Tone.DONE: "█", Tone.WARN: "▒", Tone.LATE: "░"}
ALIGNED = (
    Column("parent", 18, share=5),
    Column("joined", 12, words="answer."),
    Column("score", 5, right=True, rank=1),
    Column("said", 6, words="said.", rank=2),
    Column("local", 18, share=5),
)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two plans of the ledger side by side."""

    documents: tuple[int, int]
    names: tuple[str, str]
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class AlignLine:
    """A commitment of the parent with its answer, or a local one of its own."""

    pair: Pair | None
    own: Commitment | None = None

    @property
    def parent(self) -> Commitment | None:
        """On the left."""
        return self.pair.parent if self.pair else None

    @property
    def local(self) -> Commitment | None:
        """On the right."""
        return self.pair.local if self.pair else self.own


def lines(found: Alignment) -> list[AlignLine]:
    """The pairs in the parent's order, then what the local plan adds."""
    return [*(AlignLine(one) for one in found.pairs), *(AlignLine(None, one) for one in found.own)]


def gap(line: AlignLine) -> bool:
    """Whether something of the parent's commitment is lost."""
    return line.pair is not None and line.pair.answer in GAPS


def word(line: AlignLine) -> str:
    """Sign and word."""
    if line.pair is None:
        return f"{OWN} {t('align.own_word')}"
    return f"{SIGNS[line.pair.answer]} {named('answer', line.pair.answer.value)}"


def tone(line: AlignLine) -> Tone:
    """Of the sign and the word."""
    return Tone.NEAR if line.pair is None else TONES[line.pair.answer]


def line_row(line: AlignLine) -> Row:
    """Cells of `ALIGNED`."""
    pair = line.pair
    return (
        Cell(one_line(line.parent), Tone.PLAIN if line.parent else Tone.DIM),
        Cell(word(line), tone(line)),
        Cell(f"{pair.score:.2f}" if pair else "", Tone.DIM),
        Cell(named("said", "accepted") if pair and pair.confirmed else "", Tone.DONE),
        Cell(one_line(line.local), Tone.PLAIN if line.local else Tone.DIM),
    )


def searched(line: AlignLine) -> str:
    """What words of a filter are looked for in."""
    return " ".join((one_line(line.parent), one_line(line.local), word(line)))


def fields(commitment: Commitment | None, extraction: Extraction) -> list[Field]:
    """What stands below a sentence."""
    if commitment is None:
        return []
    out = [Field(t("field.measure"), phrases.measure_line(one)) for one in commitment.measures]
    if commitment.deadline:
        out.append(Field(t("field.due"), phrases.iso(commitment.deadline)))
    out += [Field(part, names) for part, names in phrases.duties(commitment.responsible)]
    place = extraction.document.section_title(commitment.section)
    return [*out, *([Field(t("field.place"), place, Tone.DIM)] if place else [])]


def between(line: AlignLine) -> list[tuple[str, Tone]]:
    """What stands between the two sentences: sign, word, score, what differs."""
    pair = line.pair
    if pair is None:
        return [(OWN, Tone.NEAR), (t("align.own_word"), Tone.NEAR)]
    out = [(SIGNS[pair.answer], TONES[pair.answer]), (named("answer", pair.answer.value), TONES[pair.answer])]
    out.append((f"{pair.score:.2f}", Tone.DIM))
    if pair.confirmed:
        out.append((named("said", "accepted"), Tone.DONE))
    return out


def differences(pair: Pair) -> list[Field]:
    """Values beside each other, values that are lost, what the match rests on."""
    out = [Field(t("column.values"), value_pair(one), TONES[one.answer]) for one in pair.values]
    out += [Field(t("column.values"), t("align.lost", value=value(one)), Tone.LATE) for one in pair.lost]
    if pair.why:
        out.append(Field(t("column.why"), "、".join(named("why", one) for one in pair.why), Tone.DIM))
    return out


def counts(found: Alignment) -> list[tuple[str, Tone]]:
    """The counts as pieces of a line, what is answered first, then the gaps."""
    order = (Answer.SAME, Answer.STRICTER, Answer.REWORDED, *GAPS)
    said = [
        (f"{SIGNS[one]} {named('answer', one.value)} {count}", TONES[one])
        for one in order
        if (count := found.count(one))
    ]
    return [*said, *([(f"{OWN} {t('align.own_word')} {len(found.own)}", Tone.NEAR)] if found.own else [])]


def count_bar(found: Alignment) -> Bar:
    """The pairs as a bar: answered, in other words, gaps."""
    sums = dict.fromkeys(_BLOCKS, 0)
    for answer in Answer:
        sums[TONES[answer]] += found.count(answer)
    return Bar(tuple((_BLOCKS[kind], count, kind) for kind, count in sums.items()), sum(sums.values()))


def shown_only(aligned: Aligned, kept: list[AlignLine]) -> Aligned:
    """The alignment with some of its lines alone, as they are on the screen."""
    pairs = tuple(line.pair for line in kept if line.pair is not None)
    own = tuple(line.own for line in kept if line.own is not None)
    return replace(aligned, alignment=replace(aligned.alignment, pairs=pairs, own=own))


def copied(line: AlignLine) -> str:
    """Both sentences and what joins them."""
    score = f" {line.pair.score:.2f}" if line.pair else ""
    sides = (one_line(line.parent), word(line) + score, one_line(line.local))
    return "\n".join(side for side in sides if side != NONE)
