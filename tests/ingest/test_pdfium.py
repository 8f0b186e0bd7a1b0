"""Pages through pdfium: what is printed, where, and what cannot be seen."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.glyphs import lines_of
from ingest.pdfium import PdfiumFile
from ingest.pdfpieces import Frame
from ingest.plumber import Broken, PlumberFile
from ingest.sheets import Sheet
from tests.ingest.samples import LEFT, SENTENCE, flowing_pdf, new_canvas

Draw = Callable[[Canvas], object]


def sheet_of(draw: Draw, rotation: int = 0) -> Sheet:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.setPageRotation(rotation)
    draw(canvas)
    canvas.save()
    with ExitStack() as stack:
        return PdfiumFile(buffer.getvalue(), stack).page(0)


def text_of(sheet: Sheet) -> list[str]:
    return [line.text for line in lines_of(sheet.glyphs, 1)]


def written(canvas: Canvas, text: str = "新建养老床位", y: float = 700, x: float = LEFT) -> None:
    canvas.drawString(x, y, text)


def hidden(canvas: Canvas) -> None:
    written(canvas)
    words = canvas.beginText(LEFT, 650)
    words.setTextRenderMode(3)
    words.textOut("看不见的承诺")
    canvas.drawText(words)


def recognised(canvas: Canvas) -> None:
    """A scan with the words that a program recognised under it."""
    canvas.drawInlineImage(picture(), 0, 0, *A4)
    hidden(canvas)


def picture() -> object:
    from PIL import Image

    return Image.new("RGB", (8, 8), "white")


def white(canvas: Canvas) -> None:
    written(canvas)
    canvas.setFillColorRGB(1, 1, 1)
    written(canvas, "白色的承诺", 650)


def white_on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0.6)
    canvas.rect(LEFT - 10, 640, 300, 30, fill=1, stroke=0)
    white(canvas)


def tiny(canvas: Canvas) -> None:
    written(canvas)
    canvas.setFont("STSong-Light", 0.2)
    written(canvas, "极小的承诺", 650)


def twice(canvas: Canvas) -> None:
    written(canvas)
    written(canvas, x=LEFT + 0.4)


def off_page(canvas: Canvas) -> None:
    written(canvas)
    written(canvas, "页外的承诺", -40)


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (hidden, ["新建养老床位"]),
        (recognised, ["新建养老床位", "看不见的承诺"]),
        (white, ["新建养老床位"]),
        (white_on_blue, ["新建养老床位", "白色的承诺"]),
        (tiny, ["新建养老床位"]),
        (twice, ["新建养老床位"]),
        (off_page, ["新建养老床位"]),
    ],
)
def test_what_can_be_seen(draw: Draw, expected: list[str]) -> None:
    assert text_of(sheet_of(draw)) == expected


def layered(off: bool) -> bytes:
    """A page with a layer that is on or off."""
    words = "BT /F1 14 Tf 90 700 Td (shown) Tj ET /OC /L BDC BT /F1 14 Tf 90 650 Td (draft) Tj ET EMC"
    state = "/OFF [6 0 R]" if off else "/ON [6 0 R]"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << {state} >> >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> /Properties << /L 6 0 R >> >> >>",
        f"<< /Length {len(words)} >>\nstream\n{words}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /OCG /Name (Draft) >>",
    ]
    return ("%PDF-1.7\n" + "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objects, 1))
            + "trailer << /Size 7 /Root 1 0 R >>\n%%EOF\n").encode()  # fmt: skip


@pytest.mark.parametrize(("off", "expected"), [(True, ["shown"]), (False, ["shown", "draft"])])
def test_layers(off: bool, expected: list[str]) -> None:
    with ExitStack() as stack:
        assert text_of(PdfiumFile(layered(off), stack).page(0)) == expected


def test_both_libraries_place_print_alike() -> None:
    data = flowing_pdf([SENTENCE * 3])
    with ExitStack() as stack:
        one, other = PdfiumFile(data, stack).page(0), PlumberFile(data, stack).page(0)
    for first, second in zip(lines_of(one.glyphs, 1), lines_of(other.glyphs, 1), strict=True):
        assert first.text == second.text
        assert first.box == pytest.approx(second.box, abs=1.0)
        assert first.size == pytest.approx(second.size, abs=0.1)


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [(0, (10, 70, 30, 90)), (1, (10, 10, 30, 30)), (2, (70, 10, 90, 30)), (3, (70, 70, 90, 90))],
)
def test_frame(quarters: int, expected: tuple[float, ...]) -> None:
    frame = Frame((100, 100, 200, 200), quarters)
    assert frame.place(110, 110, 130, 130) == expected


def test_a_page_that_is_shown_turned() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -200, "横排的表格标题")

    sheet = sheet_of(sideways, rotation=90)
    assert (sheet.width, sheet.height) == pytest.approx(A4)  # reportlab turns the sheet as well
    assert text_of(sheet) == ["横排的表格标题"]
    assert sheet.glyphs[0].x0 == pytest.approx(100, abs=1)


def test_characters_in_a_frame_are_single() -> None:
    def ruled(canvas: Canvas) -> None:
        for n in range(3):
            canvas.line(100, 600 + 30 * n, 300, 600 + 30 * n)
            canvas.line(100 + 100 * n, 600, 100 + 100 * n, 660)
        written(canvas, "县教育局", 610, 110)
        written(canvas, "三年行动方案", 500)

    sheet = sheet_of(ruled)
    assert [len(frame) for frame in sheet.frames] == [4]
    assert [glyph.text for glyph in sheet.glyphs] == [*"县教育局", "三年行动方案"]


def test_rubbish() -> None:
    with ExitStack() as stack, pytest.raises(Broken):
        PdfiumFile(b"%PDF-1.7 nothing", stack)


def sideways(canvas: Canvas) -> None:
    """A landscape page put on an upright sheet: all text runs up."""
    canvas.rotate(90)
    for n in range(12):
        canvas.drawString(80, -100 - 26 * n, f"第{n}行" + SENTENCE[:20])


def test_text_that_runs_up_is_read_with_the_page_turned() -> None:
    sheet = sheet_of(sideways)
    assert sheet.turned == 1
    assert (sheet.width, sheet.height) == pytest.approx((A4[1], A4[0]))
    assert text_of(sheet) == [f"第{n}行" + SENTENCE[:20] for n in range(12)]


def columns_down(canvas: Canvas) -> None:
    text = "建立健全村卫生室管理制度配齐基本设备完善服务功能确保群众就近看病"
    for column in range(3):
        for row, char in enumerate(text):
            canvas.drawString(450 - 30 * column, 760 - 16 * row, char)


def test_columns_are_read_from_right_to_left() -> None:
    sheet = sheet_of(columns_down)
    assert sheet.turned == 3
    assert text_of(sheet) == ["建立健全村卫生室管理制度配齐基本设备完善服务功能确保群众就近看病"] * 3


def test_marks_across_the_page_stand_aside() -> None:
    def stamped(canvas: Canvas) -> None:
        written(canvas)
        canvas.rotate(45)
        canvas.drawString(500, 100, "内部资料")

    sheet = sheet_of(stamped)
    assert text_of(sheet) == ["新建养老床位"]
    assert "".join(glyph.text for glyph in sheet.aside) == "内部资料"


def test_the_sums_of_embedded_fonts_are_those_of_their_streams() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    registerFont(TTFont("Vera", "Vera.ttf"))
    canvas.setFont("Vera", 12)
    canvas.drawString(LEFT, 700, "Plan 2027")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(LEFT, 600, "not in the file")
    canvas.save()
    data = buffer.getvalue()
    with ExitStack() as stack:
        file = PdfiumFile(data, stack)
        assert file.font_sums == frozenset()
        file.page(0)
        [found] = file.font_sums
    [program] = re.findall(rb"/Length1 [^>]*>>\s+stream\n(.*?)endstream", data, re.DOTALL)
    assert found == zlib.adler32(zlib.decompress(program))
