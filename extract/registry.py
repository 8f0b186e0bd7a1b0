"""The components of the pipeline, by name and order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Mention(NamedTuple):
    """Something a component found in a view; offsets count characters of the view."""

    kind: str
    start: int
    end: int
    rule: str
    """Name of the rule that found it."""
    value: object | None = None
    """What it says, in the type that the component documents."""


_start = attrgetter("start")
_FEW = 8
"""Mentions that are sooner looked at than searched."""


def within(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Of mentions in the order of their starts those that lie in a stretch; not all of them are looked at."""
    if len(mentions) < _FEW:
        return [m for m in mentions if start <= m.start < end and m.end <= end]
    first = bisect_left(mentions, start, key=_start)
    return [m for m in mentions[first : bisect_left(mentions, end, first, key=_start)] if m.end <= end]


Component = Callable[[str], Iterable[Mention]]
"""The text of a view in, mentions out."""
Matcher = Callable[["Doc"], Iterable[Mention]]
"""A character Doc (token index = character index) in, mentions out."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A component that reads text, with its place in the pipeline."""

    name: str
    order: int
    run: Component


@dataclass(frozen=True, slots=True)
class RegisteredMatcher:
    """A component that reads a Doc, with what lets a text through to it."""

    name: str
    order: int
    run: Matcher
    words: Callable[[], Iterable[str]]
    """All that it can find begins and ends with one of these words, or with words that overlap."""


_COMPONENTS: dict[str, Registered] = {}
_MATCHERS: dict[str, RegisteredMatcher] = {}


def component(name: str, order: int) -> Callable[[Component], Component]:
    """Register a component; lower order runs first, a name can be given once."""

    def register(run: Component) -> Component:
        _refuse_twice(name)
        _COMPONENTS[name] = Registered(name, order, run)
        return run

    return register


def matcher(name: str, order: int, words: Callable[[], Iterable[str]]) -> Callable[[Matcher], Matcher]:
    """Register a component that matches tokens; it sees the stretches of a text that hold one of `words`."""

    def register(run: Matcher) -> Matcher:
        _refuse_twice(name)
        _MATCHERS[name] = RegisteredMatcher(name, order, run, words)
        return run

    return register


def _refuse_twice(name: str) -> None:
    if name in _COMPONENTS or name in _MATCHERS:
        raise ValueError(f"component {name!r} is registered twice")


def components() -> list[Registered]:
    """All registered components that read text, in order."""
    return sorted(_COMPONENTS.values(), key=lambda c: (c.order, c.name))


def matchers() -> list[RegisteredMatcher]:
    """All registered components that match tokens, in order."""
    return sorted(_MATCHERS.values(), key=lambda c: (c.order, c.name))
