"""A plan in traditional characters has the same structure and promises as in simplified ones, and keeps its wording."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from extract.keys import document_identity
from extract.pipeline import extract
from ingest.folding import simplified
from ingest.model import Document, Limits
from ingest.read import read_bytes

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
PLANS = ["qinghe-county-plan-2024.txt", "liuquan-county-health-2025.txt", "lanchuan-province-opinion-2023.html"]


def traditional(text: str) -> str:
    """`text` with a traditional character for each simplified one that the table knows."""
    rows = (resources.files("ingest") / "data" / "simplified.txt").read_text("utf-8").splitlines()
    pairs = [pair for row in rows if not row.startswith("#") for pair in row.split()]
    return text.translate({ord(pair[1]): pair[0] for pair in pairs})


def both(name: str) -> tuple[Document, Document]:
    text = (SAMPLES / name).read_text("utf-8")
    limits = Limits(isolate=False)
    plain = read_bytes(text.encode(), name, limits)
    return plain, read_bytes(traditional(text).encode(), name, limits)


@pytest.mark.parametrize("name", PLANS)
def test_structure_is_found_and_text_stays_as_written(name: str) -> None:
    plain, other = both(name)
    assert other.text == traditional(plain.text) != plain.text
    assert (other.status, other.problems) == (plain.status, plain.problems)
    assert other.blocks == plain.blocks
    assert other.tables == plain.tables
    assert [h.title for h in other.headings] == [traditional(h.title) for h in plain.headings]
    assert [replace(h, title="", marker="") for h in other.headings] == [
        replace(h, title="", marker="") for h in plain.headings
    ]
    assert other.repairs == tuple(replace(r, raw=traditional(r.raw)) for r in plain.repairs)


@pytest.mark.parametrize("name", PLANS)
def test_header_is_read_and_named_as_written(name: str) -> None:
    plain, other = (one.header for one in both(name))
    assert other.title == traditional(plain.title or "")
    assert other.issuer == (plain.issuer and traditional(plain.issuer))
    assert (other.issued, other.released, other.period, other.level) == (
        plain.issued,
        plain.released,
        plain.period,
        plain.level,
    )
    assert (other.region and other.region.code) == (plain.region and plain.region.code)
    assert [c.text for c in other.cites] == [traditional(c.text) for c in plain.cites]


@pytest.mark.parametrize("name", PLANS)
def test_the_same_is_promised_and_quoted_as_written(name: str) -> None:
    plain, other = both(name)
    found, same = extract(other), extract(plain)
    assert document_identity(other) == document_identity(plain)
    assert [c.key for c in found.commitments] == [c.key for c in same.commitments] != []
    for one, was in zip(found.commitments, same.commitments, strict=True):
        assert one.quote == other.quote(one.span) == traditional(was.quote)
        assert simplified(one.subject) == was.subject
        assert (one.deadline, one.force) == (was.deadline, was.force)
        assert [(m.value, m.unit, m.comparator, m.deadline) for m in one.measures] == [
            (m.value, m.unit, m.comparator, m.deadline) for m in was.measures
        ]
        assert all(m.quote == other.quote(m.span) for m in one.measures)
        assert [o.organisation or o.name for o in one.responsible] == [
            o.organisation or o.name for o in was.responsible
        ]
        # A list that shares a word (公安、財政部門) names its offices in the form to compare by.
        for office in (o for o in one.responsible if o.span):
            quote = other.quote(office.span)
            assert office.name == quote or office.name.removeprefix(simplified(quote)) == "部门"
