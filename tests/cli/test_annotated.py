"""The formats that give the user's own file back, from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hedui.export import exporters

SAMPLES = Path(__file__).parents[2] / "samples"
NOTICE = SAMPLES / "business-climate" / "business-climate"
PARTS = SAMPLES / "river-care"
OWN = sorted(name for name, exporter in exporters().items() if exporter.annotates)


def test_there_are_such_formats() -> None:
    assert OWN == ["docx", "pdf"]


@pytest.mark.parametrize("kind", OWN)
def test_a_notice_comes_back_in_its_own_format(command, tmp_path: Path, kind: str) -> None:
    output = tmp_path / f"with-remarks.{kind}"
    path = NOTICE.with_suffix(f".{kind}")
    assert command("check", path, "--format", kind, "--output", output).code == 1
    assert output.read_bytes()[:2] == path.read_bytes()[:2]
    assert output.read_bytes() != path.read_bytes()


@pytest.mark.parametrize("kind", OWN)
def test_a_notice_of_another_format_is_a_mistake_of_usage(command, tmp_path: Path, kind: str) -> None:
    ended = command("check", NOTICE.with_suffix(".txt"), "--format", kind, "--output", tmp_path / "x")
    assert ended.code == 2
    assert f"is no {kind.upper()}" in ended.err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("kind", OWN)
def test_body_and_attachment_go_to_a_folder(command, tmp_path: Path, kind: str) -> None:
    body, table = PARTS / f"river-care.{kind}", PARTS / f"river-care-attachment.{kind}"
    ended = command("check", body, "--attachment", table, "--format", kind, "--output", tmp_path / "out")
    assert ended.code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"river-care-annotated.{kind}", f"river-care-attachment-annotated.{kind}"]


def test_two_files_do_not_go_to_the_screen(command) -> None:
    body, table = PARTS / "river-care.pdf", PARTS / "river-care-attachment.pdf"
    ended = command("check", body, "--attachment", table, "--format", "pdf")
    assert (ended.code, ended.out) == (2, b"")
    assert "--output FOLDER" in ended.err


def test_a_folder_of_several_formats_gives_each_notice_back_in_its_own(command, tmp_path: Path) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    for kind in ("docx", "pdf", "txt"):
        shutil.copy(NOTICE.with_suffix(f".{kind}"), inputs / f"{kind}-notice.{kind}")
    ended = command("convert", inputs, "--output", output, "--format", "docx,pdf,json", "--jobs", "1")
    assert ended.code == 0
    names = {path.name for path in output.iterdir()}
    annotated = {name for name in names if "annotated" in name}
    assert annotated == {"docx-notice.docx-annotated.docx", "pdf-notice.pdf-annotated.pdf"}
    assert "txt-notice.txt.json" in names


def test_converting_into_the_folder_of_the_inputs_replaces_none_of_them(command, tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    shutil.copy(NOTICE.with_suffix(".docx"), path)
    before = path.read_bytes()
    command("convert", path, "--output", tmp_path, "--format", "docx", "--jobs", "1")
    assert path.read_bytes() == before
    assert (tmp_path / "notice.docx-annotated.docx").is_file()
