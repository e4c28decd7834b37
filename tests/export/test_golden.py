"""The same sample report through every format, compared with what is committed under golden/.

`HEDUI_GOLDEN=rewrite` writes the files anew; look at the difference before you commit it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from hedui.export import ExportOptions, exporter_for, exporters
from hedui.model import Report

from .sample_report import CATALOGUE, clean, hostile, sample

GOLDEN = Path(__file__).parent / "golden"
REWRITE = os.environ.get("HEDUI_GOLDEN") == "rewrite"

# The workbook is zipped, and how it is packed depends on the version of zlib: its cells are compared instead.
NOT_TEXT = {"xlsx"}

# Formats that give the user's own file back have no sample here: their tests annotate real files.
# Data sinks are read back table by table in tests/sinks, and some need a library that may be missing.
SINKS = {"duckdb", "parquet", "sqlite"}
WITHOUT_FILES = sorted(
    name for name, exporter in exporters().items() if exporter.annotates is None and name not in SINKS
)


def _files(report: Report, lang: str) -> Iterator[tuple[str, bytes]]:
    options = ExportOptions(lang=lang, width=80, catalogue=CATALOGUE)
    for name in WITHOUT_FILES:
        for file, data in exporter_for(name).write([report], options).items():
            yield (f"{file}.txt", _cells(data)) if name in NOT_TEXT else (file, data)


def _cells(data: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    lines = []
    for sheet in book.worksheets:
        lines.append(f"== {sheet.title}")
        lines += [" | ".join(repr(cell.value) for cell in line) for line in sheet.iter_rows()]
    return ("\n".join(lines) + "\n").encode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_writes_what_is_committed(lang: str) -> None:
    folder = GOLDEN / lang
    written = dict(_files(sample(), lang))
    if REWRITE:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in written.items():
            (folder / name).write_bytes(data)
    assert sorted(path.name for path in folder.iterdir()) == sorted(written)
    differing = [name for name, data in written.items() if (folder / name).read_bytes() != data]
    assert differing == [], "run with HEDUI_GOLDEN=rewrite and look at the difference"


def test_the_rewrite_switch_is_off_in_ci() -> None:
    assert not (REWRITE and os.environ.get("CI")), "HEDUI_GOLDEN=rewrite makes the comparison pass whatever is written"


@pytest.mark.parametrize("name", WITHOUT_FILES)
def test_every_format_keeps_the_contract(name: str) -> None:
    exporter = exporter_for(name)
    for report in (sample(), hostile(), clean()):
        once, again = (exporter.write([report], ExportOptions(catalogue=CATALOGUE)) for _ in range(2))
        assert once == again, "the same input gives the same bytes"
        assert exporter.folder or len(once) == 1
        assert all(isinstance(data, bytes) and data for data in once.values())


@pytest.mark.parametrize("name", WITHOUT_FILES)
def test_every_format_works_without_a_catalogue(name: str) -> None:
    assert exporter_for(name).write([sample()], ExportOptions())


def test_the_formats() -> None:
    assert {"csv", "docx", "html", "json", "jsonl", "pdf", "text", "xlsx"} <= set(exporters())
    assert {name for name, exporter in exporters().items() if exporter.combines} == {"csv", "jsonl", "xlsx", *SINKS}


def test_listing_the_formats_imports_nothing_heavy() -> None:
    code = (
        "import sys; from hedui.export import exporters; exporters();"
        "print([name for name in ('pandas', 'numpy', 'xlsxwriter', 'pydantic', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
