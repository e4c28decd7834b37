"""What a batch has done so far, in SQLite: so that an interrupted run goes on, and a finished one costs nothing again.

An entry is keyed by what its outputs depend on: the bytes and names of the files, the settings, the formats, and the
code that reads (`key_of`). It is written after the outputs are safely on the disk. A file that is being read stands in
`begun`: what still stands there when a run starts was being read when the last run died.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from .._version import VERSION
from ..errors import UsageError
from .work import Task, settings_to_plain

_SCHEMA = """
CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, record TEXT NOT NULL, report BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS begun (key TEXT PRIMARY KEY, strikes INTEGER NOT NULL) WITHOUT ROWID;
"""
JOURNAL_FILE = "journal.sqlite"
_LAYOUT = 1
"""Version of the tables."""

_READING_LIBRARIES = ("lxml", "pypdfium2", "pdfplumber", "rapidfuzz", "regex", "xlsxwriter")


class Journal:
    """The journal of one output folder. One process writes it; the lock of the folder sees to that.

    Raises:
        UsageError: it cannot be opened or written (a full disk, say): the run can go on later.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._open()
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise self._trouble(error) from error
            self._set_aside()
            self._reopen()

    def _reopen(self) -> None:
        try:
            self._open()
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _open(self) -> None:
        self._db = sqlite3.connect(self._path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        (layout,) = self._db.execute("PRAGMA user_version").fetchone()
        if layout not in (0, _LAYOUT):
            raise UsageError(f"{self._path} was written by another version of hedui; give another output folder")
        self._db.executescript(_SCHEMA)
        self._db.execute(f"PRAGMA user_version = {_LAYOUT}")

    def close(self) -> None:
        self._db.close()

    def done(self, key: str) -> dict[str, Any] | None:
        """The record of a notice that was finished."""
        row = self._ask("SELECT record FROM done WHERE key = ?", key)
        return None if row is None else json.loads(row[0])

    def report(self, key: str) -> bytes | None:
        """The report of a finished notice, as its outcome had it."""
        row = self._ask("SELECT report FROM done WHERE key = ?", key)
        return None if row is None else row[0]

    def strikes(self, key: str) -> int:
        """How many runs died while this notice was being read."""
        row = self._ask("SELECT strikes FROM begun WHERE key = ?", key)
        return 0 if row is None else int(row[0])

    def begin(self, key: str) -> None:
        """Say that a notice is going to be read."""
        self._tell(
            ("INSERT INTO begun VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET strikes = strikes + 1", (key,)),
        )

    def finish(self, key: str, record: dict[str, Any], report: bytes | None) -> None:
        """Say that a notice is read, and its outputs are on the disk."""
        text = json.dumps(record)
        self._tell(
            ("INSERT OR REPLACE INTO done VALUES (?, ?, ?)", (key, text, report)),
            ("DELETE FROM begun WHERE key = ?", (key,)),
        )

    def forgive(self, keys: Iterable[str]) -> None:
        """These were not finished, and it was not their fault: the run was stopped in an orderly way."""
        self._tell(*(("UPDATE begun SET strikes = strikes - 1 WHERE key = ?", (key,)) for key in keys))
        self._tell(("DELETE FROM begun WHERE strikes <= 0", ()))

    def _ask(self, statement: str, key: str) -> Any:
        try:
            return self._db.execute(statement, (key,)).fetchone()
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _tell(self, *statements: tuple[str, tuple[Any, ...]]) -> None:
        """All of them or none, on the disk when this returns."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for statement, values in statements:
                self._db.execute(statement, values)
            commit(self._db)
        except sqlite3.Error as error:
            raise self._trouble(error) from error
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        """Where a transaction failed, or was interrupted."""
        with suppress(sqlite3.Error):  # closed by then, where the journal is damaged
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _set_aside(self) -> None:
        """Give a damaged journal another name. It only saves work: without it everything is read again."""
        self._db.close()
        for end in ("-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        self._path.replace(self._path.with_name(self._path.name + ".damaged"))

    def _trouble(self, error: sqlite3.Error) -> UsageError:
        if _is_damage(error):
            self._set_aside()
            return UsageError(f"{self._path} was damaged ({error}). The same command reads everything again.")
        return UsageError(f"cannot write {self._path}: {error}. Nothing finished is lost; the same command goes on.")


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def commit(database: sqlite3.Connection) -> None:
    """Make a transaction durable."""
    database.execute("COMMIT")


def key_of(task: Task, digests: Sequence[str]) -> str:
    """What the outputs of a notice depend on, as one name."""
    names = [name.encode("utf-8", "surrogateescape").hex() for name in task.names]
    return _hashed([content_key(task, digests), names, task.formats, task.keep_report])


def content_key(task: Task, digests: Sequence[str]) -> str:
    """What the findings of a notice depend on: two files with the same are duplicates, whatever their names."""
    return _hashed([code_version(), settings_to_plain(task.settings), list(digests)])


def _hashed(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


@cache
def code_version() -> str:
    """The version of hedui, of its very code and tables, and of the libraries it reads with."""
    digest = hashlib.sha256(VERSION.encode())
    package = Path(__file__).resolve().parent.parent
    for path in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".csv", ".toml", ".json", ".txt")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for name in _READING_LIBRARIES:
        try:
            digest.update(metadata.version(name).encode())
        except metadata.PackageNotFoundError:
            digest.update(b"-")
    return digest.hexdigest()
