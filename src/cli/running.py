"""One place where errors become a sentence on stderr and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..errors import ExitCode, HeduiError
from ..kept import keep

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run the command; return its exit code, whatever happens."""
    try:
        return int(command.main(list(arguments), prog_name="hedui", standalone_mode=False) or ExitCode.OK)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return ExitCode.OK
    except click.ClickException as error:
        return _usage(error)
    except HeduiError as error:
        click.echo(f"hedui: {error}", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("hedui: interrupted", err=True)
        return INTERRUPTED
    except Exception as error:  # the last border: whatever escapes is a defect, said in words
        if "--debug" in arguments:
            import traceback

            traceback.print_exc()
        click.echo(_defect(error), err=True)
        return ExitCode.DEFECT
    finally:
        keep()


def _usage(error: click.ClickException) -> int:
    message = f"hedui: {error.format_message()}"
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        message += f"\nTry '{context.command_path} --help'."
    click.echo(message, err=True)
    return ExitCode.USAGE


def _defect(error: Exception) -> str:
    import traceback

    frames = traceback.extract_tb(sys.exc_info()[2])
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    what = "".join(traceback.format_exception_only(error)).strip().replace("\n", " ")
    return (
        f"hedui: this is a defect of hedui, not of your file: {what}{place}\n"
        "Please report it with the command, what `hedui --version` says and, if it is public, the file.\n"
        "`hedui --debug ...` with the same arguments shows where it happened."
    )
