"""What people say of a reading, laid over it. Pure: the same corrections over the same reading give the same answer."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from corpus.errors import BadCorrection
from corpus.fieldnames import WHOLE, anchors, joined, split
from corpus.packing import dumps, iso
from extract.model import Commitment, Comparator, Duty, Force, Measure, Range, Responsibility, Role

Json = Any


class Action(StrEnum):
    """What a person says of a field."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    """There is no such thing in the text."""
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the append-only record of a review."""

    key: str
    field: str
    """As in `corpus.fieldnames`."""
    action: Action
    author: str
    value: str | None = None
    """JSON, for `correct`."""
    was: str = "null"
    """JSON: what the program had read there, or for the whole a fingerprint of its reading."""
    reason: str | None = None
    at: str = ""
    """UTC, ISO 8601."""
    undoes: str | None = None
    uid: str = ""
    origin: str = ""
    id: int | None = None


_NEEDED = ("subject", "comparator", "value", "force", "role")
"""Fields that cannot be empty."""
_DUTY = {"牵头": Duty.LEAD, "牵头单位": Duty.LEAD, "配合": Duty.SUPPORT, "配合单位": Duty.SUPPORT,
         "责任": Duty.RESPONSIBLE, "责任单位": Duty.RESPONSIBLE}  # fmt: skip
_PART = re.compile(r"(?:(?P<duty>[\u4e00-\u9fff]{2,4}|[a-z]+)[:：])?(?P<names>[^;；]+)")
_RANGE = re.compile(r"\s*(-?[0-9.]+)\s*(?:[-–—~～至]|\.\.)\s*([0-9.]+)\s*\Z")


