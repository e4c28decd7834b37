"""Convert files and folders: one output per notice, outputs that hold all of them, and `batch.json`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol

from .. import pipeline
from ..config import Lang, Settings, find_settings, load_settings
from ..errors import UsageError
from ..export import Exporter, exporter_for
from .inputs import Bundle, Candidate, find_inputs, in_bundles
from .pool import run_tasks
from .result import BatchResult, FileResult, shown
from .work import Outcome, Task, exported, options_for
from .writing import write_folder, write_whole

DEFAULT_FORMATS = ("json", "csv", "xlsx")
COMBINED_NAME = "notices"
BATCH_FILE = "batch.json"


class Watcher(Protocol):
    """Hears how a batch goes on: how many notices there are, then each one's end."""

    def start(self, notices: int) -> None: ...
    def done(self, path: Path, *, failed: bool) -> None: ...


def convert(
    paths: Sequence[str | Path] | str | Path,
    output: str | Path,
    formats: Sequence[str] = DEFAULT_FORMATS,
    jobs: int = 1,
    *,
    settings: Settings | None = None,
    lang: Lang | None = None,
    watcher: Watcher | None = None,
) -> BatchResult:
    """Convert notices, files or whole folders, into `output`.

    Each notice becomes `<its path>.json` (and so on for other formats that hold one notice); CSV, XLSX and JSON Lines
    hold all notices together. `batch.json` names every input with its status. A file that cannot be read never stops
    the others. The outputs depend on inputs and settings alone, not on `jobs`, the clock or earlier runs.

    With `jobs` above 1 worker processes are spawned; a script must then guard its entry (`if __name__ == "__main__"`).
    Without `settings`, each input is checked under the nearest `hedui.toml` above it. `lang` overrides their language.

    Raises:
        UsageError: unknown format, no such number of jobs, settings not understood, or the output cannot be written.
    """
    if jobs < 1:
        raise UsageError(f"jobs must be 1 or more, not {jobs}")
    chosen = [exporter_for(name) for name in dict.fromkeys(formats)]
    target = Path(output)
    candidates = find_inputs(_as_paths(paths), target)
    bundles = in_bundles(candidates)
    tasks = _tasks(bundles, chosen, _settings_finder(settings, lang))
    outcomes = _run(tasks, jobs, target, watcher)
    combined = _combined(tasks, outcomes, chosen, lang)
    write_folder(target, combined)
    files = _results(candidates, bundles, outcomes)
    result = BatchResult(output=target, files=files, combined=tuple(combined))
    write_whole(target / BATCH_FILE, result.to_json())
    return result


def _as_paths(paths: Sequence[str | Path] | str | Path) -> list[Path]:
    return [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]


def _settings_finder(settings: Settings | None, lang: Lang | None) -> Callable[[Path], Settings]:
    """The settings of an input by its path: the caller's, or those of the nearest file above it, each read once."""

    @cache
    def load(found: Path | None) -> Settings:
        chosen = settings or (load_settings(found, _rules()) if found else Settings())
        return replace(chosen, lang=lang) if lang else chosen

    return lambda path: load(None if settings else find_settings(path))


def _rules() -> dict[str, str]:
    return {info.code: info.rule for info in pipeline.rule_catalogue()}


def _tasks(bundles: list[Bundle], chosen: list[Exporter], settings_of: Callable[[Path], Settings]) -> dict[int, Task]:
    alone = sorted((exporter.name for exporter in chosen if not exporter.combines), key=lambda name: name != "json")
    keep_report = any(exporter.combines for exporter in chosen)
    return {
        number: Task(
            body=bundle.body.path,
            attachments=tuple(attachment.path for attachment in bundle.attachments),
            stem=bundle.body.key.as_posix(),
            settings=settings_of(bundle.body.path),
            formats=tuple(alone),  # JSON first: it is the output that batch.json names
            keep_report=keep_report,
        )
        for number, bundle in enumerate(bundles)
    }


def _run(tasks: dict[int, Task], jobs: int, target: Path, watcher: Watcher | None) -> dict[int, Outcome]:
    """Run every task and write what it made at once; the bytes are not kept, only their names."""
    outcomes: dict[int, Outcome] = {}
    if watcher:
        watcher.start(len(tasks))
    for number, outcome in run_tasks(tasks, jobs):
        write_folder(target, outcome.files)
        outcomes[number] = replace(outcome, files=dict.fromkeys(outcome.files, b""))
        if watcher:
            watcher.done(tasks[number].body, failed=outcome.failed)
    return outcomes


def _combined(
    tasks: dict[int, Task], outcomes: dict[int, Outcome], chosen: list[Exporter], lang: Lang | None
) -> dict[str, bytes]:
    """The outputs that hold all notices, in the order of the inputs, whatever order they were finished in."""
    # NOTE: all reports are in memory here; a batch of many thousands needs these formats written as a stream.
    reports = [report for number in tasks if (report := outcomes[number].report) is not None]
    options = options_for(lang or next((task.settings.lang for task in tasks.values()), "zh"))
    files: dict[str, bytes] = {}
    for exporter in chosen:
        if exporter.combines:
            files |= exported(reports, exporter, exporter.name if exporter.folder else COMBINED_NAME, options)
    return files


def _results(
    candidates: list[Candidate], bundles: list[Bundle], outcomes: dict[int, Outcome]
) -> tuple[FileResult, ...]:
    """One entry for every input, in the order they were found."""
    entries: dict[Path, FileResult] = {}
    for number, bundle in enumerate(bundles):
        for index, candidate in enumerate((bundle.body, *bundle.attachments)):
            entries.setdefault(candidate.path, _result(candidate, index, bundle, outcomes[number]))
    return tuple(entries.get(candidate.path) or _skipped(candidate) for candidate in candidates)


def _result(candidate: Candidate, index: int, bundle: Bundle, outcome: Outcome) -> FileResult:
    return FileResult(
        path=shown(candidate.path),
        status="failed" if outcome.failed else "ok",
        reason=outcome.reason,
        output=shown(Path(next(iter(outcome.files)))) if outcome.files else None,
        sha256=outcome.digests[index] if index < len(outcome.digests) else None,
        attachment_of=shown(bundle.body.path) if index else None,
        findings=outcome.findings if not index else {},
        trace=outcome.trace if not index else None,
    )


def _skipped(candidate: Candidate) -> FileResult:
    reason = candidate.refused or "an attachment whose notice has it in its own format"
    return FileResult(path=shown(candidate.path), status="skipped", reason=reason)
