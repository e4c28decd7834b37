"""A long batch: files a second, and the memory of the supervising process from its beginning to its end.

    python benchmarks/batch_soak.py [FILES] [JOBS]

Makes FILES (default 1,000) small notices, converts them with JOBS (default 1) readers at a time, converts them again
(all is done then), and prints figures for docs/reliability.md and docs/scale.md. Linux only.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from hedui.batch import convert

_BODY = """关于做好第{number}号事项的通知
各有关单位：
1. 按期办结第{number}号事项。（责任单位：市甲局；完成时限：2031年6月底）
"""
_SAMPLES = 20


class Memory:
    """A watcher that notes the resident memory of this process, in KiB, at even distances."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self._done = self._every = 0

    def start(self, notices: int) -> None:
        self._every = max(1, notices // _SAMPLES)

    def done(self, path: str, status: str, reason: str | None) -> None:
        self._done += 1
        if self._done % self._every == 0:
            self.seen.append(resident())
            print(f"  {self._done} done, {self.seen[-1]} KiB", file=sys.stderr, flush=True)


def resident() -> int:
    """Resident memory of this process in KiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 10


def converted(source: Path, output: Path, jobs: int, files: int) -> tuple[float, list[int]]:
    memory = Memory()
    started = time.perf_counter()
    result = convert(source, output, ["json", "jsonl"], jobs, watcher=memory)
    seconds = time.perf_counter() - started
    if result.counts["ok"] != files:
        raise SystemExit(f"something went wrong: {result.counts}")
    return seconds, [*memory.seen, resident()]


def main(files: int, jobs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "in", Path(folder) / "out"
        source.mkdir()
        for number in range(files):
            (source / f"{number:06}.txt").write_text(_BODY.format(number=number), "utf-8")
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; before the batch {resident()} KiB")
        seconds, memory = converted(source, output, jobs, files)
        print(f"{files} files, {jobs} at a time, in {seconds:.0f} s: {files / seconds:.1f} a second")
        print("memory of the supervisor, KiB, over the run and at its end:", *memory)
        seconds, memory = converted(source, output, jobs, files)
        print(f"the same again, all done: {seconds:.1f} s; memory at the end {memory[-1]} KiB")
        print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
