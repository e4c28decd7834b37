"""`hedui check`: what goes to stdout, what to stderr, and the exit code."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hedui.config import Settings

Notice = Callable[[str], Path]


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("clean", "info", 0),
        ("info", "info", 1),
        ("info", "warning", 0),
        ("info", None, 0),
        ("warning", None, 1),
        ("warning", "error", 0),
        ("error", "error", 1),
        ("unreadable", None, 3),
        ("defect", None, 4),
        ("crash", None, 4),
    ],
)
def test_the_exit_code_says_how_it_went(command, notice: Notice, text: str, fail_on: str | None, code: int) -> None:
    arguments = ["--fail-on", fail_on] if fail_on else []
    assert command("check", notice(text), *arguments).code == code


def test_json_is_one_report_on_stdout_and_nothing_is_said(command, notice: Notice) -> None:
    ended = command("check", notice("error"), "--format", "json")
    assert json.loads(ended.out)["findings"][0]["code"] == "UNT001"
    assert ended.err == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_language_reaches_the_pipeline(command, notice: Notice, seen: list[Settings], lang: str) -> None:
    command("check", notice("clean"), "--lang", lang)
    assert [settings.lang for settings in seen] == [lang]


def test_select_and_ignore_are_comma_lists_in_any_case(command, notice: Notice, seen: list[Settings]) -> None:
    command("check", notice("clean"), "--select", "unt001, DUE", "--ignore", "punctuation-differs")
    assert [(settings.select, settings.ignore) for settings in seen] == [(("UNT001", "DUE"), ("punctuation-differs",))]


def test_the_command_line_overrides_the_settings_file(command, notice: Notice, seen: list[Settings]) -> None:
    path = notice("info")
    path.with_name("hedui.toml").write_text('fail_on = "info"\nselect = ["UNT"]\nignore = ["DUE"]\nlang = "en"\n')
    assert command("check", path).code == 1
    assert command("check", path, "--fail-on", "error", "--select", "MAT", "--lang", "zh").code == 0
    file, line = seen
    assert (file.select, file.lang) == (("UNT",), "en")
    assert (line.select, line.ignore, line.lang) == (("MAT",), ("DUE",), "zh")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "odt"], "no output format 'odt'"),
        (["--format", "csv"], "say where with --output"),
        (["--select", "UNX"], "--select: there is no rule 'UNX'; did you mean 'UNT'?"),
        (["--ignore", "deadline-conflicts"], "did you mean 'deadline-conflict'?"),
        (["--fail-on", "fatal"], "'fatal' is not one of"),
        (["--colour"], "No such option"),
        (["--config", "nowhere.toml"], "nowhere.toml: the settings file cannot be read"),
    ],
)
def test_what_cannot_be_asked_for_is_said_in_one_sentence(
    command, notice: Notice, arguments: list[str], sentence: str
) -> None:
    ended = command("check", notice("clean"), *arguments)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.startswith("hedui: ")
    assert sentence in ended.err


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_an_input_that_is_no_file_is_one_sentence_and_exit_3(command, name: str) -> None:
    ended = command("check", name)
    assert (ended.code, ended.out) == (3, b"")
    assert ended.err.startswith("hedui: ")
    assert ended.err.count("\n") == 1


def test_a_defect_is_named_as_one_and_shows_no_traceback(command, notice: Notice) -> None:
    ended = command("check", notice("defect"))
    assert "a defect of hedui" in ended.err
    assert "KeyError: 'a table without cells'" in ended.err
    assert "Traceback" not in ended.err


def test_a_rule_that_crashed_is_told_and_the_report_is_still_given(command, notice: Notice) -> None:
    ended = command("check", notice("crash"), "--format", "json")
    assert json.loads(ended.out)["notice"]["title"] == "通知"
    assert "a defect in a rule of hedui: UNT001" in ended.err


def test_debug_shows_the_traceback_of_a_defect(command, notice: Notice) -> None:
    assert "Traceback" in command("--debug", "check", notice("defect")).err


def test_ctrl_c_ends_with_130(command, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    path = notice("clean")
    monkeypatch.setattr("hedui.pipeline.check", interrupted)
    assert (command("check", path).code) == 130


def test_output_goes_to_the_file_alone(command, notice: Notice, tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.json"
    ended = command("check", notice("error"), "--format", "json", "--output", target)
    assert (ended.code, ended.out) == (1, b"")
    assert json.loads(target.read_bytes())["findings"]
    assert [path.name for path in target.parent.iterdir()] == ["report.json"]


def test_csv_goes_to_a_folder(command, notice: Notice, tmp_path: Path) -> None:
    command("check", notice("error"), "--format", "csv", "--output", tmp_path / "tables")
    assert (tmp_path / "tables" / "findings.csv").is_file()


def test_an_output_must_not_replace_the_input(command, notice: Notice) -> None:
    path = notice("clean")
    ended = command("check", path, "--format", "json", "--output", path)
    assert ended.code == 2
    assert path.read_text("utf-8") == "clean"


def test_an_output_must_not_replace_an_attachment(command, notice: Notice, tmp_path: Path) -> None:
    table = tmp_path / "table.txt"
    table.write_text("clean")
    ended = command("check", notice("clean"), "--attachment", table, "--output", tmp_path / "." / "table.txt")
    assert (ended.code, table.read_text()) == (2, "clean")


@pytest.mark.parametrize(("format_", "there"), [("json", "folder"), ("csv", "file")])
def test_an_output_of_the_wrong_kind_is_refused(
    command, notice: Notice, tmp_path: Path, format_: str, there: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept")
    ended = command("check", notice("clean"), "--format", format_, "--output", tmp_path / there)
    assert ended.code == 2
    assert (tmp_path / "file").read_text() == "kept"


def test_an_output_that_cannot_be_written_is_said(command, notice: Notice, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = command("check", notice("clean"), "--output", tmp_path / "file" / "report.txt")
    assert ended.code == 2
    assert "cannot write" in ended.err


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_workbook_is_not_written_to_a_terminal(command, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    path = notice("clean")
    monkeypatch.setattr(sys, "stdout", _Terminal(io.BytesIO(), encoding="utf-8"))
    ended = command("check", path, "--format", "xlsx")
    assert ended.code == 2
    assert "--output FILE" in ended.err


def test_a_workbook_may_go_into_a_pipe(command, notice: Notice) -> None:
    assert command("check", notice("clean"), "--format", "xlsx").out.startswith(b"PK")


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False)])
def test_colour_is_for_terminals_that_want_it(
    command, notice: Notice, monkeypatch: pytest.MonkeyPatch, no_color: str | None, coloured: bool
) -> None:
    path = notice("error")
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", _Terminal(screen, encoding="utf-8"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    command("check", path)
    assert (b"\x1b[" in screen.getvalue()) is coloured


def test_a_terminal_that_is_not_utf8_gets_its_own_encoding(
    command, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = notice("error")
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", _Terminal(screen, encoding="gb18030"))
    command("check", path)
    assert "缺牵头单位" in screen.getvalue().decode("gb18030")
