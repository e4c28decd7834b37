"""JSON: the whole report, nothing lost. Every other format is a view of it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..model import Report
from . import Exporter, ExportOptions
from .plain import report_to_plain


def write_json(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One report, indented."""
    (report,) = reports
    text = json.dumps(report_to_plain(report), ensure_ascii=False, indent=2, allow_nan=False)
    return {"report.json": utf8(text + "\n")}


def utf8(text: str) -> bytes:
    r"""JSON text as UTF-8. Half a surrogate pair, which UTF-8 cannot hold, becomes its JSON escape (\ud800)."""
    return text.encode("utf-8", "backslashreplace")


EXPORTER = Exporter("json", ".json", "the whole report as JSON", write_json)
