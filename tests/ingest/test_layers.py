"""Layers that are switched off."""

from __future__ import annotations

import zlib

import pytest

from ingest import layers
from tests.ingest.samples import PLAN, flowing_pdf
from tests.ingest.test_pdfium import layered


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (layered(True), {"Draft"}),
        (layered(False), set()),
        (flowing_pdf(PLAN), set()),
        (b"%PDF-1.7 /OCProperties << broken", set()),
        (b"", set()),
    ],
    ids=["off", "on", "none", "broken", "nothing"],
)
def test_switched_off(data: bytes, expected: set[str]) -> None:
    assert layers.switched_off(data) == expected


def test_a_packed_catalog_is_looked_into() -> None:
    packed = zlib.compress(b"<< /Type /Catalog /OCProperties << >> >>")
    data = b"%PDF-1.7\n1 0 obj << /Type /ObjStm /N 1 >> stream\n" + packed + b"\nendstream"
    assert layers._is_packed(data)
    assert not layers._is_packed(data.replace(packed, zlib.compress(b"<< /Type /Catalog >>")))
