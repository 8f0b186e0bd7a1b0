"""Reading files into the ledger from whatever screen is shown: asked for, dragged in, told of, stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from textual import on
from textual.app import App
from textual.notifications import Notify
from textual.worker import get_current_worker

from corpus.errors import CorpusError
from corpus.model import Outcome
from ingest.errors import IngestError
from tui import dropped, present, said
from tui.desk import Desk
from tui.language import t
from tui.messages import BatchRead, Dropped, Failed, FileBegun, FileRead
from tui.screens.base import DeskScreen, tell
from tui.screens.dialogs import AskScreen

_REMARKS = 4
"""Remarks on files of a batch that are shown; the command line shows all."""
_BAR = 10
_BETWEEN = 0.1
"""Seconds between two drawings of the progress: files that are known already pass by the hundred."""


class AddingApp(App[None]):
    """An app over a desk that can read one batch of files at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._reading = False
        self._remarks: list[str] = []
        """What is to be said of single files when the batch is done."""

    def _on_notify(self, event: Notify) -> None:
        """Sentences do not pile up: one takes the place of the last one, a warning that of the last but one.

        The app's own handler, which shows it, is called after this one.
        """
        new = event.notification
        before = [one for one in self._notifications if one.severity == new.severity]
        other = [one for one in before if one.message != new.message]
        kept = other[-1:] if new.severity == "warning" else []
        for one in before:
            if not any(one is stays for stays in kept):
                self._unnotify(one, refresh=False)

    def batch_done(self) -> None:
        """What follows a batch."""
        raise NotImplementedError

    def action_add(self) -> None:
        """Ask for a file or folder and read it in the background."""
        if self._reading:
            tell(self, t("add.busy"))
            return

        def answered(path: str | None) -> None:
            if path is not None:
                # A path that was dropped on the terminal comes in quotes, or as a URL; one that is not there is named.
                self._read(dropped.paths(path) or [Path(path.strip("'\"")).expanduser()])

        self.push_screen(AskScreen(t("add.question"), str(Path.cwd())), answered)

    @on(Dropped)
    def _dropped(self, event: Dropped) -> None:
        """Read what was dragged onto the screen."""
        if self._reading:
            tell(self, t("add.busy"))
        else:
            self._read(event.paths)

    def _read(self, paths: Sequence[Path]) -> None:
        self._reading = True
        self.run_worker(partial(self._add, paths), group="add", exclusive=True, thread=True, exit_on_error=False)

    def action_stop_adding(self) -> None:
        """Read no further file; the one that is being read is finished."""
        if self._reading:
            self.workers.cancel_group(self, "add")
            tell(self, t("add.stopping"))
        else:
            tell(self, t("add.idle"))

    def _add(self, paths: Sequence[Path]) -> None:
        """Read a batch, telling of each file; runs in a thread."""
        counts: Counter[str] = Counter()
        worker = get_current_worker()

        told = -_BETWEEN

        def progress(done: int, total: int, path: Path) -> None:
            nonlocal told
            if monotonic() < told + _BETWEEN:
                return
            told = monotonic()
            self.post_message(FileBegun(path.name, done, total))

        try:
            for one in self.desk.add(paths, progress):
                counts[one.outcome.value] += 1
                error = said.line(one.error) if one.error else None
                held = one.document.commitments if one.document else None
                self.post_message(FileRead(one.path.name, one.outcome.value, error, held, one.changes))
                if worker.is_cancelled:
                    break
        except (CorpusError, IngestError) as error:
            self.post_message(Failed(said.line(error)))
        finally:
            # Whatever happened, the person may read another batch.
            self.post_message(BatchRead(dict(counts), worker.is_cancelled))

    @on(FileBegun)
    def _file_begun(self, event: FileBegun) -> None:
        """A bar of the batch in the key bar of whatever screen is shown."""
        if isinstance(self.screen, DeskScreen):
            bar = present.bar(event.done, event.total, _BAR).ljust(_BAR, "░")
            self.screen.say(t("add.progress", bar=bar, done=event.done, total=event.total, name=event.name))

    @on(FileRead)
    def _file_read(self, event: FileRead) -> None:
        if event.error:
            self._remarks.append(event.error)
        if event.changes is not None:
            new, gone, other = map(len, (event.changes.added, event.changes.removed, event.changes.changed))
            self._remarks.append(t("add.changes", name=event.name, added=new, removed=gone, changed=other))
        if event.commitments == 0:
            self._remarks.append(t("add.nothing", name=event.name))

    @on(BatchRead)
    def _batch_read(self, event: BatchRead) -> None:
        self._reading = False
        parts = [t(f"outcome.{kind.value}.count", count=event.counts[kind]) for kind in Outcome if kind in event.counts]
        total = sum(event.counts.values())
        text = t("ingest.counts", total=total, parts=t("list.comma").join(parts) or "0")
        shown = self._remarks[:_REMARKS]
        if len(self._remarks) > _REMARKS:
            shown.append(t("add.more", count=len(self._remarks) - _REMARKS))
        if shown:
            tell(self, *shown, warn=True)
        self._remarks.clear()
        tell(self, t("add.stopped", counts=text) if event.stopped else text)
        self.batch_done()
