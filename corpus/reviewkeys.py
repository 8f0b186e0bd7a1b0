"""Lasting names of what people can say something of beside commitments: headers of documents and facts. Pure."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from extract.keys import squeeze
from extract.model import Measure

_OTHERS = re.compile(r"(?P<kind>[hs])[0-9a-f]{15}\Z")
_NUMBERED = re.compile(r"(?:doc|文件)\s*(?P<number>[0-9]{1,9})\Z", re.IGNORECASE)


class Kind(StrEnum):
    """What a key is the key of."""

    COMMITMENT = "commitment"
    FACT = "fact"
    HEADER = "header"


def kind(key: str) -> Kind:
    """A commitment's key has hexadecimal digits alone; a header's begins with h, a fact's with s."""
    found = _OTHERS.match(key)
    if found is None:
        return Kind.COMMITMENT
    return Kind.HEADER if found["kind"] == "h" else Kind.FACT


def numbered(text: str) -> int | None:
    """The document that a person names by its number (`doc3`, `文件3`); None for any other name."""
    found = _NUMBERED.match(text.strip())
    return int(found["number"]) if found else None


def header_key(identity: str) -> str:
    """Of the header of all versions of a plan."""
    return "h" + _hash(("header", identity))


def fact_keys(identity: str, sections: Sequence[str], facts: Sequence[Measure]) -> tuple[str, ...]:
    """Of each fact; equal as long as the plan, the headings above and what is measured are, whatever its value.

    `sections` are the heading paths above the facts.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    out = []
    for section, fact in zip(sections, facts, strict=True):
        parts = (identity, squeeze(section), squeeze(fact.subject)[:40], fact.scope or "", squeeze(fact.per or ""))
        seen[parts] += 1
        out.append("s" + _hash((*parts, str(seen[parts]))))
    return tuple(out)


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:15]
