"""Asking where a file is to be written, until the answer is a place where it can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import App

from tui.language import t
from tui.screens.dialogs import AskScreen


def ask_path(app: App[None], name: str, endings: Sequence[str], then: Callable[[Path], None]) -> None:
    """Ask for a path, `name` in the current folder suggested, and go on with it.

    It ends in one of `endings` and its folder is there; a file that is there already was named twice, knowingly.
    """

    def question(text: str, suggested: Path, agreed: Path | None = None) -> None:
        def answered(typed: str | None) -> None:
            if typed is None:
                return
            path = Path(typed).expanduser()
            if path.is_dir():
                question(t("export.folder", name=path.name), path / name)
            elif path.suffix.lower() not in endings:
                question(t("export.ending", endings=" ".join(endings)), path)
            elif not path.parent.is_dir():
                question(t("export.no_folder", name=str(path.parent)), path)
            elif path.exists() and path != agreed:
                question(t("export.exists", name=path.name), path, path)
            else:
                then(path)

        app.push_screen(AskScreen(text, str(suggested)), answered)

    question(t("export.where", endings=" ".join(endings)), Path.cwd() / name)
