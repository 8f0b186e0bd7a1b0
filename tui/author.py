"""Whose name stands under what a person writes."""

from __future__ import annotations

import getpass
import os

AUTHOR = "TAIZHANG_AUTHOR"
"""Environment variable with the name that entries are written under."""


def author(named: str | None = None) -> str:
    """Who writes: the name that was given, else TAIZHANG_AUTHOR, else the name of the user of this machine."""
    if named is not None:
        return named
    return os.environ.get(AUTHOR, "").strip() or getpass.getuser()
