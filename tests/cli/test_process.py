"""The command as a process of its own: how heavy it is, and what happens at its ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "elder-care" / "elder-care.txt"
HEAVY = ("pandas", "numpy", "pdfplumber", "pypdfium2", "openpyxl", "xlsxwriter", "docx", "pydantic", "PIL")
HEAVY += ("tempfile", "zipfile", "statistics", "difflib", "tomllib")

_REPORT_LOADED = """
import sys
from hedui.cli import main
try:
    main(sys.argv[1:])
finally:
    print("loaded:", *sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["rules"], ["check", str(SAMPLE)]])
def test_the_command_starts_without_heavy_libraries(arguments: list[str]) -> None:
    script = _REPORT_LOADED.format(heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert done.stderr == "loaded:\n"
    assert done.stdout


def test_python_m_hedui_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "hedui", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("hedui ")


def test_a_reader_that_stops_early_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "hedui", "rules"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_to_a_full_pipe_is_complete(tmp_path: Path) -> None:
    command = f"{sys.executable} -m hedui check {SAMPLE} --format json | cat"
    piped = subprocess.run(command, shell=True, capture_output=True, check=False).stdout
    target = tmp_path / "report.json"
    subprocess.run(
        [sys.executable, "-m", "hedui", "check", SAMPLE, "--format", "json", "--output", target], check=False
    )
    assert piped == target.read_bytes()
