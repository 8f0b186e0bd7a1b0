"""Names of files as text that can be kept and shown, and the way back to the file.

A system that keeps names as bytes holds names of archives and sticks that were written in GB18030; Python carries
such bytes as lone surrogates, which no database, no JSON and no UTF-8 file takes.
"""

from __future__ import annotations

import os
from pathlib import Path


def spelled(path: str | os.PathLike[str]) -> str:
    """A path as text that UTF-8 can hold: parts that are no UTF-8 read as GB18030, what is neither marked with �."""
    text = os.fspath(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return str(Path(*map(_part, Path(text).parts)))
    return text


def found(text: str) -> Path:
    """The file that a spelled path stands for: the path itself where it is there, else the one that is spelled so."""
    path = Path(text)
    if os.path.lexists(path):
        return path
    at = Path(path.anchor)
    for part in path.parts[1:] if path.anchor else path.parts:
        here = at / part
        if not os.path.lexists(here):
            try:
                here = at / os.fsdecode(part.encode("gb18030"))
            except UnicodeEncodeError:
                return path
        at = here
    return at if os.path.lexists(at) else path


def _part(name: str) -> str:
    written = name.encode("utf-8", "surrogateescape") if _escaped(name) else name.encode("utf-8", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("utf-8", "replace")


def _escaped(name: str) -> bool:
    """Whether every surrogate of a name stands for one byte."""
    return all(0xDC80 <= ord(char) <= 0xDCFF for char in name if 0xD800 <= ord(char) <= 0xDFFF)
