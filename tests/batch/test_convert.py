"""A batch from end to end, on the project's own samples."""

from __future__ import annotations

import csv
import json
import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from hedui import batch, pipeline
from hedui.batch import BatchResult
from hedui.config import Settings
from hedui.errors import UsageError

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


# A process for each file costs the start of an interpreter: only the tests that are about it pay for it.
convert = partial(batch.convert, engine="inline")


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as an office has it: notices, one with its table apart, a bad file, and files that are no notice."""
    folder = tmp_path / "inbox"
    (folder / "2031").mkdir(parents=True)
    shutil.copy(SAMPLES / "elder-care" / "elder-care.txt", folder / "养老.txt")
    shutil.copy(SAMPLES / "fire-safety" / "fire-safety.docx", folder / "2031" / "消防.docx")
    shutil.copy(SAMPLES / "river-care" / "river-care.txt", folder / "河湖.txt")
    shutil.copy(SAMPLES / "river-care" / "river-care-attachment.txt", folder / "河湖.附件1.txt")
    (folder / "bad.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "说明.md").write_text("no notice")
    monkeypatch.chdir(tmp_path)
    return Path("inbox")


def files(folder: Path) -> dict[str, bytes]:
    """All outputs, what reading cost left out."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    outputs = {name: path.read_bytes() for name, path in found.items() if not name.startswith(".hedui/")}
    account = json.loads(outputs["batch.json"])
    for entry in account["files"]:
        entry |= {"cpu_seconds": None, "peak_bytes": None}
    return outputs | {"batch.json": json.dumps(account).encode()}


def statuses(result: BatchResult) -> dict[str, str]:
    return {file.path: file.status for file in result.files}


def test_every_input_is_named_once_with_its_status(inbox: Path) -> None:
    result = convert(inbox, "out", ["json"])
    assert statuses(result) == {
        "inbox/bad.pdf": "failed",
        "inbox/养老.txt": "ok",
        "inbox/河湖.txt": "ok",
        "inbox/河湖.附件1.txt": "ok",
        "inbox/说明.md": "skipped",
        "inbox/2031/消防.docx": "ok",
    }
    assert result.counts == {"ok": 4, "partial": 0, "failed": 1, "skipped": 1}
    assert [file.path for file in result.failed] == ["inbox/bad.pdf"]


def test_batch_json_says_what_the_result_says(inbox: Path) -> None:
    result = convert(inbox, "out", ["json"])
    written = json.loads(Path("out/batch.json").read_bytes())
    assert written["counts"] == result.counts
    assert {*written["files"][0]} >= {
        *("path", "status", "reason", "output", "sha256", "pages_total", "pages_done", "cpu_seconds", "peak_bytes")
    }
    assert written["files"] == [file.to_plain() for file in result.files]


def test_each_notice_has_a_json_where_batch_json_says(inbox: Path) -> None:
    result = convert(inbox, "out", ["json"])
    outputs = {file.path: file.output for file in result.files if file.output}
    assert outputs == {
        "inbox/养老.txt": "养老.txt.json",
        "inbox/河湖.txt": "河湖.txt.json",
        "inbox/河湖.附件1.txt": "河湖.txt.json",
        "inbox/2031/消防.docx": "2031/消防.docx.json",
    }
    for file in result.files:
        if file.output and not file.attachment_of:
            report = json.loads((Path("out") / file.output).read_bytes())
            assert report["source"]["sha256"] == file.sha256


def test_a_paired_attachment_is_read_with_its_notice(inbox: Path) -> None:
    convert(inbox, "out", ["json"])
    report = json.loads(Path("out/河湖.txt.json").read_bytes())
    assert [source["name"] for source in report["attachments"]] == ["河湖.附件1.txt"]
    assert report["rows"]


