"""Every sink holds the same tables, whatever the text says, and a notice that is loaded again is replaced."""

from __future__ import annotations

import builtins
import datetime
import importlib.util
import io
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import hedui
from export.sample_report import hostile, sample
from hedui.cli.commands import hedui as command
from hedui.cli.running import run
from hedui.errors import MissingDependencyError, UsageError
from hedui.export import ExportOptions, exporter_for
from hedui.export.databases import load_reports
from hedui.export.relations import RELATIONS, document, latest, notice_key
from hedui.model import Report
from sinks.postgresql import running_postgresql

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
Tables = dict[str, list[tuple[Any, ...]]]


def _reports() -> list[Report]:
    other = replace(hostile(), source=replace(hostile().source, sha256="b" * 64))
    return [sample(), other, hedui.check(SAMPLES / "business-climate/business-climate.txt")]


def _wanted(reports: list[Report]) -> Tables:
    """What the tables must hold, sorted: no database promises an order."""
    return {
        relation.name: _sorted([line for view in latest(reports) for line in relation.lines(view)])
        for relation in RELATIONS
    }


def _sorted(lines: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(lines, key=lambda line: [str(value) for value in line])


def _typed(tables: Tables) -> Tables:
    """SQLite has neither dates nor booleans: its text and numbers as the relations have them."""
    kinds = {relation.name: [attribute.kind for attribute in relation.attributes] for relation in RELATIONS}
    return {
        name: [tuple(_value(value, kind) for value, kind in zip(line, kinds[name], strict=True)) for line in lines]
        for name, lines in tables.items()
    }


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "boolean":
        return bool(value)
    return datetime.date.fromisoformat(value) if kind == "date" and isinstance(value, str) else value


def _in_sqlite(path: Path) -> Tables:
    with sqlite3.connect(path) as connection:
        tables = {r.name: connection.execute(f'SELECT * FROM "{r.name}"').fetchall() for r in RELATIONS}
    return {name: _sorted(lines) for name, lines in _typed(tables).items()}


def _in_duckdb(path: Path) -> Tables:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: pip install 'hedui[duckdb]'")
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = {r.name: connection.execute(f'SELECT * FROM "{r.name}"').fetchall() for r in RELATIONS}
    return {name: _sorted(lines) for name, lines in tables.items()}


def _in_sql(url: str) -> Tables:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        tables = {
            r.name: [tuple(line) for line in connection.execute(sqlalchemy.text(f'SELECT * FROM "{r.name}"'))]
            for r in RELATIONS
        }
    engine.dispose()
    return {name: _sorted(lines) for name, lines in tables.items()}


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Callable[[], Tables]]:
    """A URL, and what the database behind it holds."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql")
        return url, lambda: _in_sql(url)
    if request.param == "duckdb":
        pytest.importorskip("duckdb", reason="duckdb is not installed: pip install 'hedui[duckdb]'")
        return f"duckdb:///{tmp_path}/n.duckdb", lambda: _in_duckdb(tmp_path / "n.duckdb")
    return f"sqlite:///{tmp_path}/n.sqlite", lambda: _in_sqlite(tmp_path / "n.sqlite")


def test_a_database_holds_every_line_and_a_second_load_replaces_it(
    database: tuple[str, Callable[[], Tables]],
) -> None:
    url, held = database
    reports = _reports()
    assert load_reports(reports, url) == 3
    wanted = _wanted(reports)
    assert min(map(len, wanted.values())) > 0
    assert held() == wanted
    changed = replace(sample(), findings=(), clauses=sample().clauses[:1], pairs=())
    assert load_reports([changed], url) == 1
    assert held() == _wanted([changed, *reports[1:]])


def test_a_load_that_fails_changes_nothing(database: tuple[str, Callable[[], Tables]]) -> None:
    url, held = database
    load_reports(_reports(), url)
    broken = replace(sample(), clauses=(*sample().clauses, object()))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        load_reports([hedui.check(SAMPLES / "farmland/farmland.txt"), broken], url)
    assert held() == _wanted(_reports())


def test_the_sqlite_file_of_an_export_holds_every_line(tmp_path: Path) -> None:
    (data,) = exporter_for("sqlite").write(_reports(), ExportOptions()).values()
    (tmp_path / "x.sqlite").write_bytes(data)
    assert _in_sqlite(tmp_path / "x.sqlite") == _wanted(_reports())


def test_sqlite_keeps_its_keys(tmp_path: Path) -> None:
    load_reports([sample()], str(tmp_path / "x.sqlite"))
    with sqlite3.connect(tmp_path / "x.sqlite") as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("DELETE FROM notices")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO clauses SELECT * FROM clauses")


def test_the_duckdb_file_of_an_export_holds_every_line(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="duckdb is not installed: pip install 'hedui[duckdb]'")
    (data,) = exporter_for("duckdb").write(_reports(), ExportOptions()).values()
    (tmp_path / "x.duckdb").write_bytes(data)
    assert _in_duckdb(tmp_path / "x.duckdb") == _wanted(_reports())


def test_the_parquet_files_hold_every_line_with_its_type() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'hedui[parquet]'")
    parquet = pytest.importorskip("pyarrow.parquet")
    files = exporter_for("parquet").write(_reports(), ExportOptions())
    assert sorted(files) == sorted(f"{relation.name}.parquet" for relation in RELATIONS)
    tables = {name: parquet.read_table(io.BytesIO(data)) for name, data in files.items()}
    lines = {
        name.removesuffix(".parquet"): _sorted([tuple(line.values()) for line in table.to_pylist()])
        for name, table in tables.items()
    }
    assert lines == _wanted(_reports())
    assert str(tables["deadlines.parquet"].schema.field("due_date").type) == "date32[day]"
    assert str(tables["units.parquet"].schema.field("open_list").type) == "bool"


@pytest.mark.parametrize("name", ["sqlite", "parquet"])
def test_the_same_reports_give_the_same_bytes(name: str) -> None:
    needs = {"parquet": "pyarrow"}.get(name)
    if needs and importlib.util.find_spec(needs) is None:
        pytest.skip(f"{needs} is not installed")
    once, again = (exporter_for(name).write(_reports(), ExportOptions()) for _ in range(2))
    assert once == again


def test_the_key_of_a_notice_changes_with_its_attachments() -> None:
    alone = replace(sample(), attachments=())
    assert notice_key(alone) == alone.source.sha256
    one = replace(alone, attachments=(replace(alone.source, sha256="c" * 64),))
    other = replace(alone, attachments=(replace(alone.source, sha256="d" * 64),))
    assert len({notice_key(alone), notice_key(one), notice_key(other)}) == 3


@pytest.mark.parametrize(("name", "extra"), [("parquet", "parquet"), ("duckdb", "duckdb")])
def test_a_missing_library_is_named_with_its_extra(name: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda library: None)
    with pytest.raises(MissingDependencyError, match=rf"pip install 'hedui\[{extra}\]'"):
        exporter_for(name)
    with pytest.raises(MissingDependencyError, match=r"hedui\[sql\]"):
        load_reports([], "postgresql+pg8000://x@127.0.0.1/x")


def test_sqlite_needs_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] in ("sqlalchemy", "pandas", "pyarrow", "duckdb"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert load_reports([sample()], f"sqlite:///{tmp_path}/x.sqlite") == 1


@pytest.mark.parametrize("url", ["notices.txt", "sqlite://", "sqlite:///:memory:", "nosuch://x/y"])
def test_a_url_that_is_none_is_refused_before_any_work(url: str) -> None:
    pytest.importorskip("sqlalchemy")
    with pytest.raises(UsageError):
        load_reports([sample()], url)


def test_a_file_that_is_no_database_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database at all, but text" * 40)
    with pytest.raises(UsageError, match=r"x\.db"):
        load_reports([sample()], str(tmp_path / "x.db"))


def test_a_password_is_never_shown() -> None:
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("pg8000")
    with pytest.raises(UsageError) as caught:
        load_reports([sample()], "postgresql+pg8000://hedui:geheim@127.0.0.1:1/x")
    assert "geheim" not in str(caught.value)


def test_the_command_loads_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    source = SAMPLES / "river-care"
    assert run(command, ["load", str(source), "--database", f"sqlite:///{path}", "--jobs", "1"]) == 0
    with sqlite3.connect(path) as connection:
        (notices,) = connection.execute("SELECT count(*) FROM notices").fetchone()
        led = connection.execute(
            "SELECT count(*) FROM measures JOIN units ON units.notice_key = measures.notice_key"
            " AND owner = 'measure' AND owner_id = measure_id WHERE role = 'lead'"
        ).fetchone()
    assert notices == 3  # DOCX, PDF and TXT of one notice, each with its attachment
    assert led[0] > 0


def test_the_committed_page_describes_every_table() -> None:
    text = (ROOT / "schemas" / "tables.md").read_text("utf-8")
    assert text.endswith(document())
