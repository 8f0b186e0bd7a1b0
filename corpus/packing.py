"""Dataclasses of reading and extraction <-> the JSON columns of the ledger; every pair is exact both ways."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from extract.model import Duty, Range, Responsibility
from ingest.model import Cell, Citation, Header, Level, Problem, Region, Repair, Span, Table

Json = Any
"""What `json.loads` gives back."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""`json.dumps` with these settings makes a new one for every value."""


def dumps(value: Json) -> str:
    """Compact JSON that keeps Chinese readable."""
    return _ENCODER.encode(value)


def day(value: str | None) -> date | None:
    """An ISO date column."""
    return date.fromisoformat(value) if value else None


def iso(value: date | None) -> str | None:
    """The other way."""
    return value.isoformat() if value else None


def span(start: int | None, end: int | None) -> Span | None:
    """Two integer columns."""
    return None if start is None or end is None else Span(start, end)


def _ends(value: Span | None) -> list[int] | None:
    return None if value is None else [value.start, value.end]


def _span(value: Sequence[int] | None) -> Span | None:
    return None if value is None else Span(value[0], value[1])


def value_columns(value: Decimal | Range) -> tuple[str, str | None]:
    """Decimal text, exact; the second is the upper end of a range."""
    if isinstance(value, Range):
        return str(value.low), str(value.high)
    return str(value), None


def value_of(low: str, high: str | None) -> Decimal | Range:
    """The other way."""
    return Decimal(low) if high is None else Range(Decimal(low), Decimal(high))


def pack_header(header: Header) -> str:
    """The whole header as JSON."""
    region = header.region
    return dumps(
        {
            "title": header.title,
            "doc_number": header.doc_number,
            "issuer": header.issuer,
            "region": None
            if region is None
            else {"name": region.name, "code": region.code, "level": region.level, "parents": list(region.parents)},
            "level": header.level,
            "issued": iso(header.issued),
            "released": iso(header.released),
            "period": list(header.period) if header.period else None,
            "cites": [[c.text, c.number, _ends(c.span)] for c in header.cites],
            "places": {name: _ends(place) for name, place in header.places.items()},
        }
    )


def unpack_header(text: str) -> Header:
    """The other way."""
    data = json.loads(text)
    region = data["region"]
    return Header(
        title=data["title"],
        doc_number=data["doc_number"],
        issuer=data["issuer"],
        region=None
        if region is None
        else Region(region["name"], region["code"], Level(region["level"]), tuple(region["parents"])),
        level=Level(data["level"]) if data["level"] else None,
        issued=day(data["issued"]),
        released=day(data["released"]),
        period=(data["period"][0], data["period"][1]) if data["period"] else None,
        cites=tuple(Citation(t, number, Span(place[0], place[1])) for t, number, place in data["cites"]),
        places={name: Span(place[0], place[1]) for name, place in data["places"].items()},
    )


def pack_tables(tables: Sequence[Table]) -> str:
    """All tables with their cells."""
    return dumps(
        [
            [
                _ends(t.span),
                t.rows,
                t.columns,
                t.header_rows,
                t.page,
                [[c.row, c.column, c.span.start, c.span.end, c.rows, c.columns] for c in t.cells],
            ]
            for t in tables
        ]
    )


def unpack_tables(text: str) -> tuple[Table, ...]:
    """The other way."""
    return tuple(
        Table(
            Span(*place),
            rows,
            columns,
            tuple(Cell(r, c, Span(a, b), rr, cc) for r, c, a, b, rr, cc in cells),
            header_rows,
            page,
        )
        for place, rows, columns, header_rows, page, cells in json.loads(text)
    )


def pack_problems(problems: Sequence[Problem]) -> str:
    """All problems."""
    return dumps([[p.code, p.message, _ends(p.span), p.page] for p in problems])


def unpack_problems(text: str) -> tuple[Problem, ...]:
    """The other way."""
    return tuple(Problem(code, message, _span(place), page) for code, message, place, page in json.loads(text))


def pack_repairs(repairs: Sequence[Repair]) -> str:
    """All repairs."""
    return dumps([[_ends(r.span), r.raw, r.reading, r.rule] for r in repairs])


def unpack_repairs(text: str) -> tuple[Repair, ...]:
    """The other way."""
    return tuple(Repair(Span(*place), raw, reading, rule) for place, raw, reading, rule in json.loads(text))


def pack_responsible(responsible: Sequence[Responsibility]) -> str:
    """Organisations of a measure."""
    return dumps([[r.name, r.duty, _ends(r.span), r.organisation] for r in responsible])


def unpack_responsible(text: str) -> tuple[Responsibility, ...]:
    """The other way."""
    if text == "[]":
        return ()
    return tuple(
        Responsibility(name, Duty(duty), _span(place), organisation)
        for name, duty, place, organisation in json.loads(text)
    )


def pack_list(values: Sequence[str] | Sequence[int]) -> str:
    """Rules, doubts, breaks."""
    return dumps(list(values)) if values else "[]"


def unpack_names(text: str) -> tuple[str, ...]:
    """The other way, for texts."""
    return () if text == "[]" else tuple(json.loads(text))


def unpack_places(text: str) -> tuple[int, ...]:
    """The other way, for offsets."""
    return () if text == "[]" else tuple(json.loads(text))
