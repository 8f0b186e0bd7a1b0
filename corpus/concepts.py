"""Everyday words and the terms that plans use for the same thing, from data/concepts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from corpus.words import fold


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry."""

    says: tuple[str, ...]
    """What people type."""
    terms: tuple[str, ...]
    """What plans write."""
    query: str
    """An example of a question."""
    finds: str
    """A sentence as plans write it that the question must find."""


@cache
def concepts() -> tuple[Concept, ...]:
    """All entries; an unknown or a missing key raises ValueError."""
    return parse(files("corpus").joinpath("data/concepts.toml").read_text(encoding="utf-8"))


def parse(text: str) -> tuple[Concept, ...]:
    """Entries of a lexicon file."""
    allowed = {f.name for f in fields(Concept)}
    out = []
    for number, entry in enumerate(tomllib.loads(text).get("concept", []), start=1):
        if set(entry) != allowed:
            raise ValueError(f"concept {number}: keys {sorted(entry)}, expected {sorted(allowed)}")
        out.append(Concept(tuple(entry["says"]), tuple(entry["terms"]), entry["query"], entry["finds"]))
    return tuple(out)


def expand(query: str, lexicon: Sequence[Concept] | None = None) -> list[str]:
    """Terms of all entries that the query touches, without those it holds itself.

    Of two everyday words that overlap in the query the longer one counts (老师轮换 before 老师).
    """
    asked = fold(query)
    found: list[tuple[int, int, Concept]] = []
    for concept in concepts() if lexicon is None else lexicon:
        for word in concept.says:
            at = asked.find(fold(word))
            if at >= 0:
                found.append((at, at + len(word), concept))
    found.sort(key=lambda f: f[0] - f[1])
    taken: list[tuple[int, int]] = []
    terms: list[str] = []
    for start, end, concept in found:
        if all(end <= a or b <= start or (a, b) == (start, end) for a, b in taken):
            taken.append((start, end))
            terms.extend(concept.terms)
    return [term for term in dict.fromkeys(terms) if fold(term) not in asked]
