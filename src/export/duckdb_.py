"""DuckDB: one database file with the same tables as SQLite, in columns, for analysis."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..model import Report
from . import Exporter, ExportOptions
from .relations import RELATIONS, latest, notice_key
from .sql import create, deletes, insert


def write_duckdb(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """A database with all the reports. The tables are the same each time; DuckDB itself marks each file anew."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="hedui-") as folder:
        path = Path(folder) / "reports.duckdb"
        connection = duckdb.connect(str(path))
        try:
            replace_notices(connection, reports)
        finally:
            connection.close()
        return {path.name: path.read_bytes()}


def replace_notices(connection: Any, reports: Iterable[Report]) -> int:
    """As for SQLite: one transaction, each notice in the place of what was held of it.

    Without keys: DuckDB checks them too early to delete and insert the same one in a transaction. Raises duckdb.Error,
    with nothing changed.
    """
    views = latest(reports)
    connection.execute("BEGIN TRANSACTION")
    try:
        for relation in RELATIONS:
            connection.execute(create(relation, keys=False))
        for view in views:
            for statement in deletes():
                connection.execute(statement, [notice_key(view.report)])
            for relation in RELATIONS:
                if lines := list(relation.lines(view)):
                    connection.executemany(insert(relation), lines)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return len(views)


EXPORTER = Exporter(
    "duckdb",
    ".duckdb",
    "a database file in columns, for analysis",
    write_duckdb,
    combines=True,
    binary=True,
    needs=("duckdb", "duckdb"),
)
