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
