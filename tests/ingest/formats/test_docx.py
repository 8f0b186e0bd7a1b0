"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as WordDocument

from ingest.errors import IngestError, LimitExceeded, Unreadable
from ingest.model import BlockKind, Document, Limits, Status
from ingest.read import read_bytes
from tests.ingest.contracts import IN_PROCESS, ReaderContract
from tests.ingest.officefiles import level, numbered, numbering, p, packed, tbl, tc, word, word_parts
from tests.ingest.samples import PLAN, SENTENCE

CODED = {ord(char): None for char in map(chr, range(32)) if char not in "\t\n\r"}


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


class TestContract(ReaderContract):
    name = "docx"
    suffix = ".docx"

    def write(self, lines: tuple[str, ...]) -> bytes:
        document = WordDocument()
        for line in lines:
            document.add_paragraph(line.translate(CODED))
        return saved(document)

    def nested(self, depth: int) -> bytes:
        return word("<w:sdt><w:sdtContent>" * depth + p(SENTENCE) + "</w:sdtContent></w:sdt>" * depth)


def opened(body: str, limits: Limits = IN_PROCESS, **more: object) -> Document:
    return read_bytes(word(body, **more), "方案.docx", limits)


def lines(body: str, **more: object) -> list[str]:
    return opened(body, **more).text.split("\n")


CN = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
TEXT = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:ins>" + TEXT.format("县财政局") + "</w:ins>" + TEXT.format("落实"), "县财政局落实"),
        ("<w:del><w:r><w:delText>撤销学校</w:delText></w:r></w:del>" + TEXT.format("保留学校"), "保留学校"),
        ("<w:moveFrom>" + TEXT.format("旧") + "</w:moveFrom><w:moveTo>" + TEXT.format("新") + "</w:moveTo>", "新"),
        ("<w:fldSimple>" + TEXT.format("到2027年建成") + "</w:fldSimple>", "到2027年建成"),
        ("<w:hyperlink>" + TEXT.format("县政府网站") + "</w:hyperlink>", "县政府网站"),
        ("<w:smartTag>" + TEXT.format("青禾县") + "</w:smartTag>", "青禾县"),
        ("<w:sdt><w:sdtContent>" + TEXT.format("县民政局") + "</w:sdtContent></w:sdt>", "县民政局"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + TEXT.format("单击输入")
         + "</w:sdtContent></w:sdt>" + TEXT.format("正文"), "正文"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗语</w:t></w:r>" + TEXT.format("明文"), "明文"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>明文</w:t></w:r>", "明文"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ("<w:r><w:ruby><w:rt>" + TEXT.format("hé") + "</w:rt><w:rubyBase>" + TEXT.format("禾")
         + "</w:rubyBase></w:ruby></w:r>", "禾"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:tab/><w:t>C</w:t></w:r>", "A-B C"),
        ("<w:r><w:sym w:char='2460'/><w:sym w:char='F0FE'/><w:sym w:char='zz'/><w:t>项</w:t></w:r>", "①项"),
        ("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>REF a</w:instrText><w:t>代码</w:t>"
         "<w:fldChar w:fldCharType='separate'/><w:t>85%</w:t><w:fldChar w:fldCharType='end'/><w:t>以上</w:t></w:r>",
         "85%以上"),
    ],
)  # fmt: skip
def test_what_a_page_shows_of_a_paragraph(inner: str, text: str) -> None:
    assert lines(f"<w:p>{inner}</w:p>") == [text]


def test_a_field_that_is_never_closed_swallows_no_text() -> None:
    broken = "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>TOC</w:instrText></w:r></w:p>"
    assert lines(broken + p(SENTENCE)) == [SENTENCE]


def test_a_stray_end_of_a_field_is_nothing() -> None:
    assert lines(f"<w:p><w:r><w:fldChar w:fldCharType='end'/><w:t>{SENTENCE}</w:t></w:r></w:p>") == [SENTENCE]


def test_a_deleted_end_joins_two_paragraphs() -> None:
    body = p("由县教育局", "<w:rPr><w:del/></w:rPr>") + p("牵头负责。") + p("末段", "<w:rPr><w:del/></w:rPr>")
    assert lines(body) == ["由县教育局牵头负责。", "末段"]


