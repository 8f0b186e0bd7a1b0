"""What passes between processes."""

from __future__ import annotations

import json

import pytest

from ingest import errors, wire
from ingest.model import BlockKind, Limits, Problem
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job

DOCUMENT = RawDocument(
    "pdf",
    (
        RawLine("县教育局", 2, (1.0, 2.0, 3.0, 4.0), BlockKind.CELL, 1, True, 10.5, True, 0, 1, 2, 3, 4, True),
        RawLine("平常"),
    ),
    {"Title": "方案"},
    (Problem("missing_pages", "第 2 页读不出。", page=2),),
    5,
    True,
)


def through_json(value: object) -> object:
    return json.loads(json.dumps(value))


def test_a_document_comes_back_as_it_went() -> None:
    assert wire.unpack_document(through_json(wire.pack_document(DOCUMENT))) == DOCUMENT  # type: ignore[arg-type]


def test_a_job_comes_back_without_isolation() -> None:
    job = wire.unpack_job(through_json(wire.pack_job(Job("a.pdf", ".pdf", Limits(pages=7), careful=True))))  # type: ignore[arg-type]
    assert (job.source, job.suffix, job.limits, job.careful) == ("a.pdf", ".pdf", Limits(pages=7, isolate=False), True)


@pytest.mark.parametrize("kind", [errors.Empty, errors.Unreadable, errors.LimitExceeded, errors.UnknownFormat])
def test_an_error_comes_back_with_the_name_of_the_file(kind: type[errors.IngestError]) -> None:
    sent = wire.pack_error(kind("别的.pdf", "原因", "办法"))
    back = wire.unpack_error(sent, "方案.pdf")
    assert type(back) is kind
    assert str(back) == "方案.pdf：原因；办法"


def test_what_a_child_makes_up_is_not_believed() -> None:
    assert type(wire.unpack_error({"error": "SystemExit"}, "a.pdf")) is errors.Unreadable
    for wrong in ({}, {"format": "pdf", "lines": [["too short"]], "metadata": {}, "problems": [], "pages": None}):
        with pytest.raises((KeyError, ValueError, TypeError)):
            wire.unpack_document(wrong)
