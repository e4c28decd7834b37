"""CSV: a folder with one file a table, as Excel opens them: UTF-8 with a byte order mark, every cell quoted.

No cell can become a formula. Excel and LibreOffice calculate a cell whose first visible character is one of
= + - @ | %, their full-width forms, a tab or a line break, quotes or not. Such a cell gets one apostrophe in front, and
so does a cell that begins with an apostrophe itself. `unguarded` takes it away again: a cell that begins with an
apostrophe loses exactly that one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from ..model import Report
from . import Exporter, ExportOptions
from .headings import heading, table_name
from .sides import words_of
from .tables import TABLES, Value
from .views import view_of
from .visible import INVISIBLE, cell_text

GUARD = "'"

_STARTS_FORMULA = frozenset("=+-@|%＝＋－＠｜％\t\r\n")


def write_csv(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """notices.csv, clauses.csv, rows.csv, measures.csv and findings.csv.

    For two versions old.csv, new.csv and new_measures.csv stand for clauses, rows and measures, and columns are named
    after the versions too.
    """
    versions = words_of(reports, options.lang).versions
    out = [io.StringIO(newline="") for _ in TABLES]
    _write(reports, out, versions=versions)
    files = zip(_names(versions=versions), out, strict=True)
    return {name: file.getvalue().encode("utf-8-sig") for name, file in files}


def stream_csv(reports: Iterable[Report], count: int, options: ExportOptions, folder: Path) -> list[str]:
    """The same files of many notices, with one report in memory at a time."""
    del count, options
    names = _names(versions=False)
    with ExitStack() as stack:
        files = [stack.enter_context((folder / name).open("w", encoding="utf-8-sig", newline="")) for name in names]
        _write(reports, files, versions=False)
    return names


def _names(*, versions: bool) -> list[str]:
    return [f"{table_name(table, versions=versions)}.csv" for table in TABLES]


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet calculates."""
    if text.startswith(GUARD) or text.lstrip(INVISIBLE)[:1] in _STARTS_FORMULA:
        return GUARD + text
    return text


def unguarded(cell: str) -> str:
    """The text of a cell: the reverse of `guarded`."""
    return cell.removeprefix(GUARD)


def _write(reports: Iterable[Report], out: Sequence[IO[str]], *, versions: bool) -> None:
    """Each table to its file."""
    writers = [csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n") for file in out]
    for table, writer in zip(TABLES, writers, strict=True):
        writer.writerow([heading(table, column, versions=versions)[0] for column in table.columns])
    for report in reports:
        view = view_of(report)
        for table, writer in zip(TABLES, writers, strict=True):
            writer.writerows([_cell(value) for value in line] for line in table.lines(view))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else guarded(cell_text(value))


EXPORTER = Exporter(
    "csv", "", "a folder of tables for Excel and loaders", write_csv, combines=True, folder=True, stream=stream_csv
)
