"""`hedui load`: notices -> a database."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..config import Lang
from ..errors import ExitCode
from .collecting import collect
from .options import PATH, config_option, lang_option


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
    "--database",
    required=True,
    metavar="URL",
    help="SQLAlchemy URL 数据库, as sqlite:///通知.sqlite or postgresql+pg8000://user@host/name.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Files read at the same time 并行数. Default: one a core."
)
@lang_option
@config_option
def load(
    paths: tuple[Path, ...],
    attachments: tuple[Path, ...],
    database: str,
    jobs: int | None,
    lang: Lang | None,
    config: Path | None,
) -> int:
    """Load notices into a database 载入数据库.

    Tables notices, clauses, rows, measures, pairs, units, deadlines and findings; schemas/tables.md describes them.
    A notice that is there already is replaced. All of it is one transaction: either every notice is in, or nothing
    has changed. SQLite needs nothing else; DuckDB needs hedui[duckdb], PostgreSQL hedui[postgresql], others
    hedui[sql] and their driver.

    \b
    Examples 示例:
      hedui load 收文 --database sqlite:///通知.sqlite
      hedui load 通知.docx --database postgresql+pg8000://duban@localhost/taizhang
    """
    from ..export.databases import check_database, load_reports

    check_database(database)
    collected = collect(paths, attachments, jobs=jobs or os.cpu_count() or 1, lang=lang, config=config)
    count = load_reports(collected.reports, database)
    click.echo(f"loaded 已载入: {count} notices", err=True)
    return ExitCode.UNREADABLE if collected.failed else ExitCode.OK
