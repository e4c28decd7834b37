"""What a user sees after installing the wheel, run by `make wheel-smoke` with the Python of a fresh environment.

It needs nothing but hedui itself: no test tools. The argument is the installed command.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def run(command: str, *arguments: str | Path, expected: int = 0) -> str:
    """Run the command outside the checkout, so that only what is installed can be found."""
    with tempfile.TemporaryDirectory() as elsewhere:
        done = subprocess.run([command, *map(str, arguments)], capture_output=True, cwd=elsewhere, check=False)
    if done.returncode != expected:
        raise SystemExit(f"hedui {arguments}: exit {done.returncode}, not {expected}\n{done.stderr.decode()}")
    return done.stdout.decode()


def main(command: str) -> None:
    import hedui

    assert run(command, "--version") == f"hedui {hedui.__version__}\n"
    assert "check" in run(command, "--help")
    assert "UNT001" in run(command, "rules")
    for form in ("txt", "docx", "pdf"):
        differing = SAMPLES / "business-climate" / f"business-climate.{form}"
        report = json.loads(run(command, "check", differing, "--format", "json", expected=1))
        assert any(finding["code"] == "UNT001" for finding in report["findings"]), differing
    with tempfile.TemporaryDirectory() as output:
        run(command, "convert", SAMPLES / "elder-care", "--output", output)
        made = {path.relative_to(output).as_posix() for path in Path(output).rglob("*") if path.is_file()}
        assert {"batch.json", "notices.xlsx", "csv/findings.csv", "elder-care.docx.json"} <= made, made
    print(f"the installed hedui {hedui.__version__} works")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve().as_posix())
