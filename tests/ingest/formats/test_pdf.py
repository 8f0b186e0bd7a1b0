"""PDF files, written on the spot."""

from __future__ import annotations

import io
from contextlib import ExitStack, closing
from dataclasses import replace

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.platypus import SimpleDocTemplate, Table

from ingest import ocr
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.formats import pdf
from ingest.glyphs import Glyph
from ingest.model import BlockKind, Limits
from ingest.pdfium import PdfiumFile
from ingest.pdfsource import PdfSource
from ingest.plumber import Broken, PlumberFile, is_bold
from ingest.raw import RawDocument
from ingest.registry import Job
from ingest.sheets import Sheet
from tests.ingest.contracts import ReaderContract
from tests.ingest.pictures import Told, recognised
from tests.ingest.samples import FONT, LEFT, SENTENCE, flowing_pdf, new_canvas, pdf_of, set_lines

JOB = Job("样本.pdf", ".pdf")
LONG = (
    "各乡镇要加强组织领导，落实工作责任，健全推进机制，确保各项任务按期完成，"
    "并于每年年底前将进展情况报送县人民政府办公室。"
)
PARAGRAPHS = [f"{n}．{LONG}{SENTENCE}" for n in range(1, 21)]


class TestContract(ReaderContract):
    name = "pdf"
    suffix = ".pdf"

    def write(self, lines: tuple[str, ...]) -> bytes:
        return flowing_pdf(lines)

    def nested(self, depth: int) -> bytes:
        data = flowing_pdf((SENTENCE,))
        return data.replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * depth + b"]" * depth)


def parse(data: bytes, limits: Limits | None = None) -> RawDocument:
    return pdf.parse(data, Job("样本.pdf", ".pdf", limits or Limits(isolate=False)))


def own(document: RawDocument) -> list[str]:
    return [line.text for line in document.lines if line.kind is None]


def test_paragraphs_over_lines_and_pages() -> None:
    document = parse(flowing_pdf(PARAGRAPHS, header="青禾县养老服务规划", numbers=True))
    assert document.pages == 4
    assert own(document) == PARAGRAPHS
    noise = [line.text for line in document.lines if line.kind is BlockKind.NOISE]
    assert noise.count("青禾县养老服务规划") == 4
    assert [text for text in noise if "—" in text] == [f"—{n}—" for n in range(1, 5)]


def test_headers_that_alternate() -> None:
    rows = [row for paragraph in PARAGRAPHS for row in set_lines(paragraph)]
    pages = [rows[at : at + 20] for at in range(0, len(rows), 20)]
    placed = [
        [(LEFT if at % 2 else 380, 805, f"第{at + 1}页 青禾县养老规划" if at % 2 else f"县民政局印发 {at + 1}")]
        + [(x, 760 - 26 * i, text) for i, (x, text) in enumerate(page)]
        for at, page in enumerate(pages)
    ]
    document = parse(pdf_of(placed))
    assert own(document) == PARAGRAPHS
    assert sum(line.kind is BlockKind.NOISE for line in document.lines) == len(pages)


def test_paragraphs_over_two_columns() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.setFont(FONT, 18)
    canvas.drawCentredString(297, 790, "青禾县养老服务实施方案")
    canvas.setFont(FONT, 10)
    text = (LONG * 20)[:1000]
    lines = [text[at : at + 20] for at in range(0, len(text), 20)]
    for at, line in enumerate(lines):
        canvas.drawString(60 if at < 25 else 320, 740 - 26 * (at % 25), line)
    canvas.drawCentredString(297, 40, "— 1 —")
    canvas.save()
    words = own(parse(buffer.getvalue()))
    assert words[0] == "青禾县养老服务实施方案"
    assert "".join(words[1:]) == text
    assert lines[24] + lines[25] in "\n".join(words)


def test_places() -> None:
    lines = [line for line in parse(flowing_pdf(PARAGRAPHS)).lines if line.kind is None]
    assert lines[0].page == 1
    assert lines[-1].page == 4
    assert lines[0].box is not None
    assert abs(lines[0].box[0] - (LEFT + 28)) < 2
    assert lines[0].size == pytest.approx(14, abs=0.5)


def table_pdf(rows: list[list[str]], repeat: int = 1) -> bytes:
    new_canvas(io.BytesIO())  # registers the font
    buffer = io.BytesIO()
    table = Table(
        [rows[0], *rows[1:] * repeat],
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, "black"),
            ("FONTNAME", (0, 0), (-1, -1), FONT),
            ("FONTSIZE", (0, 0), (-1, -1), 10),
        ],
    )
    SimpleDocTemplate(buffer).build([table])
    return buffer.getvalue()


