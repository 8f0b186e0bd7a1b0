"""`notice` and `report`: what is sent out."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from tui import console
from tui.commands import session
from tui.language import language, t

if TYPE_CHECKING:
    from corpus.notice import Notice
    from corpus.tongue import Tongue

What = Annotated[str, typer.Argument(metavar="reminder|bulletin", help=t("argument.paper"))]
Within = Annotated[int, typer.Option("--within", min=0, metavar="DAYS", help=t("option.within"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help=t("option.paper_output"))]
Format = Annotated[str, typer.Option("--format", "-f", metavar="docx|xlsx", help=t("option.paper_format"))]
Template = Annotated[Path | None, typer.Option("--template", metavar="FILE", help=t("option.template"))]
Save = Annotated[Path | None, typer.Option("--save-template", metavar="FILE", help=t("option.save_template"))]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=t("option.overwrite"))]
Html = Annotated[Path, typer.Option("--html", "-o", metavar="FILE", help=t("option.html"))]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help=t("option.title"))]

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_WORDS = {
    "reminder": "reminder",
    "催办单": "reminder",
    "bulletin": "bulletin",
    "通报": "bulletin",
    "督办通报": "bulletin",
}


def notice(
    ctx: typer.Context,
    what: What = "",
    org: session.Org = None,
    region: session.Region = None,
    within: Within = 30,
    output: Output = None,
    format_: Format = "",
    template: Template = None,
    save_template: Save = None,
    overwrite: Overwrite = False,
    as_of: session.AsOf = None,
    db: session.Db = None,
) -> None:
    """Write 催办单 for each organisation, or the 督办通报."""
    from corpus.notice import Kind, bulletin, reminders, unowned

    if not what:
        raise typer.BadParameter(t("usage.no_paper"), param_hint="KIND")
    if what not in _WORDS:
        raise typer.BadParameter(t("usage.paper", value=what), param_hint="KIND")
    from corpus.tongue import tongue

    words = tongue(english=language() == "en")
    kind = Kind(_WORDS[what])
    form = (
        save_template or template or (output if output and output.suffix else None) or Path(f"x.{format_ or 'docx'}")
    ).suffix
    for other in (output.suffix if output else "", format_ and f".{format_}"):
        if other.lower() in (".docx", ".xlsx") and other.lower() != form.lower():
            raise typer.BadParameter(t("usage.paper_forms", one=form[1:], other=other[1:]), param_hint="--format")
    if form.lower() not in (".docx", ".xlsx"):
        raise typer.BadParameter(t("usage.paper_format", value=form.lstrip(".")), param_hint="--format")
    if save_template is not None:
        from corpus.output import written

        _fresh(save_template, overwrite=overwrite)
        written(save_template, lambda to: _room(form).save_template(kind, to, words))
        console.say(console.one_line(t("notice.template", path=save_template)))
        return
    on = session.today(as_of)
    wanted = session.filters(region=region, org=org)
    with session.reading(session.path(ctx, db), on) as corpus:
        if kind is Kind.BULLETIN:
            papers, left = [bulletin(corpus, on, within, wanted, words)], 0
        else:
            papers, left = reminders(corpus, on, within, wanted, words), unowned(corpus, on, within, wanted)
    if left:
        console.say(t("notice.unowned", count=left))
    if not papers:
        console.say(t("notice.nothing"))
        return
    for paper, path in _places(papers, output, form):
        _fresh(path, overwrite=overwrite)
        _write(paper, path, form, template, words)
        console.out(console.one_line(path))
    console.say(t("notice.done", count=len(papers)))


def _places(papers: list[Notice], output: Path | None, form: str) -> list[tuple[Notice, Path]]:
    """Where each paper goes: the file that is named where there is one paper, else files of a folder."""
    if output is not None and output.suffix.lower() == form.lower():
        if len(papers) > 1:
            raise typer.BadParameter(t("usage.paper_folder", count=len(papers)), param_hint="--output")
        return [(papers[0], output)]
    folder = output or Path()
    folder.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    out = []
    for paper in papers:
        stem = _UNFIT.sub("_", paper.name).strip(" .")[:80]
        name, number = stem, 1
        while name in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name)
        out.append((paper, folder / f"{name}{form.lower()}"))
    return out


def _fresh(path: Path, *, overwrite: bool) -> None:
    """End where a file is there that nobody said to replace."""
    if path.exists() and not overwrite:
        console.say(console.one_line(t("error.exists", path=path)))
        raise typer.Exit(1)


def _room(form: str) -> ModuleType:
    """What writes papers of this form."""
    from corpus import notice_docx, notice_xlsx

    return notice_docx if form.lower() == ".docx" else notice_xlsx


def _write(paper: Notice, path: Path, form: str, template: Path | None, words: Tongue) -> None:
    """Whole or not at all."""
    from corpus.output import written

    written(path, lambda to: _room(form).write(paper, to, template, words))


def report(
    ctx: typer.Context,
    html: Html = Path("report.html"),
    title: Title = "",
    org: session.Org = None,
    region: session.Region = None,
    overwrite: Overwrite = False,
    as_of: session.AsOf = None,
    db: session.Db = None,
) -> None:
    """Write the weekly report as one HTML file."""
    from corpus.output import written
    from corpus.report import html as page
    from corpus.tongue import tongue

    _fresh(html, overwrite=overwrite)
    on, words = session.today(as_of), tongue(english=language() == "en")
    with session.reading(session.path(ctx, db), on) as corpus:
        text = page(corpus, on, session.filters(region=region, org=org), title, words)
    written(html, lambda to: to.write_text(text, "utf-8", errors="replace"))
    console.say(console.one_line(t("report.written", path=html)))
