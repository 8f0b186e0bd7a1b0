"""`serve`: the screens in a browser."""

from __future__ import annotations

import os
import secrets
from typing import Annotated

import typer

from tui import console, location
from tui.commands import session
from tui.language import t

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help=t("option.host"))]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help=t("option.port"))]

TOKEN = "TAIZHANG_TOKEN"
"""Environment variable that names the token; without it each start makes a new one."""
_SHORTEST = 12


def serve(
    ctx: typer.Context,
    host: Host = "127.0.0.1",
    port: Port = 8640,
    as_of: session.AsOf = None,
    db: session.Db = None,
) -> None:
    """Show the ledger's screens in a browser."""
    try:
        from tui import serving
    except ImportError:
        console.say(t("serve.missing"))
        raise typer.Exit(1) from None
    token = os.environ.get(TOKEN, "").strip() or secrets.token_urlsafe(24)
    if len(token) < _SHORTEST or not all(one.isalnum() or one in "-_" for one in token):
        console.say(t("serve.token", name=TOKEN, least=_SHORTEST))
        raise typer.Exit(2)
    place = session.path(ctx, db)
    session.today(as_of)
    with session.opening(place, create=place == location.default()):
        # Brings an old ledger up to date before the first window opens it to read.
        pass
    if host not in serving.LOOPBACK:
        console.say(t("serve.open", host=host))

    def ready(found: int) -> None:
        console.out(serving.address(host, found, token))
        console.flush()
        console.say(t("serve.stop"))

    arguments = ["--as-of", as_of] if as_of else []
    serving.run(serving.Serving(serving.command(place.resolve(), arguments), token), host, port, ready)
