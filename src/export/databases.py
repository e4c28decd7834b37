"""Reports -> a database named by a URL. Loading a notice again replaces it, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..model import Report
from . import duckdb_, require, sqlite_
from .relations import NOTICES, RELATIONS, Kind, Relation, latest, notice_key

if TYPE_CHECKING:
    import sqlalchemy

_SUFFIXES = {".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite", ".duckdb": "duckdb"}


def check_database(url: str) -> None:
    """Say before any work is done what cannot come to an end.

    Raises:
        UsageError: it is no URL of a database.
        MissingDependencyError: the library that speaks to it is not installed.
    """
    kind, _ = _database(url)
    if kind == "duckdb":
        require("duckdb", "duckdb")
    elif kind == "sql":
        require("sqlalchemy", "sql")
        _engine(url).dispose()


def load_reports(reports: Iterable[Report], url: str) -> int:
    """Put the reports into a database; returns how many notices there were.

    `url` is a SQLAlchemy URL, or the path of a .sqlite, .db or .duckdb file. SQLite needs no library.

    Raises:
        UsageError: the database cannot be opened or refuses the load; then nothing in it has changed.
        MissingDependencyError: the library that speaks to it is not installed.
    """
    check_database(url)
    kind, path = _database(url)
    if kind == "sqlite":
        return _into_sqlite(reports, path)
    return _into_duckdb(reports, path) if kind == "duckdb" else _into_sql(reports, url)


def _database(url: str) -> tuple[str, Path]:
    """sqlite or duckdb with the path of the file, or sql."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        kind = _SUFFIXES.get(Path(url).suffix.lower())
        if kind is None:
            known = ", ".join(_SUFFIXES)
            raise UsageError(f"{url}: no database. Give a URL such as sqlite:///notices.sqlite, or a file: {known}")
        return kind, Path(url)
    if scheme not in ("sqlite", "duckdb"):
        return "sql", Path()
    path = rest.removeprefix("/")
    if not path or path == ":memory:" or "?" in path:
        raise UsageError(f"{url}: name the file of the database, as in {scheme}:///notices.{scheme}")
    return scheme, Path(path)


def _into_sqlite(reports: Iterable[Report], path: Path) -> int:
    import contextlib
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            return sqlite_.replace_notices(connection, reports)
    except sqlite3.Error as error:
        raise UsageError(_refused(str(path), error)) from error


def _into_duckdb(reports: Iterable[Report], path: Path) -> int:
    import contextlib

    import duckdb

    try:
        with contextlib.closing(duckdb.connect(str(path))) as connection:
            return duckdb_.replace_notices(connection, reports)
    except duckdb.Error as error:
        raise UsageError(_refused(str(path), error)) from error


def _into_sql(reports: Iterable[Report], url: str) -> int:
    import sqlalchemy

    engine, views = _engine(url), latest(reports)
    metadata = sqlalchemy.MetaData()
    tables = {relation.name: _table(relation, metadata) for relation in RELATIONS}
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            for view in views:
                for table in reversed(tables.values()):
                    connection.execute(table.delete().where(table.c.notice_key == notice_key(view.report)))
                for relation in RELATIONS:
                    names = [attribute.name for attribute in relation.attributes]
                    lines = [dict(zip(names, line, strict=True)) for line in relation.lines(view)]
                    if lines:
                        connection.execute(tables[relation.name].insert(), lines)
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise UsageError(_refused(engine.url.render_as_string(hide_password=True), error)) from error
    finally:
        engine.dispose()
    return len(views)


def _engine(url: str) -> sqlalchemy.Engine:
    """Raises UsageError where the URL is not understood or its driver is not installed."""
    import sqlalchemy

    try:
        return sqlalchemy.create_engine(url, hide_parameters=True)
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise UsageError(f"the database URL is not understood ({error}); one is postgresql+pg8000://...") from error
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the driver {error.name} of this database is not installed: pip install {error.name}. "
            "For PostgreSQL: pip install 'hedui[postgresql]' and a URL that begins with postgresql+pg8000://"
        ) from error


def _table(relation: Relation, metadata: sqlalchemy.MetaData) -> sqlalchemy.Table:
    import sqlalchemy

    types: dict[Kind, Any] = {
        "key": sqlalchemy.String(64),
        "word": sqlalchemy.String(64),
        "text": sqlalchemy.Text(),
        "integer": sqlalchemy.Integer(),
        "number": sqlalchemy.Double(),
        "boolean": sqlalchemy.Boolean(),
        "date": sqlalchemy.Date(),
    }
    columns = []
    for attribute in relation.attributes:
        refers = [sqlalchemy.ForeignKey("notices.notice_key")] if attribute.name == "notice_key" else []
        columns.append(
            sqlalchemy.Column(
                attribute.name,
                types[attribute.kind],
                *(refers if relation is not NOTICES else []),
                primary_key=attribute.name in relation.key,
                nullable=not attribute.required,
                autoincrement=False,
            )
        )
    return sqlalchemy.Table(relation.name, metadata, *columns)


def _refused(database: str, error: Exception) -> str:
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()
    return f"{database}: the database cannot be loaded, and nothing in it has changed: {reason[0] if reason else error}"
