"""The fields of a document's header and what corrections make of them. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from corpus.corrections import Action, Correction, Json, standing
from corpus.days import day
from corpus.errors import BadCorrection
from corpus.fieldnames import WHOLE, chinese
from corpus.packing import dumps, iso
from ingest.model import Citation, Header, Level, Region, Span
from ingest.regions import find_region, lookup

FIELDS = ("title", "doc_number", "issuer", "region", "level", "issued", "released", "period", "cites")

_LEVELS = {"国家": Level.NATIONAL, "全国": Level.NATIONAL, "省": Level.PROVINCE, "省级": Level.PROVINCE,
           "市": Level.CITY, "市级": Level.CITY, "县": Level.COUNTY, "县级": Level.COUNTY}  # fmt: skip
_PERIOD = re.compile(r"(?P<first>[0-9]{4})年?\s*(?:[-–—~～至]\s*(?P<last>[0-9]{4})年?)?\Z")
_CITE = re.compile(r"(?:cites?[./]?|引用文件)(?P<number>[0-9]{1,3})\Z")
_ANCHOR = re.compile(r"cite:(?P<anchor>[0-9a-f]{8}(?:\.[0-9]+)?)\Z")
_BETWEEN = re.compile(r"[;；]|(?<=[》)）号])[、，,]")
_EXAMPLES = {
    "region": "地区请写全称，如某省某市某县；全国性的文件请拒绝 region，把 level 改成国家",
    "level": "层级请写国家、省、市或县",
    "issued": "日期请写成 2026-12-31",
    "released": "日期请写成 2026-12-31",
    "period": "规划期请写成 2021-2025",
}


def typed(text: str, header: Header) -> str | None:
    """The field that a person names (`title`, `标题`, `cites.2`, `引用文件2`); None for no field."""
    name = chinese(text.strip())
    if name in (WHOLE, *FIELDS):
        return name
    names = _anchors(header)
    found = _CITE.match(name)
    if found:
        number = int(found["number"])
        return f"cite:{names[number - 1]}" if 1 <= number <= len(names) else None
    anchor = _ANCHOR.match(name)
    return name if anchor and anchor["anchor"] in names else None


def cite_fields(header: Header) -> tuple[str, ...]:
    """The lasting name of the field of each citation, in the order of the text."""
    return tuple(f"cite:{anchor}" for anchor in _anchors(header))


def read_value(header: Header, field: str) -> str | None:
    """What a reading says in a field, as JSON, the whole as a fingerprint; None where it has no such citation."""
    if field == WHOLE:
        parts = "\x1f".join(dumps(_json(header, name)) for name in FIELDS)
        return json.dumps(hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16])
    found = _ANCHOR.match(field)
    if found is None:
        return dumps(_json(header, field))
    cited = dict(zip(_anchors(header), header.cites, strict=True)).get(found["anchor"])
    return None if cited is None else dumps(cited.text)


def understood(key: str, field: str, text: str, document: str) -> str:
    """The JSON of what a person typed for a field of the header of a `document` with this text; raises BadCorrection.

    A citation must stand in the text, so that it can be pointed at.
    """
    text = text.strip()
    if field == WHOLE:
        raise BadCorrection(key, "没有写明改哪一项", "请写明 title、doc_number、issuer、region、issued 或 cites")
    if not text:
        raise BadCorrection(key, "没有写改成什么", "要去掉这一项请用 reject")
    if field == "cites" or _ANCHOR.match(field):
        wanted = [part.strip() for part in _BETWEEN.split(text) if part.strip()] if field == "cites" else [text]
        strange = next((one for one in wanted if one not in document), None)
        if strange is not None or not wanted:
            raise BadCorrection(key, f"原文里没有“{(strange or text)[:30]}”", "请照原文写，书名号和文号一起")
        return dumps(wanted if field == "cites" else text)
    value = _understood(field, text)
    if value is None:
        raise BadCorrection(key, f"看不懂“{text[:40]}”", _EXAMPLES[field])
    return dumps(value)


def allowed(key: str, field: str, action: Action) -> None:
    """Raises BadCorrection for what cannot be rejected."""
    if field == WHOLE and action is Action.REJECT:
        raise BadCorrection(key, "文件不能这样拒绝", "要拿走整份文件请用 taizhang remove；某一项不对请写明是哪一项")


def corrected(header: Header, corrections: Iterable[Correction], document: str) -> Header:
    """The header as people left it, over a text: what was corrected points nowhere, a citation to where it stands."""
    counts = {field: one for field, one in standing(corrections).items() if one.action is not Action.CONFIRM}
    if not counts:
        return header
    values = {
        field: None if one.action is Action.REJECT else json.loads(one.value or "null") for field, one in counts.items()
    }
    changes: dict[str, Any] = {
        field: _decoded(field, value, header) for field, value in values.items() if field in FIELDS and field != "cites"
    }
    if "region" in changes and "level" not in changes:
        # Who speaks for the corrected place speaks at its level, where it did at that of the place that was read.
        old, new = header.region, changes["region"]
        if header.level == (old.level if old else None):
            changes["level"] = new.level if new else None
    if "cites" in values:
        changes["cites"] = tuple(cited for text in values["cites"] or () if (cited := _cited(text, header, document)))
    elif any(_ANCHOR.match(field) for field in values):
        changes["cites"] = tuple(_cites(header, values, document))
    return replace(
        header, **changes, places={name: place for name, place in header.places.items() if name not in changes}
    )


def _cites(header: Header, values: dict[str, Json], document: str) -> Iterable[Citation]:
    for field, cited in zip(cite_fields(header), header.cites, strict=True):
        if field not in values:
            yield cited
        elif values[field] is not None:
            found = _cited(values[field], header, document, near=cited.span.start)
            if found is not None:
                yield found


def _cited(text: str, header: Header, document: str, near: int = 0) -> Citation | None:
    """The citation of this text: the one that was read, else where the words stand; None where they do not."""
    read = next((one for one in header.cites if one.text == text), None)
    if read is not None:
        return read
    behind, before = document.find(text, near), document.rfind(text, 0, near)
    at = behind if behind >= 0 else before
    if at < 0:
        return None
    from ingest.citations import find_citations

    numbers = [one.number for one in find_citations(text, (), None) if one.number]
    return Citation(text, numbers[0] if numbers else None, Span(at, at + len(text)))


def _anchors(header: Header) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    out = []
    for one in header.cites:
        name = hashlib.sha256("".join(one.text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return tuple(out)


def _json(header: Header, field: str) -> Json:
    value = getattr(header, field)
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, Region):
        return value.name
    if field == "cites":
        return [one.text for one in header.cites]
    if field == "period":
        return list(value) if value else None
    return None if value is None else str(value)


def _understood(field: str, text: str) -> Json:
    """What was typed, as `_json` would give it; None where it is not understood."""
    if field in ("issued", "released"):
        return iso(day(text, last=False)) if len(text) >= 8 else None
    if field == "level":
        found = _LEVELS.get(text) or next((one for one in Level if one.value == text.lower()), None)
        return found.value if found else None
    if field == "period":
        years = _PERIOD.match(text)
        if years is None:
            return None
        first, last = int(years["first"]), int(years["last"] or years["first"])
        return [first, last] if 1900 < first <= last < 2200 else None
    if field == "region":
        place = find_region(text)
        return place.name if place is not None and (place.name == text or lookup(text)) else None
    return text


def _decoded(field: str, value: Json, header: Header) -> Any:
    if value is None:
        return None
    if field in ("issued", "released"):
        return date.fromisoformat(value)
    if field == "level":
        return Level(value)
    if field == "period":
        return (int(value[0]), int(value[1]))
    if field == "region":
        return find_region(value, f"{header.title or ''}{header.issuer or ''}")
    return str(value)
