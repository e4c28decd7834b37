"""Arguments that several commands share, and the settings they come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from ..config import Engine, Lang, Revisions, Settings, find_settings, load_settings, selectors
from ..export import exporter_for, exporters
from ..model import RuleInfo, Severity

F = TypeVar("F", bound=Callable[..., Any])

EXITS = """
\b
Exit codes:
  0  nothing at or above --fail-on      没有发现差异
  1  there are findings                 有差异
  2  usage or settings                  用法或设置有误
  3  an input could not be read         文件无法读取
  4  a defect of hedui                  程序缺陷
"""

PATH = click.Path(path_type=Path)


def lang_option(command: F) -> F:
    """--lang."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        help="Language of the messages 语言: zh (default) or en.",
    )(command)


def config_option(command: F) -> F:
    """--config."""
    return click.option(
        "--config",
        type=PATH,
        metavar="FILE",
        help="Settings file 设置. Default: the nearest hedui.toml in the input's folder or above it.",
    )(command)


def reading_options(command: F) -> F:
    """--revisions and --engine."""
    command = click.option(
        "--engine",
        type=click.Choice(get_args(Engine)),
        help="What reads PDF 读取 PDF 的方式. pdfplumber is a slower second opinion. Default: pdfium.",
    )(command)
    return click.option(
        "--revisions",
        type=click.Choice(get_args(Revisions)),
        help="Tracked changes of a Word file 修订: the final text (default) or the original.",
    )(command)


def baseline_options(command: F) -> F:
    """--baseline and --update-baseline."""
    command = click.option(
        "--update-baseline", is_flag=True, help="Accept all findings of this run: write them to --baseline 更新."
    )(command)
    return click.option(
        "--baseline",
        type=PATH,
        metavar="FILE",
        help="Leave out the findings accepted in this file 已确认的差异; name those that are gone.",
    )(command)


def checked_format(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """One known format."""
    del context, parameter
    return exporter_for(value).name


def checked_formats(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """A comma list of known formats."""
    del context, parameter
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if not names:
        raise click.BadParameter(f"name at least one of {', '.join(exporters())}")
    return tuple(exporter_for(name).name for name in names)


def settings_for(
    body: Path,
    catalogue: tuple[RuleInfo, ...],
    *,
    config: Path | None,
    select: str | None = None,
    ignore: str | None = None,
    lang: Lang | None = None,
    fail_on: Severity | None = None,
    revisions: Revisions | None = None,
    engine: Engine | None = None,
) -> Settings:
    """The settings file of an input, overridden by what the command line says.

    Raises:
        SettingsError: the file or a list of codes is not understood.
    """
    rules = {info.code: info.rule for info in catalogue}
    found = config or find_settings(body)
    settings = load_settings(found, rules) if found else Settings()
    return replace(
        settings,
        select=settings.select if select is None else selectors(select, rules, "--select"),
        ignore=settings.ignore if ignore is None else selectors(ignore, rules, "--ignore"),
        lang=lang or settings.lang,
        fail_on=fail_on or settings.fail_on,
        revisions=revisions or settings.revisions,
        engine=engine or settings.engine,
    )
