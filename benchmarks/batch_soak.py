"""What a batch costs: the price of isolation, files a second, and the memory of the supervising process.

    python benchmarks/batch_soak.py [FILES]

Makes FILES (default 1,000) small notices, converts them in one process and isolated, and prints figures for
docs/reliability.md and docs/scale.md. Linux only.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from hedui.batch import convert
from hedui.batch.engine import Runner

_BODY = """关于做好第{number}号事项的通知
各有关单位：
1. 按期办结第{number}号事项。（责任单位：市甲局；完成时限：2031年6月底）
"""
_SAMPLES = 10


class Memory:
    """A watcher that notes the resident memory of this process ten times in a batch."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self._done = self._every = 0

    def start(self, notices: int) -> None:
        self._every = max(1, notices // _SAMPLES)

    def done(self, path: str, status: str, reason: str | None) -> None:
        self._done += 1
        if self._done % self._every == 0:
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            self.seen.append(pages * os.sysconf("SC_PAGE_SIZE") >> 10)


def measured(source: Path, output: Path, jobs: int, engine: Runner) -> tuple[float, list[int]]:
    memory = Memory()
    started = time.perf_counter()
    result = convert(source, output, ["json", "jsonl"], jobs, engine=engine, watcher=memory)
    seconds = time.perf_counter() - started
    if result.counts["ok"] != len(result.files):
        raise SystemExit(f"something went wrong: {result.counts}")
    return seconds, memory.seen


def main(files: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = work / "in"
        source.mkdir()
        for number in range(files):
            (source / f"{number:06}.txt").write_text(_BODY.format(number=number), "utf-8")
        few = work / "few"
        few.mkdir()
        for path in sorted(source.iterdir())[:200]:
            (few / path.name).write_bytes(path.read_bytes())
        inside, _ = measured(few, work / "inline", 1, "inline")
        apart, _ = measured(few, work / "apart", 1, "processes")
        print(f"in one process: {inside / 200 * 1000:.1f} ms a file; isolated: {apart / 200 * 1000:.1f} ms a file")
        print(
            f"isolation costs {(apart - inside) / 200 * 1000:.1f} ms a file, the start of the parent process included"
        )
        seconds, memory = measured(source, work / "out", os.cpu_count() or 1, "processes")
        print(f"{files} files in {seconds:.1f} s: {files / seconds:.1f} a second on {os.cpu_count()} cores")
        print("memory of the supervisor, KiB, over the run:", *memory)
        seconds, _ = measured(source, work / "out", 1, "processes")
        print(f"the same again, all done: {seconds:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
