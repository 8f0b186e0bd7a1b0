"""Names that last: of a document over its versions, of a commitment inside it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from ingest.folding import simplified
from ingest.model import Document, Header

_LOOSE = re.compile(r"[\s\W_0-9一二三四五六七八九十百千万亿零两]+")


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """NFKC without white space, punctuation and numbers: what stays when a value or its layout changes."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text)).lower()


def identity(header: Header, source: str) -> str:
    """What the versions of one plan share: 文号, else title and region, else the file name."""
    if header.doc_number:
        return "文号:" + re.sub(r"\s", "", unicodedata.normalize("NFKC", simplified(header.doc_number)))
    if header.title:
        region = header.region.name if header.region else ""
        return f"标题:{re.sub(chr(92) + 's', '', simplified(header.title))}|{simplified(region)}"
    return f"文件:{source}"


def document_identity(document: Document) -> str:
    """`identity` of a document."""
    return identity(document.header, document.source)


def key(identity: str, path: tuple[str, ...], kind: str, subject: str, scope: str, ordinal: int) -> str:
    """Sixteen hex digits; equal as long as identity, headings, kind, subject, scope and ordinal are."""
    parts = (_place(identity, path), kind, squeeze(subject)[:40], scope, str(ordinal))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=1024)
def _place(identity: str, path: tuple[str, ...]) -> str:
    """What the keys of all commitments under one heading open with."""
    return "\x1f".join((identity, *map(squeeze, path)))
