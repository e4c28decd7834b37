"""Whatever stops a batch, the next run ends with the same outputs, and what is done is not done again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from batch import dying, faults
from hedui import batch
from hedui.batch import inline, journal, pool
from hedui.batch.inputs import STATE_FOLDER
from hedui.batch.journal import Journal
from hedui.batch.workplace import Workplace
from hedui.errors import UsageError

TESTS = Path(__file__).resolve().parents[1]
KILLS = int(os.environ.get("HEDUI_KILLS", "20"))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tests fork and kill")


@pytest.fixture
def convert(monkeypatch: pytest.MonkeyPatch) -> partial[batch.BatchResult]:
    """A batch in this process whose readers only count."""
    monkeypatch.setattr(inline, "convert_bytes", dying.convert)
    monkeypatch.setattr(journal, "code_version", lambda: "the same all the time")
    return partial(batch.convert, formats=("json",), engine="inline")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, convert: object) -> list[str]:
    """The names of the files that are read, as they are read."""
    names: list[str] = []

    def noting(task: object, *arguments: object) -> object:
        names.append(task.names[0])  # type: ignore[attr-defined]
        return dying.convert(task, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(inline, "convert_bytes", noting)
    return names


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"good {name}")
    return folder


def in_process(module: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, start_new_session=True)


@pytest.mark.parametrize(("how", "ends"), [("kill", -9), ("full", faults.GAVE_UP)])
def test_a_fault_at_any_durable_operation_costs_nothing(tmp_path: Path, how: str, ends: int) -> None:
    process = in_process("batch.faults", how, tmp_path)
    found = json.loads(process.communicate(timeout=300)[0])
    assert found["operations"] > 40
    assert found["ways"] == [min(ends, 0), max(ends, 0)]
    assert found["bad"] == []


def test_killed_at_random_again_and_again_the_outputs_are_the_same(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(60):
        (source / f"{number}.txt").write_text(f"pause {number}")
    assert in_process("batch.rounds", source, tmp_path / "calm").wait(120) == 0
    chance, output = random.Random(7), tmp_path / "shaken"
    for _ in range(KILLS):
        process = in_process("batch.rounds", source, output)
        time.sleep(chance.uniform(0.2, 2.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert in_process("batch.rounds", source, output, "retry").wait(120) == 0
    assert faults.outputs(output) == faults.outputs(tmp_path / "calm")


def test_what_is_done_is_not_read_again(source: Path, tmp_path: Path, convert: partial, read: list[str]) -> None:
    first = convert(source, tmp_path / "out")
    again = convert(source, tmp_path / "out")
    assert read == ["a.txt", "b.txt", "c.txt"]
    assert again.files == first.files


def test_what_changed_is_read_again(source: Path, tmp_path: Path, convert: partial, read: list[str]) -> None:
    convert(source, tmp_path / "out")
    (source / "b.txt").write_text("good news")
    (tmp_path / "out" / "c.txt.json").write_text("spoiled")
    convert(source, tmp_path / "out")
    assert read[3:] == ["b.txt", "c.txt"]
    assert (tmp_path / "out" / "b.txt.json").read_text() == "good news"
    assert (tmp_path / "out" / "c.txt.json").read_text() == "good c"


def test_other_formats_or_settings_are_another_matter(
    source: Path, tmp_path: Path, convert: partial, read: list[str]
) -> None:
    convert(source, tmp_path / "out")
    convert(source, tmp_path / "out", formats=("json", "html"))
    convert(source, tmp_path / "out", lang="en")
    assert len(read) == 9


def test_a_failure_is_remembered_until_it_shall_be_tried_again(
    source: Path, tmp_path: Path, convert: partial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "convert_bytes", _out_of_memory)
    assert convert(source, tmp_path / "out").counts["failed"] == 3
    monkeypatch.setattr(inline, "convert_bytes", dying.convert)
    assert convert(source, tmp_path / "out").counts["failed"] == 3
    assert convert(source, tmp_path / "out", retry=True).counts["ok"] == 3


def _out_of_memory(*arguments: object) -> object:
    raise MemoryError


def test_a_damaged_journal_is_set_aside_and_costs_only_time(
    source: Path, tmp_path: Path, convert: partial, read: list[str]
) -> None:
    output = tmp_path / "out"
    first = convert(source, output)
    (output / STATE_FOLDER / "journal.sqlite").write_bytes(b"no database" * 500)
    again = convert(source, output)
    assert [file.status for file in again.files] == [file.status for file in first.files]
    assert len(read) == 6
    assert (output / STATE_FOLDER / "journal.sqlite.damaged").is_file()


def test_a_journal_found_damaged_in_mid_run_ends_the_run_and_not_the_next(
    source: Path, tmp_path: Path, convert: partial, read: list[str]
) -> None:
    output = tmp_path / "out"
    for number in range(200):
        (source / f"more-{number}.txt").write_text(f"good {number}")
    convert(source, output)
    journal_file = output / STATE_FOLDER / "journal.sqlite"
    data = bytearray(journal_file.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    journal_file.write_bytes(data)
    with pytest.raises(UsageError, match=r"was damaged .* The same command reads everything again"):
        convert(source, output)
    assert convert(source, output).counts["ok"] == 203


def test_a_second_run_on_the_same_folder_is_refused(source: Path, tmp_path: Path, convert: partial) -> None:
    with Workplace(tmp_path / "out"), pytest.raises(UsageError, match="another run is writing to"):
        convert(source, tmp_path / "out")
    convert(source, tmp_path / "out")


def keys_begun(output: Path) -> list[str]:
    """The keys a run died over."""
    opened = Journal(output / STATE_FOLDER / "journal.sqlite")
    found = [row[0] for row in opened._db.execute("SELECT key FROM begun")]
    opened.close()
    return found


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_file_that_ended_two_runs_is_set_aside(
    source: Path, tmp_path: Path, convert: partial, read: list[str], deaths: int
) -> None:
    output = tmp_path / "out"
    (source / "b.txt").write_text("killrun")
    for _ in range(deaths):
        assert in_process("batch.rounds", source, output).wait(60) == -signal.SIGKILL
    assert len(keys_begun(output)) >= 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(dying.DEEDS, "killrun", lambda: None)
        again = partial(convert, source, output, formats=("json", "html", "jsonl"))
        reasons = [file.reason for file in again().files]
        if deaths == 1:
            assert "b.txt" in read[-2:]  # after all that no run died over; two were being read
            assert reasons == [None] * 3
        else:
            assert "b.txt" not in read
            assert reasons == [None, "set-aside", None]
            assert again(retry=True).counts["ok"] == 3


def test_an_interrupted_run_blames_no_file(
    source: Path, tmp_path: Path, convert: partial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(inline, "convert_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        convert(source, tmp_path / "out")
    assert keys_begun(tmp_path / "out") == []


def test_ctrl_c_ends_in_order_and_says_how_to_go_on(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(300):
        (source / f"{number}.txt").write_text(f"关于第{number}号事项的通知\n1. 办理。（责任单位：市甲局）\n")
    command = [sys.executable, "-m", "hedui", "convert", source, "--output", tmp_path / "out", "--jobs", "1"]
    process = subprocess.Popen([*command, "--progress", "json"], stderr=subprocess.PIPE, start_new_session=True)
    assert process.stderr is not None
    for line in process.stderr:
        if b'"done"' in line:
            break
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert "run the same command again and it goes on" in said
    assert "Traceback" not in said
    assert keys_begun(tmp_path / "out") == []


def test_the_worker_of_these_tests_is_not_the_real_one() -> None:
    assert pool.WORKER == "hedui.batch.work:convert_bytes"
