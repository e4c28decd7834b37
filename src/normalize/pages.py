"""The pages of the rules, from their docstrings: what `hedui explain` prints and what docs/rules/ holds.

A docstring is a summary and four sections; each of the five says everything twice, a Chinese paragraph and then an
English one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import regex

from ..patterns import lazy_regex
from ..records import dataclass
from .rules import Rule, all_rules

Lang = Literal["zh", "en"]

HEADINGS = {
    "What it says": "报告什么",
    "Why it matters": "为什么重要",
    "Example": "示例",
    "What it does not say": "不报告什么",
}
MADE = "<!-- Made by `make docs`. Do not edit. -->\n\n"
_SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}
_BREAK = lazy_regex(r"(?<=[^\x00-\xff])\n|\n(?=[^\x00-\xff])")
"""Where a line break inside a paragraph stands next to a Chinese character: no space takes its place."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing said in both languages, without line breaks."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Page:
    """A docstring, read. `sections` are in the order of HEADINGS."""

    summary: Passage
    sections: tuple[Passage, ...]


def read_page(docstring: str) -> Page:
    """The parts of a rule's docstring.

    Raises:
        ValueError: a section is missing, out of order, or not in exactly two paragraphs.
    """
    summary, *sections = regex.split(r"(?m)^## ", docstring.strip())
    headings = [section.split("\n", 1)[0].strip() for section in sections]
    if headings != list(HEADINGS):
        raise ValueError(f"a rule's page has the sections {list(HEADINGS)}, not {headings}")
    return Page(_passage(summary), tuple(_passage(section.partition("\n")[2]) for section in sections))


def _passage(text: str) -> Passage:
    paragraphs = [_BREAK.sub("", part).replace("\n", " ") for part in text.strip().split("\n\n")]
    if len(paragraphs) != 2:
        raise ValueError(f"a Chinese paragraph and an English one were expected: {text.strip()!r}")
    return Passage(*paragraphs)


def page_of(rule: Rule, lang: str = "zh") -> str:
    """The page of one rule as Markdown, in one language."""
    page = read_page(rule.page)
    if lang == "en":
        head = (
            f"# {rule.code} {rule.slug}: {rule.en}\n\nDefault severity: {rule.severity}{', off' if rule.off else ''}."
        )
        parts = [f"## {heading}\n\n{said.en}" for heading, said in zip(HEADINGS, page.sections, strict=True)]
        return "\n\n".join([head, page.summary.en, *parts]) + "\n"
    off = "，默认关闭" if rule.off else ""
    head = f"# {rule.code} {rule.zh}（{rule.slug}）\n\n默认级别：{_SEVERITY[rule.severity]}（{rule.severity}）{off}。"
    parts = [f"## {heading}\n\n{said.zh}" for heading, said in zip(HEADINGS.values(), page.sections, strict=True)]
    return "\n\n".join([head, page.summary.zh, *parts]) + "\n"


def document_of(rule: Rule) -> str:
    """The page of one rule as a document, with both languages in every section."""
    page = read_page(rule.page)
    off = "，默认关闭 (off by default)" if rule.off else ""
    head = f"# {rule.code} {rule.slug} · {rule.zh} {rule.en}"
    severity = f"默认级别 (default severity): {_SEVERITY[rule.severity]} {rule.severity}{off}"
    parts = [
        f"## {zh} {en}\n\n{said.zh}\n\n{said.en}"
        for (en, zh), said in zip(HEADINGS.items(), page.sections, strict=True)
    ]
    return "\n\n".join([head, severity, page.summary.zh, page.summary.en, *parts]) + "\n"


def documents() -> dict[str, str]:
    """File name -> text of everything in docs/rules/: a document for each rule, and the list of them."""
    found = {f"{rule.code}.md": MADE + document_of(rule) for rule in all_rules()}
    lines = ["# 规则 Rules", "", "| code | rule | 规则 | default | 含义 | says |", "|---|---|---|---|---|---|"]
    for rule in all_rules():
        said, severity = read_page(rule.page).summary, f"{_SEVERITY[rule.severity]} {rule.severity}"
        lines.append(
            f"| [{rule.code}]({rule.code}.md) | {rule.slug} | {rule.zh} | {severity} | {said.zh} | {said.en} |"
        )
    found["README.md"] = MADE + "\n".join(lines) + "\n"
    return found


def main() -> int:
    """`python -m hedui.normalize.pages docs/rules` writes the documents into that folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
