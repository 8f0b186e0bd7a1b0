"""Markdown: headings, lists and tables by their signs, everything else as plain text."""

from __future__ import annotations

from ingest import sniff
from ingest.errors import LimitExceeded, Unreadable
from ingest.markdown import looks_markdown, read_markdown
from ingest.model import Problem
from ingest.raw import RawDocument
from ingest.registry import Job, reader

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
    decoded = sniff.decode(data)
    if sniff.looks_binary(decoded):
        raise Unreadable(job.source, "内容不是文字（二进制数据或编码已损坏）", "请确认文件没有损坏，或从原系统重新导出")
    if len(decoded.text) > job.limits.characters:
        raise LimitExceeded(job.source, f"文字超过 {job.limits.characters} 字的上限", "请把文件拆分后再读")
    text = read_markdown(decoded.text)
    problems: tuple[Problem, ...] = ()
    if decoded.damaged:
        problems = (Problem("damaged_bytes", f"文件中有 {decoded.damaged} 处字节已损坏，以 � 代替。"),)
    metadata = {"title": text.title} if text.title else {}
    return RawDocument("md", text.lines, metadata, problems)
