"""The screens in a browser: who gets in, what the page asks for, and that a person can work in it."""

from __future__ import annotations

import asyncio
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("textual_serve")

import chromium
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image, ImageChops

from tui import serving
from tui.cli import main
from tui.commands import serving as command

TOKEN = "a-token-of-this-test"
ECHO = f"{sys.executable} -c 'pass'"


@pytest.fixture
async def client() -> TestClient:
    made = TestClient(TestServer(serving.Serving(ECHO, TOKEN).application()))
    await made.start_server()
    return made


@pytest.mark.parametrize(
    "path", ["/", "/?token=", "/?token=wrong", "/ws", "/static/js/textual.js", "/gone", "/?token=é"]
)
async def test_nothing_without_the_token(client: TestClient, path: str) -> None:
    answer = await client.get(path, allow_redirects=False)
    assert answer.status == 403 and TOKEN not in await answer.text()
    await client.close()


async def test_the_token_becomes_a_cookie_that_only_this_page_sends(client: TestClient) -> None:
    answer = await client.get(f"/?token={TOKEN}", allow_redirects=False)
    assert answer.status == 302 and answer.headers["Location"] == "/"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    page = await client.get("/")
    text = await page.text()
    assert page.status == 200 and TOKEN not in text
    assert (await client.get("/static/js/textual.js")).status == 200
    assert (await client.get("/static/")).status == 403
    assert (await client.get("/", headers={"Origin": "http://evil.example"})).status == 403
    with pytest.raises(WSServerHandshakeError):
        await client.ws_connect("/ws", headers={"Origin": "http://evil.example"})
    await client.close()


async def test_the_page_names_no_other_host(client: TestClient) -> None:
    await client.get(f"/?token={TOKEN}")
    page = await client.get("/?fontsize=99999")
    text = await page.text()
    host = f"{client.host}:{client.port}"
    assert set(re.findall(r"\w+://[^/\"' ]+", text)) == {f"ws://{host}"}
    assert 'data-font-size="16"' in text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy
    assert set(re.findall(r"\w+://[^; ]+", policy)) == {f"ws://{host}", f"wss://{host}"}
    css = await (await client.get("/static/css/xterm.css")).text()
    assert "url(" not in css and "@import" not in css
    await client.close()


def test_the_command_keeps_names_whole() -> None:
    made = serving.command(Path("/a b/$(x).db"), ["--as-of", "2025-01-01"])
    assert "'/a b/$(x).db'" in made and made.endswith("ui --as-of 2025-01-01")


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_the_address(host: str, shown: str) -> None:
    assert serving.address(host, 80, "x") == f"http://{shown}:80/?token=x"


def test_a_short_token_is_refused(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(command.TOKEN, "short")
    assert main(["serve", "--db", str(ledger)]) == 2
    assert "TAIZHANG_TOKEN" in capsys.readouterr().err


def test_without_the_extra_one_line_says_what_to_install(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "tui.serving", None)
    monkeypatch.delattr("tui.serving", raising=False)
    assert main(["serve", "--db", str(ledger)]) == 1
    assert capsys.readouterr().err == "浏览器界面要另装：pip install 'taizhang[serve]'\n"


@pytest.mark.slow
@pytest.mark.skipif(chromium.found() is None, reason="no Chromium on this machine")
async def test_a_person_works_in_a_browser(ledger: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui.cli", "--db", str(ledger), "serve", "--port", "0", "--as-of", "2025-06-01"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        assert server.stdout is not None
        address = (await asyncio.wait_for(server.stdout.readline(), 60)).decode().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/\?token=[\w-]{20,}", address)
        async with chromium.opened(address) as tab:
            first = await drawn(tab, None)
            await tab.press("?")
            second = await drawn(tab, first)
            assert not await tab.evaluate("document.body.classList.contains('-closed')")
            assert {urlsplit(one).netloc for one in tab.asked if not one.startswith("data:")} == {
                urlsplit(address).netloc
            }
            assert any(one.startswith("ws://") for one in tab.asked)
        kept = os.environ.get("TAIZHANG_PICTURES")
        if kept:
            (Path(kept) / "browser.png").write_bytes(first)
            (Path(kept) / "browser-help.png").write_bytes(second)
    finally:
        server.terminate()
        await server.wait()


async def drawn(tab: chromium.Tab, before: bytes | None) -> bytes:
    """The page once it shows many colours, and much of it other than before; a cursor may blink."""
    old = None if before is None else Image.open(io.BytesIO(before)).convert("L")
    for _ in range(120):
        await asyncio.sleep(0.5)
        picture = await tab.picture()
        now = Image.open(io.BytesIO(picture))
        colours = now.convert("RGB").getcolors(2_000_000) or []
        other = (
            1.0
            if old is None
            else sum(ImageChops.difference(old, now.convert("L")).histogram()[8:]) / (now.width * now.height)
        )
        if len(colours) > 30 and other > 0.05:
            return picture
    raise AssertionError("the screens do not appear")
