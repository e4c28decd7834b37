"""Notices made from words by a seed: body and table say the same in different ways, so nothing may be reported.

What varies: level of the office, style of annotation, numbering, sections, table shape, number column, separators,
spread prefixes, full and short names, spellings of one deadline, page ends, table apart or not.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
HAN = "一二三四五六七八九十"
LAST_DAY = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
ANNOTATIONS = {
    "labels": "（牵头单位：{lead}；责任单位：{second}；完成时限：{due}）",
    "commas": "〔牵头单位:{lead},责任单位:{second},完成时限:{due}〕",
    "verbs": "（{lead}牵头，{second}配合，{due}）",
    "one role": "（责任单位：{both}；完成时限：{due}）",
    "lines": "\n牵头单位：{lead}\n责任单位：{second}\n完成时限：{due}",
}
WIDTHS = {"序号": 6, "类别": 12, "工作任务": 18, "主要内容": 34}


@dataclass(frozen=True, slots=True)
class Name:
    """A unit: a bureau takes the prefix of the office's level, anything else stands as it is."""

    text: str
    is_bureau: bool = False
    is_collective: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One item; `due` are spellings of the same deadline."""

    title: str
    sentences: tuple[str, ...]
    lead: tuple[Name, ...]
    second: tuple[Name, ...]
    due: tuple[str, ...]


class Author:
    """Writes one notice; every choice comes from the seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.level = self.rng.choice(sorted(WORDS["levels"]))
        self.office = WORDS["levels"][self.level]
        self.year = self.rng.randint(2019, 2025)
        self.style = self.rng.choice(sorted(ANNOTATIONS))
        self.label = self.rng.choice(["1. ", "1．", "（一）", "1、"])
        self.sectioned = self.rng.random() < 0.8
        self.shape = self.rng.choice(["plain", "category", "section rows", "one row a measure"])
        self.numbered = self.rng.random() < 0.6
        self.tasks = self._tasks(self.rng.randint(4, 8))
        self.section_of = self._sections(len(self.tasks))

    def notice(self) -> str:
        """The notice in the source form of samples/README.md."""
        apart = "@attachment" if self.rng.random() < 0.3 else "@page"
        form = ["@txt indented"] if self.rng.random() < 0.3 else []
        return "\n".join([*form, *self._head(), *self._body(), apart, *self._table()])

    def _tasks(self, count: int) -> list[Task]:
        titles = self.rng.sample([(verb, subject) for verb in WORDS["verbs"] for subject in WORDS["subjects"]], count)
        return [self._task(verb, subject) for verb, subject in titles]

    def _task(self, verb: str, subject: str) -> Task:
        patterns = self.rng.sample(WORDS["sentences"], self.rng.randint(1, 3))
        lead = self._names(self.rng.choice([1, 1, 2, 3]))
        second = [name for name in self._names(self.rng.randint(1, 4)) if name not in lead]
        if not second or self.rng.random() < 0.4:
            second.append(Name(self.rng.choice(self.office["collectives"]), is_collective=True))
        sentences = tuple(pattern.format(subject) + "。" for pattern in patterns)
        return Task(verb + subject, sentences, tuple(lead), tuple(second), self._due())

    def _names(self, count: int) -> list[Name]:
        bureaus = [Name(text, is_bureau=True) for text in self.rng.sample(WORDS["bureaus"], count)]
        others = [Name(text) for text in self.rng.sample(self.office["own"], count)]
        return [other if self.rng.random() < 0.25 else name for name, other in zip(bureaus, others, strict=True)]

    def _due(self) -> tuple[str, ...]:
        year, month = self.year, self.rng.randint(5, 12)
        forms = [f"{year}年{month}月底", f"{year}年{month}月", f"{month}月底前", f"{year} 年 {month} 月底前"]
        forms.append(f"{year}年{month}月{LAST_DAY.get(month, 31)}日前")
        forms += {6: ["上半年"], 9: ["三季度", f"{year}年三季度末"], 12: ["年底前", f"{year}年底"]}.get(month, [])
        ongoing = ("长期坚持", "长期")
        both = tuple(f"{form}，长期坚持" for form in forms)
        return self.rng.choice([tuple(forms), tuple(forms), ongoing, both])

    def _sections(self, count: int) -> list[int]:
        cuts = self.rng.sample(range(1, count), 2)
        return [sum(position >= cut for cut in cuts) for position in range(count)]

    def _opens(self, position: int) -> bool:
        return position == 0 or self.section_of[position] != self.section_of[position - 1]

    def _head(self) -> list[str]:
        place, office = self.office["place"], self.office["place"] + "人民政府办公室"
        return [
            f"@number {place[0]}政办发〔{self.year}〕{self.rng.randint(1, 80)}号",
            f"@title {office}关于印发{place}{self.year}年重点工作任务的通知",
            "@to 各有关单位：",
            "现将重点工作任务印发给你们，请认真组织实施。",
            f"@sign {office}",
            f"@date {self.year}年{self.rng.randint(1, 4)}月{self.rng.randint(1, 28)}日",
            "@page",
            f"@heading {place}{self.year}年重点工作任务",
        ]

    def _body(self) -> list[str]:
        lines = []
        for position, task in enumerate(self.tasks):
            if self.sectioned and self._opens(position):
                section = self.section_of[position]
                lines.append(f"{HAN[section]}、{WORDS['sections'][section]}")
            number = f"（{HAN[position]}）" if self.label == "（一）" else self.label.replace("1", str(position + 1))
            lines.append(f"{number}{task.title}。{''.join(task.sentences)}{self._annotation(task)}")
        return lines

    def _annotation(self, task: Task) -> str:
        lead, second = self._in_text(task.lead), self._in_text(task.second)
        both = self._in_text((*task.lead, *task.second))
        return ANNOTATIONS[self.style].format(lead=lead, second=second, both=both, due=self.rng.choice(task.due))

    def _in_text(self, names: tuple[Name, ...]) -> str:
        """Names as an annotation lists them: the prefix may be given once for several bureaus."""
        text, shared = "", False
        for name in names:
            written = self._written(name)
            prefix = self.level if name.is_bureau and not (shared and self.rng.random() < 0.6) else ""
            text += ("，" if name.is_collective else "、") * bool(text) + prefix + written
            shared = name.is_bureau
        return text

    def _written(self, name: Name) -> str:
        return str(self.rng.choice([name.text, *WORDS["short"].get(name.text, [])]))

    def _in_cell(self, names: tuple[Name, ...]) -> str:
        written = [self.level * name.is_bureau + self._written(name) for name in names]
        return self.rng.choice(["、", " ", "¶", "，"]).join(written)

    def _columns(self) -> list[str]:
        columns = ["序号"] * self.numbered + ["类别"] * (self.shape == "category" and self.sectioned)
        columns += ["工作任务", "主要内容"] + ["牵头单位"] * (self.style != "one role")
        return [*columns, "配合单位" if self.style == "verbs" else "责任单位", "完成时限"]

    def _table(self) -> list[str]:
        columns = self._columns()
        widths = " ".join(str(WIDTHS.get(column, 14)) for column in columns)
        lines = ["@label 附件", "@heading 重点工作任务分解表", f"@table {widths}", "! " + " | ".join(columns)]
        for position, task in enumerate(self.tasks):
            section = self.section_of[position]
            if self.sectioned and self.shape in ("section rows", "one row a measure") and self._opens(position):
                lines.append(f"= {HAN[section]}、{WORDS['sections'][section]}")
            lines += self._rows(columns, position, task)
            lines += ["---"] * (self.rng.random() < 0.15)
        return [*lines, "@end"]

    def _rows(self, columns: list[str], position: int, task: Task) -> list[str]:
        measures = ["".join(task.sentences)]
        if self.shape == "one row a measure":
            measures = list(task.sentences)
        elif self.rng.random() < 0.3:
            measures = ["¶".join(task.sentences)]
        seconds = (*task.lead, *task.second) if self.style == "one role" else task.second
        cells = {
            "序号": str(position + 1),
            "类别": WORDS["sections"][self.section_of[position]] if self._opens(position) else "^",
            "工作任务": task.title if self.numbered else f"{position + 1}. {task.title}",
            "牵头单位": self._in_cell(task.lead),
            "责任单位": self._in_cell(seconds),
            "配合单位": self._in_cell(seconds),
            "完成时限": self.rng.choice(task.due),
        }
        merged = dict.fromkeys(cells, "^")
        rows = [(cells if n == 0 else merged) | {"主要内容": measure} for n, measure in enumerate(measures)]
        return ["| " + " | ".join(row[column] for column in columns) for row in rows]
