"""`hedui compare`: what changed from one version of a notice to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from ..config import Lang, reaches
from ..errors import ExitCode
from ..export import exporter_for
from ..model import Severity
from .options import EXITS, PATH, checked_format, config_option, lang_option, settings_for
from .printing import deliver, options_for_stream, refuse_overwriting


@click.command(epilog=EXITS)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option(
    "--old-attachment", type=PATH, multiple=True, metavar="FILE", help="Breakdown table of the old version 旧版附件."
)
@click.option(
    "--new-attachment", type=PATH, multiple=True, metavar="FILE", help="Breakdown table of the new version 新版附件."
)
@click.option(
    "--format",
    "format_",
    default="text",
    show_default=True,
    callback=checked_format,
    metavar="FORMAT",
    help="The formats of `hedui check` 输出格式.",
)
@click.option("--output", type=PATH, metavar="PATH", help="Write there, not to the screen 输出位置.")
@click.option("--select", metavar="CODES", help="Only these rules 只查: UNT,DUE001 (codes, rule names, prefixes).")
@click.option("--ignore", metavar="CODES", help="All rules but these 不查. Wins over --select.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="Lowest severity that makes the exit code 1 级别. Default: warning.",
)
@lang_option
@config_option
def compare(
    old: Path,
    new: Path,
    old_attachment: tuple[Path, ...],
    new_attachment: tuple[Path, ...],
    format_: str,
    output: Path | None,
    select: str | None,
    ignore: str | None,
    fail_on: Severity | None,
    lang: Lang | None,
    config: Path | None,
) -> int:
    """Compare two versions of a notice 比对两个版本.

    Clauses are laid beside clauses and rows beside rows; units, deadlines and text that changed are reported under
    the codes of the rules (UNT, DUE, TXT, MAT). Numbers that only moved on are one piece of information.

    \b
    Examples 示例:
      hedui compare 征求意见稿.docx 印发稿.docx
      hedui compare 原件.pdf 更正件.pdf --format html --output 版本比对.html
    """
    from .. import comparing, pipeline

    paths = (old, *old_attachment, new, *new_attachment)
    refuse_overwriting(output, paths)
    settings = settings_for(
        new, pipeline.rule_catalogue(), config=config, select=select, ignore=ignore, lang=lang, fail_on=fail_on
    )
    report = comparing.compare(
        old, new, old_attachments=old_attachment, new_attachments=new_attachment, settings=settings
    )
    options = options_for_stream(settings.lang, output, comparing.catalogue())
    files = [pipeline.load(path) for path in paths if path.is_file()]
    options = replace(options, originals=comparing.originals_of(report, files))
    deliver(report, exporter_for(format_), output, options)
    if report.defects:
        for defect in report.defects:
            click.echo(f"hedui: a defect in a rule of hedui: {defect}", err=True)
        return ExitCode.DEFECT
    grave = any(reaches(finding.severity, settings.fail_on) for finding in report.findings)
    return ExitCode.FINDINGS if grave else ExitCode.OK
