"""Markdown: headings, lists and tables by their signs, everything else as plain text."""

from __future__ import annotations

from ingest import sniff
from ingest.markdown import looks_markdown, read_markdown
from ingest.raw import RawDocument
from ingest.registry import Job, reader
from ingest.textbytes import byte_problems, text_of

_HEAD = 64 * 1024


def _takes(data: bytes, _suffix: str) -> bool:
    if sniff.foreign(data) is not None:
        return False
    head = data[:_HEAD]
    if b"# " not in head and b"|" not in head and b"#\0" not in head and b"\0#" not in head:
        return False
    return looks_markdown(sniff.decode(head).text)


@reader("md", suffixes=(".md", ".markdown"), magic=_takes, rank=80)
def parse(data: bytes, job: Job) -> RawDocument:
    """Lines of a Markdown text.

    Raises:
        Unreadable: the bytes are no text in any encoding.
        LimitExceeded: more characters than the limits allow.
    """
    decoded = text_of(data, job)
    text = read_markdown(decoded.text)
    metadata = {"title": text.title} if text.title else {}
    return RawDocument("md", text.lines, metadata, byte_problems(decoded))
