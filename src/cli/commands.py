"""The commands and their help."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from .._version import VERSION
from ..batch.writing import write_whole
from ..config import Engine, Lang, PageStage, Revisions, Stage, reaches
from ..errors import ExitCode
from ..export import exporter_for
from ..model import Severity
from .accepting import compare_with_baseline
from .compare import compare
from .convert import convert
from .ledger import ledger
from .loading import load
from .options import (
    EXITS,
    PATH,
    baseline_options,
    checked_format,
    config_option,
    lang_option,
    reading_options,
    settings_for,
)
from .printing import deliver, options_for_stream, print_text, refuse_overwriting

if TYPE_CHECKING:
    from ..export.schema import SchemaName

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT, epilog=EXITS)
@click.version_option(VERSION, prog_name="hedui", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where it happened when hedui itself fails 调试.")
def hedui(debug: bool) -> None:
    """hedui (核对) lays the body of an official notice beside its breakdown table and says where they differ.

    正文条款与任务分解表逐条核对。

    \b
    hedui check 通知.docx                     check one notice 核对一份文件
    hedui convert 文件夹 --output 结果        convert a folder 批量转换
    hedui ledger 文件夹 --output 台账         the task ledger 生成任务台账
    hedui compare 旧版.docx 新版.docx         two versions 比对两个版本
    hedui explain UNT001                      what a finding means 说明一条规则
    """
    del debug  # read where an error ends the command


@hedui.command(epilog=EXITS)
@click.argument("file", type=PATH)
@click.option(
    "--attachment",
    "attachments",
    type=PATH,
    multiple=True,
    metavar="FILE",
    help="The breakdown table, where it is a file of its own 附件. May be given several times.",
)
@click.option(
    "--format",
    "format_",
    default="text",
    show_default=True,
    callback=checked_format,
    metavar="FORMAT",
    help="text or html for reading; xlsx or csv for a spreadsheet; json or jsonl for programs; "
    "docx or pdf for the notice itself with remarks 输出格式.",
)
@click.option(
    "--output",
    type=PATH,
    metavar="PATH",
    help="Write there, not to the screen 输出位置. csv takes a folder, all others a file.",
)
@click.option("--select", metavar="CODES", help="Only these rules 只查: UNT,DUE001 (codes, rule names, prefixes).")
@click.option("--ignore", metavar="CODES", help="All rules but these 不查. Wins over --select.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="Lowest severity that makes the exit code 1 级别. Default: warning.",
)
@reading_options
@baseline_options
@lang_option
@config_option
def check(
    file: Path,
    attachments: tuple[Path, ...],
    format_: str,
    output: Path | None,
    select: str | None,
    ignore: str | None,
    fail_on: Severity | None,
    revisions: Revisions | None,
    engine: Engine | None,
    baseline: Path | None,
    update_baseline: bool,
    lang: Lang | None,
    config: Path | None,
) -> int:
    """Check one notice: body against breakdown table 核对一份文件.

    FILE is a PDF, DOCX or TXT; its content decides, not its name.

    \b
    Examples 示例:
      hedui check 通知.pdf
      hedui check 通知.docx --attachment 分解表.docx
      hedui check 通知.docx --format xlsx --output 差异.xlsx
      hedui check 通知.docx --select UNT,DUE --fail-on error
      hedui check 通知.docx --baseline 已确认.json
    """
    from .. import pipeline

    refuse_overwriting(output, (file, *attachments))
    settings = settings_for(
        file,
        pipeline.rule_catalogue(),
        config=config,
        select=select,
        ignore=ignore,
        lang=lang,
        fail_on=fail_on,
        revisions=revisions,
        engine=engine,
    )
    bundle = pipeline.bundle_of(file, attachments)
    for name, reason in bundle.left_out:
        click.echo(f"hedui: {name} is left out: {reason}", err=True)
    body, others = bundle.body, bundle.attachments
    report = pipeline.check(body, others, settings)
    if baseline or update_baseline:
        report = compare_with_baseline(report, baseline, update=update_baseline)
    options = options_for_stream(settings.lang, output, pipeline.rule_catalogue(settings.lang))
    options = replace(options, originals=pipeline.originals_of(body, others))
    deliver(report, exporter_for(format_), output, options)
    if report.defects:
        lines = "\n".join(f"hedui: a defect in a rule of hedui: {defect}" for defect in report.defects)
        click.echo(f"{lines}\nThe other rules ran; their findings are complete. Please report it.", err=True)
        return ExitCode.DEFECT
    if any(reaches(finding.severity, settings.fail_on) for finding in report.findings):
        return ExitCode.FINDINGS
    return ExitCode.OK


@hedui.command()
@click.argument("code")
@lang_option
def explain(code: str, lang: Lang | None) -> int:
    """Explain a rule: what it says, why, an example 说明一条规则.

    \b
    Examples 示例:
      hedui explain UNT001
      hedui explain deadline-conflict --lang en
    """
    from .. import pipeline

    print_text(pipeline.rule_page(code, lang or "zh").rstrip() + "\n")
    return ExitCode.OK


@hedui.command()
@lang_option
def rules(lang: Lang | None) -> int:
    """List every rule: code, name, severity, what it says 列出全部规则."""
    from .. import pipeline

    catalogue = pipeline.rule_catalogue(lang or "zh")
    widest = max(len(info.rule) for info in catalogue)
    for info in catalogue:
        says = info.says if lang == "en" else info.says_zh
        print_text(f"{info.code}  {info.rule:<{widest}}  {info.severity:<7}  {says}\n")
    return ExitCode.OK


@hedui.command()
@click.argument("what", type=click.Choice(["report", "notice"]), default="report")
def schema(what: SchemaName) -> int:
    """Print the JSON Schema of the report or the notice 数据结构."""
    from ..export.schema import schema_text

    print_text(schema_text(what))
    return ExitCode.OK


@hedui.command()
@click.argument("file", type=PATH)
@click.option(
    "--stage",
    type=click.Choice([*get_args(Stage), *get_args(PageStage)]),
    help="Only this stage 阶段. Default: text to pairs, one after another. glyphs, edges, cells and grid are those of "
    "a PDF page.",
)
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="Only this page of a PDF 页码.")
@click.option("--image", type=PATH, metavar="OUT.png", help="Write a picture of the page with boxes drawn on it 图像.")
def inspect(file: Path, stage: str | None, page: int | None, image: Path | None) -> int:
    """Show how a file was read, stage by stage 查看读取过程.

    For finding out why something was read wrongly.

    \b
    Examples 示例:
      hedui inspect 通知.pdf --stage blocks
      hedui inspect 通知.pdf --stage cells --page 3 --image 第3页.png
    """
    from .. import pipeline

    body = pipeline.load(file)
    if image is not None:
        refuse_overwriting(image, (file,))
        write_whole(image, pipeline.inspect_picture(body, stage, page or 1))
        if stage is None:
            return ExitCode.OK
    default = ("blocks",) if page else pipeline.STAGES
    for name in [stage] if stage else default:
        heading = "" if stage else f"== {name} ==\n"
        print_text(heading + pipeline.inspect(body, name, page=page).rstrip() + "\n")
    return ExitCode.OK


hedui.add_command(convert)
hedui.add_command(compare)
hedui.add_command(ledger)
hedui.add_command(load)
