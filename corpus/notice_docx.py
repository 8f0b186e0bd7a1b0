"""Notices as DOCX: a template that anybody can change in a word processor, and what is put into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from corpus.errors import BadTemplate
from corpus.notice import Kind, Notice
from corpus.placeholders import PLACE, check, fill, names, row_of

_TEXTS = {
    Kind.REMINDER: (
        "{{单位}}：",
        "截至{{日期}}，你单位负责的事项中，逾期 {{逾期}} 项，即将到期 {{临期}} 项，见下表。"
        "请抓紧办理，并及时报送进展和佐证。",
    ),
    Kind.BULLETIN: (
        "{{单位}}：",
        "现将截至{{日期}}的督办情况通报如下：逾期 {{逾期}} 项，即将到期 {{临期}} 项，涉及单位 {{单位数}} 个。",
    ),
}
_TASKS = {
    Kind.REMINDER: ("序号", "任务", "目标值", "分工", "完成时限", "逾期天数", "进展", "来源", "原文"),
    Kind.BULLETIN: ("序号", "单位", "任务", "完成时限", "逾期天数", "进展", "来源"),
}
_WIDTHS = {
    "序号": 1.0, "单位": 3.2, "任务": 3.2, "目标值": 2.8, "分工": 1.1, "完成时限": 2.5, "逾期天数": 1.3, "进展": 1.8,
    "来源": 3.0, "原文": 3.7, "单位名称": 6.0,
}  # fmt: skip
"""Of columns, in shares of the line."""
_LINE = 17.4
"""Centimetres between the margins."""
_OFFICES = ("单位名称", "红", "黄", "蓝", "绿", "灰", "总数")


def template(kind: Kind) -> Any:
    """The template that is used when nobody gives another: a python-docx document."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _font(page.styles["Normal"], "仿宋", 12)
    title = page.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("{{标题}}")
    run.bold, run.font.size = True, Pt(22)
    _font(run, "黑体", 22)
    for text in _TEXTS[kind]:
        paragraph = page.add_paragraph(text)
        paragraph.paragraph_format.line_spacing = 1.5
        if text is not _TEXTS[kind][0]:
            paragraph.paragraph_format.first_line_indent = Pt(24)
    if kind is Kind.BULLETIN:
        page.add_paragraph("一、各单位情况")
        _table(page, _OFFICES)
        page.add_paragraph("二、逾期事项")
    _table(page, _TASKS[kind])
    end = page.add_paragraph("{{日期}}")
    end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    end.paragraph_format.space_before = Pt(18)
    return page


def _font(holder: Any, name: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    holder.font.name = name
    holder.font.size = Pt(size)
    holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _table(page: Any, fields: Sequence[str]) -> None:
    """A line of headings that comes again on every page, and the line that stands for each thing."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = page.add_table(rows=2, cols=len(fields), style="Table Grid")
    table.autofit = False
    shares = [_WIDTHS.get(field, 1.0) for field in fields]
    widths = [Cm(_LINE * share / sum(shares)) for share in shares]
    for at, field in enumerate(fields):
        table.columns[at].width = widths[at]
        for line, text in enumerate((field, "{{" + field + "}}")):
            cell = table.cell(line, at)
            cell.width = widths[at]
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(10)
            run.bold = line == 0
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def save_template(kind: Kind, path: Path) -> None:
    """Write the default template, to be changed."""
    template(kind).save(str(path))


def write(notice: Notice, path: Path, given: Path | None = None) -> None:
    """Write a notice into `path`, in the form of the template `given`; raises BadTemplate."""
    page = _open(given) if given else template(notice.kind)
    asked = {name for text in _texts(page) for name in names(text)}
    check(str(given or path), asked)
    rows = list(_repeated(page))
    apart = {row._tr for _, row, _ in rows}
    for paragraph in list(_paragraphs(page)):
        # What is put into a row is never looked at again: a place in a plan's own words stays as it is.
        if apart.isdisjoint(paragraph._p.iterancestors()):
            _fill(paragraph, notice.head)
    for table, row, kind in rows:
        _repeat(table, row, notice.head, notice.tasks if kind == "tasks" else notice.offices)
    page.core_properties.title = notice.head["标题"]
    page.save(str(path))


def _open(path: Path) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return Document(str(path))
    except (PackageNotFoundError, ValueError, KeyError, OSError) as error:
        raise BadTemplate(str(path), "打不开这个模板", "请用 DOCX 文件，可先用 --save-template 存一份来改") from error


def _texts(page: Any) -> Iterator[str]:
    for paragraph in _paragraphs(page):
        yield paragraph.text


def _paragraphs(page: Any) -> Iterator[Any]:
    """All paragraphs: of the body, of tables, of headers and footers."""
    yield from page.paragraphs
    for table in page.tables:
        yield from _inside(table)
    for section in page.sections:
        for part in (section.header, section.footer):
            yield from part.paragraphs
            for table in part.tables:
                yield from _inside(table)


def _inside(table: Any) -> Iterator[Any]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs


def _repeated(page: Any) -> Iterator[tuple[Any, Any, str]]:
    """(table, row, what it stands for) of the rows with fields of a task or an office."""
    for table in page.tables:
        for row in table.rows:
            kind = row_of(name for cell in row.cells for name in names(cell.text))
            if kind:
                yield table, row, kind


def _repeat(table: Any, row: Any, head: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> None:
    """The row once for each of the lines, in its place."""
    from docx.table import _Row

    for values in lines:
        fresh = deepcopy(row._tr)
        row._tr.addprevious(fresh)
        for cell in _Row(fresh, table).cells:
            for paragraph in cell.paragraphs:
                _fill(paragraph, {**head, **values})
    row._tr.getparent().remove(row._tr)


def _fill(paragraph: Any, values: Mapping[str, str]) -> None:
    """Fill the places of a paragraph; where a word processor cut one into several runs it looks like the first."""
    text = paragraph.text
    asked = PLACE.findall(text)
    if not asked:
        return
    if [name for run in paragraph.runs for name in PLACE.findall(run.text)] == asked:
        for run in paragraph.runs:
            if names(run.text):
                run.text = fill(run.text, values)
    elif paragraph.runs:
        paragraph.runs[0].text = fill(text, values)
        for run in paragraph.runs[1:]:
            run.text = ""
