"""The command `taizhang`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from corpus.errors import CorpusError
from ingest.errors import IngestError
from tui import console, said
from tui.commands import (
    adjusting,
    aligning,
    asking,
    backing,
    comparing,
    due,
    evidence,
    giving,
    holding,
    inspecting,
    modelling,
    opening,
    papers,
    progress,
    reading,
    review,
    schooling,
    searching,
    serving,
    session,
    sheets,
)
from tui.help import Command, Group
from tui.language import t

app = typer.Typer(
    name="taizhang",
    cls=Group,
    help=t("program.help"),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

_COMMANDS = (
    ("demo", opening.demo),
    ("ingest", reading.ingest),
    ("ui", opening.ui),
    ("serve", serving.serve),
    ("documents", asking.documents),
    ("list", asking.list_),
    ("show", asking.show),
    ("search", searching.search),
    ("searches", searching.searches),
    ("overdue", asking.overdue),
    ("due", due.due),
    ("lights", due.lights),
    ("declare", progress.declare),
    ("verify", progress.verify),
    ("undo", progress.undo),
    ("history", progress.history),
    ("review", review.review),
    ("evidence", evidence.evidence),
    ("export", giving.export),
    ("import", sheets.import_),
    ("import-tasks", sheets.import_tasks),
    ("notice", papers.notice),
    ("report", papers.report),
    ("backup", backing.backup),
    ("restore", backing.restore),
    ("remove", holding.remove),
    ("merge", holding.merge),
    ("extract", reading.extract),
    ("check", inspecting.check),
    ("findings", inspecting.findings),
    ("compare", comparing.compare),
    ("align", aligning.align),
    ("cites", aligning.cites),
    ("model", modelling.model),
    ("settings", adjusting.settings),
)
for _name, _function in _COMMANDS:
    app.command(_name, cls=Command, help=t(f"command.{_name}"))(_function)
app.add_typer(inspecting.standards, name="standards")
app.add_typer(schooling.schools, name="schools")

READ_ONLY = "TAIZHANG_READONLY"
"""As in `corpus.store`, which help must not load."""
ReadOnly = Annotated[bool, typer.Option("--read-only", help=t("option.read_only"))]
Version = Annotated[bool, typer.Option("--version", help=t("option.version"))]


@app.callback(invoke_without_command=True)
def program(ctx: typer.Context, db: session.Db = None, read_only: ReadOnly = False, version: Version = False) -> None:
    """Remember the ledger that is named before the command; help when there is no command."""
    if read_only:
        before = os.environ.get(READ_ONLY)
        os.environ[READ_ONLY] = "1"
        ctx.call_on_close(lambda: _put_back(before))
    if version:
        from importlib.metadata import version as installed

        console.out(f"taizhang {installed('taizhang')}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        console.out(ctx.get_help())
        raise typer.Exit
    ctx.obj = db


def _put_back(before: str | None) -> None:
    """The environment as it was before the command."""
    if before is None:
        os.environ.pop(READ_ONLY, None)
    else:
        os.environ[READ_ONLY] = before


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 something could not be done, 2 wrong use, 3 checked and
    found short, 130 stopped by the user."""
    console.prepare()
    try:
        code = app(args=arguments, prog_name="taizhang", standalone_mode=False)
        console.flush()
    except console.ReaderGone:
        console.abandon()
        return 0
    except KeyboardInterrupt:
        return 130
    except typer.TyperException as error:
        console.say(usage_line(error))
        return error.exit_code
    except (IngestError, CorpusError) as error:
        console.say(console.one_line(said.line(error)))
        return 1
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        console.say(console.one_line(where + console.reason(error)))
        console.give_up()
        return 1
    except Exception as error:
        if os.environ.get("TAIZHANG_DEBUG"):
            raise
        console.say(t("error.bug", error=console.one_line(f"{type(error).__name__}: {error}")))
        return 1
    return code if isinstance(code, int) else 0


_USAGE = {
    "NoSuchOption": "usage.no_option",
    "MissingParameter": "usage.missing",
    "BadOptionUsage": "usage.option",
}
_CLOSED = re.compile(r"(?:File|Directory|Path) '(?P<path>.*)' is not readable")
_EXTRA = re.compile(r"unexpected extra argument\(?s?\)? \((?P<name>.*)\)")


def usage_line(error: typer.TyperException) -> str:
    """A wrong use as one line in the reader's language, with the command that explains it."""
    parameter = getattr(error, "param", None)
    hint = getattr(error, "param_hint", None) or (parameter.get_error_hint() if parameter is not None else "")
    name = str(getattr(error, "option_name", None) or hint).replace("'", "")
    key = _USAGE.get(type(error).__name__)
    extra = _EXTRA.search(error.message)
    if key:
        text = t(key, name=name)
    elif extra:
        text = t("usage.extra", name=extra["name"])
    elif parameter is not None:
        text = _unfit(parameter, name, error.message)
    else:
        text = t("usage.about", name=name, text=error.message) if name else error.message
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "taizhang"
    return console.one_line(t("usage.line", text=text, command=command))


def _unfit(parameter: Any, name: str, said: str) -> str:
    """What a value has to be that was refused."""
    closed = _CLOSED.search(said)
    if closed:
        return t("usage.closed", path=closed["path"])
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if least is not None and most is not None:
        return t("usage.between", name=name, least=least, most=most)
    return t("usage.value", name=name) if least is None else t("usage.least", name=name, least=least)
