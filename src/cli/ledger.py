"""`hedui ledger`: notices -> the task ledger (台账)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..batch.writing import write_folder, write_whole
from ..config import Lang, Settings, find_settings
from ..errors import ExitCode, InputError, UsageError
from .collecting import collect, settings_of
from .options import PATH, config_option, lang_option
from .printing import refuse_overwriting

if TYPE_CHECKING:
    from ..ledger import Ledger

_FORMATS = ("xlsx", "csv", "json", "ics")
_UNITS = "units"
_LISTED = 20
"""Names printed at the end; the ledger has all of them."""


def _checked_formats(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """A comma list of the ledger's own formats; none where it is not given."""
    del context, parameter
    if value is None:
        return ()
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in _FORMATS]
    if unknown or not names:
        raise click.BadParameter(f"the formats of a ledger are {', '.join(_FORMATS)}")
    return names


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@click.option(
    "--attachment",
    "attachments",
    type=PATH,
    multiple=True,
    metavar="FILE",
    help="The breakdown table of the one notice given, where it is a file of its own 附件.",
)
@click.option(
    "--output",
    type=PATH,
    required=True,
    metavar="PATH",
    help="Folder for the ledger 输出位置; with one format, a file such as 台账.xlsx.",
)
@click.option(
    "--format",
    "formats",
    callback=_checked_formats,
    metavar="LIST",
    help="xlsx, csv, json, ics (dated deadlines for a calendar), separated by commas 输出格式. "
    "Default: that of the file named by --output, else xlsx.",
)
@click.option("--by-unit", is_flag=True, help="Also one ledger a unit, with what it leads and takes part in 分单位.")
@click.option(
    "--confirmed",
    type=PATH,
    metavar="FILE",
    help="Unit names signed off although they are not known, one a line 已确认的单位名称.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Files read at the same time 并行数. Default: one a core."
)
@lang_option
@config_option
def ledger(
    paths: tuple[Path, ...],
    attachments: tuple[Path, ...],
    output: Path,
    formats: tuple[str, ...],
    by_unit: bool,
    confirmed: Path | None,
    jobs: int | None,
    lang: Lang | None,
    config: Path | None,
) -> int:
    """Turn notices into the task ledger 生成任务台账.

    One line a measure: notice, item, task, measure, units by role and as printed, deadline as a date, ongoing,
    recurrence, place. A notice without a breakdown table gives one line a clause.

    Unit names that are not known are listed, and the exit code is 1 until they are signed off (--confirmed) or named
    in the settings ([aliases]).

    \b
    Examples 示例:
      hedui ledger 通知.docx --output 台账.xlsx
      hedui ledger 收文 --output 台账 --by-unit --format xlsx,ics
    """
    from .. import pipeline
    from ..ledger import WRITERS, for_units, ledger_of

    refuse_overwriting(output, (*paths, *attachments))
    formats = formats or (_suffix_of(output) or "xlsx",)
    target = _single_file(output, formats, by_unit=by_unit)
    names = _confirmed_names(confirmed)
    collected = collect(paths, attachments, jobs=jobs or os.cpu_count() or 1, lang=lang, config=config)
    settings = settings_of(config or find_settings(paths[0])) or Settings()
    whole = ledger_of(collected.reports, pipeline.alias_table(settings), names)
    written = {name: WRITERS[name](whole, lang or "zh") for name in formats}
    if target:
        _write_single(output, written[formats[0]])
    else:
        files = {f"ledger{ending}": data for made in written.values() for ending, data in made.items()}
        write_folder(output, files)
    for stem, own in for_units(whole).items() if by_unit else ():
        made = [WRITERS[name](own, lang or "zh") for name in formats]
        write_folder(output / _UNITS, {f"{stem}{ending}": data for files in made for ending, data in files.items()})
    _say(whole, written)
    if collected.failed:
        return ExitCode.UNREADABLE
    return ExitCode.FINDINGS if whole.open_names else ExitCode.OK


def _single_file(output: Path, formats: tuple[str, ...], *, by_unit: bool) -> bool:
    """Whether `output` names the one file to write: it ends as the one format does.

    Raises:
        UsageError: it ends as a format does, but more than one file is asked for, or another format.
    """
    suffix = _suffix_of(output)
    if suffix is None:
        return False
    if by_unit or formats != (suffix,):
        raise UsageError(f"{output} names one {suffix} file, and other files are asked for; name a folder")
    return True


def _suffix_of(output: Path) -> str | None:
    """The format that the name of the output ends in."""
    suffix = output.suffix.removeprefix(".").lower()
    return suffix if suffix in _FORMATS and not output.is_dir() else None


def _write_single(output: Path, files: Mapping[str, bytes]) -> None:
    if not files:
        raise InputError("no deadline has a date, so there is no calendar to write")
    write_whole(output, next(iter(files.values())))


def _confirmed_names(path: Path | None) -> frozenset[str]:
    """The names of a file, one a line; lines that begin with # are remarks.

    Raises:
        UsageError: the file cannot be read as text.
    """
    if path is None:
        return frozenset()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the names that are signed off cannot be read ({error})") from error
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _say(ledger: Ledger, written: Mapping[str, Mapping[str, bytes]]) -> None:
    """What came of it, on stderr."""
    click.echo(f"ledger 台账: {len(ledger.lines)} lines", err=True)
    if ledger.left_out:
        click.echo(f"left out, the same as an earlier file 重复文件: {', '.join(ledger.left_out)}", err=True)
    names = list(dict.fromkeys(found.name for found in ledger.open_names))
    if names:
        shown = "、".join(names[:_LISTED]) + (" ..." if len(names) > _LISTED else "")
        click.echo(f"unit names to sign off 未识别单位 ({len(names)}): {shown}", err=True)
    if ledger.unlisted:
        click.echo(f"clauses without a row, in no line 未列入台账的条款: {len(ledger.unlisted)}", err=True)
    if "ics" in written and not written["ics"]:
        click.echo("no deadline has a date: there is no calendar 没有可列入日历的时限", err=True)
