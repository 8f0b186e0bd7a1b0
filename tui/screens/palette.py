"""The command palette: every action that works here, and every document by its title."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from corpus.model import DocumentRow
from tui.actions import Action
from tui.cells import clean
from tui.language import t
from tui.messages import OpenSentence
from tui.screens.base import DeskScreen


class ActionCommands(Provider):
    """Actions of the screen below, its own first."""

    def _offered(self) -> Iterator[tuple[Action, Callable[[], object]]]:
        screen = self.screen
        if isinstance(screen, DeskScreen):
            for action in screen.offered():
                yield action, partial(screen.app.run_action, action.call, screen.doer(action))

    async def discover(self) -> Hits:
        """All of them."""
        for action, run in self._offered():
            yield DiscoveryHit(_shown(action), run, text=action.label, help=action.help)

    async def search(self, query: str) -> Hits:
        """Those whose words, key or name match."""
        matcher = self.matcher(query)
        for action, run in self._offered():
            score = max(matcher.match(text) for text in (action.label, action.help, action.id, action.key))
            if score > 0:
                yield Hit(score, _shown(action), run, text=action.label, help=action.help)


class DocumentCommands(Provider):
    """Documents by title, opened in the reader."""

    _rows: Sequence[DocumentRow] = ()

    async def startup(self) -> None:
        """Fetch the titles."""
        if isinstance(self.screen, DeskScreen):
            self._rows = await asyncio.to_thread(self.screen.desk.documents)

    async def search(self, query: str) -> Hits:
        """Those whose title or file name match."""
        matcher = self.matcher(query)
        for row in self._rows:
            title = clean(row.title or row.source)
            score = max(matcher.match(title), matcher.match(clean(row.source)))
            if score > 0:
                opened = partial(self.screen.post_message, OpenSentence(row.id, 0, 0))
                yield Hit(score, Content(title), opened, text=title, help=t("palette.document"))


def _shown(action: Action) -> Content:
    return Content.assemble(action.label, (f"  {action.key}", "$text-muted"))
