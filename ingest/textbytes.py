"""The bytes of a text file as text, as every reader of plain text takes them."""

from __future__ import annotations

from ingest import sniff
from ingest.errors import LimitExceeded, Unreadable
from ingest.model import Problem
from ingest.registry import Job


def text_of(data: bytes, job: Job) -> sniff.Decoded:
    """`data` in the encoding that it is most likely in.

    Raises:
        Unreadable: the bytes are no text in any encoding.
        LimitExceeded: more characters than the limits allow.
    """
    decoded = sniff.decode(data)
    if sniff.looks_binary(decoded):
        raise Unreadable(job.source, "内容不是文字（二进制数据或编码已损坏）", "请确认文件没有损坏，或从原系统重新导出")
    if len(decoded.text) > job.limits.characters:
        raise LimitExceeded(job.source, f"文字超过 {job.limits.characters} 字的上限", "请把文件拆分后再读")
    return decoded


def byte_problems(decoded: sniff.Decoded) -> tuple[Problem, ...]:
    """What was lost in decoding."""
    if not decoded.damaged:
        return ()
    return (Problem("damaged_bytes", f"文件中有 {decoded.damaged} 处字节已损坏，以 � 代替。"),)
