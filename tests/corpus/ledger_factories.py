"""Documents and extractions made by hand, with defaults for all that a test does not care about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus import review
from corpus.corrections import Action
from corpus.model import Outcome
from corpus.store import Corpus
from corpus.writing import Written, put
from extract.model import Commitment, Comparator, Duty, Extraction, Measure, Range, Responsibility, Role
from ingest.errors import Unreadable
from ingest.model import Block, BlockKind, Document, Header, Heading, Level, Limits, Region, Span

PLAN = """青禾县推进义务教育优质均衡发展实施方案
一、主要任务
(一)强化教师队伍
推进校长教师交流轮岗，每学年交流轮岗教师比例不低于10%。2025年底前，每百名学生拥有骨干教师1人以上。
(二)改善办学条件
小学标准班额不超过45人。到2024年，全面消除大班额。
二、保障措施
各乡镇要加强组织领导，确保随迁子女平等接受义务教育。
"""


def span_of(text: str, quote: str) -> Span:
    """Place of the first occurrence."""
    at = text.index(quote)
    return Span(at, at + len(quote))


def document(
    text: str = PLAN,
    *,
    source: str = "plan.txt",
    title: str | None = "青禾县推进义务教育优质均衡发展实施方案",
    number: str | None = None,
    region: Region | None = None,
    pages: bool = False,
    **more: Any,
) -> Document:
    """A document whose lines are its blocks; lines that begin with a number are headings."""
    headings: list[Heading] = []
    blocks: list[Block] = []
    parents: list[int] = []
    start = 0
    for n, line in enumerate(text.split("\n")):
        span = Span(start, start + len(line))
        start += len(line) + 1
        if not line.strip():
            continue
        kind, heading = BlockKind.PARAGRAPH, None
        for level, form in enumerate((r"[一二三四五六]、", r"\([一二三四五六]\)"), start=1):
            marker = re.match(form, line)
            if marker:
                del parents[level - 1 :]
                headings.append(Heading(level, marker[0], line[marker.end() :], span, parents[-1] if parents else None))
                heading = len(headings) - 1
                parents.append(heading)
                kind = BlockKind.HEADING
        blocks.append(Block(span, kind, parents[-1] if parents else None, heading, n // 3 + 1 if pages else None))
    return Document(
        source=source,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format="txt",
        text=text,
        blocks=tuple(blocks),
        headings=tuple(headings),
        header=Header(title=title, doc_number=number, region=region, level=region.level if region else None),
        **more,
    )


QINGHE = Region("青禾县", "229901", Level.COUNTY, ("甲省", "乙市"))


def measure(text: str, quote: str, **more: Any) -> Measure:
    """A measure of `quote`."""
    values: dict[str, Any] = {
        "role": Role.COMMITMENT,
        "subject": "指标",
        "scope": None,
        "comparator": Comparator.AT_LEAST,
        "value": Decimal(1),
        "unit": "%",
    }
    return Measure(span=span_of(text, quote), quote=quote, **(values | more))


def commitment(text: str, quote: str, *, key: str | None = None, **more: Any) -> Commitment:
    """A commitment of `quote`; its key is made of the quote."""
    values: dict[str, Any] = {"section": None, "subject": quote[:10], "deadline": None}
    return Commitment(
        key=key or hashlib.sha256(quote.encode()).hexdigest()[:16],
        span=span_of(text, quote),
        quote=quote,
        **(values | more),
    )


def owners(*names: str, duty: Duty = Duty.LEAD) -> tuple[Responsibility, ...]:
    """Organisations with one part."""
    return tuple(Responsibility(name, duty) for name in names)


def plan(text: str = PLAN, **more: Any) -> Extraction:
    """Three commitments and a fact of `PLAN` (or of a text that holds the same sentences)."""
    read = document(text, **({"region": QINGHE} | more))
    rotation = "推进校长教师交流轮岗，每学年交流轮岗教师比例不低于10%。"
    backbone = "2025年底前，每百名学生拥有骨干教师1人以上。"
    size = "小学标准班额不超过45人。"
    return Extraction(
        document=read,
        commitments=(
            commitment(
                text,
                rotation,
                section=1,
                responsible=(
                    Responsibility("县教育局", Duty.LEAD, None, "青禾县教育局"),
                    Responsibility("县委编办", Duty.SUPPORT),
                ),
                measures=(
                    measure(
                        text,
                        "每学年交流轮岗教师比例不低于10%",
                        value=Decimal(10),
                        subject="交流轮岗教师比例",
                        per="每学年",
                        recurrence="每学年",
                        indicator="government.teacher_rotation",
                        rules=("quantity.floor",),
                    ),
                ),
                doubts=("没有期限",),
            ),
            commitment(
                text,
                backbone,
                section=1,
                deadline=date(2025, 12, 31),
                responsible=owners("县教育局"),
                deadline_span=span_of(text, "2025年底前"),
                measures=(
                    measure(
                        text,
                        "每百名学生拥有骨干教师1人以上",
                        subject="骨干教师",
                        unit="人",
                        deadline=date(2025, 12, 31),
                        responsible=owners("县教育局"),
                        indicator="resource.backbone_teachers",
                    ),
                ),
            ),
            commitment(
                text,
                size,
                section=2,
                deadline=date(2024, 12, 31),
                measures=(
                    measure(
                        text,
                        "小学标准班额不超过45人",
                        subject="标准班额",
                        scope="小学",
                        comparator=Comparator.AT_MOST,
                        value=Range(Decimal("40"), Decimal("45.5")),
                        unit="人",
                        indicator="government.class_size",
                    ),
                ),
            ),
        ),
        facts=(measure(text, "到2024年", role=Role.STATUS, value=Decimal("2024"), unit=None),),
    )


def store(corpus: Corpus, extraction: Extraction, path: str = "/plans/plan.txt", identity: str = "文号:甲") -> Written:
    """Write an extraction under an identity."""
    return put(corpus, extraction, Path(path), identity=identity)


def sentences(texts: Sequence[str], source: str = "many.txt") -> Extraction:
    """A document of one sentence a line, each of them a commitment."""
    text = "\n".join(texts)
    return Extraction(document(text, source=source), tuple(commitment(text, t) for t in dict.fromkeys(texts)), ())


class Fake:
    """Reader and extractor in one: a file's text is the document, a line with 应 is a commitment."""

    def __init__(self) -> None:
        self.read_paths: list[Path] = []

    def read(self, path: Path, limits: Limits) -> Document:
        """A text file; one that says BAD is refused, one that says BUG breaks the program."""
        self.read_paths.append(path)
        if not path.is_file():
            raise Unreadable(path.name, "不是文件", "换一个")
        data = path.read_bytes()
        text = data.decode("utf-8")
        if "BAD" in text:
            raise Unreadable(path.name, "读不了", "换一个")
        if "BUG" in text:
            raise ZeroDivisionError("a bug")
        return document(text, source=path.name, title=text.split("\n", 1)[0])

    def extract(self, read: Document) -> Extraction:
        """Lines with 应."""
        found = [line for line in read.text.split("\n") if "应" in line]
        return Extraction(read, tuple(commitment(read.text, f, key=key_of(read, f)) for f in found), ())

    def identity(self, read: Document) -> str:
        """The first line."""
        return f"标题:{read.header.title}"


def key_of(read: Document, line: str) -> str:
    """A key that lasts while the line stays, numbers aside."""
    return hashlib.sha256((str(read.header.title) + re.sub("[0-9]", "", line)).encode()).hexdigest()[:16]


def outcomes(results: Sequence[Any]) -> list[Outcome]:
    """What became of each file."""
    return [r.outcome for r in results]


def say(corpus: Corpus, key: str, field: str, action: Action, value: str | None = None) -> None:
    """An inspector confirms, corrects or rejects a field."""
    review.record(corpus, key, field, action, "督查室", value, "见附件")
