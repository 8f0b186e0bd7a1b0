"""The options by which `list` and `export` choose commitments, declared once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from corpus.model import Filters
from tui.commands import session
from tui.language import t

Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help=t("option.text"))]
DocumentId = Annotated[int | None, typer.Option("--document", metavar="ID", help=t("option.document"))]

EVERYTHING = Filters()


def _asked(
    text: Text = None,
    region: session.Region = None,
    indicator: session.Indicator = None,
    org: session.Org = None,
    due_before: session.DueBefore = None,
    due_after: session.DueAfter = None,
    force: session.Force = None,
    document: DocumentId = None,
    overdue: session.Overdue = False,
    as_of: session.AsOf = None,
) -> Filters:
    return session.filters(
        text=text,
        region=region,
        indicator=indicator,
        org=org,
        due_before=due_before,
        due_after=due_after,
        force=force,
        document=document,
        late_on=session.today(as_of) if overdue else None,
    )


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of all filters in the place of its parameter `wanted`, which gets them as `Filters`.

    The command has a parameter `as_of` of its own.
    """
    own = inspect.signature(command, eval_str=True).parameters
    options = {
        name: one for name, one in inspect.signature(_asked, eval_str=True).parameters.items() if name not in own
    }

    def call(**given: Any) -> None:
        asked = {name: given.pop(name) for name in options}
        command(wanted=_asked(**asked, as_of=given["as_of"]), **given)

    parameters = [each for one in own.values() for each in (options.values() if one.name == "wanted" else (one,))]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {one.name: one.annotation for one in parameters}
    call.__doc__ = command.__doc__
    call.__name__ = command.__name__
    return call
