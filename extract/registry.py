"""The components of the pipeline, by name and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a component found in a view; offsets count characters of the view."""

    kind: str
    start: int
    end: int
    rule: str
    """Name of the rule that found it."""
    value: object = None
    """What it says, in the type that the component documents."""


Component = Callable[["Doc"], Iterable[Mention]]
"""A character Doc (token index = character index) in, mentions out."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A component with its place in the pipeline."""

    name: str
    order: int
    run: Component


_COMPONENTS: dict[str, Registered] = {}


def component(name: str, order: int) -> Callable[[Component], Component]:
    """Register a component; lower order runs first, a name can be given once."""

    def register(run: Component) -> Component:
        if name in _COMPONENTS:
            raise ValueError(f"component {name!r} is registered twice")
        _COMPONENTS[name] = Registered(name, order, run)
        return run

    return register


TEXT = "taizhang_text"
"""Key in `doc.user_data` of the text a Doc was made of: joining its tokens again costs more than all matching."""


def text_of(doc: Doc) -> str:
    """The text of a character Doc."""
    text = doc.user_data.get(TEXT)
    return text if isinstance(text, str) else doc.text


def components() -> list[Registered]:
    """All registered components in order."""
    return sorted(_COMPONENTS.values(), key=lambda c: (c.order, c.name))
