"""Office files made on the spot, down to the markup that libraries do not write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFD = "http://www.ofdspec.org/2016"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>"


def numbered(text: str, level: int = 0, instance: int = 1) -> str:
    """A paragraph that Word numbers."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>')


def tc(content: str, properties: str = "") -> str:
    """A cell; text becomes a paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows: Sequence[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A relationship part: type and target of each."""
    entries = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def word_parts(
    body: str,
    *,
    others: dict[str, tuple[str, str]] | None = None,
    targets: Sequence[tuple[str, str]] = (),
    kind: str = WORD_TYPE,
) -> dict[str, str | bytes]:
    """Parts of a Word document. `others` are further parts of `word/`: name -> relation and inner XML."""
    names = (
        f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="urn:a"'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            [*((relation, f"{name}.xml") for name, (relation, _) in (others or {}).items()), *targets]
        ),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for name, (relation, inner) in (others or {}).items():
        root = roots.get(relation, relation)
        parts[f"word/{name}.xml"] = f"<w:{root} {names}>{inner}</w:{root}>"
    return parts


def word(body: str, **more: object) -> bytes:
    """A Word document with this body; see `word_parts`."""
    return packed(word_parts(body, **more))  # type: ignore[arg-type]


def level(at: int, form: str, text: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, instances: str = "") -> dict[str, tuple[str, str]]:
    """A numbering part with one list, which is instance 1, and further instances."""
    own = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    inner = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{own}{instances}'
    return {"numbering": ("numbering", inner)}


MM = 25.4 / 72


def ofd_text(text: str, x: float, y: float, size: float = 5.0, more: str = "") -> str:
    """A text object whose first baseline begins at x, y (mm); every character is as wide as the size."""
    steps = f'DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 150 {size * 1.2}" Size="{size}" Font="1" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {steps}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_parts(pages: Sequence[str], *, template: str = "", resources: str = "") -> dict[str, str | bytes]:
    """Parts of an OFD file: the objects of each page."""
    box = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    head = f'xmlns:ofd="{OFD}"'
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/P{at}.xml"/>' for at in range(len(pages)))
    shared = '<ofd:TemplatePage ID="9" BaseLoc="T.xml"/>' if template else ""
    used = '<ofd:Template TemplateID="9"/>' if template else ""
    fonts = "<ofd:PublicRes>Res.xml</ofd:PublicRes>" if resources else ""
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {head}><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {head}><ofd:CommonData>{fonts}{box}{shared}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for at, objects in enumerate(pages):
        parts[f"Doc_0/Pages/P{at}.xml"] = (
            f"<ofd:Page {head}>{used}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    if template:
        parts["Doc_0/T.xml"] = (
            f"<ofd:Page {head}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    if resources:
        parts["Doc_0/Res.xml"] = f"<ofd:Res {head}>{resources}</ofd:Res>"
    return parts
