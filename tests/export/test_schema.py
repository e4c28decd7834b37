"""The committed JSON Schemas, and that reports keep to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hedui.export.plain import notice_to_plain, report_to_plain
from hedui.export.schema import SchemaName, main, schema, schema_text

from .sample_report import clean, hostile, notice, sample

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
NAMES: list[SchemaName] = ["report", "notice"]


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_what_the_types_say(name: SchemaName) -> None:
    committed = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(name), "run: python -m hedui.export.schema schemas/"


def test_the_command_writes_both(tmp_path: Path) -> None:
    main(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.schema.json", "report.schema.json"]


def test_descriptions_come_from_the_fields() -> None:
    unit = schema("report")["$defs"]["Unit"]["properties"]
    assert unit["name"] == {"description": "单位名称: fully qualified, e.g. 市民政局", "type": "string"}
    assert unit["kind"]["enum"] == ["unit", "collective", "enterprise", "reference"]


def test_the_schema_has_a_name_and_a_version() -> None:
    assert schema("report")["$id"] == "urn:hedui:schema:report:1.0"


def _misfits(value: Any, node: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    """Where the value does not keep to the schema, for the few words of JSON Schema that ours use."""
    if "$ref" in node:
        return _misfits(value, root["$defs"][node["$ref"].rsplit("/", 1)[1]], root, where)
    if "anyOf" in node:
        tries = [_misfits(value, choice, root, where) for choice in node["anyOf"]]
        return min(tries, key=len)
    if "enum" in node:
        return [] if value in node["enum"] else [where]
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    if node.get("type") in kinds:
        return [] if isinstance(value, kinds[node["type"]]) else [where]
    if node.get("type") == "array":
        return _array_misfits(value, node, root, where)
    assert node.get("type") == "object", f"{where}: the test does not know {node}"
    return _object_misfits(value, node, root, where)


def _array_misfits(value: Any, node: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    if not isinstance(value, list) or not node.get("minItems", 0) <= len(value) <= node.get("maxItems", len(value)):
        return [where]
    items = node.get("prefixItems") or [node["items"]] * len(value)
    return [bad for i, item in enumerate(value) for bad in _misfits(item, items[i], root, f"{where}[{i}]")]


def _object_misfits(value: Any, node: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    if not isinstance(value, dict):
        return [where]
    missing = [f"{where}.{key} is missing" for key in node.get("required", ()) if key not in value]
    known = node.get("properties", {})
    extra = [f"{where}.{key} is unknown" for key in value if known and key not in known]
    inside = [
        bad for key in known.keys() & value.keys() for bad in _misfits(value[key], known[key], root, f"{where}.{key}")
    ]
    return missing + extra + inside


def test_reports_and_notices_keep_to_their_schema() -> None:
    for report in (sample(), hostile(), clean()):
        assert _misfits(report_to_plain(report), schema("report"), schema("report"), "report") == []
    assert _misfits(notice_to_plain(notice()), schema("notice"), schema("notice"), "notice") == []


def test_a_misfit_is_seen() -> None:
    plain = report_to_plain(sample())
    plain["clauses"][0]["number"] = 1
    del plain["rows"][0]["spans"]
    assert sorted(_misfits(plain, schema("report"), schema("report"), "report")) == [
        "report.clauses[0].number",
        "report.rows[0].spans is missing",
    ]
