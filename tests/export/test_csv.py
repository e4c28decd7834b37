"""The CSV folder and the pandas frames."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.export import ExportOptions, exporter_for
from hedui.export.csv_ import guarded, unguarded
from hedui.export.frames import frames_of
from hedui.export.tables import TABLES
from hedui.export.visible import cell_text

from .sample_report import HOSTILE_TEXTS, LONG_TEXT, clean, hostile, sample

OPTIONS = ExportOptions()
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
NAMES = ["clauses", "findings", "measures", "notices", "rows"]


def _files() -> dict[str, bytes]:
    return exporter_for("csv").write([sample(), hostile(), clean()], OPTIONS)


def _lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_folder_has_one_file_a_table() -> None:
    assert sorted(_files()) == [f"{name}.csv" for name in NAMES]


def test_every_file_starts_with_a_byte_order_mark_so_that_excel_reads_utf8() -> None:
    assert all(data.startswith(b"\xef\xbb\xbf") for data in _files().values())


def test_no_cell_can_become_a_formula() -> None:
    for name, data in _files().items():
        for line in _lines(data):
            bad = [cell for cell in line.values() if cell.lstrip(" 　\u202e").startswith(FORMULA_STARTS)]
            assert bad == [], name


def test_the_guard_takes_nothing_away() -> None:
    texts = [cell_text(text) for text in (*HOSTILE_TEXTS, LONG_TEXT)]
    lines = _lines(exporter_for("csv").write([hostile()], OPTIONS)["clauses.csv"])
    assert [unguarded(line["text"]) for line in lines] == texts


@given(st.text(alphabet="=+-@'\t\r\n ＝　\u202ea1，"))
def test_guarding_is_reversed_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "市民政局", "2031-05-31", "（一）=1", "a=b"])
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_units_are_joined_and_deadlines_stand_as_text_and_as_data() -> None:
    first = _lines(exporter_for("csv").write([sample()], OPTIONS)["clauses.csv"])[0]
    assert first["lead_units"] == "市园林局、市水务局"
    assert first["responsible_units"] == "市政府有关部门、各区人民政府等"
    assert first["deadline"] == "2031年5月底，长期坚持"
    assert first["deadline_date"] == "2031-05-31"
    assert first["ongoing"] == "true"
    assert first["row"] == "1"
    assert first["section"] == "一 改善人居环境"


def test_a_row_without_a_measure_still_has_a_line_among_the_measures() -> None:
    lines = _lines(exporter_for("csv").write([sample()], OPTIONS)["measures.csv"])
    assert [(line["row"], line["text"] == "") for line in lines] == [
        ("1", False),
        ("1", False),
        ("2", False),
        ("3", False),
        ("5", True),
    ]


def test_counts_of_a_notice() -> None:
    (line,) = _lines(exporter_for("csv").write([sample()], OPTIONS)["notices.csv"])
    assert {key: line[key] for key in ("clauses", "rows", "pairs", "errors", "warnings", "infos")} == {
        "clauses": "5",
        "rows": "4",
        "pairs": "3",
        "errors": "5",
        "warnings": "2",
        "infos": "2",
    }


def test_pandas_reads_the_same_cells_as_csv(tmp_path: Path) -> None:
    for name, data in _files().items():
        (tmp_path / name).write_bytes(data)
        frame = pandas.read_csv(tmp_path / name, dtype=str, keep_default_na=False)
        assert frame.to_dict("records") == _lines(data), name


def test_the_frames_are_the_tables() -> None:
    frames = frames_of([sample(), clean()])
    assert sorted(frames) == NAMES
    for table in TABLES:
        assert list(frames[table.name].columns) == [column.name for column in table.columns]
    assert len(frames["clauses"]) == 6
    assert frames["clauses"]["ongoing"].tolist() == [True, False, True, False, False, False]
    assert sample().to_frames()["findings"]["code"].tolist() == [found.code for found in sample().findings]


def test_frames_keep_hostile_text_as_it_is() -> None:
    assert frames_of([hostile()])["clauses"]["text"].tolist() == [*HOSTILE_TEXTS, LONG_TEXT]


def test_the_tables_of_no_reports_have_their_heading() -> None:
    files = exporter_for("csv").write([], OPTIONS)
    assert [len(data.decode("utf-8-sig").splitlines()) for data in files.values()] == [1] * len(NAMES)
    assert all(frame.empty for frame in frames_of([]).values())


def test_the_committed_page_describes_every_file_and_column() -> None:
    page = (Path(__file__).parents[2] / "schemas" / "csv.md").read_text("utf-8")
    for table in TABLES:
        part = page.split(f"## {table.name}.csv")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in part.splitlines() if line.startswith("| `")] == [
            column.name for column in table.columns
        ]
