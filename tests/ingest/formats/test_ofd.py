"""OFD files."""

from __future__ import annotations

import pytest

from ingest import ocr
from ingest.errors import Empty, IngestError, LimitExceeded, Unreadable
from ingest.formats import ofd
from ingest.model import BlockKind, Document, Limits, Status
from ingest.read import read_bytes
from ingest.registry import Job
from tests.ingest.contracts import IN_PROCESS, ReaderContract
from tests.ingest.officefiles import ofd_parts, ofd_text, packed
from tests.ingest.pictures import Decoding, picture_of
from tests.ingest.samples import LEADING, LEFT, PLAN, SENTENCE, SIZE, set_lines

CODED = {ord(char): None for char in map(chr, range(32))}
MM = 25.4 / 72
LAST = "（二）落实保障措施。县财政局要把所需经费列入预算，按季度拨付到位。"


def flowing(paragraphs: tuple[str, ...], lines_on_page: int = 24) -> list[str]:
    """The objects of each page for paragraphs that run over lines and pages."""
    rows = [row for paragraph in paragraphs for row in set_lines(paragraph)]
    pages = [rows[at : at + lines_on_page] for at in range(0, len(rows), lines_on_page)]
    return ["".join(typed(text, x * MM, 30 + at * LEADING * MM) for at, (x, text) in enumerate(page)) for page in pages]


def typed(text: str, x: float, y: float, size: float = SIZE * MM) -> str:
    """A text object as printers write it: the distance from each character to the next."""
    steps = " ".join(f"{size * (0.5 if char.isascii() else 1.0):.3f}" for char in text[:-1])
    whole = ofd_text(text, round(x, 2), round(y, 2), round(size, 3))
    head, _, tail = whole.partition('DeltaX="')
    return f'{head}DeltaX="{steps}"{tail.partition(chr(34))[2]}' if tail else whole


def opened(parts: dict[str, str | bytes], limits: Limits = IN_PROCESS) -> Document:
    return read_bytes(packed(parts), "公文.ofd", limits)


class TestContract(ReaderContract):
    name = "ofd"
    suffix = ".ofd"

    def write(self, lines: tuple[str, ...]) -> bytes:
        return packed(ofd_parts(flowing(tuple(line.translate(CODED) for line in lines))))

    def nested(self, depth: int) -> bytes:
        inner = "<ofd:PageBlock>" * depth + typed(SENTENCE, 20, 30) + "</ofd:PageBlock>" * depth
        return packed(ofd_parts([inner, typed(PLAN[0], 20, 30)]))


def test_pages_boxes_and_paragraphs() -> None:
    document = opened(ofd_parts(flowing(PLAN * 12)))
    assert document.pages == 4
    assert document.text.split("\n").count(SENTENCE) == 12
    first = next(block for block in document.blocks if document.quote(block.span) == SENTENCE)
    assert first.page == 1
    assert first.box is not None
    assert abs(first.box[0] - (LEFT + 2 * SIZE)) < 2
    assert {block.page for block in document.blocks} == {1, 2, 3, 4}


def test_several_documents_in_one_file_follow_each_other() -> None:
    parts = ofd_parts(flowing(PLAN))
    second = {name.replace("Doc_0", "Doc_1"): data for name, data in ofd_parts(flowing((LAST,))).items()}
    body = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    both = {**second, **parts, "OFD.xml": str(parts["OFD.xml"]).replace("</ofd:OFD>", body)}
    document = opened(both)
    assert document.pages == 2
    assert [document.quote(block.span) for block in document.blocks] == [*PLAN, LAST]
    assert document.blocks[-1].page == 2


def scanned() -> dict[str, str | bytes]:
    """A page of text and one that is a picture."""
    image = '<ofd:ImageObject ID="7" Boundary="0 0 210 297" ResourceID="5" CTM="210 0 0 297 0 0"/>'
    media = '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>p.png</ofd:MediaFile></ofd:MultiMedia>'
    parts = ofd_parts([*flowing(PLAN), image], resources=media + "</ofd:MultiMedias>")
    parts["Doc_0/Res.xml"] = str(parts["Doc_0/Res.xml"]).replace("<ofd:Res ", '<ofd:Res BaseLoc="Res" ', 1)
    return parts | {"Doc_0/Res/p.png": picture_of([LAST])}


