"""One plan in every format promises the same."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook

from extract.model import Commitment
from extract.pipeline import extract
from ingest import ocr
from ingest.model import Limits
from ingest.read import read_bytes
from tests.ingest.formats.test_ofd import flowing
from tests.ingest.officefiles import ofd_parts, p, packed, word
from tests.ingest.pictures import scan_of
from tests.ingest.samples import flowing_pdf, html_of

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
PLANS = ["liuquan-county-health-2025.txt", "qinghe-county-plan-2024.txt"]


def html(lines: Sequence[str]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return html_of(f'<div class="article">{body}</div>', f'<meta charset="utf-8"><title>{escape(lines[0])}</title>')


def xlsx(lines: Sequence[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append([line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(lines: Sequence[str]) -> bytes:
    return word("".join(map(p, lines)))


def ofd(lines: Sequence[str]) -> bytes:
    return packed(ofd_parts(flowing(tuple(lines))))


WRITERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "html": html,
    "docx": docx,
    "pdf": flowing_pdf,
    "xlsx": xlsx,
    "ofd": ofd,
}


def lines_of(name: str) -> list[str]:
    return [line for line in (SAMPLES / name).read_text("utf-8").splitlines() if line]


def promised(data: bytes, source: str) -> list[tuple[object, ...]]:
    document = read_bytes(data, source, Limits(isolate=False))
    return [shown(one) for one in extract(document).commitments]


def shown(one: Commitment) -> tuple[object, ...]:
    """What a commitment says, white space and widths of punctuation aside."""
    quote = re.sub(r"[\s，,。．.；;：:（）()“”\"、]", "", one.quote)
    measures = tuple((m.value, m.unit, m.comparator, m.deadline, m.scope) for m in one.measures)
    owners = tuple(sorted((o.organisation or o.name, o.duty) for o in one.responsible))
    return quote, one.deadline, owners, measures, one.force


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("form", WRITERS)
def test_the_same_is_promised_in_every_format(plan: str, form: str) -> None:
    lines = lines_of(plan)
    expected = promised("\n\n".join(lines).encode(), plan)
    assert len(expected) > 20
    assert promised(WRITERS[form](lines), f"方案.{form}") == expected


def alike(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether a recognised commitment is the written one: every field, and its words but for a character or so."""
    return one[1:] == other[1:] and SequenceMatcher(None, str(one[0]), str(other[0]), False).ratio() >= 0.95


@pytest.mark.slow
@pytest.mark.skipif(ocr.engine() is None, reason="the extra `ocr` is not installed")
def test_scans_promise_nearly_all_of_it() -> None:
    wanted = kept = made = 0
    for plan in PLANS:
        lines = lines_of(plan)
        expected = promised("\n\n".join(lines).encode(), plan)
        found = promised(scan_of(flowing_pdf(lines)), "扫描.pdf")
        wanted += len(expected)
        kept += sum(any(alike(one, other) for other in found) for one in expected)
        made += len(found)
    assert kept >= 0.97 * wanted
    assert made <= 1.03 * wanted
