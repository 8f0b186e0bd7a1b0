"""Help pages in the reader's language, laid out by cells: Typer's own are English and count characters."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from tui.cells import paragraph, width
from tui.console import columns
from tui.language import t

_INDENT = "  "
_WIDEST = 100


def _page(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _block(title: str, pairs: list[tuple[str, str]]) -> str:
    """A titled list of names and meanings in two columns."""
    if not pairs:
        return ""
    left = min(30, max(width(name) for name, _ in pairs)) + 2
    room = min(columns(), _WIDEST)
    lines = [title]
    for name, meaning in pairs:
        text = paragraph(meaning, max(20, room - left - len(_INDENT)))
        if width(name) + 2 > left:
            lines.append(_INDENT + name)
            head = " " * left
        else:
            head = name + " " * (left - width(name))
        lines.append(_INDENT + head + text[0])
        lines += [_INDENT + " " * left + more for more in text[1:]]
    return "\n".join(lines)


def _text(body: str | None) -> str:
    room = min(columns(), _WIDEST)
    return "\n".join(line for part in (body or "").split("\n") for line in paragraph(part, room))


def _options(parameters: list[Any]) -> list[tuple[str, str]]:
    pairs = []
    for parameter in parameters:
        if isinstance(parameter, TyperOption) and not parameter.hidden:
            name = ", ".join([*reversed(parameter.opts), *parameter.secondary_opts])
            if not parameter.is_flag and parameter.metavar:
                name += f" {parameter.metavar}"
            pairs.append((name, parameter.help or ""))
    return [*pairs, ("--help", t("option.help"))]


def _arguments(parameters: list[Any]) -> list[TyperArgument]:
    return [parameter for parameter in parameters if isinstance(parameter, TyperArgument)]


def _argument_name(argument: TyperArgument) -> str:
    name = str(argument.metavar or argument.name or "").upper()
    name += "…" if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"


class Command(TyperCommand):
    """A command with our help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, meaning, arguments and options into `formatter`."""
        arguments = _arguments(self.params)
        usage = " ".join([ctx.command_path, t("help.options"), *map(_argument_name, arguments)])
        formatter.write(
            _page(
                t("help.usage", usage=usage),
                _text(self.help),
                _block(t("help.arguments"), [(_argument_name(one), one.help or "") for one in arguments if one.help]),
                _block(t("help.option_list"), _options(self.params)),
            )
            + "\n"
        )


class Group(TyperGroup):
    """The program with our help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, meaning, commands and options into `formatter`."""
        commands = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                commands.append((name, (command.help or "").split("\n")[0]))
        formatter.write(
            _page(
                t("help.usage", usage=f"{ctx.command_path} {t('help.options')} {t('help.command')}"),
                _text(self.help),
                _block(t("help.commands"), commands),
                _block(t("help.option_list"), _options(self.params)),
                _text(t("help.more")),
            )
            + "\n"
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named; wrong use, with the names that are near, when there is none."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = get_close_matches(args[0], list(self.commands), n=2)
            text = t("usage.no_command", name=args[0])
            ctx.fail(text + (t("usage.near", names="、".join(near)) if near else ""))
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Commands in the order in which they are defined: the way through the work."""
        return list(self.commands)
