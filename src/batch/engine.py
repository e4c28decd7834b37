"""Convert files and folders: one output per notice, outputs that hold all of them, and `batch.json`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

from .. import pipeline
from ..config import Lang, Settings, find_settings, load_settings
from ..errors import UsageError
from ..export import Exporter, exporter_for
from .archives import without_archives
from .combining import combine
from .fresh import FreshPool
from .inline import InlinePool
from .inputs import find_inputs, with_unique_keys
from .pairing import Bundle, in_bundles, one_per_folder
from .pool import ForkPool
from .remote import fetch, is_remote, publish, staging_folder
from .result import BatchResult
from .running import Plan, Pool, Run, Watcher
from .summary import summary_page
from .work import Task
from .workplace import Workplace
from .writing import write_whole

DEFAULT_FORMATS = ("json", "csv", "xlsx")
BATCH_FILE = "batch.json"
BATCH_PAGE = "batch.html"

Runner = Literal["processes", "inline", "ray"]


def convert(
    paths: Sequence[str | Path] | str | Path,
    output: str | Path,
    formats: Sequence[str] = DEFAULT_FORMATS,
    jobs: int = 1,
    *,
    settings: Settings | None = None,
    lang: Lang | None = None,
    watcher: Watcher | None = None,
    bundle: bool = False,
    retry: bool = False,
    engine: Runner = "processes",
) -> BatchResult:
    """Convert notices, files or whole folders, into `output`.

    Each notice becomes `<its path>.json` (and so on for other formats that hold one notice); CSV, XLSX and JSON Lines
    hold all notices together. `batch.json` names every input with its status. A file that cannot be read, whatever it
    does to the process that reads it, never stops the others. The outputs depend on inputs and settings alone, not on
    `jobs`, the clock or earlier runs; only `batch.json` says what reading cost.

    A run that was interrupted goes on when the same call is made again; what is done and unchanged is not read again.
    `retry` reads again what failed. With `bundle` each folder and each ZIP is one notice with its attachments. Engines:
    "processes" (one process a file, `jobs` at a time), "inline" (this process: no protection) and "ray" (a cluster).

    Without `settings`, each input is checked under the nearest `hedui.toml` above it. `lang` overrides their language.

    Inputs and the output may be URLs of any store that fsspec knows (`s3://...`), where fsspec is installed.

    Raises:
        UsageError: unknown format, no such number of jobs, settings not understood, the output cannot be written, or
            another run is writing to it.
    """
    if jobs < 1:
        raise UsageError(f"jobs must be 1 or more, not {jobs}")
    chosen = [exporter_for(name) for name in dict.fromkeys(formats)]
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    target = staging_folder(os.fspath(output)) if is_remote(output) else Path(output)
    settings_of = _settings_finder(settings, lang)
    candidates = find_inputs([Path(path) for path in given if not is_remote(path)], target)
    for candidate in candidates:
        settings_of(candidate.path)  # settings that are not understood end the batch before anything is written
    with Workplace(target) as place:
        fetched = fetch([os.fspath(path) for path in given if is_remote(path)], place.unpacked)
        found = without_archives([*candidates, *fetched], place.unpacked, process_pool())
        candidates = list(with_unique_keys(found))
        bundles = one_per_folder(candidates) if bundle else in_bundles(candidates)
        plan = [Plan(one, _task(one, chosen, settings_of)) for one in bundles]
        run = Run(plan, target, place.journal, watcher, retry=retry)
        run.go(lambda: _pool(engine, jobs))
        common: Lang = lang or (plan[0].task.settings.lang if plan else "zh")
        combined = combine(place.journal, run.keys(), target, [exporter.name for exporter in chosen], common)
        result = BatchResult(output=target, files=run.results(candidates), combined=combined)
        write_whole(target / BATCH_PAGE, summary_page(result))
        write_whole(target / BATCH_FILE, result.to_json())
    if is_remote(output):
        publish(target, os.fspath(output))
    return result


def process_pool() -> type[ForkPool] | type[FreshPool]:
    """How a file gets a process of its own on this system."""
    return ForkPool if sys.platform == "linux" else FreshPool


def _pool(engine: Runner, jobs: int) -> Pool:
    if engine == "inline":
        return InlinePool()
    if engine == "ray":
        from .on_ray import RayPool

        return RayPool(jobs)
    return process_pool()(jobs)


def _settings_finder(settings: Settings | None, lang: Lang | None) -> Callable[[Path], Settings]:
    """The settings of an input by its path: the caller's, or those of the nearest file above it, each read once."""

    @cache
    def load(found: Path | None) -> Settings:
        chosen = settings or (load_settings(found, _rules()) if found else Settings())
        return replace(chosen, lang=lang) if lang else chosen

    @cache
    def nearest(folder: Path) -> Path | None:
        return find_settings(folder / "input")

    return lambda path: load(None if settings else nearest(path.parent))


def _rules() -> dict[str, str]:
    return {info.code: info.rule for info in pipeline.rule_catalogue()}


def _task(bundle: Bundle, chosen: Sequence[Exporter], settings_of: Callable[[Path], Settings]) -> Task:
    alone = sorted((exporter.name for exporter in chosen if not exporter.combines), key=lambda name: name != "json")
    return Task(
        names=tuple(candidate.place.name for candidate in bundle.files),
        stem=bundle.body.key.as_posix(),
        settings=settings_of(bundle.body.path),
        formats=tuple(alone),  # JSON first: it is the output that batch.json names
        keep_report=any(exporter.combines for exporter in chosen),
    )
