"""The committed forms of every sample are what its source renders to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from render import rendered
from rendering import parse_source

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SOURCES = sorted(SAMPLES.glob("*/*.notice"))


def test_there_are_at_least_eight_samples() -> None:
    assert len(SOURCES) >= 8


def content(data: bytes) -> bytes | dict[str, bytes]:
    """The bytes themselves, or the members of a DOCX: its compression may differ from one zlib to the next."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_rendering_a_source_gives_the_committed_files(source: Path) -> None:
    for path, data in rendered(source).items():
        assert content(path.read_bytes()) == content(data), path.name


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_rendering_twice_gives_the_same_bytes(source: Path) -> None:
    assert rendered(source) == rendered(source)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_nothing_lies_beside_a_source_but_its_forms_and_its_expectation(source: Path) -> None:
    expected = {path.name for path in rendered(source)} | {source.name, "expected.json"}
    assert {path.name for path in source.parent.iterdir()} == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@heding 标题", "unknown directive @heding"),
        ("@table 1 2\n| 一个\n@end", "1 cells in a table of 2 columns"),
        ("@table 1 2\n| 甲 | 乙", "no @end"),
    ],
)
def test_a_source_that_breaks_the_form_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_source(text)
