"""A pipeline that answers at once: these tests are about arguments, streams and exit codes, not about reading."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hedui import pipeline
from hedui.cli import hedui
from hedui.cli.running import run
from hedui.config import Settings
from hedui.errors import InputError
from hedui.model import Accounting, Finding, FindingSpans, Head, Report, Severity, Source


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: bytes
    err: str


Hedui = Callable[..., Ended]


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes]) -> Hedui:
    """Run hedui in this process: `command("check", path)`."""

    def call(*arguments: str | Path) -> Ended:
        code = run(hedui, [str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ended(code, out, err.decode())

    return call


def finding(severity: Severity) -> Finding:
    return Finding(
        "UNT001", "lead-unit-missing", severity, "1", "1", "缺牵头单位", "甲局", "乙局", {}, FindingSpans(), "f1"
    )


def report(body: pipeline.Input, findings: Sequence[Finding] = ()) -> Report:
    source = Source(body.name, hashlib.sha256(body.data).hexdigest(), "text/plain", None)
    return Report(
        "1.0", "0", source, (), Head(title="通知"), (), (), (), (), (), tuple(findings), Accounting(2, {}, ())
    )


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """Replace `pipeline.check`; what is returned fills with the settings of each call.

    A body says what happens: the word error, warning or info is a finding of that severity, `unreadable` an input
    error, `defect` an exception nobody expected, `crash` a rule that
    crashed.
    """
    calls: list[Settings] = []

    def check(
        body: pipeline.Input,
        attachments: Sequence[pipeline.Input] = (),
        settings: Settings | None = None,
        watch: object = None,
    ) -> Report:
        calls.append(settings or Settings())
        word = body.data.decode().strip()
        if word == "unreadable":
            raise InputError(f"{body.name}: this is no notice")
        if word == "defect":
            raise KeyError("a table without cells")
        defects = ("UNT001 lead-unit-missing: KeyError: 0",) if word == "crash" else ()
        return replace(report(body, [finding(word)] if word in ("error", "warning", "info") else []), defects=defects)

    monkeypatch.setattr(pipeline, "check", check)
    return calls


@pytest.fixture
def notice(tmp_path: Path, seen: list[Settings]) -> Callable[[str], Path]:
    """A file that makes the replaced `pipeline.check` do what its text says."""

    def write(text: str) -> Path:
        path = tmp_path / "通知.txt"
        path.write_text(text, "utf-8")
        return path

    return write
