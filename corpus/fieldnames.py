"""Names for the fields of a commitment that last over re-reading, and what people call them. Pure.

A field of the commitment has its own name (`deadline`); the commitment as a whole is "". A measure is named by what it
measures, not by its number in the row: `measure:3f2a90bc.value`, or without a field for the measure as a whole.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from extract.keys import squeeze
from extract.model import Commitment

WHOLE = ""
OWN = ("subject", "deadline", "recurrence", "force", "responsible")
"""Fields of the commitment itself."""
MEASURED = ("subject", "scope", "comparator", "value", "unit", "per", "deadline", "recurrence", "indicator")
"""Fields of a measure."""

_CHINESE = {
    "事项": "subject",
    "期限": "deadline",
    "频次": "recurrence",
    "周期": "recurrence",
    "力度": "force",
    "责任单位": "responsible",
    "单位分工": "responsible",
    "指标": "subject",
    "对象": "subject",
    "范围": "scope",
    "要求": "comparator",
    "数值": "value",
    "单位": "unit",
    "口径": "per",
    "国家指标": "indicator",
    "性质": "role",
    "标题": "title",
    "文号": "doc_number",
    "发文机关": "issuer",
    "印发单位": "issuer",
    "地区": "region",
    "层级": "level",
    "成文日期": "issued",
    "发布日期": "released",
    "规划期": "period",
    "引用文件": "cites",
}
_MEASURE = re.compile(r"measure:(?P<anchor>[0-9a-f]{8}(?:\.[0-9]+)?)(?:/(?P<field>[a-z]+))?\Z")
_NUMBERED = re.compile(r"(?:measures?\.?|指标)(?P<number>[0-9]{1,3})(?:[./](?P<field>.+))?\Z")


def chinese(text: str) -> str:
    """The name of a field that people call so; any other text as it is."""
    return _CHINESE.get(text, text)


def anchors(commitment: Commitment) -> tuple[str, ...]:
    """A lasting name for each measure of what the program read, in its order."""
    seen: Counter[str] = Counter()
    out = []
    for measure in commitment.measures:
        parts = (squeeze(measure.subject), measure.scope or "", squeeze(measure.per or ""))
        name = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]
        seen[name] += 1
        out.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return tuple(out)


def split(field: str) -> tuple[str | None, str]:
    """(anchor of the measure or None, field of it or of the commitment, "" for the whole)."""
    found = _MEASURE.match(field)
    return (found["anchor"], found["field"] or WHOLE) if found else (None, field)


def joined(anchor: str, field: str) -> str:
    """The other way, for a field of a measure."""
    return f"measure:{anchor}/{field}" if field else f"measure:{anchor}"


def typed(text: str, commitment: Commitment) -> str | None:
    """The field that a person names (`deadline`, `期限`, `measures.1.value`, `指标1.数值`); None for no field."""
    text = text.strip()
    if not text:
        return WHOLE
    names = anchors(commitment)
    own = chinese(text)
    if own in OWN:
        return own
    numbered = _NUMBERED.match(text)
    if numbered:
        number = int(numbered["number"])
        field = chinese(numbered["field"] or WHOLE)
        if not 1 <= number <= len(names) or (field and field not in MEASURED):
            return None
        return joined(names[number - 1], field)
    anchor, field = split(text)
    known = anchor in names and (not field or field in MEASURED)
    return text if known else None
