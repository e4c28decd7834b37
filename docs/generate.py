"""Write what is made from the code: docs/commands.md, docs/rules/ and schemas/.

python docs/generate.py            write the files
python docs/generate.py --check    only say which of them differ from what is committed; exit 1 if any does
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click

from hedui.cli import hedui
from hedui.export import exporters, headings, relations
from hedui.export.schema import SchemaName, schema_text
from hedui.normalize import pages

ROOT = Path(__file__).resolve().parents[1]
MADE = "<!-- Made by `make docs`. Do not edit. -->\n"
_AS_IT_IS = "\b"


def generated() -> dict[Path, str]:
    """Every file that is made from the code, with what it must hold."""
    commands, rules = ROOT / "docs" / "commands.md", ROOT / "docs" / "rules"
    files = {commands: MADE + "\n".join([*_commands(), *_formats()]) + "\n"}
    files |= {rules / name: text for name, text in pages.documents().items()}
    for name in get_args(SchemaName):
        files[ROOT / "schemas" / f"{name}.schema.json"] = schema_text(name)
    files[ROOT / "schemas" / "tables.md"] = MADE + relations.document()
    files[ROOT / "schemas" / "csv.md"] = MADE + headings.document()
    return files


def _formats() -> Iterator[str]:
    yield "## Formats\n\n| format | output | says |\n|---|---|---|"
    for exporter in exporters().values():
        output = "a folder" if exporter.folder else f"`{exporter.suffix}`"
        yield f"| `{exporter.name}` | {output} | {exporter.says} |"


def _commands() -> Iterator[str]:
    """The command reference. It is made from the arguments themselves, so no version of click changes it."""
    yield "\n# Commands\n"
    yield from _help_text(hedui.help)
    yield from _help_text(hedui.epilog)
    yield from _options(hedui)
    for name, command in hedui.commands.items():
        arguments = [
            param.make_metavar(click.Context(command))
            for param in command.params
            if param.param_type_name == "argument"
        ]
        yield f"## hedui {name}\n"
        yield f"```\nhedui {' '.join([name, '[OPTIONS]', *arguments])}\n```\n"
        yield from _help_text(command.help)
        yield from _options(command)


def _help_text(text: str | None) -> Iterator[str]:
    """Help as Markdown. A paragraph that begins with a backspace is one click does not wrap: code, or a table."""
    for paragraph in inspect.cleandoc(text or "").split("\n\n"):
        if paragraph.startswith(_AS_IT_IS):
            yield f"```\n{paragraph.removeprefix(_AS_IT_IS).strip()}\n```\n"
        elif paragraph:
            yield paragraph + "\n"


def _options(command: click.Command) -> Iterator[str]:
    options = [param for param in command.params if isinstance(param, click.Option) and param.help]
    if not options:
        return
    yield "| option | meaning |\n|---|---|"
    for option in options:
        value = "" if option.is_flag else " " + _metavar(option)
        default = f" Default: {option.default}." if option.show_default else ""
        yield f"| `{', '.join(option.opts)}{value}` | {option.help}{default} |"
    yield ""


def _metavar(option: click.Option) -> str:
    if option.metavar is None and isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices)).replace("|", "\\|")
    return option.metavar or option.type.name.upper()


def main() -> int:
    check = "--check" in sys.argv[1:]
    files = generated()
    rules = ROOT / "docs" / "rules"
    stale = [path for path in rules.glob("*.md") if path not in files]
    differing = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in sorted([*stale, *differing]):
        print(f"{'differs from the code' if check else 'written'}: {path.relative_to(ROOT)}")
    if not check:
        for path in stale:
            path.unlink()
        for path in differing:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], "utf-8")
    elif stale or differing:
        print("run `make docs` and commit what it writes")
    return 1 if check and (stale or differing) else 0


if __name__ == "__main__":
    sys.exit(main())
