"""The outputs that hold all notices are the same whether they are put together in memory or a report at a time."""

from __future__ import annotations

import io
import tracemalloc
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hedui import batch
from hedui.batch import combining
from hedui.batch.work import options_for
from hedui.errors import UsageError
from hedui.export import exporter_for
from hedui.pipeline import check

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FORMATS = ("csv", "jsonl", "xlsx")


def outputs(folder: Path) -> dict[str, bytes]:
    places = [*folder.glob("csv/*.csv"), *folder.glob("notices.*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in places}


def cells(data: bytes) -> dict[str, list[list[tuple[Any, Any]]]]:
    """Sheet -> lines of cells: value and link."""
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    return {
        sheet.title: [[(cell.value, cell.hyperlink and cell.hyperlink.location) for cell in line] for line in sheet]
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("engine", ["inline", "processes"])
def test_a_report_at_a_time_makes_the_same_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Any
) -> None:
    source = [SAMPLES / name / f"{name}.txt" for name in ("elder-care", "flood-season", "school-meals")]
    convert = partial(batch.convert, source, formats=FORMATS, engine=engine)
    first = convert(tmp_path / "out")
    whole = outputs(tmp_path / "out")
    monkeypatch.setattr(combining, "_FEW", 0)
    second = convert(tmp_path / "out")
    streamed = outputs(tmp_path / "out")
    assert second.combined == first.combined
    assert {*whole} == {*streamed} == {*first.combined}
    assert cells(streamed.pop("notices.xlsx")) == cells(whole.pop("notices.xlsx"))
    assert streamed == whole
    assert [path.name for path in (tmp_path / "out" / ".hedui").iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("name", FORMATS)
def test_memory_does_not_grow_with_the_number_of_notices(tmp_path: Path, name: str) -> None:
    report = check(next(SAMPLES.glob("flood-season/*.txt")))
    stream = exporter_for(name).stream
    assert stream is not None

    def peak(count: int) -> int:
        tracemalloc.start()
        stream((report for _ in range(count)), count, options_for("zh"), tmp_path)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)  # what is loaded once
    assert peak(40) < 1.5 * peak(15)


def test_the_same_streamed_workbook_has_the_same_bytes(tmp_path: Path) -> None:
    report = check(next(SAMPLES.glob("business-climate/*.txt")))
    stream = exporter_for("xlsx").stream
    assert stream is not None
    made = []
    for name in "ab":
        (tmp_path / name).mkdir()
        stream(iter([report, report]), 2, options_for("zh"), tmp_path / name)
        made.append((tmp_path / name / "report.xlsx").read_bytes())
    assert made[0] == made[1]


def test_an_output_that_cannot_be_put_in_its_place_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combining, "_FEW", 0)
    (tmp_path / "out" / "csv" / "notices.csv").mkdir(parents=True)
    with pytest.raises(UsageError, match="cannot be written: cannot write csv for all notices: Is a directory"):
        batch.convert(next(SAMPLES.glob("*/*.txt")), tmp_path / "out", ["csv"], engine="inline")
    assert not (tmp_path / "out" / ".hedui" / "combining").exists()
