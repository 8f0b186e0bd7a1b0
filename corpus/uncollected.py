"""Work of a moment without Python's collector of cycles.

A search makes tens of thousands of small objects and lets go of nearly all by itself. The collector counts them, and
once in some twenty searches goes through all that the process holds, the lexicon first of all: twenty milliseconds
that would fall into the middle of one of them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector in this block; who finds it switched off leaves it so."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
