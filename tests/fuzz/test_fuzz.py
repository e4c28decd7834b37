"""Whatever the bytes are, a file is read or refused with a reason, within its time: it never ends in a defect.

Each target reads in forked processes, so that an endless loop or a crash is found and named as a batch would name it.
The seed is fixed; HEDUI_FUZZ_SEED gives another, HEDUI_FUZZ the number of executions of each target. Finds are kept in
`finds/` and read again every time.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fuzz.mutation import docx_changed, pdf_changed, text_changed
from hedui.batch.limits import Limits
from hedui.batch.pool import ForkPool
from hedui.batch.runs import Job
from hedui.batch.work import Task
from hedui.config import Settings

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FINDS = Path(__file__).resolve().parent / "finds"
SEED = int(os.environ.get("HEDUI_FUZZ_SEED", "1"))
EXECUTIONS = int(os.environ.get("HEDUI_FUZZ", "500"))
ALLOWED = replace(Limits(), cpu_seconds=10, page_seconds=10)
DEFECTS = {"defect", "crash", "no-result", "time-cpu", "time-wall", "rule-defect", "page-crash"}

Mutator = Callable[[bytes, random.Random], bytes]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def seeds(pattern: str) -> list[bytes]:
    """The smallest samples: what is found in a large file is found in a small one sooner."""
    return [path.read_bytes() for path in sorted(SAMPLES.glob(pattern), key=lambda path: path.stat().st_size)[:4]]


def found_defects(inputs: Iterator[bytes]) -> dict[int, str]:
    """Number of an input -> what is wrong with hedui. Only the open files of running jobs are held."""
    held: dict[int, int] = {}

    def jobs() -> Iterator[Job]:
        for number, data in enumerate(inputs):
            held[number] = os.memfd_create("input")
            os.write(held[number], data)
            task = Task(("input",), "input", Settings(), ("json",), keep_report=True)
            yield Job(number, task, (held[number],), ALLOWED)

    bad = {}
    with ForkPool(2) as pool:
        for number, outcome in pool.run(jobs()):
            os.close(held.pop(number))
            if outcome.verdict is not None and outcome.verdict.reason in DEFECTS:
                bad[number] = f"{outcome.verdict.reason}: {outcome.verdict.message}"
    assert held == {}
    return bad


@pytest.mark.parametrize(
    ("pattern", "mutator"), [("*/*.docx", docx_changed), ("*/*.pdf", pdf_changed), ("*/*.txt", text_changed)]
)
def test_changed_samples_are_read_or_refused(pattern: str, mutator: Mutator, tmp_path: Path) -> None:
    originals = seeds(pattern)
    assert originals

    def mutant(number: int) -> bytes:
        chance = random.Random(f"{SEED}-{pattern}-{number}")
        return mutator(chance.choice(originals), chance)

    bad = found_defects(mutant(number) for number in range(EXECUTIONS))
    for number in bad:
        (tmp_path / f"find-{number}").write_bytes(mutant(number))
    assert bad == {}, f"the inputs are in {tmp_path}"


def test_what_was_found_once_stays_mended() -> None:
    finds = sorted(path for path in FINDS.iterdir() if path.name != "README.md")
    assert finds
    bad = found_defects(path.read_bytes() for path in finds)
    assert {finds[number].name: said for number, said in bad.items()} == {}
