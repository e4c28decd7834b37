"""What reading the samples loads after the warm-up: `python -m batch.loading FILE...` prints it as JSON, by file."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import hedui
from hedui.batch.warming import warm_up
from hedui.batch.work import Task, convert_bytes
from hedui.config import Settings

PACKAGE = str(Path(hedui.__file__).resolve().parent)

if __name__ == "__main__":
    warm_up()
    loaded: list[str] = []
    compiled = re._compiler.compile  # type: ignore[attr-defined]

    def noting(pattern: object, flags: int = 0) -> object:
        loaded.append(f"grammar {str(pattern)[:60]}")
        return compiled(pattern, flags)

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and str(arguments[0]).startswith(PACKAGE):
            loaded.append(f"table {arguments[0]}")
        elif event == "import" and arguments[0] not in sys.modules:
            loaded.append(f"module {arguments[0]}")

    re._compiler.compile = noting  # type: ignore[attr-defined]
    sys.addaudithook(hear)
    found: dict[str, list[str]] = {}
    for path in map(Path, sys.argv[1:]):
        loaded.clear()
        outcome = convert_bytes(Task((path.name,), path.name, Settings(), ("json", "html"), True), [path.read_bytes()])
        assert outcome.report, path
        found[path.name] = loaded.copy()
    sys.stdout.write(json.dumps(found))
