"""Frozen dataclasses as plain JSON values and back, by their type hints.

An object is the list of its fields in their order. What comes back is built anew, type by type, so a process that
met a hostile file can say nothing but values of the types that were asked for.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Build = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """`value` as lists, dictionaries, strings, numbers and None."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return [plain(getattr(value, name)) for name in _names(type(value))]
    raise TypeError(f"no plain form of {type(value).__name__}")


def typed(kind: Any, untrusted: Any) -> Any:
    """An object of `kind` from what `plain` made of one.

    Raises:
        ValueError, TypeError, ArithmeticError: it is none.
    """
    return _builder(kind)(untrusted)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _hints(kind: Any) -> dict[str, Any]:
    """Type hints of the fields; of a compiled class from its source, for it has lost what stood in their brackets."""
    module = sys.modules[kind.__module__]
    path = Path(module.__file__ or "")
    if path.suffix == ".py":
        return get_type_hints(kind)
    source = path.with_name(f"{kind.__module__.rpartition('.')[2]}.py").read_text("utf-8")
    (made,) = (one for one in ast.parse(source).body if isinstance(one, ast.ClassDef) and one.name == kind.__name__)
    written = {
        ast.unparse(one.target): ast.unparse(one.annotation) for one in made.body if isinstance(one, ast.AnnAssign)
    }
    return get_type_hints(type(kind.__name__, (), {"__annotations__": written}), vars(module))


@cache
def _builder(kind: Any) -> Build:
    """The function that builds values of a type hint."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(inner)
    if origin is dict:
        return _dict(inner[0], inner[1])
    if origin in (Union, UnionType):
        return _union(inner)
    if is_dataclass(kind):
        return _object(kind)
    if kind in _ATOMS:
        return _ATOMS[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    raise TypeError(f"no plain form of {kind}")


def _exactly(kind: type) -> Build:
    def build(untrusted: Any) -> Any:
        if type(untrusted) is not kind:
            raise ValueError(f"not a {kind.__name__}: {str(untrusted)[:40]!r}")
        return untrusted

    return build


def _float(untrusted: Any) -> float:
    if type(untrusted) not in (int, float):
        raise ValueError("not a number")
    return float(untrusted)


def _from_text(read: Callable[[str], Any]) -> Build:
    def build(untrusted: Any) -> Any:
        if type(untrusted) is not str:
            raise ValueError("not a string")
        return read(untrusted)

    return build


_ATOMS: dict[Any, Build] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    float: _float,
    NoneType: _exactly(NoneType),
    date: _from_text(date.fromisoformat),
    Decimal: _from_text(Decimal),
}


def _list(untrusted: Any) -> list[Any]:
    if type(untrusted) is not list:
        raise ValueError("not a list")
    return untrusted


def _tuple(inner: tuple[Any, ...]) -> Build:
    if len(inner) == 2 and inner[1] is Ellipsis:
        one = _builder(inner[0])
        return lambda untrusted: tuple([one(value) for value in _list(untrusted)])
    parts = tuple(_builder(part) for part in inner)
    return lambda untrusted: tuple(
        [build(value) for build, value in zip(parts, _list(untrusted), strict=True)],
    )


def _dict(key: Any, value: Any) -> Build:
    keys, values = _builder(key), _builder(value)

    def build(untrusted: Any) -> Any:
        if type(untrusted) is not dict:
            raise ValueError("not a dictionary")
        return {keys(name): values(one) for name, one in untrusted.items()}

    return build


def _object(kind: Any) -> Build:
    hints = _hints(kind)
    parts: list[Build] = []

    def build(untrusted: Any) -> Any:
        # Types may name each other in a circle, so the parts are looked up when the first object comes.
        if not parts:
            parts.extend(_builder(hints[name]) for name in _names(kind))
        return kind(*[part(value) for part, value in zip(parts, _list(untrusted), strict=True)])

    return build


def _union(inner: tuple[Any, ...]) -> Build:
    """A value or None, or one of two types that JSON tells apart (a decimal is a string, an object is a list)."""
    optional = NoneType in inner
    kinds = [kind for kind in inner if kind is not NoneType]
    if len(kinds) == 1:
        only = _builder(kinds[0])
        if optional:
            return lambda untrusted: None if untrusted is None else only(untrusted)
        return only
    lists = [_builder(kind) for kind in kinds if is_dataclass(kind) or get_origin(kind) is tuple]
    others = [_builder(kind) for kind in kinds if not (is_dataclass(kind) or get_origin(kind) is tuple)]
    if len(lists) != 1 or len(others) != 1:
        raise TypeError(f"JSON does not tell {inner} apart")

    def build(untrusted: Any) -> Any:
        if untrusted is None and optional:
            return None
        return (lists if type(untrusted) is list else others)[0](untrusted)

    return build
