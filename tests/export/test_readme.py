"""Every command of the output table in the README runs as it stands and writes what it names."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import pytest

from hedui.cli.commands import hedui as command
from hedui.cli.running import run
from hedui.export import exporters

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "business-climate" / "business-climate"
README = (ROOT / "README.md").read_text("utf-8")
TABLE = README.split("### Every output")[1].split("\n## ")[0]
COMMANDS = re.findall(r"`hedui ([^`]*)` \|", TABLE)


def test_the_table_names_every_format() -> None:
    named = set(re.findall(r"--format (\w+)", TABLE)) | {"text"}
    assert set(exporters()) <= named
    assert {line.split()[0] for line in COMMANDS} == {"check", "convert", "compare", "ledger", "load"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the files that the commands name lie."""
    for name in ("通知.docx", "通知.pdf", "旧版.docx"):
        shutil.copy(SAMPLE.with_suffix(Path(name).suffix), tmp_path / name)
    shutil.copy(ROOT / "samples" / "farmland" / "farmland.docx", tmp_path / "新版.docx")
    (tmp_path / "收文").mkdir()
    shutil.copy(SAMPLE.with_suffix(".docx"), tmp_path / "收文")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_table_writes_its_output(
    line: str, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    words = shlex.split(line)
    named = words[words.index("--format") + 1] if "--format" in words else "text"
    needs = exporters()[named].needs if named in exporters() else None
    if words[0] == "load" or (needs and importlib.util.find_spec(needs[0]) is None):
        pytest.skip("a database server, or a library that is not installed; tests/sinks has them")
    assert run(command, words) in (0, 1)
    if "--output" not in words:
        assert len(capfdbinary.readouterr().out) > 500
        return
    output = desk / words[words.index("--output") + 1]
    files = [output] if output.is_file() else [path for path in output.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) > 500
