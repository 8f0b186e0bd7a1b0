"""Documentation that stays true: commands, options, fields, tables and files that it names exist."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from corpus.interchange import commitment_object, measure_object
from extract import model
from tui.program import app

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(
    [ROOT / name for name in (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")] + list((ROOT / "docs").glob("*.md"))
)
COMMANDS = sorted(one.name or "" for one in (*app.registered_commands, *app.registered_groups))


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(readme: str, command: str) -> None:
    assert re.search(rf"`taizhang {command}\b", text(readme))


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_only_commands_that_exist(readme: str) -> None:
    named = set(re.findall(r"`(?:\.venv/bin/|\.venv\\Scripts\\)?taizhang ([a-z]+)", text(readme)))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_only_make_targets_that_exist(readme: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), flags=re.MULTILINE))
    assert {"run", "test", "check", "bench"} <= targets
    assert set(re.findall(r"\bmake ([a-z]+)", text(readme))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_exist(page: Path) -> None:
    for named in re.findall(
        r"`((?:ingest|extract|corpus|tui|tests|docs|benchmarks)/[\w./-]+)`", page.read_text("utf-8")
    ):
        assert (ROOT / named).exists(), named


def documented(page: str) -> set[str]:
    """Names in the first column of a page's tables."""
    return {
        name
        for row in re.findall(r"^\|([^|]+)\|", text(page), flags=re.MULTILINE)
        for name in re.findall(r"`([\w.]+)`", row)
    }


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/pictures").glob("*.svg")), ids=lambda path: path.stem)
def test_pictures_load_nothing_and_name_no_folder(picture: Path) -> None:
    drawn = picture.read_text("utf-8")
    # What the screen says is text and loads nothing: a standard names the page that it was checked against.
    loaded = re.sub(r"<text [^>]*>[^<]*</text>", "", drawn)
    assert set(re.findall(r"[a-z]+://[^\"'\s)]+", loaded)) == {"http://www.w3.org/2000/svg"}
    assert "font-family: monospace" in drawn and "@font-face" not in drawn
    assert set(re.findall(r"url\((.)", drawn)) == {"#"}
    assert not re.search(r">(?:/[a-z]+){2}", drawn)


def test_every_field_of_the_interchange_form_is_documented() -> None:
    schema: dict[str, Any] = json.loads(text("docs/interchange.schema.json"))
    names = set(property_names(schema))
    assert {"quote", "commitments", "facts", "comparator"} <= names
    assert names - documented("docs/interchange.md") == set()


def property_names(node: Any) -> set[str]:
    """Names of all properties of a JSON Schema."""
    if isinstance(node, list):
        return set().union(*map(property_names, node))
    if not isinstance(node, dict):
        return set()
    own = set(node.get("properties", {}))
    return own.union(*map(property_names, node.values()))


KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def faults(value: Any, rule: dict[str, Any], schema: dict[str, Any], at: str = "") -> list[str]:
    """Where `value` breaks `rule`: the part of JSON Schema that our schema uses."""
    if "$ref" in rule:
        return faults(value, schema["$defs"][rule["$ref"].rpartition("/")[2]], schema, at)
    if "anyOf" in rule:
        tries = [faults(value, option, schema, at) for option in rule["anyOf"]]
        return [] if [] in tries else tries[0]
    if "enum" in rule:
        return [] if value in rule["enum"] else [f"{at}: {value!r}"]
    kinds = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
    if isinstance(value, bool) or not isinstance(value, tuple(kind for name in kinds for kind in KINDS[name])):
        return [f"{at}: {value!r} is no {kinds}"]
    if isinstance(value, dict):
        known = rule["properties"]
        out = [f"{at}: lacks {name}" for name in rule["required"] if name not in value]
        out += [f"{at}: unknown {name}" for name in value if name not in known]
        return out + [f for name in value if name in known for f in faults(value[name], known[name], schema, name)]
    if isinstance(value, list):
        return [f for item in value for f in faults(item, rule["items"], schema, at)]
    if isinstance(value, str) and "pattern" in rule and not re.search(rule["pattern"], value):
        return [f"{at}: {value!r}"]
    return []


@pytest.mark.parametrize("sample", ["qinghe-county-plan-2024.txt", "yunting-city-plan-2024.pdf"])
def test_what_leaves_the_program_follows_the_schema(sample: str, samples: Path) -> None:
    from corpus.interchange import interchange
    from extract.pipeline import extract
    from ingest.read import read

    schema = json.loads(text("docs/interchange.schema.json"))
    found = json.loads(json.dumps(interchange(extract(read(samples / sample)))))
    assert found["commitments"]
    assert faults(found, schema, schema) == []
    found["commitments"][0]["force"] = "maybe"
    del found["outline"]
    assert len(faults(found, schema, schema)) == 2


def test_every_value_of_the_enumerations_is_documented() -> None:
    page = text("docs/interchange.md")
    for kind in (model.Comparator, model.Role, model.Force, model.Duty):
        assert not [value for value in kind if f"`{value.value}`" not in page]


def test_the_interchange_form_holds_every_field_of_a_measure() -> None:
    keys = set(re.findall(r'"(\w+)":', source(measure_object)))
    assert {field.name for field in fields(model.Measure)} <= keys
    keys = set(re.findall(r'"(\w+)":', source(commitment_object)))
    assert {field.name for field in fields(model.Commitment)} - {"deadline_span"} <= keys


def source(function: Any) -> str:
    import inspect

    return inspect.getsource(function)


def test_every_table_and_view_of_the_ledger_is_documented(tmp_path: Path) -> None:
    from corpus.store import Corpus, select

    corpus = Corpus.open(tmp_path / "empty.db")
    try:
        with corpus.reading() as connection:
            rows = select(connection, "select name from sqlite_schema where type in ('table', 'view')")
    finally:
        corpus.close()
    names = {str(name) for (name,) in rows}
    inner = {name for name in names if re.search(r"_(data|idx|content|docsize|config)$", name)}
    names -= inner | {"sqlite_sequence"}
    assert {"commitment", "v_commitments"} <= names
    assert names - documented("docs/ledger.md") == set()


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert f"## {version}" in text("CHANGELOG.md")


def test_the_license_is_whole() -> None:
    assert text("LICENSE").count("\n") > 190
    assert "Apache License" in text("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text("LICENSE")
