"""`hedui convert`: its arguments and its help."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import Lang
from .options import EXITS, checked_formats, config_option, lang_option

if TYPE_CHECKING:
    from ..batch.engine import Runner
    from .converting import Progress


@click.command(epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output", required=True, metavar="DIR", help="Folder for the results 输出文件夹.")
@click.option(
    "--format",
    "formats",
    default="json,csv,xlsx",
    show_default=True,
    callback=checked_formats,
    metavar="LIST",
    help="Formats, separated by commas 输出格式.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Files read at the same time 并行数. Default: one a core."
)
@click.option("--bundle", is_flag=True, help="Each folder and each ZIP is one notice with its attachments 一夹一文.")
@click.option("--retry", is_flag=True, help="Read again what failed in an earlier run 重试失败文件.")
@click.option(
    "--fail-over",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="PERCENT",
    help="Exit with 3 only where more than this share of the inputs failed or is partial 允许失败比例. Default: 0.",
)
@click.option(
    "--progress",
    type=click.Choice(["auto", "bar", "json", "none"]),
    default="auto",
    help="How to say on stderr how it goes 进度: json is one object a line. Default: a bar, on a terminal.",
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "inline", "ray"]),
    default="processes",
    help="Where notices are read 引擎: a process for each file (default), this process, or a Ray cluster.",
)
@lang_option
@config_option
def convert(
    paths: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    jobs: int | None,
    bundle: bool,
    retry: bool,
    fail_over: float,
    progress: Progress,
    engine: Runner,
    lang: Lang | None,
    config: Path | None,
) -> int:
    """Convert files and whole folders into clean data 批量转换.

    One JSON a notice, CSV and XLSX for all of them together, and batch.json, which names every input and what became of
    it. A file that cannot be read never stops the others: it is listed at the end, and the exit code is 3. Findings do
    not change the exit code here.

    PATH is a file, a folder, a ZIP or a pattern such as "收文/**/*.pdf". x.附件1.docx beside x.docx is read as its
    attachment. A run that was interrupted goes on when the same command is given again.

    \b
    Examples 示例:
      hedui convert 收文 --output 结果
      hedui convert a.pdf b.docx --output 结果 --format json,xlsx --jobs 4
      hedui convert 收文.zip --output 结果 --bundle --progress json
    """
    from .converting import Wish, convert_with_progress

    wish = Wish(
        paths=paths,
        output=output,
        formats=formats,
        jobs=jobs or os.cpu_count() or 1,
        lang=lang,
        config=config,
        bundle=bundle,
        retry=retry,
        engine=engine,
        progress=progress,
        fail_over=fail_over,
    )
    return convert_with_progress(wish)