def test_one_table_holds_the_lines_of_all_notices(inbox: Path) -> None:
    convert(inbox, "out", ["json", "csv", "xlsx"])
    with Path("out/csv/notices.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + 3
    assert Path("out/notices.xlsx").read_bytes().startswith(b"PK")


def test_the_outputs_are_the_same_bytes_each_time_and_with_any_number_of_jobs(inbox: Path) -> None:
    batch.convert(inbox, "first", jobs=1)
    convert(inbox, "second", jobs=1)
    batch.convert(inbox, "third", jobs=2)
    assert files(Path("first")) == files(Path("second")) == files(Path("third"))
    assert {"batch.json", "notices.xlsx", "csv/findings.csv", "养老.txt.json"} <= set(files(Path("first")))


def test_converting_into_a_folder_inside_the_input_does_not_read_its_own_outputs(inbox: Path) -> None:
    first = convert(inbox, inbox / "out", ["json", "text"])
    assert statuses(convert(inbox, inbox / "out", ["json", "text"])) == statuses(first)


def test_no_output_holds_a_path_of_the_machine(inbox: Path, tmp_path: Path) -> None:
    convert(inbox, "out", ["json", "csv"])
    assert [name for name, data in files(Path("out")).items() if os.fsencode(tmp_path) in data] == []


def test_a_defect_in_one_notice_costs_that_notice(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = pipeline.check

    def sometimes(body: pipeline.Input, *arguments: object) -> object:
        if body.name == "养老.txt":
            raise KeyError("cells")
        return check(body, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "check", sometimes)
    result = convert(inbox, "out", ["json"])
    (entry,) = [file for file in result.files if file.path == "inbox/养老.txt"]
    assert (entry.status, entry.reason, entry.output) == ("failed", "defect", None)
    assert entry.message == "defect: KeyError: 'cells'"
    assert entry.sha256
    assert result.counts["ok"] == 3


def test_a_missing_file_or_a_pipe_is_one_more_failure(inbox: Path) -> None:
    os.mkfifo("pipe.txt")
    result = convert([inbox / "养老.txt", "nowhere.docx", "pipe.txt"], "out", ["json"])
    assert statuses(result) == {"inbox/养老.txt": "ok", "nowhere.docx": "failed", "pipe.txt": "failed"}
    assert [file.reason for file in result.files] == [None, "not-found", "unreadable"]


@pytest.mark.skipif(os.name == "nt", reason="Windows file names are always Unicode")
def test_a_name_that_is_no_utf8_is_escaped(inbox: Path) -> None:
    strange = Path(os.fsdecode(b"inbox/notice\xff.txt"))
    shutil.copy(inbox / "养老.txt", strange)
    result = convert(strange, "out", ["json", "csv", "xlsx"])
    assert statuses(result) == {r"inbox/notice\xff.txt": "ok"}
    assert json.loads(Path("out/batch.json").read_bytes())["counts"]["ok"] == 1


def test_settings_are_those_of_the_nearest_file_above_each_input(inbox: Path) -> None:
    (inbox / "2031" / "hedui.toml").write_text('select = ["RDR"]\n')
    found = {file.path: sum(file.findings.values()) for file in convert(inbox, "out", ["json"]).files}
    (inbox / "2031" / "hedui.toml").unlink()
    without = {file.path: sum(file.findings.values()) for file in convert(inbox, "out", ["json"]).files}
    assert found.pop("inbox/2031/消防.docx") < without.pop("inbox/2031/消防.docx")
    found.pop("inbox/2031/hedui.toml")
    assert found == without


def test_given_settings_hold_for_all(inbox: Path) -> None:
    (inbox / "hedui.toml").write_text("this is no settings file")
    result = convert(inbox, "out", ["json"], settings=Settings(select=("RDR006",)))
    assert result.findings == {"error": 0, "warning": 0, "info": 0}


@pytest.mark.parametrize(("formats", "jobs"), [(["word"], 1), (["json"], 0)])
def test_what_cannot_be_asked_for_writes_nothing(inbox: Path, formats: list[str], jobs: int) -> None:
    with pytest.raises(UsageError):
        convert(inbox, "out", formats, jobs)
    assert not Path("out").exists()


def test_a_watcher_hears_of_every_notice(inbox: Path) -> None:
    class Listener:
        def __init__(self) -> None:
            self.notices = 0
            self.ended: dict[str, str] = {}

        def start(self, notices: int) -> None:
            self.notices = notices

        def done(self, path: str, status: str, reason: str | None) -> None:
            self.ended[path] = status

    listener = Listener()
    convert(inbox, "out", ["json"], watcher=listener)
    assert listener.notices == 4
    assert listener.ended == {
        "inbox/bad.pdf": "failed",
        "inbox/养老.txt": "ok",
        "inbox/河湖.txt": "ok",
        "inbox/2031/消防.docx": "ok",
    }
