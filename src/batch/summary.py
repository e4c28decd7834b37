"""The batch as a page for people: counts, and every input that did not simply go well."""

from __future__ import annotations

from collections import Counter
from html import escape

from .reasons import REASONS
from .result import BatchResult, FileResult

_LISTED = 5_000
_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>hedui 批量转换结果 batch summary</title>
<style>
body {{ font: 14px/1.5 system-ui, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em; color: #222; }}
table {{ border-collapse: collapse; margin: 1em 0; }}
th, td {{ border: 1px solid #d9d9d9; padding: .3em .6em; text-align: left; vertical-align: top; }}
th {{ background: #24486b; color: #fff; }}
.failed {{ background: #fbe3e1; }} .partial {{ background: #fff2cc; }} .skipped {{ color: #7f7f7f; }}
</style></head><body>
<h1>批量转换结果 Batch summary</h1>
<p>{counts}</p>
<p>差异 findings: {findings}</p>
<h2>原因 Reasons</h2>
{reasons}
<h2>未完全成功的文件 Files that did not simply go well</h2>
{files}
</body></html>
"""


def summary_page(result: BatchResult) -> bytes:
    """The page; nothing in it is run or fetched, whatever the files are called."""
    counts = ", ".join(f"{count} {status}" for status, count in result.counts.items())
    findings = ", ".join(f"{count} {severity}" for severity, count in result.findings.items())
    told = [file for file in result.files if file.reason is not None]
    page = _PAGE.format(
        counts=f"文件 files: {len(result.files)} ({counts})",
        findings=findings,
        reasons=_reasons(told),
        files=_files(told),
    )
    return page.encode("utf-8", "backslashreplace")


def _reasons(files: list[FileResult]) -> str:
    counted = Counter(file.reason for file in files if file.reason is not None)
    lines = "".join(
        f'<tr class="{REASONS[reason][0]}"><td>{REASONS[reason][0]}</td><td>{reason}</td><td>{count}</td>'
        f"<td>{escape(REASONS[reason][1])}</td></tr>"
        for reason, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )
    return f"<table><tr><th>status</th><th>reason</th><th>files</th><th>meaning</th></tr>{lines}</table>"


def _files(files: list[FileResult]) -> str:
    lines = "".join(
        f'<tr class="{file.status}"><td><bdi>{escape(file.path)}</bdi></td><td>{file.status}</td>'
        f"<td>{file.reason}</td><td><bdi>{escape(file.message or '')}</bdi></td></tr>"
        for file in files[:_LISTED]
    )
    more = f"<p>... {len(files) - _LISTED} more in batch.json</p>" if len(files) > _LISTED else ""
    return f"<table><tr><th>file</th><th>status</th><th>reason</th><th>message</th></tr>{lines}</table>{more}"
