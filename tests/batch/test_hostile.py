"""A folder of files made to harm whoever reads them: each ends with one status, and nothing is left of them.

The files come from a generator that is not part of the project: `../shared/hostile/generate.py OUT`, or the program
that HEDUI_HOSTILE names. It needs pikepdf and msoffcrypto-tool.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hedui.batch.reasons import REASONS
from hedui.batch.result import shown

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = Path(os.environ.get("HEDUI_HOSTILE", ROOT.parent / "shared" / "hostile" / "generate.py"))
NEEDS = ("pikepdf", "msoffcrypto")
MARK = "HEDUI_HOSTILE_RUN"
DEFECTS = {"defect", "rule-defect", "no-result", "time-wall", "set-aside"}

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only"),
    pytest.mark.skipif(not GENERATOR.is_file(), reason="there is no generator of hostile files"),
    pytest.mark.skipif(
        not all(map(importlib.util.find_spec, NEEDS)), reason=f"{' and '.join(NEEDS)} are not installed"
    ),
]


def resident(process: int) -> int:
    """Resident memory of a process in MiB."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def marked(mark: str) -> list[str]:
    """The living processes that were started with this mark in their environment."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and f"{MARK}={mark}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found


def test_every_hostile_file_ends_with_one_status_and_costs_only_itself(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    subprocess.run([sys.executable, GENERATOR, source], check=True, stdout=subprocess.DEVNULL, timeout=600)
    inputs = {str(path) for path in source.rglob("*") if not path.is_dir() or path.is_symlink()}
    assert len(inputs) > 200
    command = [sys.executable, "-m", "hedui", "convert", source, "--output", output, "--format", "json"]
    environment = os.environ | {MARK: str(tmp_path)}
    with subprocess.Popen(
        [*command, "--jobs", "2", "--progress", "json"], env=environment, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        memory = [resident(process.pid) for line in process.stderr if b'"event": "done"' in line]
    assert process.returncode == 3
    assert marked(str(tmp_path)) == []
    assert max(memory) - memory[len(memory) // 10] < 16
    ends = {
        entry["path"]: (entry["status"], entry["reason"])
        for entry in json.loads((output / "batch.json").read_bytes())["files"]
    }
    assert {*ends} == {shown(Path(path)) for path in inputs if not Path(path).name.startswith(".")}
    wrong = {path: end for path, end in ends.items() if end[1] in DEFECTS or (end[1] and REASONS[end[1]][0] != end[0])}
    assert wrong == {}
