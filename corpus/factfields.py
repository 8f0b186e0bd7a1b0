"""The fields of a fact (a number that a document only states) and what corrections make of them. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from corpus.corrections import Action, Correction, decoded, encoded, standing
from corpus.fieldnames import MEASURED, WHOLE, chinese
from extract.model import Measure

FIELDS = ("role", *MEASURED)


def typed(text: str) -> str | None:
    """The field that a person names (`value`, `数值`, `性质`); None for no field."""
    name = chinese(text.strip())
    return name if name in (WHOLE, *FIELDS) else None


def read_value(fact: Measure, field: str) -> str:
    """What a reading says in a field, as JSON, the whole as a fingerprint."""
    if field:
        return encoded(field, getattr(fact, field))
    parts = "\x1f".join([fact.quote, *(encoded(name, getattr(fact, name)) for name in FIELDS)])
    return json.dumps(hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def corrected(fact: Measure, corrections: Iterable[Correction]) -> Measure | None:
    """The fact as people left it; None where they say that the text states no such thing."""
    counts = standing(corrections)
    if WHOLE in counts and counts[WHOLE].action is Action.REJECT:
        return None
    changes: dict[str, Any] = {}
    for field, one in counts.items():
        if one.action is not Action.CONFIRM:
            value = None if one.action is Action.REJECT else json.loads(one.value or "null")
            changes[field] = decoded(field, value)
    if not changes:
        return fact
    return replace(fact, **changes, rules=(*fact.rules, *(f"review:{field}" for field in changes)))
