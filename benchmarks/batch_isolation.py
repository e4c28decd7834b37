"""What isolation costs: the same notices converted in this process and each in a process of its own.

    python benchmarks/batch_isolation.py [NOTICES]

Both sides do the whole work of a batch: hashing, journal, flushed outputs; one notice at a time. They take turns in
small groups, so that other work on the machine disturbs both alike. Printed for each form are the clock and the
processor time a notice (that of the supervisor, the parent of the readers and the readers together), and how much of it
is the durable writing, which both sides do: the journal and the flushed files. Linux only.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from accuracy.__main__ import SEED  # type: ignore[import-not-found]
from accuracy.building import build

from hedui.batch import engine, running
from hedui.batch.inline import InlinePool
from hedui.batch.pool import ForkPool

SMALL = """关于做好第{number}号事项的通知
各有关单位：
1. 按期办结第{number}号事项。（责任单位：市甲局；完成时限：2031年6月底）
"""
GROUP = 10


def small_texts(number: int) -> tuple[str, bytes]:
    return f"{number}.txt", SMALL.format(number=number).encode()


def invented(form: str) -> Callable[[int], tuple[str, bytes]]:
    """The notices of the accuracy corpus, every one another text: what one taught must not make the next one cheap."""

    def made(number: int) -> tuple[str, bytes]:
        return f"{number}.{form}", build(SEED, number, form).files[0]

    return made


class Shared:
    """A pool that is started once for many batches, so that its start is counted once, and apart."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    def __enter__(self) -> Any:
        return self._pool

    def __exit__(self, *error: object) -> None:
        pass


class Writing:
    """Time spent in durable writing."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            started = time.perf_counter()
            try:
                return function(*arguments)
            finally:
                self.seconds += time.perf_counter() - started

        return timed


def processor_seconds(pool: Any) -> float:
    """Of this process; with it that of the parent of the readers, and of the readers that ended."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    own = used.ru_utime + used.ru_stime
    if not isinstance(pool, ForkPool):
        return own
    times = Path(f"/proc/{pool._zygote.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]
    return own + sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def converted(source: Path, output: Path, pool: Any) -> tuple[float, float]:
    """Clock and processor seconds of a batch."""
    engine.__dict__["_pool"] = lambda *_: Shared(pool)
    before, started = processor_seconds(pool), time.perf_counter()
    result = engine.convert(source, output, ["json"])
    clock, used = time.perf_counter() - started, processor_seconds(pool) - before
    if result.counts["failed"]:
        raise SystemExit(f"something went wrong: {result.counts}")
    return clock, used


def measured(work: Path, make: Callable[[int], tuple[str, bytes]], notices: int, inline: Any, forked: Any) -> str:
    writing = Writing()
    kept = running.write_folder, running.Journal.begin, running.Journal.finish
    running.__dict__["write_folder"] = writing.around(kept[0])
    running.Journal.begin, running.Journal.finish = writing.around(kept[1]), writing.around(kept[2])  # type: ignore[method-assign]
    sides: dict[str, list[tuple[float, float]]] = {"in": [], "apart": []}
    try:
        for group in range(notices // GROUP + 1):
            source = work / f"{make(0)[0]}-{group}"
            source.mkdir()
            for number in range(group * GROUP, (group + 1) * GROUP):
                name, data = make(number)
                (source / name).write_bytes(data)
            for side, pool in (("in", inline), ("apart", forked)):
                output = work / f"{source.name}-{side}"
                found = converted(source, output, pool)
                if group:  # the first group warms both up
                    sides[side].append(found)
    finally:
        running.__dict__["write_folder"], running.Journal.begin, running.Journal.finish = kept  # type: ignore[method-assign]
    spent = {
        side: [statistics.median(run[which] for run in runs) / GROUP * 1000 for which in (0, 1)]
        for side, runs in sides.items()
    }
    durable = writing.seconds / (2 * GROUP * (notices // GROUP + 1)) * 1000
    clock, processor = (spent["apart"][which] - spent["in"][which] for which in (0, 1))
    return (
        f"{spent['in'][0]:7.1f} {spent['apart'][0]:7.1f} {clock:7.1f} {spent['in'][1]:10.1f} {spent['apart'][1]:7.1f} "
        f"{processor:7.1f} {durable:9.1f}"
    )


def main(notices: int) -> None:
    forms = {"small text": small_texts} | {f"notice {form}": invented(form) for form in ("txt", "docx", "pdf")}
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; ms a notice, medians over groups of {GROUP}")
    print("                  clock                     processor               of it durable")
    print("                   in    apart    cost         in   apart    cost   writing")
    with tempfile.TemporaryDirectory() as folder, InlinePool() as inline, ForkPool(1) as forked:
        for number, (form, make) in enumerate(forms.items()):
            work = Path(folder) / str(number)
            work.mkdir()
            print(f"{form:12}", measured(work, make, notices, inline, forked), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
