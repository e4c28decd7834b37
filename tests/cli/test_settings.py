"""The settings file: what it may say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from hedui.config import Settings, find_settings, load_settings, reaches, selectors
from hedui.errors import SettingsError

RULES = {"UNT001": "lead-unit-missing", "UNT002": "lead-unit-added", "DUE001": "deadline-conflict", "TXT007": "stops"}


def load(folder: Path, text: str, encoding: str = "utf-8") -> Settings:
    path = folder / "hedui.toml"
    path.write_bytes(text.encode(encoding))
    return load_settings(path, RULES)


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, "") == Settings()


def test_everything_can_be_set(tmp_path: Path) -> None:
    text = """
        select = ["UNT", "deadline-conflict"]
        ignore = ["unt002"]
        lang = "en"
        fail_on = "error"
        revisions = "original"
        engine = "pdfplumber"
        conversion_seconds = 90
        [severity]
        UNT001 = "warning"
        deadline-conflict = "off"
        [aliases]
        "市水务局" = "市水利局"
        [pairs]
        "十二" = "12"
        "13" = 14
    """
    assert load(tmp_path, text) == Settings(
        select=("UNT", "deadline-conflict"),
        ignore=("UNT002",),
        lang="en",
        fail_on="error",
        revisions="original",
        engine="pdfplumber",
        conversion_seconds=90.0,
        severity={"UNT001": "warning", "DUE001": "off"},
        aliases={"市水务局": "市水利局"},
        pairs={"十二": "12", "13": "14"},
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("selct = []", "there is no setting 'selct'; did you mean 'select'?"),
        ("xyzzy = 1", "there is no setting 'xyzzy'"),
        ('select = "UNT"', "select must be a list"),
        ('select = ["UNT01"]', "select: there is no rule 'UNT01'; did you mean 'UNT001'?"),
        ("select = ['']", "select: there is no rule ''"),
        ('ignore = ["lead-unit-mising"]', "did you mean 'lead-unit-missing'?"),
        ('lang = "cn"', "lang must be one of zh, en, not 'cn'"),
        ('fail_on = "warn"', "did you mean 'warning'?"),
        ("fail_on = 1", "fail_on must be one of"),
        ('[severity]\nUNT01 = "error"', "severity: there is no rule 'UNT01'; did you mean 'UNT001'?"),
        ('[severity]\nUNT001 = "of"', "severity.UNT001 must be one of error, warning, info, off, not 'of'"),
        ('severity = "error"', "severity must be a table"),
        ("conversion_seconds = 0", "conversion_seconds must be a number of seconds from 1 to 3600, not 0"),
        ("conversion_seconds = true", "conversion_seconds must be a number of seconds"),
        ("[pairs]\n1 = [2]", "pairs must be a table"),
        ("[pairs]\n1 = true", "pairs must be a table"),
        ('[aliases]\na = ""', "aliases must be a table"),
        ('aliases = "nowhere.csv"', "nowhere.csv: the alias table cannot be read"),
        ("select = [", "no valid TOML"),
    ],
)
def test_a_mistake_is_told_with_the_file_and_the_key(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    assert sentence in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not UTF-8"):
        load(tmp_path, '[aliases]\n"甲" = "乙"', "gb18030")


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    assert load(tmp_path, 'lang = "en"\r\nselect = ["UNT"]\r\n', "utf-8-sig").lang == "en"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_aliases_can_stand_in_a_file_beside_the_settings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "names.csv").write_bytes(
        "简称,全称\n# 说明\n\n市城管局,市城市管理局\n市发改委,市发展改革委\n".encode(encoding)
    )
    settings = load(tmp_path, 'aliases = "names.csv"')
    assert settings.aliases == {"市城管局": "市城市管理局", "市发改委": "市发展改革委"}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [("甲,乙\n甲,丙\n", "line 2 gives '甲' a second name"), ("甲\n", "line 1 must have two cells")],
)
def test_a_bad_line_of_an_alias_file_is_told_by_number(tmp_path: Path, lines: str, sentence: str) -> None:
    (tmp_path / "names.csv").write_text(lines, "utf-8")
    with pytest.raises(SettingsError, match=sentence):
        load(tmp_path, 'aliases = "names.csv"')


def test_the_nearest_file_above_the_input_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "2031" / "05"
    deep.mkdir(parents=True)
    (tmp_path / "hedui.toml").write_text("")
    assert find_settings(deep / "notice.txt") == tmp_path / "hedui.toml"
    (deep / "hedui.toml").write_text("")
    assert find_settings(deep / "notice.txt") == deep / "hedui.toml"
    assert find_settings(deep) == deep / "hedui.toml"


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        (Settings(), "error"),
        (Settings(select=("UNT",)), "error"),
        (Settings(select=("lead-unit-missing",)), "error"),
        (Settings(select=("DUE",)), None),
        (Settings(ignore=("UNT001",)), None),
        (Settings(select=("UNT001",), ignore=("UNT",)), None),
        (Settings(severity={"UNT001": "info"}), "info"),
        (Settings(severity={"UNT001": "off"}), None),
        (Settings(severity={"UNT001": "info"}, select=("DUE",)), None),
    ],
)
def test_the_severity_of_a_rule_follows_the_settings(settings: Settings, severity: str | None) -> None:
    assert settings.severity_of("UNT001", "lead-unit-missing", "error") == severity


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        (Settings(), None),
        (Settings(select=("TXT",)), None),
        (Settings(select=("TXT007",)), "info"),
        (Settings(select=("stops",)), "info"),
        (Settings(severity={"TXT007": "warning"}), "warning"),
    ],
)
def test_a_rule_that_is_off_runs_when_it_is_asked_for_by_name(settings: Settings, severity: str | None) -> None:
    assert settings.severity_of("TXT007", "stops", "info", on=False) == severity


def test_a_comma_list_may_have_spaces_and_empty_parts() -> None:
    assert selectors(" UNT001,, due ", RULES, "--select") == ("UNT001", "DUE")


def test_severities_are_ordered() -> None:
    assert [reaches(severity, "warning") for severity in ("info", "warning", "error")] == [False, True, True]
