"""`hedui convert` at the command line; the engine has its own tests under tests/batch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hedui.config import Settings


@pytest.fixture
def folder(tmp_path: Path, seen: list[Settings]) -> Path:
    inputs = tmp_path / "in"
    inputs.mkdir()
    for name, text in [("a", "clean"), ("b", "unreadable"), ("c", "error"), ("d", "defect")]:
        (inputs / f"{name}.txt").write_text(text)
    return inputs


def test_bad_files_are_listed_and_the_exit_is_3(command, folder: Path, tmp_path: Path) -> None:
    ended = command("convert", "--engine", "inline", folder, "--output", tmp_path / "out", "--jobs", "1")
    assert (ended.code, ended.out) == (3, b"")
    assert "b.txt: this is no notice [damaged]" in ended.err
    assert "d.txt: defect: KeyError" in ended.err
    assert "2 ok, 0 partial, 2 failed, 0 skipped" in ended.err
    assert (tmp_path / "out" / "c.txt.json").is_file()


def test_findings_do_not_change_the_exit_code(command, folder: Path, tmp_path: Path) -> None:
    ended = command("convert", "--engine", "inline", folder / "c.txt", "--output", tmp_path / "out")
    assert ended.code == 0
    assert "1 error, 0 warning, 0 info" in ended.err


def test_debug_shows_where_a_defect_happened(command, folder: Path, tmp_path: Path) -> None:
    ended = command("--debug", "convert", "--engine", "inline", folder / "d.txt", "--output", tmp_path / "out")
    assert "Traceback" in ended.err


def test_only_the_formats_asked_for_are_written(command, folder: Path, tmp_path: Path) -> None:
    command("convert", "--engine", "inline", folder / "a.txt", "--output", tmp_path / "out", "--format", "jsonl, text")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == [".hedui", "a.txt.txt", "batch.html", "batch.json", "notices.jsonl"]


def test_a_folder_without_notices_is_exit_3_and_still_accounted_for(command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "readme.md").write_text("no notice")
    ended = command("convert", "--engine", "inline", tmp_path / "in", "--output", tmp_path / "out")
    assert ended.code == 3
    assert "no notice found" in ended.err
    (entry,) = json.loads((tmp_path / "out" / "batch.json").read_bytes())["files"]
    assert entry["status"] == "skipped"


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt"],
        ["--output", "out"],
        ["a.txt", "--output", "out", "--format", "word"],
        ["a.txt", "--output", "out", "--format", ","],
        ["a.txt", "--output", "out", "--jobs", "0"],
    ],
)
def test_what_cannot_be_asked_for_writes_nothing(
    command, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(folder)
    assert command("convert", "--engine", "inline", *arguments).code == 2
    assert not (folder / "out").exists()


def test_settings_that_are_not_understood_write_nothing(command, folder: Path, tmp_path: Path) -> None:
    (folder / "hedui.toml").write_text("selct = []")
    ended = command("convert", "--engine", "inline", folder, "--output", tmp_path / "out")
    assert ended.code == 2
    assert "there is no setting 'selct'; did you mean 'select'?" in ended.err
    assert not (tmp_path / "out").exists()


def test_the_language_overrides_the_settings_of_each_folder(
    command, folder: Path, tmp_path: Path, seen: list[Settings]
) -> None:
    (folder / "hedui.toml").write_text('lang = "zh"\nfail_on = "info"\n')
    command("convert", "--engine", "inline", folder / "a.txt", "--output", tmp_path / "out", "--lang", "en")
    assert [(settings.lang, settings.fail_on) for settings in seen] == [("en", "info")]


def test_progress_as_lines_of_json(command, folder: Path, tmp_path: Path) -> None:
    ended = command("convert", "--engine", "inline", folder, "--output", tmp_path / "out", "--progress", "json")
    events = [json.loads(line) for line in ended.err.splitlines() if line.startswith("{")]
    assert [event["event"] for event in events] == ["start", *["done"] * 4, "end"]
    assert [(event["status"], event["reason"]) for event in events[1:-1]] == [
        ("ok", None),
        ("failed", "damaged"),
        ("ok", None),
        ("failed", "defect"),
    ]
    assert events[-2]["failed"] == 2
    assert events[-1]["counts"] == {"ok": 2, "partial": 0, "failed": 2, "skipped": 0}


@pytest.mark.parametrize(("percent", "code"), [("49", 3), ("50", 0), ("100", 0)])
def test_a_share_of_failures_can_be_accepted(command, folder: Path, tmp_path: Path, percent: str, code: int) -> None:
    ended = command("convert", "--engine", "inline", folder, "--output", tmp_path / "out", "--fail-over", percent)
    assert ended.code == code
