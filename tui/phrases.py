"""Values, owners and places as words: what a cell, a line or a field says of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from extract.model import Comparator, Duty, Force, Measure, Range, Responsibility
from tui.language import named, t
from tui.tables import NONE

_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.MORE: ">",
    Comparator.LESS: "<",
    Comparator.EQUAL: "",
    Comparator.RANGE: "",
    Comparator.ABOUT: "≈",
    Comparator.INCREASE_BY: "+",
    Comparator.DECREASE_BY: "-",
}
_DUTIES = (Duty.LEAD, Duty.RESPONSIBLE, Duty.SUPPORT)


def number(value: Decimal) -> str:
    """Digits without exponent and without zeros that say nothing: `95`, `0.5`, `1200`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(measure: Measure) -> str:
    """Bound, number and unit: `≥95%`, `10–15人`, `+5个百分点`."""
    value = measure.value
    digits = f"{number(value.low)}–{number(value.high)}" if isinstance(value, Range) else number(value)
    return f"{_SIGNS[measure.comparator]}{digits}{measure.unit or ''}"


def amounts(measures: Sequence[Measure]) -> str:
    """The first value, and how many there are when there are more."""
    if not measures:
        return NONE
    first = amount(measures[0])
    return first if len(measures) == 1 else t("value.more", first=first, count=len(measures))


def measure_line(measure: Measure, beside: Force | None = None) -> str:
    """One measure as a line: scope, subject, value, denominator, deadline; its force where it is not `beside`."""
    per = f" / {measure.per}" if measure.per else ""
    parts = [measure.scope, measure.subject, amount(measure) + per, measure.recurrence]
    if measure.deadline:
        parts.append(measure.deadline.isoformat())
    if beside and measure.force and measure.force is not beside:
        parts.append(named("force", measure.force.value))
    if measure.indicator:
        parts.append(f"[{indicator(measure.indicator)}]")
    return " ".join(part for part in parts if part)


def indicator(name: str) -> str:
    """What people call an indicator: its Chinese name, its id where nobody named it."""
    # Read when it is needed: most lists show no indicator.
    from extract.labels import indicator_label

    return indicator_label(name)


def in_order(responsible: Sequence[Responsibility]) -> list[Responsibility]:
    """Those who lead first, those who support last."""
    return sorted(responsible, key=lambda one: _DUTIES.index(one.duty))


def owners(responsible: Sequence[Responsibility]) -> str:
    """The first organisation and how many stand beside it."""
    if not responsible:
        return NONE
    first = in_order(responsible)[0].name
    return first if len(responsible) == 1 else f"{first} +{len(responsible) - 1}"


def duties(responsible: Sequence[Responsibility]) -> list[tuple[str, str]]:
    """(part, names) for each part that somebody has."""
    out = []
    for duty in _DUTIES:
        names = [one.name for one in responsible if one.duty == duty]
        if names:
            out.append((named("duty", duty.value), "、".join(names)))
    return out


def page(number_: int | None) -> str:
    """`第 6 页`, or nothing for a text without pages."""
    return "" if number_ is None else t("place.page", page=number_)


def marked(text: str, copies: int) -> str:
    """A plan's name or one of its sentences, with a sign that other files hold the same plan."""
    return t("copies.mark", text=text, count=copies) if copies else text


def place(source: str, section: str, number_: int | None) -> str:
    """Where a sentence stands: file, heading path, page."""
    return " · ".join(part for part in (source, section, page(number_)) if part)


def iso(day: date | None) -> str:
    """The day, or the sign for none."""
    return NONE if day is None else day.isoformat()


def organisation(name: str) -> str:
    """The name, or the words for a commitment that nobody owns."""
    return name or t("organisation.none")
