"""JSON Lines: one compact report a line, for streams and loaders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..model import Report
from . import Exporter, ExportOptions
from .json_ import utf8
from .plain import report_to_plain

# JSON allows these line separators inside a string as they are, but readers that split on lines would cut there.
_LINE_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write_jsonl(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """Every report on a line of its own."""
    return {"reports.jsonl": b"".join(_line(report) for report in reports)}


def stream_jsonl(reports: Iterable[Report], count: int, options: ExportOptions, folder: Path) -> list[str]:
    """The same file, with one report in memory at a time."""
    with (folder / "reports.jsonl").open("wb") as file:
        file.writelines(map(_line, reports))
    return ["reports.jsonl"]


def _line(report: Report) -> bytes:
    text = json.dumps(report_to_plain(report), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return utf8(text.translate(_LINE_BREAKS) + "\n")


EXPORTER = Exporter(
    "jsonl",
    ".jsonl",
    "one report a line, for streams and loaders",
    write_jsonl,
    combines=True,
    stream=stream_jsonl,
)
