"""CSV: a folder with one file a table, as Excel opens them: UTF-8 with a byte order mark, every cell quoted.

No cell can become a formula. Excel and LibreOffice calculate a cell whose first visible character is one of
= + - @ | %, their full-width forms, a tab or a line break, quotes or not. Such a cell gets one apostrophe in front, and
so does a cell that begins with an apostrophe itself. `unguarded` takes it away again: a cell that begins with an
apostrophe loses exactly that one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from ..model import Report
from . import Exporter, ExportOptions
from .headings import heading, table_name
from .sides import words_of
from .tables import TABLES, Table, Value, lines_of
from .visible import INVISIBLE, cell_text

GUARD = "'"

_STARTS_FORMULA = frozenset("=+-@|%＝＋－＠｜％\t\r\n")


def write_csv(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """notices.csv, clauses.csv, rows.csv, measures.csv and findings.csv.

    For two versions old.csv, new.csv and new_measures.csv stand for clauses, rows and measures, and columns are named
    after the versions too.
    """
    versions = words_of(reports, options.lang).versions
    return {f"{table_name(t, versions=versions)}.csv": _file(t, reports, versions=versions) for t in TABLES}


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet calculates."""
    if text.startswith(GUARD) or text.lstrip(INVISIBLE)[:1] in _STARTS_FORMULA:
        return GUARD + text
    return text


def unguarded(cell: str) -> str:
    """The text of a cell: the reverse of `guarded`."""
    return cell.removeprefix(GUARD)


def _file(table: Table[Any], reports: Sequence[Report], *, versions: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([heading(table, column, versions=versions)[0] for column in table.columns])
    writer.writerows([_cell(value) for value in line] for line in lines_of(table, reports))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else guarded(cell_text(value))


EXPORTER = Exporter("csv", "", "a folder of tables for Excel and loaders", write_csv, combines=True, folder=True)
