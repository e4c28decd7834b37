"""Words of the invented notices: offices by level, fields of work, sentences, deadlines in their many forms."""

from __future__ import annotations

import calendar
import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from .plan import Due

HERE = Path(__file__).resolve().parent
ONGOING = ("长期坚持", "持续推进", "长期推进", "常态化推进", "持续实施")
RECURRING = ("每季度末", "每月25日前", "每半年", "每月10日前")


@cache
def words() -> dict[str, Any]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@cache
def offices() -> dict[str, Any]:
    return tomllib.loads((HERE / "offices.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Directory:
    """The units an office may name. `aliases` gives for each printed name all names of the same unit."""

    units: tuple[str, ...]
    collectives: tuple[str, ...]
    enterprises: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]


def directory(level: str, place: str, prefix: str) -> Directory:
    """The directory of one level, + replaced by the prefix (for a branch of a central body: by the place)."""
    aliases: dict[str, tuple[str, ...]] = {}

    def written(entries: Sequence[str]) -> tuple[str, ...]:
        names = []
        for entry in entries:
            forms = tuple(_fill(form, place, prefix) for form in entry.split("/"))
            aliases.update(dict.fromkeys(forms, forms))
            names.append(forms[0])
        return tuple(names)

    data = offices()[level]
    return Directory(written(data["units"]), written(data["collectives"]), written(data["enterprises"]), aliases)


def _fill(form: str, place: str, prefix: str) -> str:
    if form.startswith("人民银行"):
        return form.replace("+", place)
    return form.replace("+", prefix)


class Writer:
    """Sentences and titles of one field of work; no sentence comes twice."""

    def __init__(self, field: dict[str, Any], rng: Random) -> None:
        self._field, self._rng = field, rng
        self._topics = rng.sample(field["topics"], len(field["topics"]))
        self._other = [topic for other in words()["fields"] if other is not field for topic in other["topics"]]
        rng.shuffle(self._other)
        self._used: set[tuple[str, str]] = set()
        self._fronts: list[str] = []

    def title(self) -> str:
        topic = self._topics.pop() if self._topics else self._other.pop()
        return self._rng.choice(words()["verbs"]) + topic

    def section(self) -> str:
        pick = self._rng.choice
        return pick(words()["section_verbs"]) + pick(words()["verbs"]) + pick(self._field["objects"]) + "工作"

    def sentence(self, *, long: bool = False) -> str:
        rng = self._rng
        if not self._fronts:
            self._fronts = rng.sample(words()["fronts"], len(words()["fronts"]))
        front = self._fronts.pop()
        thing = rng.choice([o for o in self._field["objects"] if (front, o) not in self._used])
        self._used.add((front, thing))
        text = front.format(
            o=thing, n=rng.randint(3, 480), q=rng.choice(words()["quantities"]), p=f"{rng.randint(105, 989) / 10}"
        )
        for back in rng.sample(words()["backs"], rng.choice((1, 1, 2) if long else (0, 1, 1, 2))):
            text += "，" + back
        return text + "。"


def month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def by_forms(day: datetime.date, year: int) -> list[str]:
    """Ways to write one last day; those without a year only where it is the notice's own."""
    y, m, d = day.year, day.month, day.day
    if day != month_end(y, m):
        return [f"{y}年{m}月{d}日前"] + ([f"{m}月{d}日前"] if y == year else [])
    forms = [f"{y}年{m}月底", f"{y}年{m}月底前", f"{y}年{m}月", f"{y}年{m}月{d}日前", f"{y}年{m}月末"]
    if y == year:
        forms += [f"{m}月底前", f"{m}月{d}日前"]
    if m == 12:
        forms += [f"{y}年底前", f"{y}年年底"] + (["年底前"] if y == year else [])
    if m in (6, 9):
        forms += [f"{y}年{'二' if m == 6 else '三'}季度末"] + (["三季度末前"] if m == 9 and y == year else [])
    if m == 6:
        forms += [f"{y}年上半年"]
    return forms


def rewritten(due: Due, year: int, rng: Random) -> Due:
    """The same deadline in another form."""
    if due.kind == "by" and due.date is not None and due.readable:
        return Due(rng.choice(by_forms(due.date, year)), "by", due.date)
    if due.kind == "ongoing":
        return Due(rng.choice(ONGOING), "ongoing")
    return due


def random_due(year: int, rng: Random) -> list[Due]:
    """A deadline of one or two parts."""
    roll = rng.random()
    if roll < 0.16:
        return [Due(rng.choice(ONGOING), "ongoing")]
    if roll < 0.2:
        return [Due(rng.choice(RECURRING), "recurring")]
    month = rng.randint(5, 12)
    day = month_end(year, month) if rng.random() < 0.85 else datetime.date(year, month, rng.choice((10, 15, 20)))
    by = Due(rng.choice(by_forms(day, year)), "by", day)
    return [by, Due(rng.choice(ONGOING), "ongoing")] if roll > 0.9 else [by]
