"""What is struck through in a spreadsheet: text that was deleted and left to be seen."""

from __future__ import annotations

from typing import Any

from ingest.package import Package

PLAIN, STRUCK = 0, 1
"""Fonts of the package that is handed on: every format has one of these."""
_SWITCHED_OFF = ("0", "false")


def fonts(root: Any) -> frozenset[str]:
    """Numbers (`fontId`) of the fonts of a style part that strike their text through."""
    return frozenset(
        str(at)
        for group in root
        if _local(group) == "fonts"
        for at, font in enumerate(entry for entry in group if _local(entry) == "font")
        if _strikes(font)
    )


def without(package: Package, data: bytes, part: str) -> tuple[bytes, int]:
    """A part of texts or of cells without what is struck inside its cells, and how many characters that had.

    Raises:
        IngestError: damaged.
    """
    if b"strike" not in data:
        return data, 0
    import lxml.etree

    root = package.parse(data, part)
    struck = 0
    runs = [run for run in root.iter("{*}r") if any(_local(one) == "rPr" and _strikes(one) for one in run)]
    for run in runs:
        struck += sum(len("".join((text.text or "").split())) for text in run.iter("{*}t"))
        run.getparent().remove(run)
    return (lxml.etree.tostring(root), struck) if runs else (data, 0)


def _strikes(properties: Any) -> bool:
    return any(_local(one) == "strike" and one.get("val", "1") not in _SWITCHED_OFF for one in properties)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
