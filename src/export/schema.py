"""JSON Schemas of the report and the notice, generated from the dataclasses in `hedui.model`.

A field is described by the string in its `Annotated[...]`, a type by the first line of its docstring. Every key is
always written, so every key is required; further keys are allowed, because adding one is no new version.

    python -m hedui.export.schema schemas/
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from .. import model

SchemaName = Literal["report", "notice"]

_ROOTS: dict[SchemaName, type] = {"report": model.Report, "notice": model.Notice}


def schema_text(name: SchemaName) -> str:
    """The schema as it is committed under schemas/, with a line feed at its end."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: SchemaName) -> dict[str, Any]:
    """The schema of what `hedui check --format json` or `hedui.read` hands on, as JSON Schema 2020-12."""
    from pydantic import TypeAdapter

    root = _ROOTS[name]
    generated = TypeAdapter(root).json_schema(mode="serialization")
    definitions = generated.pop("$defs")
    properties = _described(generated, root)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:hedui:schema:{name}:{model.SCHEMA_VERSION}",
        "title": f"hedui {name} {model.SCHEMA_VERSION}",
    }
    types = {kind: _described(definitions[kind], getattr(model, kind)) for kind in sorted(definitions)}
    return head | properties | {"$defs": types}


def _described(generated: dict[str, Any], kind: type) -> dict[str, Any]:
    """The schema of one dataclass with our descriptions instead of generated titles."""
    hints = get_type_hints(kind, include_extras=True)
    properties = {}
    for field in dataclasses.fields(kind):
        said = _said(hints[field.name])
        plain = _bare(generated["properties"][field.name])
        properties[field.name] = ({"description": said} if said else {}) | plain
    first_line = (kind.__doc__ or "").strip().split("\n", 1)[0]
    described = {"description": first_line} if not first_line.startswith(f"{kind.__name__}(") else {}
    return {"type": "object"} | described | {"properties": properties, "required": list(properties)}


def _said(hint: Any) -> str | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((extra for extra in get_args(hint)[1:] if isinstance(extra, str)), None)


def _bare(node: Any) -> Any:
    """The node without generated titles, descriptions and defaults."""
    if isinstance(node, dict):
        return {key: _bare(value) for key, value in node.items() if key not in ("title", "default", "description")}
    return [_bare(item) for item in node] if isinstance(node, list) else node


def main(folder: Path) -> None:
    """Write report.schema.json and notice.schema.json into the folder."""
    for name in _ROOTS:
        path = folder / f"{name}.schema.json"
        path.write_bytes(schema_text(name).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
