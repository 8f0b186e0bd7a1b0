"""Notices as DOCX: a template that anybody can change in a word processor, and what is put into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from corpus.errors import BadTemplate
from corpus.notice import Kind, Notice
from corpus.output import from_memory
from corpus.placeholders import PLACE, check, fill, heading, names, place, row_of
from corpus.tongue import ZH, Tongue

_TASKS = {
    Kind.REMINDER: ("序号", "任务", "目标值", "分工", "完成时限", "逾期天数", "进展", "来源", "原文"),
    Kind.BULLETIN: ("序号", "单位", "任务", "完成时限", "逾期天数", "进展", "来源"),
}
_WIDTHS = {
    "序号": 1.0, "单位": 3.2, "任务": 3.2, "目标值": 2.8, "分工": 1.1, "完成时限": 2.5, "逾期天数": 1.3, "进展": 1.8,
    "来源": 3.8, "原文": 5.2, "单位名称": 6.0,
}  # fmt: skip
"""Of columns, in shares of the line."""
_WIDER = {"分工": 2.5, "进展": 2.5, "逾期天数": 1.6, "单位名称": 4.6}
"""Those that hold longer words in English."""
_LINE = 26.1
"""Centimetres between the margins."""
_OFFICES = ("单位名称", "红", "黄", "蓝", "绿", "灰", "总数")


def template(kind: Kind, tongue: Tongue = ZH) -> Any:
    """The template that is used when nobody gives another: a python-docx document."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    page = Document()
    section = page.sections[0]
    # Lying, so that a sentence and its place have room beside the other columns.
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    _font(page.styles["Normal"], "仿宋", 12)
    title = page.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(place("标题", tongue))
    run.bold, run.font.size = True, Pt(22)
    _font(run, "黑体", 22)
    page.add_paragraph(tongue.say("paper.to")).paragraph_format.line_spacing = 1.5
    body = page.add_paragraph(tongue.say(f"{kind.value}.text"))
    body.paragraph_format.line_spacing = 1.5
    body.paragraph_format.first_line_indent = Pt(24)
    if kind is Kind.BULLETIN:
        page.add_paragraph(tongue.say("bulletin.offices"))
        _table(page, _OFFICES, tongue)
        page.add_paragraph(tongue.say("bulletin.late"))
    _table(page, _TASKS[kind], tongue)
    end = page.add_paragraph(place("日期", tongue))
    end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    end.paragraph_format.space_before = Pt(18)
    return page


def _font(holder: Any, name: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    holder.font.name = name
    holder.font.size = Pt(size)
    holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _table(page: Any, fields: Sequence[str], tongue: Tongue) -> None:
    """A line of headings that comes again on every page, and the line that stands for each thing."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = page.add_table(rows=2, cols=len(fields), style="Table Grid")
    table.autofit = False
    known = _WIDTHS | _WIDER if tongue.code == "en" else _WIDTHS
    shares = [known.get(field, 1.0) for field in fields]
    widths = [Cm(_LINE * share / sum(shares)) for share in shares]
    for at, field in enumerate(fields):
        table.columns[at].width = widths[at]
        for line, text in enumerate((heading(field, tongue), place(field, tongue))):
            cell = table.cell(line, at)
            cell.width = widths[at]
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(10)
            run.bold = line == 0
    for row in table.rows:
        # A line is not cut by the end of a page, and the lines that are made of it are not either.
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def save_template(kind: Kind, path: Path, tongue: Tongue = ZH) -> None:
    """Write the default template, to be changed."""
    from_memory(path, template(kind, tongue).save)


def write(notice: Notice, path: Path, given: Path | None = None, tongue: Tongue = ZH) -> None:
    """Write a notice into `path`, in the form of the template `given`; raises BadTemplate."""
    page = _open(given) if given else template(notice.kind, tongue)
    check(str(given or path), (paragraph.text for paragraph in _paragraphs(page)))
    rows = list(_repeated(page))
    apart = {row for row, _ in rows}
    for paragraph in list(_paragraphs(page)):
        # What is put into a row is never looked at again: a place in a plan's own words stays as it is.
        if apart.isdisjoint(paragraph._p.iterancestors()):
            _fill(paragraph, notice.head)
    for row, kind in rows:
        _repeat(row, notice.head, notice.tasks if kind == "tasks" else notice.offices)
    page.core_properties.title = notice.head["标题"]
    from_memory(path, page.save)


def _open(path: Path) -> Any:
    import zipfile
    import zlib

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    broken = (
        PackageNotFoundError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        KeyError,
        SyntaxError,
        OSError,
    )
    try:
        return Document(str(path))
    except broken as error:
        raise BadTemplate(str(path), "打不开这个模板", "请用 DOCX 文件，可先用 --save-template 存一份来改") from error


def _paragraphs(page: Any) -> Iterator[Any]:
    """All paragraphs: of the body, of tables inside tables, of text boxes, of headers and footers."""
    parts = [page.element.body]
    for section in page.sections:
        parts += [part._element for part in (section.header, section.footer) if not part.is_linked_to_previous]
    for part in parts:
        yield from _below(part)


def _below(element: Any) -> Iterator[Any]:
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for one in list(element.iter(qn("w:p"))):
        yield Paragraph(one, None)  # type: ignore[arg-type]


def _repeated(page: Any) -> Iterator[tuple[Any, str]]:
    """(element of a row, what it stands for) of the rows with fields of a task or an office, none inside another."""
    from docx.oxml.ns import qn

    asked: dict[Any, set[str]] = {}
    for paragraph in _paragraphs(page):
        row = next(paragraph._p.iterancestors(qn("w:tr")), None)
        if row is not None:
            asked.setdefault(row, set()).update(names(paragraph.text))
    kinds = {row: kind for row, found in asked.items() if (kind := row_of(found))}
    for row, kind in kinds.items():
        if kinds.keys().isdisjoint(row.iterancestors()):
            yield row, kind


def _repeat(row: Any, head: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> None:
    """The row once for each of the lines, in its place."""
    for values in lines:
        fresh = deepcopy(row)
        row.addprevious(fresh)
        for paragraph in _below(fresh):
            _fill(paragraph, {**head, **values})
    row.getparent().remove(row)


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
