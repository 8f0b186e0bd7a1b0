"""Cut PDFs."""

from __future__ import annotations

import pytest

from ingest import salvage

PAGE = b"5 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n"


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        (b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n", False),
        (b"%PDF-1.4\n%%EOF\n" + b"\0" * 5000, False),
        (b"%PDF-1.4\n1 0 obj\nendobj\n", True),
        (b"%PDF-1.4\n%%EOF\n7 0 obj\n<< >>", True),
    ],
)
def test_is_cut(data: bytes, cut: bool) -> None:
    assert salvage.is_cut(data) is cut


def test_rebuild() -> None:
    rebuilt = salvage.rebuild(
        b"%PDF-1.4\n2 0 obj\n<< /Type /Pages /Count 9 >>\nendobj\n" + PAGE + b"6 0 obj\n<< /Type /Page"
    )
    assert rebuilt is not None
    assert b"/Count 1 /Kids [ 5 0 R ]" in rebuilt
    assert b"7 0 obj\n<< /Type /Pages" in rebuilt
    assert b"/Root 8 0 R" in rebuilt
    assert not salvage.is_cut(rebuilt)
    assert salvage.rebuild(b"%PDF-1.4\nnothing left") is None


@pytest.mark.parametrize(("data", "count"), [(b"/Count 5 /Count 12", 12), (b"none", None)])
def test_promised_pages(data: bytes, count: int | None) -> None:
    assert salvage.promised_pages(data) == count
