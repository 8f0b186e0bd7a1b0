"""The screens in a browser: one page, its parts and a socket, all from this machine, for who has the token.

Each browser window runs `taizhang ui` in a process of its own, over the same ledger.
"""

from __future__ import annotations

import logging
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

import textual_serve
from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.language import language, t

COOKIE = "taizhang"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_FONT = 16
_SIZES = range(8, 49)
"""Pixels of the letters."""
_CELLS = range(1, 1000)
_PARTS = Path(textual_serve.__file__).parent / "static"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def command(ledger: Path, arguments: Sequence[str]) -> str:
    """The shell's command for one browser window."""
    words = [sys.executable, "-m", "tui.cli", "--db", str(ledger), "ui", *arguments]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


class Serving:
    """A server of one command behind a token."""

    def __init__(self, command: str, token: str) -> None:
        self._command = command
        self._token = token
        self._downloads = DownloadManager()

    def application(self) -> web.Application:
        """Page, parts and socket."""
        # What the server writes about requests would hold the token.
        logging.getLogger("aiohttp.access").setLevel(logging.ERROR)
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [web.get("/", self._page), web.get("/ws", self._socket), web.static("/static", _PARTS, show_index=False)]
        )
        return app

    @web.middleware  # type: ignore[untyped-decorator, unused-ignore]  # aiohttp comes with the extra that serves
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Nothing without the token; it comes once in the address and then as a cookie that no other site sends."""
        given = request.query.get("token", "")
        if self._is_token(given) and request.path == "/":
            answer: web.StreamResponse = web.HTTPFound("/")
            answer.set_cookie(COOKIE, self._token, httponly=True, samesite="Strict", path="/")
            return _closed(answer, request.host)
        if not self._is_token(request.cookies.get(COOKIE, "")):
            return _closed(web.Response(status=403, text=t("serve.refused")), request.host)
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            return _closed(web.Response(status=403, text=t("serve.refused")), request.host)
        return _closed(await handler(request), request.host)

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())

    async def _page(self, request: web.Request) -> web.Response:
        scheme = "wss" if request.secure else "ws"
        page = Template(files("tui").joinpath("web/index.html").read_text("utf-8")).substitute(
            language="en" if language() == "en" else "zh-CN",
            title=escape(t("program.title")),
            ended=escape(t("serve.ended")),
            socket=escape(f"{scheme}://{request.host}/ws"),
            size=_number(request.query.get("fontsize", ""), _SIZES, _FONT),
        )
        return web.Response(text=page, content_type="text/html")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the command for as long as the window is open."""
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)

        async def close() -> None:
            await socket.close()

        service = AppService(
            self._command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self._downloads,
        )
        width = _number(request.query.get("width", ""), _CELLS, 80)
        height = _number(request.query.get("height", ""), _CELLS, 24)
        await service.start(width, height)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await _passed(message.json(), service, socket)
        finally:
            await service.stop()
        return socket


async def _passed(envelope: object, service: AppService, socket: web.WebSocketResponse) -> None:
    """Pass on what the page says; anything else is not answered."""
    match envelope:
        case ["stdin", str(typed)]:
            await service.send_bytes(typed.encode("utf-8"))
        case ["resize", {"width": int(width), "height": int(height)}] if width in _CELLS and height in _CELLS:
            await service.set_terminal_size(width, height)
        case ["ping", data]:
            await socket.send_json(["pong", data])
        case ["blur", *_]:
            await service.blur()
        case ["focus", *_]:
            await service.focus()


def _closed(answer: web.StreamResponse, host: str) -> web.StreamResponse:
    """The answer with the rule that the page may use nothing of another host; a socket has answered already."""
    if not answer.prepared:
        answer.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
            f" img-src 'self' data:; connect-src 'self' ws://{host} wss://{host};"
            " frame-ancestors 'none'; base-uri 'none'"
        )
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _number(text: str, allowed: range, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and int(text) in allowed else usual


def address(host: str, port: int, token: str) -> str:
    """What the person opens."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/?token={token}"


def run(serving: Serving, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until the person stops it; `ready` is told the port that is used (0 asks for a free one).

    Raises OSError when the port is taken or the address is none of this machine.
    """
    import asyncio

    async def serve() -> None:
        runner = web.AppRunner(serving.application(), access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            ready(runner.addresses[0][1])
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    asyncio.run(serve())
