"""A table as text for other programs: plain, Markdown, TSV, and as a file (CSV, XLSX, JSON). Pure but for the file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.cells import clean
from tui.tables import NONE, Column, Row

ENDINGS = (".xlsx", ".csv", ".json")
"""Files that `write` makes."""
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as they are shown, with all of their text."""

    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def titles(self) -> list[str]:
        """What stands over the columns."""
        return [column.title for column in self.columns]

    def lines(self) -> list[list[str]]:
        """The cells' texts, cleaned; a group's title has one cell and empty ones beside it. `—` is nothing."""
        width = len(self.columns)
        out = []
        for row in self.rows:
            texts = ["" if cell.text == NONE else clean(cell.text) for cell in row]
            out.append(texts + [""] * (width - len(texts)))
        return out


def tsv(sheet: Sheet) -> str:
    """Lines of cells between tabs, as spreadsheets paste them; no cell starts a formula."""
    from corpus.book import harmless

    return "".join("\t".join(map(harmless, line)) + "\n" for line in (sheet.titles, *sheet.lines()))


def markdown(sheet: Sheet) -> str:
    """A table; what Markdown would obey stands behind a backslash."""
    lines = [sheet.titles, ["---:" if column.right else "---" for column in sheet.columns]]
    marked = [[_plain(text) for text in line] for line in sheet.lines()]
    return "".join("| " + " | ".join(line) + " |\n" for line in (*lines, *marked))


def text(sheet: Sheet) -> str:
    """A paragraph for each row: title and value on a line, empty ones left out."""
    paragraphs = [
        "\n".join(f"{title}：{value}" for title, value in zip(sheet.titles, line, strict=True) if value)
        for line in sheet.lines()
    ]
    return "\n\n".join(paragraphs) + "\n"


FORMS: dict[str, Callable[[Sheet], str]] = {"text": text, "markdown": markdown, "tsv": tsv}
"""Ways to copy, by name."""


def write(sheet: Sheet, path: Path) -> int:
    """Write the rows to a file of `ENDINGS`, whole or not at all, in place of one that is there; how many.

    Raises ExportFailed.
    """
    from corpus.book import Page, workbook
    from corpus.output import put_whole

    lines = sheet.lines()
    if path.suffix.lower() == ".xlsx":
        widths = [min(_WIDEST, 2 * column.least) for column in sheet.columns]
        data = workbook([Page(path.stem, sheet.titles, lines, widths)])
    elif path.suffix.lower() == ".json":
        found = [dict(zip((column.id for column in sheet.columns), line, strict=True)) for line in lines]
        data = (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
    else:
        data = _csv(sheet.titles, lines)
    put_whole(path, data)
    return len(lines)


def _csv(titles: list[str], lines: list[list[str]]) -> bytes:
    from corpus.book import harmless

    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(one) for one in line] for line in (titles, *lines))
    # The byte order mark makes spreadsheets read the file as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    for mark in "\\|*_`[]<>#":
        text = text.replace(mark, "\\" + mark)
    return text
