"""LibreOffice opens the workbook and shows every text as it is written, formulas and errors nowhere."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from hedui.export import ExportOptions, exporter_for
from hedui.export.workbook import COLOURED
from hedui.model import Report

from .sample_report import CATALOGUE, hostile, sample

OFFICE = shutil.which("soffice")
# Fields parted by commas, texts in quotes, UTF-8, from line 1, cells as shown, every sheet a file of its own.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize("build", [sample, hostile])
def test_every_cell_reads_the_same_in_libreoffice(build: Callable[[], Report], tmp_path: Path) -> None:
    (data,) = exporter_for("xlsx").write([build()], ExportOptions(catalogue=CATALOGUE)).values()
    (tmp_path / "report.xlsx").write_bytes(data)
    command = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", EVERY_SHEET, "--outdir", tmp_path, tmp_path / "report.xlsx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        with (tmp_path / f"report-{sheet.title}.csv").open(encoding="utf-8", newline="") as file:
            read = list(csv.reader(file))
        written = [["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]
        assert [list(map(_lines_of_office, line)) for line in read] == [
            list(map(_lines_of_office, line)) for line in written
        ], sheet.title


def _lines_of_office(text: str) -> str:
    """NOTE: LibreOffice itself breaks the lines of a cell with line feeds after some 16,000 characters."""
    return text.replace("\n", "") if len(text) > COLOURED else text
