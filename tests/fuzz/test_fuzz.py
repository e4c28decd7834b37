"""Whatever the bytes are, a file is read or refused with a reason, within its time: it never ends in a defect.

Each target reads in forked processes, so that an endless loop or a crash is found and named as a batch would name it.
A process reads a group of inputs; where it dies, each input of the group is read again in a process of its own. The
seed is fixed; HEDUI_FUZZ_SEED gives another, HEDUI_FUZZ the number of executions of each target. Finds are kept in
`finds/` and read again every time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fuzz.reading import MUTATORS, ONE, SECONDS, mutant, wrong
from hedui.batch.limits import Limits
from hedui.batch.pool import ForkPool
from hedui.batch.runs import Job
from hedui.batch.work import Task

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FINDS = Path(__file__).resolve().parent / "finds"
SEED = int(os.environ.get("HEDUI_FUZZ_SEED", "1"))
EXECUTIONS = int(os.environ.get("HEDUI_FUZZ", "1500"))
GROUP = 50
ALLOWED = replace(Limits(), cpu_seconds=SECONDS, page_seconds=SECONDS)
ALLOWED_GROUP = replace(Limits(), cpu_seconds=GROUP * SECONDS // 5)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def seeds(form: str) -> list[bytes]:
    """The smallest samples: what is found in a large file is found in a small one sooner."""
    return [path.read_bytes() for path in sorted(SAMPLES.glob(f"*/*.{form}"), key=lambda path: path.stat().st_size)[:4]]


def opened(files: Sequence[bytes]) -> list[int]:
    made = [os.memfd_create("input") for _ in files]
    for descriptor, data in zip(made, files, strict=True):
        os.write(descriptor, data)
    return made


def found_alone(inputs: Iterable[tuple[int, bytes]]) -> dict[int, str]:
    """Number of an input -> what is wrong with hedui; each is read in a process of its own."""
    held: dict[int, list[int]] = {}

    def jobs() -> Iterator[Job]:
        for number, data in inputs:
            held[number] = opened([data])
            yield Job(number, ONE, tuple(held[number]), ALLOWED)

    bad = {}
    with ForkPool(2) as pool:
        for number, outcome in pool.run(jobs()):
            for descriptor in held.pop(number):
                os.close(descriptor)
            if (said := wrong(outcome)) is not None:
                bad[number] = said
    assert held == {}
    return bad


def found_in_groups(form: str, executions: int, worker: str) -> dict[int, str]:
    """As `found_alone`, for the changed samples of a form."""
    originals = seeds(form)
    assert originals
    files = tuple(opened(originals))
    firsts = range(0, executions, GROUP)
    groups = [range(first, min(first + GROUP, executions)) for first in firsts]
    tasks = [Task((form, str(SEED), str(one.start), str(one.stop)), "many", ONE.settings, (), False) for one in groups]
    bad: dict[int, str] = {}
    with ForkPool(2, worker) as pool:
        for at, outcome in pool.run(Job(n, task, files, ALLOWED_GROUP) for n, task in enumerate(tasks)):
            if outcome.verdict is None:
                bad |= {int(number): said for number, said in json.loads(outcome.files["bad"]).items()}
                continue
            alone = found_alone((number, mutant(form, SEED, number, originals)) for number in groups[at])
            said = f"{outcome.verdict.reason}: {outcome.verdict.message}, only after others of its group"
            bad |= alone or {groups[at].start: said}
    for descriptor in files:
        os.close(descriptor)
    return bad


@pytest.mark.parametrize("form", MUTATORS)
def test_changed_samples_are_read_or_refused(form: str, tmp_path: Path) -> None:
    bad = found_in_groups(form, EXECUTIONS, "fuzz.reading:read_many")
    for number in bad:
        (tmp_path / f"find-{number}").write_bytes(mutant(form, SEED, number, seeds(form)))
    assert bad == {}, f"the inputs are in {tmp_path}"


def test_a_group_that_dies_is_read_again_one_by_one() -> None:
    bad = found_in_groups("txt", 3, "batch.dying:exit_at_once")
    assert bad == {
        0: "no-result: the process that read the file ended without a result, only after others of its group"
    }


def test_what_was_found_once_stays_mended() -> None:
    finds = sorted(path for path in FINDS.iterdir() if path.name != "README.md")
    assert finds
    bad = found_alone((number, path.read_bytes()) for number, path in enumerate(finds))
    assert {finds[number].name: said for number, said in bad.items()} == {}