def standing(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """The correction of each field that counts: the one written last that nobody has undone."""
    held = sorted(corrections, key=lambda one: one.uid)
    undone = {one.undoes for one in held if one.undoes}
    return {one.field: one for one in held if one.action is not Action.UNDO and one.uid not in undone}


def corrected(commitment: Commitment, corrections: Iterable[Correction]) -> Commitment | None:
    """The reading as people left it; None where they say that it is no commitment."""
    counts = standing(corrections)
    names = anchors(commitment)
    if WHOLE in counts and counts[WHOLE].action is Action.REJECT:
        return None
    changes: dict[str, Any] = {}
    measures: dict[str, Measure | None] = dict(zip(names, commitment.measures, strict=True))
    marks = []
    for field, one in counts.items():
        if one.action is Action.CONFIRM:
            continue
        anchor, name = split(field)
        value = None if one.action is Action.REJECT else json.loads(one.value or "null")
        if anchor is None:
            changes[name] = decoded(name, value)
        elif anchor not in measures:
            # The text of now does not say this any more.
            continue
        elif name == WHOLE:
            measures[anchor] = None
        else:
            measure = measures[anchor]
            if measure is not None:
                measures[anchor] = replace(measure, **{name: decoded(name, value)})
        marks.append(f"review:{name or 'measure'}")
    if not marks:
        return commitment
    if "deadline" in changes:
        changes["deadline_span"] = None
        # A measure that was due with the whole goes on being due with it; one with a day of its own keeps that.
        for anchor, measure in measures.items():
            own = joined(anchor, "deadline") in counts
            if measure is not None and not own and measure.deadline == commitment.deadline:
                measures[anchor] = replace(measure, deadline=changes["deadline"])
    if "force" in changes:
        # Who says how a commitment binds says it of all of it.
        changes["bindings"] = ()
        for anchor, measure in measures.items():
            if measure is not None and measure.force:
                measures[anchor] = replace(measure, force=changes["force"])
    return replace(
        commitment,
        **changes,
        measures=tuple(one for one in (measures[name] for name in names) if one is not None),
        rules=(*commitment.rules, *dict.fromkeys(marks)),
    )


def read_value(commitment: Commitment, field: str) -> str | None:
    """What a reading says in a field, as JSON, the whole as a fingerprint; None where it has no such measure."""
    anchor, name = split(field)
    if anchor is None:
        return json.dumps(fingerprint(commitment)) if name == WHOLE else encoded(name, getattr(commitment, name))
    measure = dict(zip(anchors(commitment), commitment.measures, strict=True)).get(anchor)
    if measure is None:
        return None
    if name == WHOLE:
        return json.dumps([encoded(part, getattr(measure, part)) for part in ("value", "unit", "deadline")])
    return encoded(name, getattr(measure, name))


def fingerprint(commitment: Commitment) -> str:
    """Of all that a person looks at; equal for two readings that say the same."""
    parts = [encoded(name, getattr(commitment, name)) for name in ("subject", "deadline", "recurrence", "force")]
    parts.append(encoded("responsible", commitment.responsible))
    for measure in commitment.measures:
        names = ("subject", "scope", "comparator", "value", "unit", "per", "deadline", "recurrence", "indicator")
        parts += [encoded(name, getattr(measure, name)) for name in names]
    return hashlib.sha256("\x1f".join([commitment.quote, *parts]).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def encoded(field: str, value: Any) -> str:
    """The value of a field as JSON."""
    if isinstance(value, date):
        return dumps(iso(value))
    if isinstance(value, Range):
        return dumps({"low": str(value.low), "high": str(value.high)})
    if isinstance(value, Decimal):
        return dumps(str(value))
    if field == "responsible":
        return dumps([{"name": r.name, "role": r.duty.value, "organisation": r.organisation} for r in value])
    return dumps(value)


def decoded(field: str, value: Json) -> Any:
    """The other way."""
    if field == "responsible":
        return tuple(
            Responsibility(one["name"], Duty(one["role"]), None, one.get("organisation")) for one in value or ()
        )
    if value is None:
        return None
    if field == "deadline":
        return date.fromisoformat(value)
    if field == "value":
        return Range(Decimal(value["low"]), Decimal(value["high"])) if isinstance(value, dict) else Decimal(value)
    if field == "force":
        return Force(value)
    if field == "comparator":
        return Comparator(value)
    if field == "role":
        return Role(value)
    return str(value)


def understood(key: str, field: str, text: str) -> str:
    """The JSON of what a person typed for a field; raises BadCorrection."""
    name = split(field)[1]
    text = text.strip()
    if not text:
        raise BadCorrection(key, "没有写改成什么", "要去掉这一项请用 reject")
    try:
        match name:
            case "deadline":
                return dumps(date.fromisoformat(text).isoformat())
            case "value":
                return _amount(text)
            case "force":
                return dumps(_force(text).value)
            case "comparator":
                return dumps(_comparator(text).value)
            case "responsible":
                return dumps(list(_responsible(text)))
            case "role":
                return dumps(_ROLE[text.lower()].value)
    except (ValueError, InvalidOperation, KeyError) as error:
        raise BadCorrection(key, f"看不懂“{text[:40]}”", _EXAMPLES[name]) from error
    if name == WHOLE:
        raise BadCorrection(key, "没有写明改哪一项", "请写明 subject、deadline、responsible 或 measures.1.value")
    return dumps(text)


_EXAMPLES = {
    "deadline": "期限请写成 2026-12-31",
    "value": "数值请写成 85 或 40—45",
    "force": "力度请写必须、应当、力争、鼓励或禁止",
    "comparator": "要求请写 >=、<=、>、<、=、range、about、increase_by 或 decrease_by",
    "responsible": "请写成 牵头:县教育局；配合:县财政局、县残联",
    "role": "性质请写现状或条件",
}
_ROLE = {"现状": Role.STATUS, "status": Role.STATUS, "条件": Role.CONDITION, "condition": Role.CONDITION}


def _amount(text: str) -> str:
    found = _RANGE.match(text)
    if found:
        return dumps({"low": str(Decimal(found[1])), "high": str(Decimal(found[2]))})
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return dumps(str(value))


def _force(text: str) -> Force:
    from corpus.wording import FORCE

    return next((force for force, word in FORCE.items() if word == text), None) or Force(text.lower())


def _comparator(text: str) -> Comparator:
    from corpus.wording import BOUND

    signs = {sign: one for one, sign in BOUND.items()} | {"≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST}
    return signs.get(text) or Comparator(text.lower())


def _responsible(text: str) -> Iterable[dict[str, str]]:
    found = 0
    for part in _PART.finditer(text):
        duty = part["duty"]
        role = Duty.RESPONSIBLE if duty is None else _DUTY.get(duty) or Duty(duty)
        for name in re.split("[、,，]", part["names"]):
            if name.strip():
                found += 1
                yield {"name": name.strip(), "role": role.value}
    if not found:
        raise ValueError(text)


def allowed(key: str, field: str, action: Action) -> None:
    """Raises BadCorrection for a field that cannot be empty and was to be."""
    name = split(field)[1]
    if action is Action.REJECT and name in _NEEDED and name != WHOLE:
        raise BadCorrection(key, "这一项不能为空", "请用 correct 写明正确的内容，或拒绝整条")
