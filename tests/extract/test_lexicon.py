import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.lexicon import LexiconError, alternatives, failures, load, parse, rule_files


@pytest.mark.parametrize("name", rule_files())
def test_every_rule_keeps_its_examples(name: str) -> None:
    assert list(failures(name)) == []


def test_rule_names_are_unique_over_all_files() -> None:
    names = [r.name for f in rule_files() for r in load(f)]
    assert len(names) == len(set(names)) and len(names) > 90


BROKEN = [
    ('[[rule]]\nname = "a"\npattern = "x"\nexmaples = ["x"]\n', "unknown key"),
    ('[[rule]]\npattern = "x"\n', "lacks"),
    ('[[rule]]\nname = "a"\n', "neither pattern nor words"),
    ('[[rule]]\nname = "a"\npattern = "x"\n[[rule]]\nname = "a"\npattern = "y"\n', "named twice"),
    ("[rules]\na = 1\n", "unknown table"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        parse(text, "broken.toml")


def test_an_unknown_meaning_is_refused() -> None:
    with pytest.raises(LexiconError):
        alternatives("bounds", means="no such")


OWN = """
[[rule]]
name = "indicator.beds"
means = "elderly.beds"
words = ["护理型床位"]
pattern = "护理型床位(?:占比|比例)"
positive = ["护理型床位占比达60%以上"]
negative = ["新增床位"]
"""
EXTRACT = """
import sys
sys.path.insert(0, sys.argv[1])
from extract_documents import plan
found = plan("护理型床位占比达60%以上。", title="青禾县养老服务方案").commitments
print([m.indicator for c in found for m in c.measures])
"""


def extracted(folder: Path) -> subprocess.CompletedProcess[str]:
    here = str(Path(__file__).parent)
    env = {**os.environ, "TAIZHANG_RULES": str(folder), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-c", EXTRACT, here], env=env, capture_output=True, text=True, check=False)


def test_a_user_adds_an_indicator_of_another_field_without_code(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(OWN, "utf-8")
    assert extracted(tmp_path).stdout.strip() == "['elderly.beds']"


def test_a_broken_file_of_the_user_is_named(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text("[[rule]\n", "utf-8")
    assert "indicators.toml" in extracted(tmp_path).stderr
