"""SQLite: one database file with a table for notices, clauses, rows, measures, pairs, units, deadlines, findings."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..model import Report
from . import Exporter, ExportOptions
from .relations import RELATIONS, Value, latest, notice_key
from .sql import create, deletes, insert

if TYPE_CHECKING:
    import sqlite3


def write_sqlite(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """A database with all the reports."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        replace_notices(connection, reports)
        return {"reports.sqlite": connection.serialize()}
    finally:
        connection.close()


def replace_notices(connection: sqlite3.Connection, reports: Iterable[Report]) -> int:
    """Put the reports into the database in one transaction, each in the place of what it held of that notice.

    Returns how many notices there were. Raises sqlite3.Error, with nothing changed.
    """
    views = latest(reports)
    connection.isolation_level = None  # transactions are begun here, and DDL belongs to them
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for relation in RELATIONS:
            connection.execute(create(relation))
        for view in views:
            for statement in deletes():
                connection.execute(statement, (notice_key(view.report),))
            for relation in RELATIONS:
                connection.executemany(insert(relation), (tuple(map(_plain, line)) for line in relation.lines(view)))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return len(views)


def _plain(value: Value) -> str | int | float | None:
    """SQLite has no dates: they are ISO text, which sorts and compares as dates do."""
    return value.isoformat() if isinstance(value, datetime.date) else value


EXPORTER = Exporter(
    "sqlite", ".sqlite", "a database file with keys, for queries", write_sqlite, combines=True, binary=True
)
