"""A process lives for one file: what its parent has not loaded, it would load again for each file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hedui.batch.warming import _notices
from hedui.pipeline import Input, check

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = TESTS.parent / "samples"


def test_after_the_warm_up_reading_loads_no_module_no_table_and_no_grammar() -> None:
    samples = [path for form in ("txt", "docx", "pdf") for path in sorted(SAMPLES.glob(f"*/*.{form}"))]
    assert samples
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "batch.loading", *map(str, samples)]
    found = json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)
    assert found == {path.name: [] for path in samples}


def test_the_notice_of_the_warm_up_is_read_whole_in_each_form() -> None:
    reports = [check(Input(name, data)) for name, data in _notices()]
    assert [(len(report.clauses), len(report.rows)) for report in reports] == [(5, 4)] * len(reports)
    assert all(report.findings for report in reports)
