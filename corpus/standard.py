"""A standard as data: indicators, what each demands of whom, rules over them, how sure each figure is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from extract.model import Comparator


class Sure(StrEnum):
    """How well a figure of a standard is known."""

    CONFIRMED = "confirmed"
    """Read in a page or file that quotes the standard."""
    SECONDARY = "secondary"
    """Read in a derived text only."""
    UNCONFIRMED = "unconfirmed"
    """Not seen in any source: check before use."""


class SchoolLevel(StrEnum):
    """For which schools a value is."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    NINE_YEAR = "nine_year"
    TWELVE_YEAR = "twelve_year"
    SENIOR = "senior"
    PRESCHOOL = "preschool"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were read."""

    id: str
    what: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Other values for a while, for some."""

    when: str
    """Who may use them."""
    value: dict[SchoolLevel, Decimal]
    """Empty where the relaxation is about how to count."""
    text: str | None = None
    until: date | None = None
    """The last day of it."""
    sure: Sure = Sure.CONFIRMED
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """One value that an indicator asks for, by school level."""

    name: str
    comparator: Comparator
    value: dict[SchoolLevel, Decimal]
    unit: str | None = None
    per: str | None = None
    """What it is counted per, as people write it: 每百名学生, 生均, 公用经费预算总额."""
    base: str | None = None
    """Pattern of denominators that mean the same."""
    holds: str | None = None
    """Pattern that a measure's clause must hold to be about this demand."""
    lacks: str | None = None
    """Pattern that it must not hold."""
    finds: str | None = None
    """Pattern by which a measure without an indicator of its own is taken for this one."""
    minor: bool = False
    """A detail: a plan that is silent about it still answers the indicator."""
    any_scope: bool = False
    """Values for senior schools and kindergartens count too."""
    metric: str | None = None
    """Pattern that the clause should hold; without it the metric may be another one, see `metric_note`."""
    metric_note: str | None = None
    by: date | None = None
    """The day by which the standard asks for it."""
    sure: Sure = Sure.CONFIRMED
    sources: tuple[str, ...] = ()
    note: str | None = None
    relaxations: tuple[Relaxation, ...] = ()

    @property
    def rising(self) -> bool:
        """More is stricter."""
        return self.comparator in (Comparator.AT_LEAST, Comparator.MORE, Comparator.EQUAL)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another metric that is easily taken for this one."""

    name: str
    """Of the other metric."""
    pattern: str
    """Finds the other one in a text."""
    value: Decimal
    """Its limit."""
    note: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a standard."""

    id: str
    number: str
    """As people count: R1, G7."""
    group: str
    name: str
    text: str
    """What it asks for, in our words."""
    clause: str
    """Where it stands in the standard."""
    demands: tuple[Demand, ...] = ()
    """Empty for one that asks for a state and no number."""
    states: str | None = None
    """Pattern of a sentence that promises the state."""
    also: str | None = None
    """Pattern of a second promise: with only one of the two the state is not promised yet."""
    mentions: str | None = None
    """Pattern of a sentence that only speaks of it."""
    measured: tuple[str, ...] = ()
    """Ids under which extraction finds its measures."""
    counted: bool = True
    """One of the indicators that the standard counts; a rule over others is not."""
    lookalike: Lookalike | None = None
    sure: Sure = Sure.CONFIRMED
    sources: tuple[str, ...] = ()
    note: str | None = None

    @property
    def qualitative(self) -> bool:
        """It asks for no number."""
        return not self.demands


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule, veto or precondition in words."""

    text: str
    sure: Sure = Sure.CONFIRMED
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolRule:
    """How single schools are judged by the indicators of one group."""

    group: str
    least: int
    """Indicators that a school must meet."""
    floor: Decimal
    """Share of the threshold that the others must reach."""
    variation: dict[SchoolLevel, Decimal]
    """Largest 差异系数 between schools, for each indicator."""
    sure: Sure = Sure.CONFIRMED
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """A document that sets values."""

    id: str
    number: str | None
    title: str
    indicators: tuple[Indicator, ...]
    groups: dict[str, str]
    """Group id -> Chinese name, in order."""
    issued: date | None = None
    aliases: tuple[str, ...] = ()
    """Other names that people may type."""
    about: str | None = None
    """Pattern of words of its field. In a plan whose title has none of them only sentences count that have one."""
    region: str | None = None
    """The place that it is for; None for the whole country."""
    based_on: str | None = None
    """Id of the standard that this one changes for its region."""
    vetoes: tuple[Statement, ...] = ()
    preconditions: tuple[Statement, ...] = ()
    rules: tuple[Statement, ...] = ()
    schools: SchoolRule | None = None
    sources: tuple[Source, ...] = ()
    sure: Sure = Sure.CONFIRMED
    note: str | None = None
    overrides: tuple[str, ...] = ()
    """Titles of the regional files that were laid over it."""

    @property
    def counted(self) -> tuple[Indicator, ...]:
        """The indicators that the standard itself counts."""
        return tuple(one for one in self.indicators if one.counted)

    @property
    def name(self) -> str:
        """Number, else title."""
        return self.number or self.title

    def indicator(self, id: str) -> Indicator | None:
        """The indicator with this id or number."""
        return next((one for one in self.indicators if id in (one.id, one.number)), None)
