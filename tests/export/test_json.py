"""JSON and JSON Lines."""

from __future__ import annotations

import json

from hedui.export import ExportOptions, exporter_for
from hedui.export.plain import report_to_plain

from .sample_report import clean, hostile, sample

OPTIONS = ExportOptions()


def test_json_holds_the_whole_report() -> None:
    for report in (sample(), hostile()):
        (data,) = exporter_for("json").write([report], OPTIONS).values()
        assert json.loads(data) == report_to_plain(report)


def test_json_is_indented_readable_and_ends_in_a_line_feed() -> None:
    (data,) = exporter_for("json").write([sample()], OPTIONS).values()
    assert data.startswith(b'{\n  "schema_version": "1.0",\n')
    assert "云川市".encode() in data
    assert data.endswith(b"}\n")


def test_half_a_surrogate_pair_survives_json() -> None:
    (data,) = exporter_for("json").write([hostile()], OPTIONS).values()
    assert "半个代理\ud83d字符" in [clause["text"] for clause in json.loads(data)["clauses"]]


def test_json_lines_holds_one_report_a_line() -> None:
    reports = [sample(), hostile(), clean()]
    (data,) = exporter_for("jsonl").write(reports, OPTIONS).values()
    assert [json.loads(line) for line in data.decode().splitlines()] == [report_to_plain(r) for r in reports]


def test_no_reports_are_no_lines() -> None:
    assert exporter_for("jsonl").write([], OPTIONS) == {"reports.jsonl": b""}