def test_line_breaks_divide_and_page_breaks_do_not() -> None:
    body = "<w:p><w:r><w:t>一是甲。</w:t><w:br/><w:t>二是</w:t><w:br w:type='page'/><w:t>乙。</w:t></w:r></w:p>"
    assert lines(body) == ["一是甲。", "二是乙。"]


def test_hidden_text_is_reported() -> None:
    document = opened(p("正文内容。") + p("到2030年翻番", run="<w:vanish/>"))
    assert "翻番" not in document.text
    assert [problem.code for problem in document.problems] == ["hidden_text"]


@pytest.mark.parametrize("how", ["<w:strike/>", "<w:dstrike w:val='true'/>"])
def test_struck_text_was_deleted(how: str) -> None:
    struck = f"<w:r><w:rPr>{how}</w:rPr><w:t>新建九所、</w:t></w:r>"
    document = opened(f"<w:p>{struck}{TEXT.format('新建三所。')}</w:p>" + p("正文内容。", run="<w:strike w:val='0'/>"))
    assert "九所" not in document.text and "新建三所。" in document.text and "正文内容。" in document.text
    assert [(one.code, one.message) for one in document.problems] == [
        ("struck_text", "文件里有 5 字加了删除线，没有读入。")
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>",
        "<mc:AlternateContent><mc:Choice><a:w><w:txbxContent>{}</w:txbxContent></a:w></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice><a:ink/></mc:Choice>"
        "<mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_a_text_box_is_read_once(box: str) -> None:
    inner = p(SENTENCE)
    assert lines(f"<w:p><w:r><w:t>框外</w:t>{box.format(inner, inner)}</w:r></w:p>") == ["框外", SENTENCE]


@pytest.mark.parametrize("wrapper", ["sdt><w:sdtContent", "customXml", "ins", "unknown"])
def test_wrappers_around_paragraphs_are_transparent(wrapper: str) -> None:
    closing = "".join(f"</w:{name}>" for name in reversed(wrapper.split("><w:")))
    assert lines(f"<w:{wrapper}>{p(SENTENCE)}{closing}") == [SENTENCE]


def test_automatic_numbers_are_text() -> None:
    body = "".join([
        p("方案"), numbered("总体目标"), numbered("主要指标", 1), numbered("建成学校12所。", 2),
        numbered("2027年完成。", 2),
        numbered("重点任务"), numbered("条件改善", 1), numbered("新建", 2),
    ])  # fmt: skip
    found = lines(body, others=numbering(CN))
    assert found[1:] == [
        "一、总体目标", "（一）主要指标", "1.建成学校12所。", "2. 2027年完成。",
        "二、重点任务", "（一）条件改善", "1.新建",
    ]  # fmt: skip


def test_numbered_headings_make_the_outline() -> None:
    body = p("青禾县养老服务实施方案") + numbered("总体目标") + p(SENTENCE) + numbered("重点任务") + p(SENTENCE)
    document = opened(body, others=numbering(CN))
    assert [(heading.marker, heading.title) for heading in document.headings] == [
        ("一、", "总体目标"),
        ("二、", "重点任务"),
    ]


STYLES = {
    "styles": (
        "styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="r"><w:name w:val="ring"/><w:basedOn w:val="r"/></w:style>',
    )
}


def test_numbers_come_from_styles_too() -> None:
    bound = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'
    )
    body = (
        p("总则", '<w:pStyle w:val="1"/>') + p("目标", '<w:pStyle w:val="2"/>') + p("正文。", '<w:pStyle w:val="r"/>')
        + p("附则", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    assert lines(body, others=STYLES | numbering(bound)) == ["一、总则", "（一）目标", "正文。", "附则"]


def test_a_table_of_contents_is_furniture() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{p('总体目标 1')}</w:sdtContent></w:sdt>"
    body += p("重点任务 3", '<w:pStyle w:val="t"/>') + p(SENTENCE)
    kinds = [block.kind for block in opened(body, others=STYLES).blocks]
    assert kinds == [BlockKind.NOISE, BlockKind.NOISE, BlockKind.PARAGRAPH]


def test_styles_hint_at_headings() -> None:
    document = WordDocument()
    document.add_paragraph("青禾县高质量发展实施方案", style="Title")
    for title in ("工作背景", "推进路径"):
        document.add_paragraph(title, style="Heading 1")
        document.add_paragraph(SENTENCE)
    read = read_bytes(saved(document), "方案.docx", IN_PROCESS)
    assert [heading.title for heading in read.headings] == ["工作背景", "推进路径"]
    assert read.header.title == "青禾县高质量发展实施方案"


def test_merged_cells_are_one_cell() -> None:
    document = WordDocument()
    table = document.add_table(4, 3)
    for row, texts in enumerate([["单位", "任务", "时限"], ["县教育局", "建校", "2026年"], ["", "修路", "2027年"]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2)).text = "合计两项"
    made = read_bytes(saved(document), "表.docx", IN_PROCESS)
    cells = {(c.row, c.column, c.rows, c.columns): made.quote(c.span) for c in made.tables[0].cells}
    assert (made.tables[0].rows, made.tables[0].columns) == (4, 3)
    assert cells[1, 0, 2, 1] == "县教育局"
    assert cells[2, 1, 1, 1] == "修路"
    assert cells[3, 0, 1, 3] == "合计两项"
    assert len(cells) == 9


def test_cells_in_controls_and_deleted_rows() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{tc('县水利局')}</w:sdtContent></w:sdt>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('删')}{tc('去')}</w:tr>"
    late = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{tc('修渠')}</w:tr>"
    beside = "<w:tr>" + tc("左", "<w:hMerge w:val='restart'/>") + tc("", "<w:hMerge/>") + "</w:tr>"
    body = tbl([tc("单位"), tc("任务")], [wrapped, tc("治河")]).replace("</w:tbl>", gone + late + beside + "</w:tbl>")
    made = opened(p("分工表") + body)
    cells = [(c.row, c.column, c.columns, made.quote(c.span)) for c in made.tables[0].cells]
    assert cells == [
        (0, 0, 1, "单位"), (0, 1, 1, "任务"), (1, 0, 1, "县水利局"), (1, 1, 1, "治河"),
        (2, 1, 1, "修渠"), (3, 0, 2, "左"),
    ]  # fmt: skip


def test_a_nested_table_belongs_to_its_cell() -> None:
    inner = tbl([tc("甲"), tc("乙")])
    made = opened(tbl([tc("单位"), tc("任务")], [tc("县教育局"), tc(inner + p("丙"))]))
    assert len(made.tables) == 1
    assert made.quote(made.tables[0].cells[3].span) == "甲 乙 丙"


@pytest.mark.parametrize(
    "body",
    [
        tbl([tc("".join(map(p, PLAN)))]),
        tbl([tc("".join(p(line) for line in PLAN * 12)), tc("页边")], [tc("甲"), tc("乙")]),
    ],
)
def test_a_frame_around_the_text_is_no_table(body: str) -> None:
    made = opened(body)
    assert not made.tables
    assert SENTENCE in made.text.split("\n")
    assert made.headings[0].title == "总体目标"


def test_notes_stand_at_the_end_and_margins_are_furniture() -> None:
    rule = f'<w:footnote w:id="0" w:type="separator">{p("—")}</w:footnote>'
    notes = f'{rule}<w:footnote w:id="2">{p("数据来自年报。")}</w:footnote>'
    margin = {"header1": ("header", p("青禾县人民政府文件")), "header2": ("header", p("青禾县人民政府文件"))}
    document = opened(
        p(SENTENCE), others={"footnotes": ("footnotes", notes), **margin, "footer1": ("footer", p("第1页"))}
    )
    assert document.text.split("\n") == [SENTENCE, "[1] 数据来自年报。", "青禾县人民政府文件", "第1页"]
    assert [block.kind for block in document.blocks[2:]] == [BlockKind.NOISE, BlockKind.NOISE]


@pytest.mark.parametrize(
    ("targets", "status", "codes"),
    [
        ([("image", "media/none.png")], Status.OK, []),
        ([("image", "../../../etc/hostname")], Status.OK, []),
        ([("styles", "none.xml")], Status.PARTIAL, ["missing_part"]),
        ([("aFChunk", "chunk.html")], Status.PARTIAL, ["missing_part"]),
        ([("chart", "charts/1.xml"), ("diagramData", "d.xml")], Status.OK, ["unread_part", "unread_part"]),
    ],
)
def test_parts_that_are_missing(targets: list[tuple[str, str]], status: Status, codes: list[str]) -> None:
    document = opened(p(SENTENCE), targets=targets)
    assert document.text == SENTENCE
    assert document.status is status
    assert [problem.code for problem in document.problems] == codes


def strict(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    old = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = str(parts["word/document.xml"]).replace(old, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return parts | {"word/document.xml": body}


def utf16(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    body = "<?xml version='1.0' encoding='UTF-16'?>" + str(parts["word/document.xml"])
    return parts | {"word/document.xml": body.encode("utf-16")}


def macro(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    types = str(parts["[Content_Types].xml"]).replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"
    )
    return parts | {"[Content_Types].xml": types}


@pytest.mark.parametrize("change", [strict, utf16, macro])
def test_unusual_forms_are_read(change: Callable[[dict[str, str | bytes]], dict[str, str | bytes]]) -> None:
    assert read_bytes(packed(change(word_parts(p(SENTENCE)))), "方案.docx", IN_PROCESS).text == SENTENCE


DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"word/document.xml": DTD + "<a>&x;</a>"}, "外部实体"),
        ({"word/document.xml": (DTD + "<a/>").encode("utf-16")}, "外部实体"),
        ({"word/document.xml": "<?xml version='1.0' encoding='utf-7'?><a/>"}, "编码"),
        ({"word/document.xml": "<w:document"}, "不是完整的 XML"),
        ({"word/document.xml": "<a/>"}, "没有正文"),
        ({"[Content_Types].xml": "<Types/>"}, "不是 Word 文档"),
        ({"[Content_Types].xml": "<!DOCTYPE a><Types/>"}, "外部实体"),
        ({"word/_rels/document.xml.rels": "<Rel"}, "不是完整的 XML"),
    ],
)
def test_broken_and_hostile_parts_are_refused(parts: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        read_bytes(packed(word_parts(p(SENTENCE)) | parts), "坏.docx", IN_PROCESS)
    assert caught.value.source == "坏.docx"


def test_limits() -> None:
    parts = word_parts(p(SENTENCE))
    bomb = parts | {"word/document.xml": str(parts["word/document.xml"]) + " " * 6_000_000}
    with pytest.raises(LimitExceeded, match="压缩比"):
        read_bytes(packed(bomb), "弹.docx", IN_PROCESS)
    with pytest.raises(LimitExceeded, match="解压后"):
        read_bytes(packed(bomb), "弹.docx", Limits(isolate=False, unpacked=1_000_000))
    aside = parts | {"word/media/a.png": b"\0" * 6_000_000}
    assert read_bytes(packed(aside), "图.docx", Limits(isolate=False, unpacked=1_000_000)).text == SENTENCE


def test_a_locked_part_is_refused() -> None:
    data = bytearray(word(p(SENTENCE)))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    with pytest.raises(Unreadable, match="加密"):
        read_bytes(bytes(data), "密.docx", IN_PROCESS)


def test_parts_that_share_their_bytes_are_refused() -> None:
    data = bytearray(word(p(SENTENCE)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        second = archive.infolist()[1].header_offset
    at = data.rfind(b"PK\x01\x02")
    data[at + 42 : at + 46] = (second + 4).to_bytes(4, "little")
    with pytest.raises(IngestError, match="重叠"):
        read_bytes(bytes(data), "弹.docx", IN_PROCESS)


@pytest.mark.slow
def test_the_child_gives_the_same() -> None:
    data = word("".join(map(p, PLAN)) + tbl([tc("单位"), tc("任务")], [tc("县教育局"), tc("建校")]))
    assert read_bytes(data, "样本.docx") == read_bytes(data, "样本.docx", IN_PROCESS)