ROWS = [["序号", "重点任务", "完成时限"], ["1", "新建养老床位", "2025年"], ["2", "改造敬老院", "2026年"]]


def test_a_table() -> None:
    document = parse(table_pdf(ROWS))
    cells = {(line.row, line.column): line.text for line in document.lines if line.kind is BlockKind.CELL}
    assert cells == {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}
    assert own(document) == []


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_table_on_a_page_that_lies(rotation: int) -> None:
    upright = table_pdf(ROWS)
    buffer = io.BytesIO()
    with closing(pypdfium2.PdfDocument(upright)) as file:
        file[0].set_rotation(rotation)
        file.save(buffer)
    first, second = parse(upright), parse(buffer.getvalue())
    assert [(line.text, line.row, line.column) for line in second.lines] == [
        (line.text, line.row, line.column) for line in first.lines
    ]
    assert first.lines[0].box != second.lines[0].box


def test_a_table_over_two_pages_keeps_its_number() -> None:
    cells = [line for line in parse(table_pdf(ROWS, repeat=30)).lines if line.kind is BlockKind.CELL]
    assert {cell.page for cell in cells} == {1, 2}
    assert {cell.table for cell in cells} == {0}
    assert len({(cell.row, cell.column) for cell in cells}) == len(cells) == 61 * 3


def test_a_frame_around_the_page_is_no_table() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.rect(40, 40, 515, 760)
    canvas.rect(45, 45, 505, 750)
    for n in range(20):
        canvas.drawString(LEFT, 760 - 26 * n, LONG[:25])
    canvas.save()
    document = parse(buffer.getvalue())
    assert not any(line.kind is BlockKind.CELL for line in document.lines)
    assert "".join(own(document)).count(LONG[:25]) == 20


def test_false_bold_and_text_off_the_page() -> None:
    document = parse(pdf_of([[(LEFT, 700, SENTENCE[:25]), (LEFT + 0.3, 700, SENTENCE[:25]), (900, 700, "页外文字")]]))
    assert own(document) == [SENTENCE[:25]]


def test_places_on_a_turned_page_are_those_of_the_page_as_it_is_shown() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.rotate(90)
    for n in range(12):
        canvas.drawString(80, -100 - 26 * n, SENTENCE[:25])
    canvas.save()
    first = parse(buffer.getvalue()).lines[0]
    assert first.box is not None
    x0, top, x1, bottom = first.box
    assert x0 == pytest.approx(100 - 14, abs=4) and x1 == pytest.approx(100, abs=4)
    assert bottom == pytest.approx(842 - 80, abs=2) and top < bottom - 300


def test_a_mark_across_the_page_is_furniture() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.drawString(LEFT, 700, SENTENCE[:25])
    canvas.rotate(45)
    canvas.drawString(500, 100, "内部资料")
    canvas.save()
    document = parse(buffer.getvalue())
    assert own(document) == [SENTENCE[:25]]
    assert [line.text for line in document.lines if line.kind is BlockKind.NOISE] == ["内部资料"]


def test_metadata_is_cleaned() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.setTitle("实施\u202e方案\u200b")
    canvas.setAuthor("县政府\x1b[31m")
    canvas.drawString(LEFT, 700, SENTENCE[:25])
    canvas.save()
    metadata = parse(buffer.getvalue()).metadata
    assert (metadata["Title"], metadata["Author"]) == ("实施方案", "县政府")


def test_progress_is_told_page_by_page() -> None:
    seen: list[int] = []
    pdf.parse(flowing_pdf(PARAGRAPHS), Job("样本.pdf", ".pdf", Limits(), seen.append))
    assert seen == [1, 2, 3, 4]


def scan() -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.save()
    return buffer.getvalue()


def locked(password: str) -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, encrypt=StandardEncryption(password, ownerPassword="owner"))
    canvas.drawString(LEFT, 700, SENTENCE[:25])
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (scan(), Empty, "OCR"),
        (locked("secret"), Unreadable, "密码"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, Unreadable, "打不开"),
        (flowing_pdf(PARAGRAPHS)[:60], Unreadable, "不完整"),
    ],
    ids=["scan", "locked", "rubbish", "cut"],
)
def test_refusals(data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        parse(data)


def test_with_care_the_second_library_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pypdfium2, "PdfDocument", None)
    careful = replace(JOB, careful=True)
    assert own(pdf.parse(flowing_pdf(PARAGRAPHS), careful)) == PARAGRAPHS
    with pytest.raises(Unreadable):
        pdf.parse(scan(), careful)
    mixed = pdf.parse(pdf_of([[(90.0, 700.0, SENTENCE[:25])], []]), careful)
    assert [(one.code, one.page) for one in mixed.problems] == [("missing_pages", 2)]


