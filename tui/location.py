"""Where a ledger lies when nobody says so."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "TAIZHANG_DB"


def ledger(*choices: Path | None) -> Path:
    """The first of `choices` that is given, else TAIZHANG_DB, else `taizhang.db` in the user's data folder."""
    for choice in choices:
        if choice is not None:
            return choice.expanduser()
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named).expanduser() if named else default()


def default() -> Path:
    """The ledger that is meant when nobody names one."""
    return _folder() / "taizhang.db"


def demo(*choices: Path | None) -> Path:
    """The first of `choices` that is given, else `demo.db` in the user's data folder: samples stay apart from work."""
    return next((choice.expanduser() for choice in choices if choice is not None), _folder() / "demo.db")


def samples() -> Path:
    """Folder of the sample plans that come with the program."""
    import corpus

    return Path(corpus.__path__[0]) / "samples"


def standards() -> Path:
    """Folder of the user's own standards."""
    return _folder() / "standards"


def _folder() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("taizhang", appauthor=False))
