"""Files and folders into a ledger: one file one transaction, the same bytes once, a bad file never stops the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import Fake, commitment, measure, outcomes

from corpus import ledger as history
from corpus import rows, sidecar, vectors
from corpus.errors import LedgerFull, LedgerReadOnly
from corpus.folders import listing, survey
from corpus.intake import add
from corpus.model import Intake, LedgerEvent, Outcome, Progress, Standing
from corpus.search import search
from corpus.store import Corpus
from extract.model import Extraction
from ingest.model import Document

ADDED, SAME, NEW, FAILED = Outcome.ADDED, Outcome.UNCHANGED, Outcome.NEW_VERSION, Outcome.FAILED


@pytest.fixture
def fake() -> Fake:
    return Fake()


def take(corpus: Corpus, paths: Iterable[Path | str], fake: Fake, **more: Any) -> list[Intake]:
    given = {"vectors": False} | more
    return list(add(corpus, paths, read=fake.read, extract=fake.extract, identity=fake.identity, **given))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_folders_are_read_deep_sorted_and_without_what_is_no_document(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    write(folder, dict.fromkeys([
        "b.txt", "a.PDF", "sub/c.html", "sub/deeper/d.docx", ".hidden.txt", ".git/e.txt", "~$b.docx", "f.py", "g",
        "h.db", "i.zip",
    ], "x"))  # fmt: skip
    (folder / "z.txt").symlink_to(folder / "b.txt")
    (folder / "folder.txt").mkdir()
    found = [p.relative_to(folder).as_posix() for p in listing([folder])]
    assert found == ["a.PDF", "b.txt", "i.zip", "sub/c.html", "sub/deeper/d.docx"]
    named = [folder / "f.py", folder / "b.txt", folder, tmp_path / "missing"]
    assert [p.name for p in listing(named)] == ["f.py", "b.txt", "a.PDF", "i.zip", "c.html", "d.docx", "missing"]


def test_one_bad_file_does_not_stop_the_rest(ledger: Corpus, tmp_path: Path, fake: Fake, caplog: Any) -> None:
    write(tmp_path / "p", {"a.txt": "甲\n应一。", "b.txt": "BAD", "c.txt": "BUG", "d.txt": "丁\n应二。"})
    with caplog.at_level(logging.CRITICAL):
        found = take(ledger, [tmp_path / "p", tmp_path / "missing.txt"], fake)
    assert outcomes(found) == [ADDED, FAILED, FAILED, ADDED, FAILED]
    assert [type(r.error).__name__ for r in found] == ["NoneType", "Unreadable", "NotStored", "NoneType", "CannotOpen"]
    assert str(found[2].error) == "c.txt：处理时程序出错(ZeroDivisionError)；其余文件不受影响，请报告"
    assert all(r.document is None for r in found if r.outcome is FAILED)
    assert [r.document.source for r in found if r.document] == ["a.txt", "d.txt"]
    assert all(r.seconds >= 0 for r in found)
    assert rows.count(ledger) == 2


def test_the_same_bytes_are_not_even_parsed(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    write(tmp_path, {"a.txt": "甲\n应一。", "copy.txt": "甲\n应一。"})
    assert outcomes(take(ledger, [tmp_path / "a.txt"], fake)) == [ADDED]
    found = take(ledger, [tmp_path / "a.txt", tmp_path / "copy.txt"], fake)
    assert outcomes(found) == [SAME, SAME]
    assert [p.name for p in fake.read_paths] == ["a.txt"]
    assert found[1].document is not None and found[1].document.source == "a.txt"


def test_a_changed_file_is_a_new_version_and_keeps_its_progress(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲\n应达到10。\n应取消。", encoding="utf-8")
    take(ledger, [path], fake)
    kept, gone = (r.key for r in rows.commitments(ledger))
    for key in (kept, gone):
        history.record(ledger, key, LedgerEvent(key, Standing.DECLARED, Progress.IN_PROGRESS, "甲", ""))
    path.write_text("甲\n应达到20。", encoding="utf-8")
    (found,) = take(ledger, [path], fake)
    assert (found.outcome, found.orphans) == (NEW, (gone,))
    assert found.document is not None and found.document.version == 2
    (row,) = rows.commitments(ledger)
    assert (row.key, row.progress, row.commitment.quote) == (kept, Progress.IN_PROGRESS, "应达到20。")


def test_a_file_that_holds_its_old_bytes_again_goes_back(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    path = tmp_path / "a.txt"
    for text, expected in (("甲\n应一。", ADDED), ("甲\n应二。", NEW), ("甲\n应一。", NEW), ("甲\n应一。", SAME)):
        path.write_text(text, encoding="utf-8")
        assert outcomes(take(ledger, [path], fake)) == [expected]
    assert [r.commitment.quote for r in rows.commitments(ledger)] == ["应一。"]


def test_two_versions_in_a_folder_do_not_take_turns(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    write(tmp_path / "p", {"1.txt": "甲\n应一。", "2.txt": "甲\n应二。"})
    assert outcomes(take(ledger, [tmp_path / "p"], fake)) == [ADDED, NEW]
    assert outcomes(take(ledger, [tmp_path / "p"], fake)) == [SAME, SAME]
    assert [r.commitment.quote for r in rows.commitments(ledger)] == ["应二。"]


def test_a_new_version_says_what_it_changed(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    """Values are of the measures: the fake reader takes the digits of a line for one."""

    def extract(read: Document) -> Extraction:
        found = fake.extract(read)
        return replace(found, commitments=tuple(
            replace(one, measures=tuple(
                measure(read.text, one.quote, value=Decimal(digits)) for digits in re.findall("[0-9]+", one.quote)
            ))
            for one in found.commitments
        ))  # fmt: skip

    path = tmp_path / "a.txt"
    told = []
    for text in ("甲\n应达10。\n应除。", "甲\n应达20。\n应增。", "甲\n一\n应达20。\n应增。", "甲\n应达10。\n应除。"):
        path.write_text(text, encoding="utf-8")
        (found,) = add(ledger, [path], read=fake.read, extract=extract, identity=fake.identity, vectors=False)
        told.append(
            found.changes and tuple(map(len, (found.changes.added, found.changes.removed, found.changes.changed)))
        )
    assert told == [None, (1, 1, 1), (0, 0, 0), (1, 1, 1)]
    (found,) = add(ledger, [path], read=fake.read, extract=extract, identity=fake.identity, vectors=False)
    assert found.changes is None


def test_the_same_bytes_twice_in_a_batch_are_named(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    write(tmp_path / "p", {"a.txt": "甲\n应一。", "b.txt": "甲\n应一。", "c.txt": "乙\n应一。"})
    for again in (False, True):
        found = take(ledger, [tmp_path / "p"], fake, again=again)
        assert [one.duplicate and one.duplicate.name for one in found] == [None, "a.txt", None]
        assert found[1].outcome is SAME
    assert rows.count(ledger) == 2


def test_a_file_that_moved_is_no_new_version(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲\n应一。", encoding="utf-8")
    take(ledger, [path], fake)
    (tmp_path / "sub").mkdir()
    moved = path.rename(tmp_path / "sub" / "b.txt")
    (found,) = take(ledger, [moved], fake)
    assert found.outcome is SAME and found.document is not None
    assert (found.document.version, found.document.source, found.document.path) == (1, "b.txt", str(moved.resolve()))
    moved = moved.rename(tmp_path / "c.txt")
    (found,) = take(ledger, [moved], fake, again=True)
    assert found.outcome is SAME and found.document is not None and found.document.source == "c.txt"
    moved.write_text("甲\n应二。", encoding="utf-8")
    assert outcomes(take(ledger, [moved], fake)) == [NEW]
    moved.write_text("甲\n应一。", encoding="utf-8")
    assert outcomes(take(ledger, [moved], fake)) == [NEW]


def test_a_survey_counts_what_no_reader_takes(tmp_path: Path) -> None:
    write(tmp_path / "p", dict.fromkeys(["a.txt", "b.png", "c.PNG", "d.json", "e", ".hidden", "~$a.docx"], "x"))
    write(tmp_path / "only", {"x/a.png": "x"})
    (tmp_path / "none").mkdir()
    paths = [tmp_path / name for name in ("p", "only", "none", "p")]
    found = survey([*paths, tmp_path / "p" / "d.json"])
    assert [path.name for path in found.files] == ["a.txt", "d.json"]
    assert list(found.skipped.items()) == [(".png", 3), ("", 1), (".json", 1)]
    assert found.empty == (tmp_path / "only", tmp_path / "none")


def test_again_reads_known_bytes_with_the_rules_of_now(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲\n应一。\n该二。", encoding="utf-8")
    take(ledger, [path], fake)
    assert outcomes(take(ledger, [path], fake, again=True)) == [SAME]

    def more(read: Document) -> Extraction:
        found = fake.extract(read)
        return replace(found, commitments=(*found.commitments, commitment(read.text, "该二。")))

    (result,) = add(ledger, [path], read=fake.read, extract=more, identity=fake.identity, again=True, vectors=False)
    assert result.outcome is NEW and rows.count(ledger) == 2


def test_a_quote_that_is_not_in_the_text_is_a_failure_of_its_file(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    write(tmp_path / "p", {"a.txt": "甲\n应一。", "b.txt": "乙\n应二。"})

    def wrong(read: Document) -> Extraction:
        found = fake.extract(read)
        if read.source == "b.txt":
            return found
        return replace(found, commitments=(replace(found.commitments[0], quote="别的"),))

    found = list(add(ledger, [tmp_path / "p"], read=fake.read, extract=wrong, identity=fake.identity, vectors=False))
    assert outcomes(found) == [FAILED, ADDED]
    assert "引文与原文位置不符" in str(found[0].error)


def test_progress_is_told_before_each_file(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    write(tmp_path / "p", {"a.txt": "甲", "b.txt": "乙"})
    told: list[tuple[int, int, str]] = []
    take(ledger, [tmp_path / "p"], fake, progress=lambda done, total, path: told.append((done, total, path.name)))
    assert told == [(0, 2, "a.txt"), (1, 2, "b.txt")]


def test_vectors_follow_the_last_file(ledger: Corpus, tmp_path: Path, fake: Fake) -> None:
    write(tmp_path / "p", {"a.txt": "甲\n应交流轮岗。", "b.txt": "乙\n应消除大班额。"})
    take(ledger, [tmp_path / "p"], fake, vectors=True)
    model = vectors.own_model(ledger)
    assert model is not None and sidecar.attached(ledger) and vectors.ready(ledger, model)
    assert search(ledger, "轮岗")[0].quote == "应交流轮岗。"


def test_vectors_that_a_stopped_intake_left_out_are_made_by_the_next(
    ledger: Corpus, tmp_path: Path, fake: Fake
) -> None:
    write(tmp_path / "p", {"a.txt": "甲\n应交流轮岗。", "b.txt": "乙\n应消除大班额。"})
    take(ledger, [tmp_path / "p"], fake)
    assert not vectors.complete(ledger)
    take(ledger, [tmp_path / "p"], fake, vectors=True)
    assert vectors.complete(ledger)


@pytest.mark.parametrize("error", [LedgerReadOnly("a"), LedgerFull("a")])
def test_what_every_file_would_meet_ends_the_batch(
    ledger: Corpus, tmp_path: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("corpus.intake.put", refuse)
    write(tmp_path / "p", {"a.txt": "甲", "b.txt": "乙"})
    with pytest.raises(type(error)):
        take(ledger, [tmp_path / "p"], fake)


def test_the_real_reader_and_extractor_are_the_default(ledger: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "甲县义务教育实施方案\n\n一、主要任务\n2025年底前，县教育局要确保每百名学生拥有骨干教师1人以上。\n",
        encoding="utf-8",
    )
    (found,) = add(ledger, [path, path], vectors=False)
    assert found.outcome is ADDED and found.error is None
    assert rows.count(ledger) >= 1
    assert outcomes(list(add(ledger, [path], vectors=False))) == [SAME]