def test_a_page_that_is_a_picture_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", Decoding)
    document = opened(scanned())
    assert [document.quote(block.span) for block in document.blocks] == [*PLAN, LAST]
    last = document.blocks[-1]
    assert (last.page, last.confidence) == (2, 0.99)
    assert last.box is not None
    assert last.box[0] == pytest.approx(318 * 72 / 200, abs=1)
    assert [problem.code for problem in document.problems] == ["recognised"]


def test_a_page_that_is_a_picture_is_named_without_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)
    document = opened(scanned())
    assert document.status == "partial"
    assert [(problem.code, problem.page) for problem in document.problems] == [("needs_ocr", 2)]
    parts = scanned()
    parts["Doc_0/Pages/P0.xml"] = parts["Doc_0/Pages/P1.xml"]
    with pytest.raises(Empty, match=r"扫描件，需要 OCR.*pip install"):
        opened(parts)


def test_a_picture_that_is_not_there_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", Decoding)
    assert opened(scanned() | {"Doc_0/Res/p.png": b"\x89PNG not whole"}).text == "\n".join(PLAN)


def test_a_template_is_read_on_every_page_and_its_margin_is_furniture() -> None:
    pages = [typed(SENTENCE, 30, 60, 3.0)] * 3
    document = opened(ofd_parts(pages, template=typed("青禾县人民政府办公室", 80, 12, 4.0)))
    margin = [block for block in document.blocks if "办公室" in document.quote(block.span)]
    assert [block.kind for block in margin] == [BlockKind.NOISE] * 3
    assert document.text.count(SENTENCE) == 3


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruled line from point to point (mm)."""
    return (
        f'<ofd:PathObject ID="2" Boundary="0 0 210 297"><ofd:AbbreviatedData>M {x0} {y0} L {x1} {y1}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    """A thin filled box, as some printers draw rules."""
    points = f"M {x0} {y0} L {x1} {y0} L {x1} {y1} L {x0} {y1} C"
    return (
        '<ofd:PathObject ID="2" Boundary="0 0 210 297" Stroke="false" Fill="true">'
        f"<ofd:AbbreviatedData>{points}</ofd:AbbreviatedData></ofd:PathObject>"
    )


@pytest.mark.parametrize("drawn", ["lines", "bars"])
def test_ruled_tables(drawn: str) -> None:
    xs, ys = (30, 70, 150), (60, 75, 90, 105)
    if drawn == "lines":
        rules = [line(30, y, 150, y) for y in ys] + [line(x, 60, x, 105) for x in xs]
    else:
        rules = [bar(30, y, 150, y + 0.3) for y in ys] + [bar(x, 60, x + 0.3, 105.3) for x in xs]
    texts = [("单位", "任务"), ("县教育局", "新建学校3所"), ("县水利局", "治理河道12公里")]
    cells = "".join(
        typed(text, xs[column] + 3, ys[row] + 8, 4.0)
        for row, pair in enumerate(texts)
        for column, text in enumerate(pair)
    )
    document = opened(ofd_parts([typed("附件任务分解表", 60, 50, 5.0) + "".join(rules) + cells]))
    assert len(document.tables) == 1
    found = {(cell.row, cell.column): document.quote(cell.span) for cell in document.tables[0].cells}
    assert found == {(row, column): text for row, pair in enumerate(texts) for column, text in enumerate(pair)}
    assert document.blocks[0].kind is not BlockKind.CELL


TEXT = '<ofd:TextObject ID="1" Boundary="{box}" Size="5" {more}>{codes}</ofd:TextObject>'


@pytest.mark.parametrize(
    ("objects", "text"),
    [
        (TEXT.format(box="20 20 99 9", more="",
                     codes='<ofd:TextCode X="0" Y="5" DeltaX="5 g 2 5">县教育局</ofd:TextCode>'),
         "县教育局"),
        (TEXT.format(box="20 20 99 9", more="", codes='<ofd:TextCode X="0" Y="5">县教育局</ofd:TextCode>'), "县教育局"),
        (TEXT.format(box="20 20 99 9", more="", codes='<ofd:TextCode X="0" Y="5" DeltaX="5">县教</ofd:TextCode>'
                     '<ofd:TextCode X="10" DeltaX="5">育局</ofd:TextCode>'), "县教育局"),
        (TEXT.format(box="20 20 99 9", more='CTM="0.5 0 0 0.5 0 0"',
                     codes='<ofd:TextCode X="0" Y="5" DeltaX="g 3 5">县教育局</ofd:TextCode>'), "县教育局"),
        (TEXT.format(box="20 20 9 99", more="", codes='<ofd:TextCode X="0" Y="5" DeltaY="g 1 9">县局</ofd:TextCode>'),
         "县\n局"),
        (TEXT.format(box="x y", more="", codes='<ofd:TextCode X="nan" Y="20" DeltaX="g 9999999 5">县局</ofd:TextCode>'),
         "县局"),
        (typed("正文县", 30, 40) + typed("背面", 30, 60).replace("Size", 'Visible="false" Size'), "正文县"),
        (typed("正文县", 30, 40) + typed("透明", 30, 60).replace("Size", 'Alpha="0" Size'), "正文县"),
        (typed("正文县", 30, 40) + typed("页外", 300, 60), "正文县"),
        (typed("正文县", 30, 40) + typed("正文县", 30.1, 40), "正文县"),
        ("<ofd:PageBlock>" * 3 + typed("正文县", 30, 40) + "</ofd:PageBlock>" * 3, "正文县"),
    ],
)  # fmt: skip
def test_where_characters_stand(objects: str, text: str) -> None:
    assert opened(ofd_parts([objects])).text == text


def test_heavy_fonts_are_bold() -> None:
    fonts = '<ofd:Fonts><ofd:Font ID="1" FontName="方正小标宋简体"/></ofd:Fonts>'
    body = flowing(PLAN)[0].replace('Font="1"', 'Font="2"').replace('Font="2"', 'Font="1"', 1)
    plain, heavy = (
        ofd.parse(packed(parts), Job("公文.ofd")) for parts in (ofd_parts([body]), ofd_parts([body], resources=fonts))
    )
    assert [line.bold for line in plain.lines[:2]] == [False, False]
    assert [line.bold for line in heavy.lines[:2]] == [True, False]


def test_a_page_that_is_missing_is_named() -> None:
    parts = ofd_parts(flowing(PLAN * 12))
    del parts["Doc_0/Pages/P1.xml"]
    document = opened(parts)
    assert document.status is Status.PARTIAL
    assert [(problem.code, problem.page) for problem in document.problems] == [("missing_pages", 2)]


def without(name: str) -> dict[str, str | bytes]:
    parts = ofd_parts(flowing(PLAN))
    del parts[name]
    return parts


@pytest.mark.parametrize(
    ("parts", "error", "words"),
    [
        (ofd_parts([]), Empty, "没有页面"),
        (ofd_parts(["", ""]), Empty, "没有文字"),
        (without("Doc_0/Document.xml"), Unreadable, "缺少 Doc_0/Document.xml"),
        (without("Doc_0/Pages/P0.xml"), Unreadable, "所有页面"),
        (ofd_parts(flowing(PLAN)) | {"OFD.xml": "<ofd"}, Unreadable, "不是完整的 XML"),
        (ofd_parts(flowing(PLAN)) | {"Doc_0/Document.xml": "<!DOCTYPE a><a/>"}, Unreadable, "外部实体"),
        (ofd_parts(flowing(PLAN)) | {"Encryptions.xml": "<a/>"}, Unreadable, "加密"),
        (ofd_parts(flowing(PLAN)) | {"OFD.xml": " " * 6_000_000}, LimitExceeded, "压缩比"),
    ],
)
def test_refusals(parts: dict[str, str | bytes], error: type[IngestError], words: str) -> None:
    with pytest.raises(error, match=words):
        opened(parts)


@pytest.mark.slow
def test_the_child_gives_the_same() -> None:
    data = packed(ofd_parts(flowing(PLAN * 12)))
    assert read_bytes(data, "公文.ofd") == read_bytes(data, "公文.ofd", IN_PROCESS)


def test_limits() -> None:
    parts = ofd_parts(flowing(PLAN * 12))
    with pytest.raises(LimitExceeded, match="页数 4 超过 2 页"):
        opened(parts, Limits(isolate=False, pages=2))
    with pytest.raises(LimitExceeded, match="上限"):
        opened(parts, Limits(isolate=False, unpacked=4_000))


def test_a_path_that_climbs_out_names_nothing() -> None:
    parts = ofd_parts(flowing(PLAN))
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace("Doc_0/Document.xml", "../../etc/passwd")
    with pytest.raises(Unreadable, match="缺少"):
        opened(parts)