def test_a_file_whose_pages_cannot_be_listed_is_broken_and_closes() -> None:
    """Without a list of pages all objects are looked through; one of them is half a dictionary."""
    data = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1>>\nendobj\n"
    half = len(data)
    data += b"3 0 obj\n<</Type/Page/Contents>>\nendobj\n"
    places = (9, data.index(b"2 0 obj"), half)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += table + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    with ExitStack() as stack, pytest.raises(Broken):
        PlumberFile(data, stack)


def test_an_empty_password_is_none() -> None:
    assert own(parse(locked(""))) == [SENTENCE[:25]]


@pytest.mark.parametrize("limits", [Limits(pages=3), Limits(characters=500)])
def test_limits(limits: Limits) -> None:
    with pytest.raises(LimitExceeded, match="上限"):
        parse(flowing_pdf(PARAGRAPHS), limits)


def test_a_cut_file_gives_what_is_left_and_says_so() -> None:
    data = flowing_pdf(PARAGRAPHS)
    document = parse(data[: data.rfind(b"xref") - 400])
    assert [problem.code for problem in document.problems] == ["truncated"]
    assert own(document)[0] == PARAGRAPHS[0]


def test_a_page_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(self: object, number: int) -> object:
        if number == 2:
            raise ValueError("broken")
        return real(self, number)  # type: ignore[arg-type]

    real = PdfSource.page
    monkeypatch.setattr(PdfSource, "page", stumble)
    document = parse(flowing_pdf(PARAGRAPHS))
    assert [(problem.code, problem.page, problem.message) for problem in document.problems] == [
        ("missing_pages", 2, "第 2 页读不出。")
    ]


def test_pdfplumber_reads_what_pdfium_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(self: object, page: object) -> object:
        raise ValueError("broken")

    monkeypatch.setattr(PdfiumFile, "page", stumble)
    document = parse(flowing_pdf(PARAGRAPHS))
    assert document.problems == ()
    assert "".join(own(document)) == "".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "garbage",
    [
        [Glyph("(cid:77)", 100 + 9 * n, 100, 108 + 9 * n, 112, 12) for n in range(40)],
        [Glyph("ÄÂÐÈ"[n % 4], 100 + 9 * n, 100, 108 + 9 * n, 112, 12) for n in range(40)],
        [Glyph("abcd"[n % 4], 100 + 9 * n, 100, 108 + 9 * n, 112, 12) for n in range(40)],
        [],
    ],
    ids=["cid", "latin", "letters", "nothing"],
)
def test_the_better_text_wins(monkeypatch: pytest.MonkeyPatch, garbage: list[Glyph]) -> None:
    monkeypatch.setattr(PdfiumFile, "page", lambda self, page: Sheet(595, 842, garbage))
    assert own(parse(flowing_pdf([LONG]))) == [LONG]


GARBAGE = [Glyph(char, 100 + 9 * n, 100, 108 + 9 * n, 112, 12) for n, char in enumerate("ÄÂÐÈ" * 20)]


def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both libraries read the same rubbish."""
    for library in (PdfiumFile, PlumberFile):
        monkeypatch.setattr(library, "page", lambda self, at: Sheet(595, 842, GARBAGE))


def test_a_page_that_neither_library_reads_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    unreadable(monkeypatch)
    monkeypatch.setattr(ocr, "engine", lambda: None)
    document = parse(flowing_pdf([LONG]))
    assert [(problem.code, problem.page) for problem in document.problems] == [("low_quality", 1)]
    assert "".join(own(document)) == "ÄÂÐÈ" * 20


@pytest.mark.parametrize(
    ("words", "text", "codes"), [([LONG], LONG, ["recognised"]), ([], "ÄÂÐÈ" * 20, ["low_quality"])]
)
def test_rubbish_is_looked_at_like_a_picture(
    monkeypatch: pytest.MonkeyPatch, words: list[str], text: str, codes: list[str]
) -> None:
    unreadable(monkeypatch)
    monkeypatch.setattr(ocr, "engine", lambda: Told(recognised(words)))
    document = parse(flowing_pdf([LONG]))
    assert "".join(own(document)) == text
    assert [problem.code for problem in document.problems] == codes


@pytest.mark.parametrize(
    ("font", "bold"),
    [
        ("ABCDEF+SimHei", True),
        ("Arial-BoldMT", True),
        ("方正小标宋简体", True),
        ("MicrosoftYaHei", False),
        ("SimSun", False),
    ],
)
def test_bold(font: str, bold: bool) -> None:
    assert is_bold(font) is bold
