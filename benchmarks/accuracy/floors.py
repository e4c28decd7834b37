"""The pinned floors: figures below which a run fails, with the hash of the notices they were measured on."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from pathlib import Path

from .building import build
from .scoring import Scores

FLOORS = Path(__file__).resolve().parent / "floors.json"
LOWER_IS_BETTER = frozenset({"alarmed clean notices", "false alarms per 100 clean clauses"})

Floors = dict[str, float | str]


def corpus_hash(seed: int, numbers: Iterable[int]) -> str:
    """Hash of what the notices say and of what is expected of them; TXT form, which no library's version changes."""
    digest = hashlib.sha256()
    for number in numbers:
        built = build(seed, number, "txt")
        for data in built.files:
            digest.update(data)
        digest.update(repr(built.plan.findings).encode())
    return digest.hexdigest()[:16]


def measured(scores: Scores) -> dict[str, float]:
    """The figures that floors are set on, rounded down to three places (up where lower is better)."""
    figures = {
        "findings F1": scores.findings.f1,
        "lowest recall of a rule": min(count.recall for count in scores.rules.values()),
        **{f"fields F1 {form}": scores.fields_of(form).f1 for form in ("txt", "docx", "pdf")},
    }
    floored = {key: math.floor(value * 1000) / 1000 for key, value in figures.items()}
    alarms = {"alarmed clean notices": scores.alarmed_share, "false alarms per 100 clean clauses": scores.alarm_rate}
    return floored | {key: math.ceil(value * 1000) / 1000 for key, value in alarms.items()}


def load() -> Floors:
    found: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return found


def broken(scores: Scores, floors: Floors, digest: str) -> list[str]:
    """One line for each floor that does not hold, and one where other notices were measured."""
    faults = [] if floors.get("corpus") == digest else ["the notices are not the pinned ones: run with --pin"]
    return faults + [line for key, value in measured(scores).items() if (line := _worse(key, value, floors))]


def _worse(key: str, value: float, floors: Floors) -> str | None:
    floor = floors.get(key)
    if not isinstance(floor, float | int):
        return None
    worse = value > floor if key in LOWER_IS_BETTER else value < floor
    return f"{key}: {value} is worse than the floor {floor}" if worse else None


def pin(scores: Scores, digest: str, *, lower: bool) -> list[str]:
    """Write the figures of this run as floors; where one would be lowered without `lower`, write nothing and say which."""
    figures, floors = measured(scores), load()
    lowered = [line for key, value in figures.items() if (line := _worse(key, value, floors))]
    if lowered and not lower:
        return lowered
    text = json.dumps({"corpus": digest, **figures}, indent=1, ensure_ascii=False)
    FLOORS.write_text(text + "\n", encoding="utf-8")
    return []
