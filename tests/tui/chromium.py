"""A headless Chromium, driven over its own protocol: pages, keys, pictures, and every address that it asked for."""

from __future__ import annotations

import asyncio
import base64
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def found() -> str | None:
    """The browser of this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Tab:
    """One page."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.asked: list[str] = []
        """Addresses that were asked for."""

    async def listen(self) -> None:
        """Take what the browser says until it ends."""
        async for message in self._socket:
            said = message.json()
            if said.get("id") in self._answers:
                self._answers.pop(said["id"]).set_result(said.get("result"))
            elif said.get("method") == "Network.requestWillBeSent":
                self.asked.append(said["params"]["request"]["url"])
            elif said.get("method") == "Network.webSocketCreated":
                self.asked.append(said["params"]["url"])

    async def do(self, method: str, **params: Any) -> Any:
        """One command of the protocol."""
        self._number += 1
        future = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        return await asyncio.wait_for(future, 30)

    async def press(self, text: str) -> None:
        """A key that types a character."""
        await self.evaluate("document.querySelector('.xterm-helper-textarea').focus()")
        code = ord(text.upper())
        await self.do("Input.dispatchKeyEvent", type="rawKeyDown", key=text, windowsVirtualKeyCode=code)
        await self.do("Input.dispatchKeyEvent", type="char", text=text, key=text)
        await self.do("Input.dispatchKeyEvent", type="keyUp", key=text, windowsVirtualKeyCode=code)

    async def evaluate(self, script: str) -> Any:
        """The value of a script."""
        return (await self.do("Runtime.evaluate", expression=script))["result"].get("value")

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def opened(address: str, size: tuple[int, int] = (1280, 800)) -> AsyncIterator[Tab]:
    """A page at an address."""
    import aiohttp

    browser = found()
    assert browser is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            browser,
            *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"),
            *(f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}", "--disable-background-networking"),
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            told = Path(folder) / "DevToolsActivePort"
            for _ in range(600):
                if told.is_file() and len(told.read_text().split()) == 2:
                    break
                await asyncio.sleep(0.1)
            port = told.read_text().split()[0]
            async with aiohttp.ClientSession() as session:
                pages = await (await session.get(f"http://127.0.0.1:{port}/json")).json()
                page = next(one for one in pages if one["type"] == "page")
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    tab = Tab(socket)
                    listening = asyncio.create_task(tab.listen())
                    await tab.do("Network.enable")
                    await tab.do("Page.enable")
                    await tab.do("Page.navigate", url=address)
                    yield tab
                    listening.cancel()
        finally:
            process.kill()
            await process.wait()
